"""Backing a vault up while it is in use: blobs by id, then one verified state, which replaces the one before."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from storage.catalogue import open_catalogue
from storage.vault.backup_card import BackupCard, write_card
from storage.vault.backup_folder import BackupFolder
from storage.vault.backup_lineage import entries_of, require_no_newer
from storage.vault.blob_copying import back_up_blob, due_again, forget_blobs
from storage.vault.core import Core, SystemClock, new_clip_identity, settled_assets
from storage.vault.durable import BACKUPS, copy_file, disk_errors, make_folder, move, sync_folder
from storage.vault.layout import PARTIAL_SUFFIX, Layout, refuse_links
from storage.vault.readme import write_readme
from storage.vault.vault_json import require_medium
from vidfeed.errors import ErrorKind, ExpectedError, InternalError, cancelled
from vidfeed.model.clip import Asset
from vidfeed.model.erasure import Backup
from vidfeed.model.finding import Finding, Severity
from vidfeed.model.ids import new_id
from vidfeed.ports import Progress, no_progress


@dataclass(frozen=True)
class BackedUp:
    """A backup that was made and verified.

    Attributes:
        size_bytes: of the films and other files that it holds, encrypted.
        findings: films that are damaged in the vault: they could not be taken along, or were as they are.
    """

    backup: Backup
    size_bytes: int
    findings: tuple[Finding, ...]


def back_up(core: Core, destination: Path, label: str = "", progress: Progress = no_progress) -> BackedUp:
    """Makes a backup, or brings one up to date; an attempt that broke off is taken up where it was.

    Re-keys and erasures wait meanwhile; marking and importing go on.

    Args:
        destination: an empty or new folder outside the vault, or an earlier backup of this vault.
        label: what people call it.
        progress: what it raises ends the backup; the one before is still there.

    Raises:
        ExpectedError: `exists` for another folder, or a backup that holds what this vault has not, `damaged` if the
            catalogue is, `no-space`, `read-only`, ..., `cancelled` where the vault is locked meanwhile.
    """
    folder = BackupFolder(destination.absolute())
    if folder.root.resolve().is_relative_to(core.layout.root.resolve()):
        raise ExpectedError(ErrorKind.EXISTS, "A backup cannot lie inside its vault.", "Choose another folder.")
    with core.exclusive, disk_errors(BACKUPS):
        folder.root.mkdir(parents=True, exist_ok=True)
        folder.require_for(core.vault_id)
        refuse_links(folder.root)
        require_no_newer(core, folder)
        try:
            return _made(core, folder, label, progress)
        except InternalError as problem:
            if core.catalogue.is_open:
                raise
            raise cancelled("The backup") from problem  # the vault was locked meanwhile


def _made(core: Core, folder: BackupFolder, label: str, progress: Progress) -> BackedUp:
    before, older = folder.card(), entries_of(core, folder)
    folder.sweep_partial()
    make_folder(folder.layout.blobs)
    partial = folder.partial_state(max(folder.states(), default=0) + 1)
    backup, card = _begun(core, folder, partial, label, older)
    progress(0)
    assets = _state_copied(core, partial, progress)
    backup = _entered_whole(core, backup, assets)
    turn = replace(before, id=card.id, before=card.before) if before else card
    findings, card = _blobs_copied(core, folder, assets, turn, progress)
    write_card(partial.root, card)
    write_readme(folder.layout)
    _put_in_place(core, folder, partial)
    forget_blobs(folder.layout, {asset.blob_id for asset in assets})
    for entry_id in older:
        core.catalogue.drop_backup(entry_id)
    return BackedUp(backup, sum(asset.size_bytes for asset in assets), tuple(findings))


def _put_in_place(core: Core, folder: BackupFolder, partial: Layout) -> None:
    older = folder.states()
    move(partial.root, partial.root.with_name(partial.root.name.removesuffix(PARTIAL_SUFFIX)))
    core.reached("state")
    for old in older:
        folder.remove_state(old)


def _begun(
    core: Core, folder: BackupFolder, partial: Layout, label: str, older: frozenset[str]
) -> tuple[Backup, BackupCard]:
    """Entered before it is made: an erasure must know of it, whatever happens in between."""
    backup = Backup(
        new_id(),
        datetime.now(UTC).isoformat(),
        label,
        str(folder.root),
        tuple(asset.blob_id for asset in core.catalogue.assets()),
    )
    card = BackupCard(backup.id, older)
    make_folder(partial.root)
    write_card(partial.root, card)
    with core.catalogue.transaction():
        core.catalogue.add_backup(backup)
        core.catalogue.record("vault.backup", f"backup:{backup.id}")
    return backup, card


def _entered_whole(core: Core, backup: Backup, assets: Sequence[Asset]) -> Backup:
    """With what was brought in between its entry and the copying of the catalogue."""
    more = tuple(asset.blob_id for asset in assets if asset.blob_id not in backup.blob_ids)
    if more:
        backup = replace(backup, blob_ids=(*backup.blob_ids, *more))
        with core.catalogue.transaction():
            core.catalogue.drop_backup(backup.id)
            core.catalogue.add_backup(backup)
    return backup


def _state_copied(core: Core, state: Layout, progress: Progress) -> list[Asset]:
    """Everything but the blobs; the assets are those that the copied catalogue names."""
    make_folder(state.keys)
    for file_id in core.layout.slot_ids():
        copy_file(core.layout.slot(file_id), state.slot(file_id))
    copy_file(core.layout.key_file, state.key_file)
    copy_file(core.layout.vault_json, state.vault_json)
    _catalogue_copied(core, state, lambda: progress(0))
    copy = open_catalogue(state.catalogue, core.catalogue.key, clock=SystemClock(), new_identity=new_clip_identity)
    try:
        if copy.integrity_findings():
            raise ExpectedError(
                ErrorKind.DAMAGED, "The catalogue is damaged. The backup before is unharmed.", "Verify the vault."
            )
        return settled_assets(copy)
    finally:
        copy.close()
        sync_folder(state.root)


def _catalogue_copied(core: Core, state: Layout, between: Callable[[], None]) -> None:
    try:
        core.catalogue.backup_to(state.catalogue, between)
    except ExpectedError as problem:
        if problem.kind is ErrorKind.DAMAGED:
            write_readme(state)  # raises where it is the backup's disk that fails, which the database cannot tell
        raise


def _blobs_copied(
    core: Core, folder: BackupFolder, assets: Sequence[Asset], card: BackupCard, progress: Progress
) -> tuple[list[Finding], BackupCard]:
    findings, damaged = [], set()
    due = due_again([asset for asset in assets if folder.layout.blob(asset.blob_id).exists()], card.read_up_to)
    again = {asset.blob_id for asset in due} | card.damaged
    passed_bytes, total_bytes = 0, sum(asset.size_bytes for asset in assets) or 1
    for asset in assets:

        def within(done: float, before: int = passed_bytes, size: int = asset.size_bytes) -> None:
            progress((before + done * size) / total_bytes)

        problem = back_up_blob(core, folder.layout, asset, reread=asset.blob_id in again, progress=within)
        if problem is not None:
            require_medium(core.layout)
            damaged.add(asset.blob_id)
            # Unless it was replaced by another since the catalogue was copied.
            if asset in core.catalogue.assets(asset.clip_id):
                findings.append(_damaged(asset, problem))
        passed_bytes += asset.size_bytes
        progress(passed_bytes / total_bytes)
    return findings, replace(card, read_up_to=due[-1].blob_id if due else "", damaged=frozenset(damaged))


def _damaged(asset: Asset, problem: ExpectedError) -> Finding:
    subject = f"{asset.clip_id} {asset.blob_id}"
    return Finding(Severity.CRITICAL, "blob-damaged", subject, problem.message, problem.hint)
