"""Erasing a case or a clip for good: keys first, then files, then rows, then the catalogue's own key.

Each step is durable before the next, and unlocking goes on where it was interrupted.
"""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from storage.vault.blobs import VaultBlobs
from storage.vault.core import Core
from storage.vault.receipts import keep_receipt, receipt_file, receipt_text
from storage.vault.rekey import rekey
from storage.vault.visits import remove_visits
from vidfeed.model.clip import Asset
from vidfeed.model.copy import Copy
from vidfeed.model.erasure import Backup, Erasure, ErasureState, case_subject, clip_subject
from vidfeed.ports import Progress, no_progress

_UNLINKED = 0.5  # the part of the time that unlinking takes; the re-key takes the rest


@dataclass(frozen=True)
class Erased:
    """What an erasure did, and what it could not reach.

    Attributes:
        subject: "case:<id>" or "clip:<id>".
        blobs_removed: how many encrypted files were unlinked.
        copies_outstanding: copies that left the vault and may still exist.
        backups_outstanding: backups that hold the films, and the keys they were encrypted with.
        receipt: JSON text without identifying content; restoring an older backup takes it.
        receipt_file: where it is kept outside the vault.
    """

    subject: str
    blobs_removed: int
    copies_outstanding: tuple[Copy, ...]
    backups_outstanding: tuple[Backup, ...]
    receipt: str
    receipt_file: Path


def erase_case(core: Core, blobs: VaultBlobs, case_id: str, progress: Progress = no_progress) -> Erased:
    """Destroys a case with all its films and marks.

    Args:
        progress: of the files and the new key; it cannot stop the work and must not raise.

    Raises:
        ExpectedError: `unknown-case`; after the point of no return as `rekey`, and the next unlock goes on; at last as
            `keep_receipt`.
    """
    return _receipted(core, erase_subject(core, blobs, case_subject(case_id), progress))


def erase_clip(core: Core, blobs: VaultBlobs, clip_id: str, progress: Progress = no_progress) -> Erased:
    """Destroys one film with its marks; raises `unknown-clip`, otherwise as `erase_case`."""
    return _receipted(core, erase_subject(core, blobs, clip_subject(clip_id), progress))


def finish_erasures(core: Core, blobs: VaultBlobs) -> None:
    """Goes on with erasures that were interrupted; a re-key that was due must have been finished before."""
    for erasure in core.catalogue.erasures():
        if erasure.state is ErasureState.MARKED:
            _go_on(core, blobs, erasure)
        elif erasure.state is ErasureState.CLEARED:
            core.catalogue.close_erasure(erasure.subject, erasure.receipt)


def erase_subject(core: Core, blobs: VaultBlobs, subject: str, progress: Progress = no_progress) -> Erased:
    """Of "case:<id>" or "clip:<id>", without keeping the receipt outside; raises as `erase_case`."""
    with core.exclusive:
        at = datetime.now(UTC).isoformat()
        assets, copies = _assets_of(core, subject), _copies_of(core, subject)
        backups = _backups_with(core, subject, assets)
        receipt = receipt_text(core.vault_id, subject, at, [asset.blob_id for asset in assets], copies, backups)
        erasure = Erasure(subject, ErasureState.MARKED, receipt, at, core.catalogue.user)
        core.catalogue.mark_erasing(erasure)
        core.reached("marked")
        removed = _go_on(core, blobs, erasure, progress)
    return Erased(subject, removed, copies, backups, receipt, receipt_file(core.layout, erasure))


def keep_receipts(core: Core) -> None:
    """Writes what receipts of finished erasures are missing outside the vault; raises as `keep_receipt`."""
    for erasure in core.catalogue.erasures():
        if erasure.state is ErasureState.DONE:
            keep_receipt(core.layout, erasure)


def _receipted(core: Core, erased: Erased) -> Erased:
    keep_receipts(core)
    return erased


def _go_on(core: Core, blobs: VaultBlobs, erasure: Erasure, progress: Progress = no_progress) -> int:
    assets = core.catalogue.mark_erasing(erasure)
    for number, asset in enumerate(assets, 1):
        blobs.remove(asset.blob_id)
        progress(_UNLINKED * number / len(assets))
    kind, _, subject_id = erasure.subject.partition(":")
    if kind == "case":
        remove_visits(core, subject_id)
    core.reached("unlinked")
    rekey(
        core,
        lambda: core.catalogue.clear_erased(erasure.subject),
        progress=lambda done: progress(_UNLINKED + (1 - _UNLINKED) * done),
    )
    core.catalogue.close_erasure(erasure.subject, erasure.receipt)
    return len(assets)


def _assets_of(core: Core, subject: str) -> list[Asset]:
    kind, _, subject_id = subject.partition(":")
    clip_ids = [clip.id for clip in core.catalogue.clips(subject_id)] if kind == "case" else [subject_id]
    return [asset for clip_id in clip_ids for asset in core.catalogue.assets(clip_id)]


def _copies_of(core: Core, subject: str) -> tuple[Copy, ...]:
    kind, _, subject_id = subject.partition(":")
    if kind == "case":
        return tuple(core.catalogue.copies(subject_id))
    return tuple(copy for copy in core.catalogue.copies() if subject_id in copy.subject_ids)


def _backups_with(core: Core, subject: str, assets: list[Asset]) -> tuple[Backup, ...]:
    """Those with the subject's films; a case's people and notes are in each that was made since it was."""
    gone = {asset.blob_id for asset in assets}
    kind, _, subject_id = subject.partition(":")
    case = core.catalogue.case(subject_id) if kind == "case" else None
    made_at = None if case is None else case.created_at
    return tuple(backup for backup in core.catalogue.backups() if backup.may_hold(gone, made_at))
