"""The child task that writes a film into the vault once more, to take a damaged one's place."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from storage.vault import Arrived, BlobWriter, ReadGrant, WriteGrant, damaged_too
from ui.bootstrap.ingest_task import pieces, unreadable
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.ports import Progress

_COPIED = 0.65


@dataclass(frozen=True)
class MendRequest:
    """Where the whole film is, in the clear or in a backup, and where it is written in the vault."""

    source: Path | ReadGrant
    grant: WriteGrant


def copy_in(request: MendRequest, progress: Progress) -> Arrived:
    """Encrypts the film as it is read, and verifies it by reading back; whether it is the right one is not asked here.

    Raises:
        ExpectedError: `file-missing`, `damaged`, `no-space`, ...
    """
    with BlobWriter(request.grant) as writer:
        for piece, done in _read(request.source):
            writer.write(piece)
            progress(_COPIED * done)
        arrived = writer.finish(lambda done: progress(_COPIED + (1 - _COPIED) * done))
    progress(1.0)
    return arrived


def _read(source: Path | ReadGrant) -> Iterator[tuple[bytes, float]]:
    try:
        with source.open("rb") if isinstance(source, Path) else source.open() as file:
            size_bytes = max(1, file.seek(0, 2))
            file.seek(0)
            for piece in pieces(file):
                yield piece, file.tell() / size_bytes
    except OSError as problem:
        raise unreadable() from problem
    except ExpectedError as problem:
        if problem.kind is not ErrorKind.DAMAGED:
            raise
        raise damaged_too() from problem
