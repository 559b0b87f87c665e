"""Steps that people take with a vault as a whole: erasing, users, sheets, backups, older versions."""

import shutil
from threading import Event, Thread

from storage.vault import new_recovery_secret, recover_vault, restore_vault
from tests.storage.vault.facts import Changes, kept_clips, shown
from tests.storage.vault.restless_desk import Choice, Desk, Step, changing, keep_sheet, removed, valid_sheet
from tests.storage.vault.sample_vault import samples
from tests.storage.vault.vaults import ANNA, BERT, LOW, PASSPHRASES, created, opened
from vidfeed.model.clip import Clip
from vidfeed.model.finding import Severity
from vidfeed.services import marking

OTHER = "other"


class KeepingSteps:
    """Gets them ready on a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def choices(self) -> dict[str, tuple[int, Choice]]:
        """By name, with how often each is chosen."""
        return {
            "erase": (3, self._erase),
            "add-user": (2, self._add_user),
            "remove-user": (1, self._remove_user),
            "change-passphrase": (1, self._change_passphrase),
            "replace-recovery": (1, self._replace_recovery),
            "recover": (1, self._recover),
            "backup": (1, self._backup),
            "backup-marking": (1, self._backup_marking),
            "restore": (1, self._restore),
            "create": (1, self._create),
            "migrate": (1, self._migrate),
        }

    def _erase(self) -> Step | None:
        vault, catalogue, chance = self._desk.vault, self._desk.catalogue, self._desk.chance
        clips = kept_clips(vault)
        if len(clips) < 3:
            return None
        clip, whole = chance.choice(clips), chance.random() < 0.5
        gone = self._gone_with([c for c in clips if c.case_id == clip.case_id] if whole else [clip])
        if not whole:
            return Step("erase", changing(lambda: vault.erase_clip(clip.id), gone), gone)
        case = catalogue.case(clip.case_id)
        assert case is not None
        gone |= {f"reel:{reel.id}": None for reel in catalogue.reels(case.id)}
        gone |= {f"consent:{entry.id}": None for entry in catalogue.consents(case.id)}
        gone |= {f"case:{case.code}": None}
        return Step("erase", changing(lambda: vault.erase_case(case.id), gone), gone)

    def _gone_with(self, clips: list[Clip]) -> Changes:
        catalogue, ids = self._desk.catalogue, {clip.id for clip in clips}
        gone: Changes = {f"clip:{clip_id}": None for clip_id in ids}
        for clip_id in ids:
            gone |= {f"moment:{moment.id}": None for moment in catalogue.moments(clip_id)}
        for reel in catalogue.reels(clips[0].case_id):
            gone[f"reel:{reel.id}"] = shown(reel, without=ids)
        return gone

    def _add_user(self) -> Step | None:
        vault, there = self._desk.vault, self._desk.catalogue.user_names()
        name = next((name for name in (BERT, OTHER) if name not in there), None)
        if name is None:
            return None

        def add() -> Changes:
            vault.add_user(name, PASSPHRASES[name])
            return {f"user:{name}": next(user.id for user in vault.catalogue.users() if user.name == name)}

        return Step("add-user", add, {}, frozenset({"user"}))

    def _remove_user(self) -> Step | None:
        vault, there = self._desk.vault, self._desk.catalogue.user_names()
        name = next((name for name in (OTHER, BERT) if name in there), None)
        if name is None:
            return None
        gone: Changes = {f"user:{name}": None}
        return Step("remove-user", changing(lambda: vault.remove_user(name), gone), gone)

    def _change_passphrase(self) -> Step:
        vault = self._desk.vault
        return Step("change-passphrase", changing(lambda: vault.change_passphrase(PASSPHRASES[ANNA]), {}), {})

    def _replace_recovery(self) -> Step:
        vault, secret = self._desk.vault, new_recovery_secret()
        keep_sheet(self._desk.places, secret)
        return Step("replace-recovery", changing(lambda: vault.replace_recovery(secret), {}), {})

    def _recover(self) -> Step | None:
        places, secret = self._desk.places, valid_sheet(self._desk.places, self._desk.vault)
        if secret is None:
            return None

        def recover() -> None:
            self._desk.vault.close()
            self._desk.take(recover_vault(places.vault, secret, PASSPHRASES[ANNA], ANNA, work_factor=LOW))

        return Step("recover", changing(recover, {}), {})

    def _backup(self) -> Step:
        vault, places = self._desk.vault, self._desk.places
        return Step("backup", changing(lambda: vault.back_up(places.backup), {}), {})

    def _backup_marking(self) -> Step | None:
        """While marks are made as quickly as they can be."""
        vault, places, ctx, clip = self._desk.vault, self._desk.places, self._desk.ctx, self._desk.clip()
        if clip is None:
            return None
        words, span = self._desk.words(), self._desk.catalogue.frame_index(clip.id).span(0, 2)
        marked: Changes = {}

        def mark(done: Event) -> None:
            while not done.is_set() and len(marked) < 40:
                change = marking.mark(ctx, clip.id, span, caption=words, note=words)
                marked[f"moment:{change.moments[0].moment_id}"] = f"{words} 0"

        def back_up() -> Changes:
            done = Event()
            hand = Thread(target=mark, args=(done,))
            hand.start()
            try:
                vault.back_up(places.backup)
            finally:
                done.set()
                hand.join()
            return marked

        return Step("backup-marking", back_up, {}, frozenset({"moment"}))

    def _restore(self) -> Step | None:
        places = self._desk.places
        removed(places.restored)
        if not any(places.backup.glob("state-*[0-9]")):
            return None

        def restore() -> None:
            receipts = places.receipts if places.receipts.exists() else None
            done = restore_vault(places.backup, places.restored, PASSPHRASES[ANNA], receipts=receipts, work_factor=LOW)
            done.vault.close()
            assert not any(finding.severity is Severity.CRITICAL for finding in done.report.findings)

        return Step("restore", changing(restore, {}), {})

    def _create(self) -> Step:
        place = self._desk.places.created
        removed(place)
        return Step("create", changing(lambda: created(place)[0].close(), {}), {})

    def _migrate(self) -> Step:
        """Opens a vault of the oldest version that is kept."""
        place = self._desk.places.old
        removed(place)
        coming = place.with_name(f"{place.name}.{self._desk.chance.random()}.doomed")
        shutil.copytree(samples()[0] / "vault", coming)
        coming.rename(place)
        return Step("migrate", changing(lambda: opened(place).close(), {}), {})
