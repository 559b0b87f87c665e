"""Receipts of erasures, kept outside the vault: so that restoring an older backup brings nothing back."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from storage.vault.durable import disk_errors, make_folder, read_plain, write_atomically
from storage.vault.layout import Layout
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.copy import Copy
from vidfeed.model.erasure import Backup, Erasure

_MAX_BYTES: Final = 10_000_000


def receipt_text(
    vault_id: str, subject: str, at: str, blob_ids: Sequence[str], copies: Sequence[Copy], backups: Sequence[Backup]
) -> str:
    """A receipt as JSON text, with ids and days alone: it identifies nobody."""
    receipt = {
        "vault_id": vault_id,
        "subject": subject,
        "erased_at": at,
        "blobs": list(blob_ids),
        "copies_outstanding": [{"serial": copy.serial, "what": copy.what, "at": copy.at} for copy in copies],
        "backups_outstanding": [{"id": backup.id, "at": backup.at} for backup in backups],
    }
    return json.dumps(receipt, indent=2) + "\n"


def receipt_file(layout: Layout, erasure: Erasure) -> Path:
    """Where an erasure's receipt is kept, outside the vault."""
    return layout.receipts / f"{erasure.at[:10]}-{erasure.subject.replace(':', '-')}.json"


def keep_receipt(layout: Layout, erasure: Erasure) -> Path:
    """Writes a finished erasure's receipt outside the vault, durable on return, unless it is there whole; where it is.

    Raises:
        ExpectedError: where it cannot be written. The vault keeps it too, and the next unlock tries again.
    """
    path, receipt = receipt_file(layout, erasure), erasure.receipt.encode()
    try:
        with disk_errors():
            if not _is_kept(path, receipt):
                make_folder(layout.receipts)
                write_atomically(path, receipt)
    except ExpectedError as problem:
        raise ExpectedError(
            problem.kind,
            "It is erased. Only its receipt could not be kept beside the vault's folder.",
            "Make room or make that folder writable; unlocking the vault then writes the receipt.",
        ) from problem
    return path


def _is_kept(path: Path, receipt: bytes) -> bool:
    try:
        return read_plain(path, len(receipt)) == receipt
    except OSError:
        return False


def receipted_subjects(folder: Path, vault_id: str) -> list[str]:
    """What was erased from a vault, by the receipts in a folder: "case:<id>" or "clip:<id>".

    Raises:
        ExpectedError: `file-missing` if there is no such folder, `bad-file` if a `.json` file in it is no receipt.
    """
    if not folder.is_dir():
        raise ExpectedError(ErrorKind.FILE_MISSING, "The folder of receipts is not there.", "Check its name.")
    with disk_errors():
        receipts = [_read(path) for path in sorted(folder.glob("*.json"))]
    return [subject for vault, subject in receipts if vault == vault_id]


def _read(path: Path) -> tuple[str, str]:
    try:
        receipt = json.loads(read_plain(path, _MAX_BYTES))
        vault_id, subject = receipt["vault_id"], receipt["subject"]
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise _no_receipt(path) from problem
    if not isinstance(vault_id, str) or not isinstance(subject, str) or not subject.startswith(("case:", "clip:")):
        raise _no_receipt(path)
    return vault_id, subject


def _no_receipt(path: Path) -> ExpectedError:
    return ExpectedError(
        ErrorKind.BAD_FILE,
        f"“{path.name}” is not the receipt of an erasure. Nothing was restored.",
        "Move it out of the folder of receipts, or take the right folder.",
    )
