"""Steps that people take with a vault, chosen by chance; here those of the daily work."""

import random
from collections.abc import Iterator
from dataclasses import replace

from storage.vault import OpenVault
from tests.storage.vault.facts import PLAINTEXT, Changes, Places, kept_clips, shown
from tests.storage.vault.restless_desk import MOST_CLIPS, Choice, Desk, Step, changing, removed
from tests.storage.vault.restless_keeping import KeepingSteps
from tests.storage.vault.vaults import add_clip, add_film
from ui.bootstrap.works import ChildWorks
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.ids import new_id
from vidfeed.services import assembling, cases, consenting, importing, marking


class Work:
    """Chooses steps that can be made."""

    def __init__(self, vault: OpenVault, places: Places, chance: random.Random) -> None:
        self.desk = Desk(vault, places, chance)
        self._chooses: dict[str, tuple[int, Choice]] = {
            "import": (6, self._import),
            "film": (1, self._film),
            "prepare": (1, self._prepare),
            "mark": (8, self._mark),
            "edit": (4, self._edit),
            "remove": (2, self._remove),
            "reel": (4, self._reel),
            "consent": (4, self._consent),
            **KeepingSteps(self.desk).choices(),
        }

    def steps(self, first: str = "") -> Iterator[Step]:
        """Without end, each chosen by chance once the one before is done; the first by name."""
        weights = [weight for weight, _ in self._chooses.values()]
        names = [first] if first else []
        while True:
            (name,) = names or self.desk.chance.choices(list(self._chooses), weights)
            names = []
            for side in (self.desk.places.restored, self.desk.places.created, self.desk.places.old):
                removed(side)  # one that stays would hold what is erased after it was made
            if (step := self.step(name)) is not None:
                yield step

    def step(self, name: str) -> Step | None:
        """One of that name, if the vault as it is allows one."""
        return self._chooses[name][1]()

    def _import(self) -> Step | None:
        clips = self.desk.catalogue.clips()
        if len(clips) >= MOST_CLIPS:
            return None
        film = PLAINTEXT * self.desk.chance.randrange(1, 9000) + self.desk.chance.randbytes(16)
        if clips and self.desk.chance.random() < 0.5:
            old = self.desk.chance.choice(clips)

            def bring() -> Changes:
                filed = add_clip(self.desk.vault, old.case_id, old.session_id, film)
                return {f"clip:{filed.clip_id}": filed.original.plaintext_sha256}

            return Step("import", bring, {}, frozenset({"clip"}))
        code = f"CASE-{new_id()}".upper()

        def begin() -> Changes:
            filed = add_film(self.desk.vault, film, code)
            return {f"case:{code}": filed.case_id, f"clip:{filed.clip_id}": filed.original.plaintext_sha256}

        return Step("import", begin, {}, frozenset({"case", "clip"}))

    def _film(self) -> Step | None:
        """A film that is decoded, read in by a child process as the program does it."""
        summaries, clips = self.desk.catalogue.case_summaries(), self.desk.catalogue.clips()
        if not summaries or len(clips) >= MOST_CLIPS or not self.desk.places.film.exists():
            return None
        code = self.desk.chance.choice(summaries).case.code
        ctx = replace(self.desk.ctx, works=ChildWorks(self.desk.vault))
        # Each is another film to the vault: a box that players pass over makes its digest its own.
        film = self.desk.places.film.with_name(f"{new_id()}.mp4")
        film.write_bytes(self.desk.places.film.read_bytes() + b"\0\0\0\x18free" + self.desk.chance.randbytes(16))

        def bring() -> Changes:
            clip = importing.import_film(ctx, importing.ImportRequest(film, code)).clip
            film.unlink()
            return {f"clip:{clip.id}": clip.sha256}

        return Step("film", bring, {}, frozenset({"clip"}))

    def _prepare(self) -> Step | None:
        """Light copies of a film that is decoded, made once or again; by a child process where films are read in so."""
        vault, ctx = self.desk.vault, self.desk.ctx
        films = [clip for clip in kept_clips(vault) if clip.width_px]
        if not films:
            return None
        clip = self.desk.chance.choice(films)
        if self.desk.places.film.exists():
            ctx = replace(ctx, works=ChildWorks(vault))
        return Step("prepare", changing(lambda: importing.prepare_clip(ctx, clip.id), {}), {})

    def _mark(self) -> Step | None:
        clip = self.desk.clip()
        if clip is None:
            return None
        words = self.desk.words()

        def mark() -> Changes:
            span = self.desk.catalogue.frame_index(clip.id).span(0, 2)
            change = marking.mark(self.desk.ctx, clip.id, span, caption=words, note=words)
            return {f"moment:{change.moments[0].moment_id}": f"{words} 0"}

        return Step("mark", mark, {}, frozenset({"moment"}))

    def _edit(self) -> Step | None:
        clip = self.desk.clip()
        moments = self.desk.catalogue.moments(clip.id) if clip else []
        if not moments:
            return None
        moment, words = self.desk.chance.choice(moments), self.desk.words()
        changed: Changes = {f"moment:{moment.id}": f"{words} {(moment.stars + 1) % 4}"}

        def edit() -> None:
            marking.edit(self.desk.ctx, moment.id, caption=words, stars=(moment.stars + 1) % 4)

        return Step("edit", changing(edit, changed), changed)

    def _remove(self) -> Step | None:
        clip = self.desk.clip()
        moments = self.desk.catalogue.moments(clip.id) if clip else []
        if not moments:
            return None
        moment = self.desk.chance.choice(moments)
        gone: Changes = {f"moment:{moment.id}": None}
        return Step("remove", changing(lambda: marking.remove(self.desk.ctx, moment.id), gone), gone)

    def _reel(self) -> Step | None:
        summaries = self.desk.catalogue.case_summaries()
        if not summaries:
            return None
        case = self.desk.chance.choice(summaries).case
        reels = self.desk.catalogue.reels(case.id)
        if len(reels) < 2:

            def create() -> Changes:
                return {f"reel:{assembling.create_reel(self.desk.ctx, case.code, 'Reel').id}": ""}

            return Step("reel", create, {}, frozenset({"reel"}))
        reel = self.desk.chance.choice(reels)
        moments = self.desk.catalogue.find_moments(case_id=case.id)
        if not moments or len(reel.items) > 8:
            gone: Changes = {f"reel:{reel.id}": None}
            return Step("reel", changing(lambda: assembling.remove_reel(self.desk.ctx, reel.id), gone), gone)
        moment = self.desk.chance.choice(moments)
        changed: Changes = {f"reel:{reel.id}": f"{shown(reel)}{moment.clip_id}.{moment.id},"}
        return Step(
            "reel", changing(lambda: assembling.add_moments(self.desk.ctx, reel.id, [moment.id]), changed), changed
        )

    def _consent(self) -> Step | None:
        summaries = self.desk.catalogue.case_summaries()
        if not summaries:
            return None
        case = self.desk.chance.choice(summaries).case
        given = [entry for entry in self.desk.catalogue.consents(case.id) if entry.withdrawn_on is None]
        person = cases.person_of(self.desk.ctx, case.code, Role.INFANT)
        today = self.desk.ctx.today()
        if given:
            changed: Changes = {f"consent:{entry.id}": str(today) for entry in given}

            def withdraw() -> None:
                consenting.withdraw(self.desk.ctx, person, Purpose.REVIEW, today)

            return Step("consent", changing(withdraw, changed), changed)

        def give() -> Changes:
            return {f"consent:{consenting.give(self.desk.ctx, person, Purpose.REVIEW, today).id}": "None"}

        return Step("consent", give, {}, frozenset({"consent"}))
