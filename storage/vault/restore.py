"""Bringing a vault back from its backup, whole or not at all."""

from dataclasses import dataclass
from pathlib import Path

from storage.age import X25519Identity
from storage.vault.backup_folder import BackupFolder
from storage.vault.blob_copying import copy_blob, forget_blobs
from storage.vault.blobs import VaultBlobs
from storage.vault.check_round import forget_round
from storage.vault.core import Core, settled_assets
from storage.vault.durable import BACKUPS, copy_file, disk_errors
from storage.vault.entry import Door, enter_with_passphrase
from storage.vault.erase import erase_subject, finish_erasures
from storage.vault.layout import Layout, refuse_links
from storage.vault.partial import built_beside
from storage.vault.readme import write_readme
from storage.vault.receipts import receipted_subjects
from storage.vault.slots import WORK_FACTOR
from storage.vault.unlock import open_with_identity
from storage.vault.vault import OpenVault
from storage.vault.vault_json import read_vault_json, require_medium
from storage.vault.verify import Report, verify
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.ports import Progress, no_progress


@dataclass(frozen=True)
class Restored:
    """A vault that was brought back, unlocked.

    Attributes:
        report: of reading everything in it.
        erased_again: "case:<id>" and "clip:<id>" that the receipts told of.
    """

    vault: OpenVault
    report: Report
    erased_again: tuple[str, ...]


def restore_vault(
    source: Path,
    directory: Path,
    passphrase: str,
    user: str | None = None,
    *,
    receipts: Path | None = None,
    progress: Progress = no_progress,
    work_factor: int = WORK_FACTOR,
) -> Restored:
    """Copies a backup to a new place, checks all of it, and erases again what was erased since.

    An attempt that broke off is taken up where it was.

    Args:
        source: the folder of the backup.
        directory: must not exist yet, or be an empty folder.
        passphrase: one that opened the vault when the backup was made.
        receipts: a folder with the receipts of erasures, `.json` files.
        progress: what it raises ends the work, and nothing is restored.
        work_factor: scrypt's; only tests give another.

    Raises:
        ExpectedError: `vault-missing` if there is no finished backup, `exists`, `wrong-passphrase`, `damaged` (keys or
            catalogue; damaged films are findings), `bad-file` (a receipt), `no-space`, ...
    """
    directory = directory.absolute()
    folder = BackupFolder(source.absolute())
    with disk_errors(BACKUPS):
        state = folder.newest()
        vault_id = read_vault_json(state)
        refuse_links(folder.root)
    subjects = receipted_subjects(receipts, vault_id) if receipts is not None else []
    with built_beside(directory, keep_blobs=True) as layout:
        with disk_errors():
            _copy_state(state, layout)
        identity, report, erased = _filled(layout, vault_id, folder, (passphrase, user), subjects, progress)
    return Restored(open_with_identity(directory, identity, work_factor), report, erased)


def _copy_state(state: Layout, layout: Layout) -> None:
    for file_id in state.slot_ids():
        copy_file(state.slot(file_id), layout.slot(file_id))
    copy_file(state.key_file, layout.key_file)
    copy_file(state.catalogue, layout.catalogue)
    copy_file(state.vault_json, layout.vault_json)
    write_readme(layout)


def _filled(
    layout: Layout,
    vault_id: str,
    folder: BackupFolder,
    who: tuple[str, str | None],
    subjects: list[str],
    progress: Progress,
) -> tuple[X25519Identity, Report, tuple[str, ...]]:
    door = Door(layout, vault_id, WORK_FACTOR)
    try:
        slot, opened = enter_with_passphrase(door, layout, *who)
        core, blobs = door.core, VaultBlobs(layout, door.core.identity_of)
        core.catalogue.act_as(next(user.name for user in core.catalogue.users() if user.id == slot.user_id))
        door.finish_rekey()
        finish_erasures(core, blobs)
        erased = _erased_again(core, blobs, subjects)
        _copy_blobs(core, folder, lambda done: progress(done / 2))
        forget_round(core.catalogue)  # what was read in the vault that was backed up is not what lies here
        report = verify(core, blobs, deep=True, progress=lambda done: progress((1 + done) / 2))
        core.catalogue.record("vault.restore", f"vault:{vault_id}")
    finally:
        door.close()
    return opened.identity, report, erased


def _erased_again(core: Core, blobs: VaultBlobs, subjects: list[str]) -> tuple[str, ...]:
    """Before the films are copied: what is gone need not come first."""
    done = []
    for subject in subjects:
        try:
            erase_subject(core, blobs, subject)
        except ExpectedError as problem:
            if problem.kind not in (ErrorKind.UNKNOWN_CASE, ErrorKind.UNKNOWN_CLIP):
                raise
        else:
            done.append(subject)
    return tuple(done)


def _copy_blobs(core: Core, folder: BackupFolder, progress: Progress) -> None:
    assets = settled_assets(core.catalogue)
    with disk_errors():
        forget_blobs(core.layout, {asset.blob_id for asset in assets})  # of another attempt
    passed_bytes, total_bytes = 0, sum(asset.size_bytes for asset in assets) or 1
    for asset in assets:

        def within(done: float, before: int = passed_bytes, size: int = asset.size_bytes) -> None:
            progress((before + done * size) / total_bytes)

        with disk_errors():
            damage = copy_blob(core, folder.layout, core.layout, asset, within)
        if damage is not None:  # the report will tell
            with disk_errors(BACKUPS):
                require_medium(folder.newest())
        passed_bytes += asset.size_bytes
        progress(passed_bytes / total_bytes)
