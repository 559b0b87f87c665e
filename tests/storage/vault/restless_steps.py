"""Steps that people take with a vault, chosen by chance: import, marking, reels, consent, erasing, users, backups."""

import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.vault import OpenVault, restore_vault
from storage.vault.core import SystemClock
from tests.factories.inline_works import inline_works
from tests.storage.vault.facts import PLAINTEXT, Changes, Places, shown
from tests.storage.vault.vaults import ANNA, BERT, LOW, PASSPHRASES, add_clip, add_film, created
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.ids import new_id
from vidfeed.services import assembling, cases, consenting, marking
from vidfeed.services.context import Context

_MOST_CLIPS = 6


@dataclass(frozen=True)
class Step:
    """One change that is about to be made.

    Attributes:
        touches: what it changes, as it will be.
        adds: kinds of facts that it makes, whose ids nobody knows yet.
        run: makes it; what changed.
    """

    name: str
    run: Callable[[], Changes]
    touches: Changes
    adds: frozenset[str] = frozenset()


class Work:
    """Chooses steps that can be made."""

    def __init__(self, vault: OpenVault, places: Places, chance: random.Random) -> None:
        self._vault = vault
        self._places = places
        self._chance = chance
        self._ctx = Context(vault.catalogue, vault.blobs, inline_works(vault), SystemClock())

        self._chooses: dict[str, tuple[int, Callable[[], Step | None]]] = {
            "import": (6, self._import),
            "mark": (8, self._mark),
            "edit": (4, self._edit),
            "remove": (2, self._remove),
            "reel": (4, self._reel),
            "consent": (4, self._consent),
            "erase": (3, self._erase),
            "user": (2, self._user),
            "re-key": (1, self._rekey),
            "backup": (2, self._backup),
            "restore": (1, self._restore),
            "create": (1, self._create),
        }

    def steps(self) -> Iterator[Step]:
        """Without end, each chosen by chance once the one before is done."""
        weights = [weight for weight, _ in self._chooses.values()]
        while True:
            (name,) = self._chance.choices(list(self._chooses), weights)
            if (step := self.step(name)) is not None:
                yield step

    def step(self, name: str) -> Step | None:
        """One of that name, if the vault as it is allows one."""
        return self._chooses[name][1]()

    def _clip(self) -> Clip | None:
        clips = self._vault.catalogue.clips(status=ClipStatus.READY)
        return self._chance.choice(clips) if clips else None

    def _words(self) -> str:
        return f"{PLAINTEXT.decode()} {self._chance.random()}"

    def _import(self) -> Step | None:
        clips = self._vault.catalogue.clips()
        if len(clips) >= _MOST_CLIPS:
            return None
        film = PLAINTEXT * self._chance.randrange(1, 9000) + self._chance.randbytes(16)
        if clips and self._chance.random() < 0.5:
            old = self._chance.choice(clips)

            def bring() -> Changes:
                filed = add_clip(self._vault, old.case_id, old.session_id, film)
                return {f"clip:{filed.clip_id}": filed.original.plaintext_sha256}

            return Step("import", bring, {}, frozenset({"clip"}))
        code = f"CASE-{new_id()}".upper()

        def begin() -> Changes:
            filed = add_film(self._vault, film, code)
            return {f"case:{code}": filed.case_id, f"clip:{filed.clip_id}": filed.original.plaintext_sha256}

        return Step("import", begin, {}, frozenset({"case", "clip"}))

    def _mark(self) -> Step | None:
        clip = self._clip()
        if clip is None:
            return None
        words = self._words()

        def mark() -> Changes:
            span = self._vault.catalogue.frame_index(clip.id).span(0, 1)
            change = marking.mark(self._ctx, clip.id, span, caption=words, note=words)
            return {f"moment:{change.moments[0].moment_id}": f"{words} 0"}

        return Step("mark", mark, {}, frozenset({"moment"}))

    def _edit(self) -> Step | None:
        clip = self._clip()
        moments = self._vault.catalogue.moments(clip.id) if clip else []
        if not moments:
            return None
        moment, words = self._chance.choice(moments), self._words()
        changed: Changes = {f"moment:{moment.id}": f"{words} {(moment.stars + 1) % 4}"}

        def edit() -> None:
            marking.edit(self._ctx, moment.id, caption=words, stars=(moment.stars + 1) % 4)

        return Step("edit", _changing(edit, changed), changed)

    def _remove(self) -> Step | None:
        clip = self._clip()
        moments = self._vault.catalogue.moments(clip.id) if clip else []
        if not moments:
            return None
        moment = self._chance.choice(moments)
        gone: Changes = {f"moment:{moment.id}": None}
        return Step("remove", _changing(lambda: marking.remove(self._ctx, moment.id), gone), gone)

    def _reel(self) -> Step | None:
        summaries = self._vault.catalogue.case_summaries()
        if not summaries:
            return None
        case = self._chance.choice(summaries).case
        reels = self._vault.catalogue.reels(case.id)
        if len(reels) < 2:

            def create() -> Changes:
                return {f"reel:{assembling.create_reel(self._ctx, case.code, 'Reel').id}": ""}

            return Step("reel", create, {}, frozenset({"reel"}))
        reel = self._chance.choice(reels)
        moments = self._vault.catalogue.find_moments(case_id=case.id)
        if not moments or len(reel.items) > 8:
            gone: Changes = {f"reel:{reel.id}": None}
            return Step("reel", _changing(lambda: assembling.remove_reel(self._ctx, reel.id), gone), gone)
        moment = self._chance.choice(moments)
        changed: Changes = {f"reel:{reel.id}": f"{shown(reel)}{moment.clip_id}.{moment.id},"}
        return Step(
            "reel", _changing(lambda: assembling.add_moments(self._ctx, reel.id, [moment.id]), changed), changed
        )

    def _consent(self) -> Step | None:
        summaries = self._vault.catalogue.case_summaries()
        if not summaries:
            return None
        case = self._chance.choice(summaries).case
        given = [entry for entry in self._vault.catalogue.consents(case.id) if entry.withdrawn_on is None]
        person = cases.person_of(self._ctx, case.code, Role.INFANT)
        today = self._ctx.today()
        if given:
            changed: Changes = {f"consent:{entry.id}": str(today) for entry in given}

            def withdraw() -> None:
                consenting.withdraw(self._ctx, person, Purpose.REVIEW, today)

            return Step("consent", _changing(withdraw, changed), changed)

        def give() -> Changes:
            return {f"consent:{consenting.give(self._ctx, person, Purpose.REVIEW, today).id}": "None"}

        return Step("consent", give, {}, frozenset({"consent"}))

    def _erase(self) -> Step | None:
        clips = self._vault.catalogue.clips(status=ClipStatus.READY)
        if len(clips) < 3:
            return None
        clip, whole = self._chance.choice(clips), self._chance.random() < 0.5
        gone = self._gone_with([c for c in clips if c.case_id == clip.case_id] if whole else [clip])
        if not whole:
            return Step("erase", _changing(lambda: self._vault.erase_clip(clip.id), gone), gone)
        catalogue = self._vault.catalogue
        case = catalogue.case(clip.case_id)
        assert case is not None
        gone |= {f"reel:{reel.id}": None for reel in catalogue.reels(case.id)}
        gone |= {f"consent:{entry.id}": None for entry in catalogue.consents(case.id)}
        gone |= {f"case:{case.code}": None}
        return Step("erase", _changing(lambda: self._vault.erase_case(case.id), gone), gone)

    def _gone_with(self, clips: list[Clip]) -> Changes:
        ids = {clip.id for clip in clips}
        gone: Changes = {f"clip:{clip_id}": None for clip_id in ids}
        for clip_id in ids:
            gone |= {f"moment:{moment.id}": None for moment in self._vault.catalogue.moments(clip_id)}
        for reel in self._vault.catalogue.reels(clips[0].case_id):
            gone[f"reel:{reel.id}"] = shown(reel, without=ids)
        return gone

    def _user(self) -> Step:
        if len(self._vault.catalogue.users()) > 1:
            gone: Changes = {f"user:{BERT}": None}
            return Step("user", _changing(lambda: self._vault.remove_user(BERT), gone), gone)

        def add() -> Changes:
            self._vault.add_user(BERT, PASSPHRASES[BERT])
            return {f"user:{BERT}": next(u.id for u in self._vault.catalogue.users() if u.name == BERT)}

        return Step("user", add, {}, frozenset({"user"}))

    def _rekey(self) -> Step:
        if self._chance.random() < 0.5:
            return Step("re-key", _changing(lambda: self._vault.change_passphrase(PASSPHRASES[ANNA]), {}), {})
        return Step("re-key", _changing(self._vault.replace_recovery, {}), {})

    def _backup(self) -> Step:
        return Step("backup", _changing(lambda: self._vault.back_up(self._places.backup), {}), {})

    def _restore(self) -> Step | None:
        if not any(self._places.backup.glob("state-*[0-9]")):
            return None

        def restore() -> None:
            receipts = self._places.receipts if self._places.receipts.exists() else None
            source, target = self._places.backup, self._places.restored
            done = restore_vault(source, target, PASSPHRASES[ANNA], receipts=receipts, work_factor=LOW)
            done.vault.close()
            removed(target)

        return Step("restore", _changing(restore, {}), {})

    def _create(self) -> Step:
        def create() -> None:
            created(self._places.created)[0].close()
            removed(self._places.created)

        return Step("create", _changing(create, {}), {})


def removed(folder: Path) -> None:
    """Takes a vault away in one step: one that is half there would look as if it had been made so."""
    doomed = folder.with_name(f"{folder.name}.{new_id()}.doomed")
    folder.rename(doomed)
    shutil.rmtree(doomed)


def _changing(change: Callable[[], object], changes: Changes) -> Callable[[], Changes]:
    def run() -> Changes:
        change()
        return changes

    return run
