"""Reading one blob, in this process or in a child that was handed nothing else of the vault."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final, cast

from storage.age import AgeError, DigestBeside, Payload, Reader
from storage.vault.durable import expected, open_plain
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.ports import Progress, no_progress

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

PIECE_BYTES: Final = 1 << 20


class BlobReader(Reader):
    """A blob's plaintext as a seekable binary file; damage is an ExpectedError of kind `damaged`."""

    def read(self, size: int | None = -1, /) -> bytes:
        """As Reader's."""
        with blob_errors():
            return super().read(size)

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """As Reader's."""
        with blob_errors():
            return super().readinto(buffer)

    def read_at(self, offset: int, size: int) -> bytes:
        """As Reader's."""
        with blob_errors():
            return super().read_at(offset, size)


@dataclass(frozen=True)
class ReadGrant:
    """Opens one blob, wherever it is unpickled. A PictureSource.

    Attributes:
        path: of the encrypted file.
        payload: where its content starts, and the key to that.
    """

    path: Path
    payload: Payload

    def open(self) -> BinaryIO:
        """A new independent reader; the caller closes it.

        Raises:
            ExpectedError: kind `damaged` if the blob is missing, cut short or altered at its end.
        """
        with blob_errors(self.path):
            return cast(BinaryIO, BlobReader(open_plain(self.path), self.payload))


def plaintext_sha256(reader: Reader, progress: Progress = no_progress) -> str:
    """Hex digest of everything in a blob, reading from its start."""
    digest = DigestBeside()
    reader.seek(0)
    try:
        while piece := reader.read(PIECE_BYTES):
            digest.update(piece)
            digest.let_go()
            progress(reader.tell() / reader.size_bytes)
        return digest.hexdigest()
    finally:
        digest.close()


@contextmanager
def blob_errors(path: Path | None = None) -> Iterator[None]:
    """Turns what can be wrong with a blob into an ExpectedError; with a path, also that it is not there."""
    try:
        yield
    except AgeError as problem:
        raise blob_damaged() from problem
    except OSError as problem:
        if path is not None and isinstance(problem, FileNotFoundError) and path.parents[1].is_dir():
            raise blob_damaged("is missing") from problem
        raise expected(problem) from problem


def blob_damaged(how: str = "is damaged or has been altered") -> ExpectedError:
    """The error for a blob that is not what the catalogue says."""
    return ExpectedError(
        ErrorKind.DAMAGED,
        f"A file of this film {how}. Nothing else in the vault is touched by it.",
        "Verify the vault, and take the film from the newest backup.",
    )
