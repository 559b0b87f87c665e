"""Backing a vault up while it is in use: blobs by id, then one verified state, which replaces the one before."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.catalogue import open_catalogue
from storage.vault.backup_folder import BackupFolder
from storage.vault.blobs import VaultBlobs
from storage.vault.core import Core, SystemClock, new_clip_identity, settled_assets
from storage.vault.durable import (
    BACKUPS,
    UnreadableError,
    copy_file,
    disk_errors,
    expected,
    make_folder,
    move,
    remove,
    sync_folder,
)
from storage.vault.layout import Layout, refuse_links
from storage.vault.readme import write_readme
from storage.vault.vault_json import require_medium
from vidfeed.errors import ErrorKind, ExpectedError
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
        findings: films that could not be taken along, because they are damaged in the vault.
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
        ExpectedError: `exists` for another folder, `damaged` if the catalogue is, `no-space`, `read-only`, ...
    """
    folder = BackupFolder(destination.absolute())
    if folder.root.resolve().is_relative_to(core.layout.root.resolve()):
        raise ExpectedError(ErrorKind.EXISTS, "A backup cannot lie inside its vault.", "Choose another folder.")
    with core.exclusive, disk_errors(BACKUPS):
        folder.root.mkdir(parents=True, exist_ok=True)
        folder.require_for(core.vault_id)
        refuse_links(folder.root)
        folder.sweep_partial()
        make_folder(folder.layout.blobs)
        number = max(folder.states(), default=0) + 1
        return _made(core, folder, number, label, progress)


def _made(core: Core, folder: BackupFolder, number: int, label: str, progress: Progress) -> BackedUp:
    backup = _entered(core, folder, label)
    partial = folder.partial_state(number)
    assets = _state_copied(core, partial)
    findings = _blobs_copied(core, folder, assets, progress)
    write_readme(folder.layout)
    older = folder.states()
    move(partial.root, folder.state(number).root)
    core.reached("state")
    for old in older:
        folder.remove_state(old)
    forget_blobs(folder.layout, {asset.blob_id for asset in assets})
    _drop_older(core, backup)
    return BackedUp(backup, sum(asset.size_bytes for asset in assets), tuple(findings))


def _entered(core: Core, folder: BackupFolder, label: str) -> Backup:
    """Entered before it is made: an erasure must know of it, whatever happens in between."""
    at = datetime.now(UTC).isoformat()
    blob_ids = tuple(asset.blob_id for asset in core.catalogue.assets())
    backup = Backup(new_id(), at, label, str(folder.root), blob_ids)
    with core.catalogue.transaction():
        core.catalogue.add_backup(backup)
        core.catalogue.record("vault.backup", f"backup:{backup.id}")
    return backup


def _state_copied(core: Core, state: Layout) -> list[Asset]:
    """Everything but the blobs; the assets are those that the copied catalogue names."""
    make_folder(state.root)
    make_folder(state.keys)
    for file_id in core.layout.slot_ids():
        copy_file(core.layout.slot(file_id), state.slot(file_id))
    copy_file(core.layout.key_file, state.key_file)
    copy_file(core.layout.vault_json, state.vault_json)
    _catalogue_copied(core, state)
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


def _catalogue_copied(core: Core, state: Layout) -> None:
    try:
        core.catalogue.backup_to(state.catalogue)
    except ExpectedError as problem:
        if problem.kind is ErrorKind.DAMAGED:
            write_readme(state)  # raises where it is the backup's disk that fails, which the database cannot tell
        raise


def _blobs_copied(core: Core, folder: BackupFolder, assets: Sequence[Asset], progress: Progress) -> list[Finding]:
    findings = []
    passed_bytes, total_bytes = 0, sum(asset.size_bytes for asset in assets) or 1
    for asset in assets:
        damage = copy_blob(core, core.layout, folder.layout, asset)
        if damage is not None:
            require_medium(core.layout)
            # Unless it was replaced by another since the catalogue was copied.
            if asset in core.catalogue.assets(asset.clip_id):
                subject = f"{asset.clip_id} {asset.blob_id}"
                findings.append(Finding(Severity.CRITICAL, "blob-damaged", subject, damage.message, damage.hint))
        passed_bytes += asset.size_bytes
        progress(passed_bytes / total_bytes)
    return findings


def copy_blob(core: Core, source: Layout, target: Layout, asset: Asset) -> ExpectedError | None:
    """Copies a blob, unless a sound one is there.

    Returns:
        What is wrong with the source's, of kind `damaged`; then nothing is copied. A source whose disk was pulled out
        may look so too.

    Raises:
        ExpectedError: `vault-missing` where the source, or the clip's identity, is gone.
        OSError: from the target's disk.
    """
    path = target.blob(asset.blob_id)
    if path.exists() and _damage(VaultBlobs(target, core.identity_of), asset) is None:
        return None
    damage = _damage(VaultBlobs(source, core.identity_of), asset)
    if damage is not None:
        return damage
    make_folder(path.parent)
    try:
        copy_file(source.blob(asset.blob_id), path)
    except UnreadableError as problem:
        return expected(problem)
    return None


def _damage(blobs: VaultBlobs, asset: Asset) -> ExpectedError | None:
    try:
        blobs.source(asset).grant()
    except ExpectedError as problem:
        if problem.kind is not ErrorKind.DAMAGED:
            raise
        return problem
    return None


def forget_blobs(layout: Layout, kept: set[str]) -> None:
    """Unlinks blobs that no row names any more: what was erased must not live on here."""
    for blob_id in list(layout.blob_ids()):
        if blob_id not in kept:
            remove(layout.blob(blob_id))


def _drop_older(core: Core, newest: Backup) -> None:
    for backup in core.catalogue.backups():
        if backup.place == newest.place and backup.id != newest.id:
            core.catalogue.drop_backup(backup.id)
