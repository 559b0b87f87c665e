"""Putting a whole film in a damaged one's place: its original once more, or the blob of a backup of this vault.

Each step is durable before the next, with the commit point in the middle:

1. the new blob is written, read back and compared by whoever holds the grant, among the unfinished ones;
2. its id is noted, and it is moved to its place;
3. one transaction puts its row in the old one's place, drops what was made from the damaged film, and notes the old
   blobs instead;
4. the old blobs are unlinked, and the note is taken off.

Whatever interrupts it, unlocking unlinks what is noted and no row names: the film is the old one or the new.
"""

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Final

from storage.vault.backup_folder import BackupFolder
from storage.vault.blob_reading import ReadGrant
from storage.vault.blob_writing import Arrived
from storage.vault.blobs import VaultBlobs
from storage.vault.core import Core, settled_assets
from storage.vault.durable import BACKUPS, disk_errors
from storage.vault.layout import refuse_links
from storage.vault.vault_json import read_vault_json
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import MADE_ROLES, Asset, AssetRole, ClipStatus

UNSETTLED: Final = "blobs.unsettled"
_OTHERWISE: Final = "Choose the original as it came from the camera or phone, or another backup of this vault."


class Mending:
    """One film that is being replaced.

    Attributes:
        source: what is read: a file in the clear, or a blob of a backup.
        grant: where it is written, encrypted to the clip's own identity.
    """

    def __init__(self, core: Core, blobs: VaultBlobs, clip_id: str, source: Path) -> None:
        """Looks for the film where it is said to be.

        Args:
            source: the original's file, or the folder of a backup; also the folder that one lies in.

        Raises:
            ExpectedError: `unknown-clip`; `vault-missing` where there is no finished backup; `bad-file` for another
                vault's; `file-missing` where the backup has not this film; `damaged` where it has not a sound one.
        """
        self._core, self._blobs, self._clip_id = core, blobs, clip_id
        self._old = _original_of(core, clip_id)
        self.source = _in_backup(core, self._old, source.absolute()) if source.is_dir() else source.absolute()
        self.grant = blobs.new_grant(clip_id)

    def put_in_place(self, arrived: Arrived) -> None:
        """Swaps the films; durable on return.

        Raises:
            ExpectedError: `bad-file` for another film than the one that was imported; `unknown-clip` where it was
                erased meanwhile; `no-space`, `read-only`, ...: nothing has changed then.
        """
        if arrived.plaintext_sha256 != self._old.plaintext_sha256:
            raise not_the_film()
        core = self._core
        with core.exclusive:
            if _original_of(core, self._clip_id) != self._old:
                raise ExpectedError(
                    ErrorKind.CANCELLED,
                    "The film was replaced meanwhile. Nothing was changed.",
                    "Open the film: where it still has damaged places, replace it again.",
                )
            _note(core, [self.grant.blob_id])
            core.reached("mend-noted")
            self._blobs.adopt(arrived)
            core.reached("mend-adopted")
            self._swap(arrived.asset(self._clip_id, AssetRole.ORIGINAL))
            core.reached("mend-swapped")
            with suppress(ExpectedError):  # it stands; the next unlock unlinks what could not be unlinked now
                settle(core, self._blobs)

    def take_back(self) -> None:
        """Leaves nothing of a replacement that did not come to stand."""
        if all(asset.blob_id != self.grant.blob_id for asset in self._core.catalogue.assets(self._clip_id)):
            self._blobs.discard(self.grant)

    def _swap(self, new: Asset) -> None:
        catalogue = self._core.catalogue
        made = [asset for asset in catalogue.assets(self._clip_id) if asset.role in MADE_ROLES]
        with catalogue.transaction():
            for gone in (self._old, *made):
                catalogue.drop_asset(gone.blob_id)
            catalogue.add_asset(new)
            catalogue.set_clip_status(self._clip_id, ClipStatus.PREPARING)
            catalogue.set_clip_trouble(self._clip_id, "")
            _keep_backups_known(self._core, self._old.blob_id, new.blob_id)
            _note(self._core, [asset.blob_id for asset in (self._old, *made)])
            catalogue.record("clip.mend", self._clip_id)


def settle(core: Core, blobs: VaultBlobs) -> None:
    """Unlinks what a replacement left, finished or not; raises ExpectedError `read-only`, ..."""
    noted = (core.catalogue.setting(UNSETTLED) or "").split()
    if noted:
        known = {asset.blob_id for asset in core.catalogue.assets()}
        for blob_id in noted:
            if blob_id not in known:
                blobs.remove(blob_id)
        core.catalogue.put_setting(UNSETTLED, "")


def not_the_film() -> ExpectedError:
    """For a film with other bytes."""
    return ExpectedError(
        ErrorKind.BAD_FILE, "That is another film than the one that was brought in. Nothing was changed.", _OTHERWISE
    )


def _original_of(core: Core, clip_id: str) -> Asset:
    for asset in settled_assets(core.catalogue, clip_id):
        if asset.role is AssetRole.ORIGINAL:
            return asset
    raise ExpectedError(ErrorKind.UNKNOWN_CLIP, "There is no such film in this vault.", "Check the clip's id.")


def _in_backup(core: Core, old: Asset, chosen: Path) -> ReadGrant:
    with disk_errors(BACKUPS):
        folder = _backup_at(core, chosen)
        refuse_links(folder.root)
        if not folder.layout.blob(old.blob_id).is_file():
            raise ExpectedError(
                ErrorKind.FILE_MISSING, "That backup does not hold this film. Nothing was changed.", _OTHERWISE
            )
    try:
        return VaultBlobs(folder.layout, core.identity_of).source(old).grant()
    except ExpectedError as problem:
        if problem.kind is not ErrorKind.DAMAGED:
            raise
        raise damaged_too() from problem


def damaged_too() -> ExpectedError:
    """For a backup whose blob is no better than the vault's."""
    return ExpectedError(ErrorKind.DAMAGED, "The film in that backup is damaged too. Nothing was changed.", _OTHERWISE)


def _backup_at(core: Core, chosen: Path) -> BackupFolder:
    """The backup in that folder, or in one just inside: people choose the stick."""
    inside = (BackupFolder(path) for path in sorted(chosen.iterdir()) if path.is_dir() and not path.is_symlink())
    found = [folder for folder in (BackupFolder(chosen), *inside) if folder.states()]
    if not found:
        raise ExpectedError(
            ErrorKind.VAULT_MISSING, "There is no finished backup in that folder. Nothing was changed.", _OTHERWISE
        )
    for folder in found:
        if read_vault_json(folder.newest()) == core.vault_id:
            return folder
    raise ExpectedError(ErrorKind.BAD_FILE, "That is the backup of another vault. Nothing was changed.", _OTHERWISE)


def _note(core: Core, blob_ids: list[str]) -> None:
    noted = (core.catalogue.setting(UNSETTLED) or "").split()
    core.catalogue.put_setting(UNSETTLED, " ".join(sorted({*noted, *blob_ids})))


def _keep_backups_known(core: Core, old_id: str, new_id: str) -> None:
    """A backup that holds the film by its old name still holds it: an erasure must name it."""
    backups = core.catalogue.backups()
    if any(old_id in backup.blob_ids for backup in backups):
        for backup in backups:  # all, so that they stay in order
            core.catalogue.drop_backup(backup.id)
            more = (new_id,) if old_id in backup.blob_ids else ()
            core.catalogue.add_backup(replace(backup, blob_ids=(*backup.blob_ids, *more)))
