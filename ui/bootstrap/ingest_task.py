"""The child task that reads a film into the vault."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from storage.vault import Arrived, BlobWriter, WriteGrant
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.film_file import not_a_film, opened, picture_stream
from vidfeed.media.probe import read_film
from vidfeed.model.clip import Film
from vidfeed.ports import Progress

_PIECE_BYTES = 1 << 20
_COPIED, _VERIFIED = 0.6, 0.9


@dataclass(frozen=True)
class IngestRequest:
    """A film's file, and where it is written in the vault."""

    source: Path
    grant: WriteGrant


@dataclass(frozen=True)
class IngestResult:
    """What lies in the vault now, and what it is."""

    film: Film
    arrived: Arrived


def ingest(request: IngestRequest, progress: Progress) -> IngestResult:
    """Encrypts a film as it is read, verifies it by reading back, and indexes what was written.

    Raises:
        ExpectedError: `file-missing`, `not-a-film`, `no-space`, `damaged`, ...
    """
    with _open_film(request.source) as file, BlobWriter(request.grant) as writer:
        size_bytes = os.fstat(file.fileno()).st_size
        for piece in pieces(file):
            writer.write(piece)
            progress(_COPIED * min(1.0, file.tell() / max(1, size_bytes)))
        arrived = writer.finish(lambda done: progress(_COPIED + (_VERIFIED - _COPIED) * done))
        with writer.readable.open() as blob:
            film = read_film(blob)
    progress(1.0)
    return IngestResult(film, arrived)


def _open_film(path: Path) -> BinaryIO:
    """The file, refused at once where it is no film: a card's gigabytes are not copied in vain."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise unreadable() from error
    try:
        with opened(file) as container:
            if picture_stream(container) is None:
                raise not_a_film("This file has sound but no picture, or neither.")
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return file


def pieces(file: BinaryIO) -> Iterator[bytes]:
    """All of a film's file, from where it stands; raises ExpectedError `file-missing` where it cannot be read."""
    while True:
        try:
            piece = file.read(_PIECE_BYTES)
        except OSError as error:
            raise unreadable() from error
        if not piece:
            return
        yield piece


def unreadable() -> ExpectedError:
    """For a film whose file is not there, or is going."""
    return ExpectedError(
        ErrorKind.FILE_MISSING,
        "The film's file can't be read. Nothing of it was kept in the vault.",
        "Check that the card or phone is plugged in, then import again.",
    )
