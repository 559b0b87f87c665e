"""The vault's encrypted files, seen from the process that holds the catalogue."""

import shutil
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast

from storage.age import X25519Identity
from storage.vault.blob_reading import BlobReader, ReadGrant, blob_damaged, blob_errors
from storage.vault.blob_writing import Arrived, WriteGrant, write_blob
from storage.vault.durable import disk_errors, make_folder, move, open_plain, remove
from storage.vault.layout import Layout
from vidfeed.errors import ExpectedError
from vidfeed.model.clip import Asset
from vidfeed.model.ids import new_id

IdentityOf = Callable[[str], X25519Identity]
"""The identity of a clip or document by its id."""


@dataclass(frozen=True)
class BlobSource:
    """One blob as a PictureSource, checked against its row each time it is opened."""

    layout: Layout
    asset: Asset
    identity_of: IdentityOf = field(repr=False)

    def open(self) -> BinaryIO:
        """A new independent reader; the caller closes it.

        Raises:
            ExpectedError: kind `damaged` where the blob is not what the catalogue says.
        """
        return cast(BinaryIO, self.reader())

    def reader(self) -> BlobReader:
        """The same, by its own type: other threads may use its `read_at`."""
        path, identity = self.layout.blob(self.asset.blob_id), self.identity_of(self.asset.clip_id)
        with blob_errors(path):
            if path.lstat().st_size != self.asset.size_bytes:
                raise blob_damaged("has not the size that it should have")
            reader = BlobReader.open(open_plain(path), [identity])
        if reader.payload.header_sha256 != self.asset.header_sha256:
            reader.close()
            raise blob_damaged("has been exchanged")
        return cast(BlobReader, reader)

    def grant(self) -> ReadGrant:
        """What lets a child process open this blob and nothing else; raises as `open` does."""
        with self.reader() as reader:
            return ReadGrant(self.layout.blob(self.asset.blob_id), reader.payload)


class VaultBlobs:
    """The Blobs port.

    Args:
        identity_of: looks a clip's or document's identity up in the catalogue.
    """

    def __init__(self, layout: Layout, identity_of: IdentityOf) -> None:
        self._layout = layout
        self._identity_of = identity_of

    def source(self, asset: Asset) -> BlobSource:
        """Opens a blob, here or by its `grant()` in a child process."""
        return BlobSource(self._layout, asset, self._identity_of)

    def holds(self, path: Path) -> bool:
        """Whether a file of that name would lie inside the vault's folder, links followed."""
        return path.resolve().is_relative_to(self._layout.root.resolve())

    def free_bytes(self) -> int:
        """What the vault's disk still takes."""
        with disk_errors():
            return shutil.disk_usage(self._layout.root).free

    def new_grant(self, clip_id: str) -> WriteGrant:
        """What lets a child process write one new blob of a clip or document that has its row already."""
        blob_id = new_id()
        recipient = self._identity_of(clip_id).recipient.to_text()
        return WriteGrant(blob_id, self._layout.arriving(blob_id), recipient)

    def adopt(self, arrived: Arrived) -> None:
        """Moves a finished blob to its place, durable on return; its row is to follow.

        Raises:
            ExpectedError: `damaged` if it is not there as it was described.
        """
        path = self._layout.arriving(arrived.blob_id)
        with blob_errors(path):
            if path.lstat().st_size != arrived.size_bytes:
                raise blob_damaged("has not the size that it should have")
            target = self._layout.blob(arrived.blob_id)
            make_folder(target.parent)
            move(path, target)

    def store(self, clip_id: str, pieces: Iterable[bytes]) -> Arrived:
        """Writes a small blob (a still, a form) from this process and adopts it; its row is to follow."""
        grant = self.new_grant(clip_id)
        try:
            arrived = write_blob(grant, pieces)
            self.adopt(arrived)
        except BaseException:
            with suppress(ExpectedError):
                self.discard(grant)
            raise
        return arrived

    def discard(self, grant: WriteGrant) -> None:
        """Takes back a blob whose row will never be: what a child left of it, or what was adopted."""
        with disk_errors():
            self._layout.arriving(grant.blob_id).unlink(missing_ok=True)
        self.remove(grant.blob_id)

    def remove(self, blob_id: str) -> bool:
        """Unlinks a blob, durable on return; whether it was there."""
        path = self._layout.blob(blob_id)
        with disk_errors():
            there = path.exists()
            if there:
                remove(path)
            return there
