"""A film's file in which what cannot be read reads as zeros, so that what follows the damage can still be shown."""

from __future__ import annotations

import os
from typing import BinaryIO, Self, cast

from vidfeed.errors import ErrorKind, ExpectedError

_PIECE_BYTES = 1 << 16
"""Encrypted files are damaged, or not, in pieces of this size."""


def mended(file: BinaryIO) -> BinaryIO:
    """The file, mended as it is read."""
    return cast(BinaryIO, MendedFile(file))


class MendedFile:
    """A seekable file for a demuxer; it remembers where it had to be mended."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._size_bytes = file.seek(0, os.SEEK_END)
        file.seek(0)
        self._damaged: set[int] = set()

    @property
    def whole(self) -> bool:
        """Whether all that was read so far could be."""
        return not self._damaged

    def is_damaged(self, start: int, end: int) -> bool:
        """Whether something between these bytes is known to be missing."""
        pieces = range(start // _PIECE_BYTES, (end - 1) // _PIECE_BYTES + 1)
        return any(piece in self._damaged for piece in pieces)

    def read(self, size_bytes: int = -1) -> bytes:
        """As a binary file's."""
        at = self._file.tell()
        try:
            return self._file.read(size_bytes)
        except ExpectedError as error:
            if error.kind is not ErrorKind.DAMAGED:
                raise
        end = self._size_bytes if size_bytes < 0 else min(self._size_bytes, at + size_bytes)
        return b"".join(self._pieces(at, end))

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """As a binary file's."""
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        """As a binary file's."""
        return self._file.tell()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _pieces(self, at: int, end: int) -> list[bytes]:
        found = []
        while at < end:
            stop = min(end, at - at % _PIECE_BYTES + _PIECE_BYTES)
            self._file.seek(at)
            found.append(self._piece(at, stop - at))
            at = stop
        self._file.seek(at)
        return found

    def _piece(self, at: int, size_bytes: int) -> bytes:
        try:
            data = self._file.read(size_bytes)
        except ExpectedError as error:
            if error.kind is not ErrorKind.DAMAGED:
                raise
            self._damaged.add(at // _PIECE_BYTES)
            return bytes(size_bytes)
        return data.ljust(size_bytes, b"\0")
