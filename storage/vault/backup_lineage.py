"""Whether what lies in a backup's folder was made by this vault as it is, or by a newer or other copy of it."""

import json
from typing import Any

from storage.vault.backup_folder import BackupFolder
from storage.vault.core import Core
from vidfeed.errors import ErrorKind, ExpectedError


def require_no_newer(core: Core, folder: BackupFolder) -> None:
    """Checks that replacing the backup loses nothing: an older vault, restored, must not erase what came later.

    Raises:
        ExpectedError: kind `exists`.
    """
    if folder.states() and not _is_known(core, folder):
        raise ExpectedError(
            ErrorKind.EXISTS,
            "The backup in this folder holds what this vault does not know: it was made from a newer or another copy "
            "of the vault. Nothing was written.",
            "Choose an empty folder. What that backup holds comes back by restoring it to a new place.",
        )


def entries_of(core: Core, folder: BackupFolder) -> frozenset[str]:
    """Of the vault's list of backups, those that lie in this folder: another stick may have had the same path."""
    ids = folder.entry_ids()
    uncarded = bool(folder.states()) and folder.card() is None
    return frozenset(
        entry.id
        for entry in core.catalogue.backups()
        if entry.id in ids or (uncarded and entry.place == str(folder.root))
    )


def _is_known(core: Core, folder: BackupFolder) -> bool:
    card = folder.card()
    if card is not None:
        return bool(core.catalogue.audit(f"backup:{card.id}"))
    return set(folder.layout.blob_ids()) <= _blobs_ever(core)  # a state from before there were cards


def _blobs_ever(core: Core) -> set[str]:
    """Of which the catalogue knows, gone ones included."""
    known = {asset.blob_id for asset in core.catalogue.assets()}
    known.update(*(backup.blob_ids for backup in core.catalogue.backups()))
    receipts: list[dict[str, Any]] = [json.loads(erasure.receipt) for erasure in core.catalogue.erasures()]
    known.update(*(receipt["blobs"] for receipt in receipts))
    return known
