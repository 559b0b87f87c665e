"""Writing one blob, in this process or in a child that was handed nothing else of the vault."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from storage.age import Reader, Writer, X25519Recipient
from storage.vault.blob_reading import ReadGrant, blob_errors, plaintext_sha256
from storage.vault.blob_syncing import SyncBeside
from storage.vault.durable import disk_errors, forget_cached, open_new, open_plain, sync_file, sync_folder
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Asset, AssetRole
from vidfeed.ports import Progress, no_progress


@dataclass(frozen=True)
class WriteGrant:
    """Makes one blob.

    Attributes:
        blob_id: its name from then on.
        path: where it is written.
        recipient: of the clip's or document's identity.
    """

    blob_id: str
    path: Path
    recipient: str


@dataclass(frozen=True)
class Arrived:
    """A blob that lies complete and verified among the unfinished ones.

    Attributes:
        size_bytes: of the encrypted file.
        header_sha256: hex digest of its header and nonce.
        plaintext_sha256: hex digest of what it holds.
        plaintext_bytes: length of that.
    """

    blob_id: str
    size_bytes: int
    header_sha256: str
    plaintext_sha256: str
    plaintext_bytes: int

    def asset(self, clip_id: str, role: AssetRole, packets: bytes = b"") -> Asset:
        """Its row for the catalogue."""
        return Asset(self.blob_id, clip_id, role, self.size_bytes, self.header_sha256, self.plaintext_sha256, packets)


class BlobWriter:
    """Encrypts what is written to it into one blob.

    As a context manager it leaves nothing behind unless `finish` was called.

    Raises:
        ExpectedError: `no-space`, `read-only`, `vault-missing`, from any method.
    """

    def __init__(self, grant: WriteGrant) -> None:
        self._grant = grant
        self._arrived: Arrived | None = None
        self._readable: ReadGrant | None = None
        recipient = X25519Recipient.parse(grant.recipient)
        with disk_errors():
            self._file = open_new(grant.path)
            self._syncing = SyncBeside(self._file)
            try:
                self._writer = Writer(self._file, [recipient])
            except BaseException:
                self._give_up()
                raise

    def __enter__(self) -> "BlobWriter":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._arrived is None:
            self._give_up()

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Takes more plaintext, all of it."""
        with disk_errors():
            taken = self._writer.write(data)
            self._syncing.grown(taken)
            return taken

    def finish(self, progress: Progress = no_progress) -> Arrived:
        """Makes the blob durable, then reads it back from the disk and compares.

        Args:
            progress: of the reading; what it raises ends the work.

        Raises:
            ExpectedError: also `damaged`, if the disk did not keep what was written.
        """
        with disk_errors():
            self._writer.close()
            self._syncing.close()
            sync_file(self._file)
            forget_cached(self._file)
            self._file.close()
            sync_folder(self._grant.path.parent)
            self._read_back(progress)
        written = self._writer.written
        self._arrived = Arrived(
            self._grant.blob_id,
            written.size_bytes,
            written.header_sha256,
            written.plaintext_sha256,
            written.plaintext_bytes,
        )
        return self._arrived

    @property
    def readable(self) -> ReadGrant:
        """Opens the finished blob where it lies until it is adopted; only after `finish`."""
        assert self._readable is not None, "an unfinished blob cannot be read"
        return self._readable

    def _give_up(self) -> None:
        with suppress(OSError):
            self._syncing.close()
        with suppress(OSError):
            self._file.close()
            self._grant.path.unlink(missing_ok=True)

    def _read_back(self, progress: Progress) -> None:
        written = self._writer.written
        with blob_errors(), Reader.open_with_file_key(open_plain(self._grant.path), written.file_key) as reader:
            same_header = reader.payload.header_sha256 == written.header_sha256
            if not same_header or plaintext_sha256(reader, progress) != written.plaintext_sha256:
                raise ExpectedError(
                    ErrorKind.DAMAGED, "The disk did not keep what was written to it.", "Check the disk."
                )
            self._readable = ReadGrant(self._grant.path, reader.payload)


def write_blob(grant: WriteGrant, pieces: Iterable[bytes], progress: Progress = no_progress) -> Arrived:
    """Encrypts all pieces into one blob, durable and verified on return; raises as BlobWriter does."""
    with BlobWriter(grant) as writer:
        for piece in pieces:
            writer.write(piece)
        return writer.finish(progress)
