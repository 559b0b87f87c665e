"""Reading a file by position."""

import io
import os
import sys
from contextlib import suppress
from typing import BinaryIO


class Source:
    """A file of fixed size, read at given offsets. Needs the caller's lock where the platform has no `pread`.

    Args:
        file: seekable, open for binary reading.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size_bytes = file.seek(0, os.SEEK_END)
        self._read_some = self._pread if _has_pread(file) else self._seek_and_read
        if sys.platform == "linux" and self._read_some == self._pread:
            # The system then fetches further ahead while chunks are opened; reading here and there costs no more.
            with suppress(OSError):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_SEQUENTIAL)

    def read_at(self, offset: int, size: int) -> bytes:
        """Bytes from `offset` on: fewer than `size` only where the file ends."""
        size = max(0, min(size, self.size_bytes - offset))
        data = self._read_some(offset, size)
        while len(data) < size and (more := self._read_some(offset + len(data), size - len(data))):
            data += more
        return data

    def _pread(self, offset: int, size: int) -> bytes:
        return os.pread(self._file.fileno(), size, offset)

    def _seek_and_read(self, offset: int, size: int) -> bytes:
        self._file.seek(offset)
        return self._file.read(size)


def _has_pread(file: BinaryIO) -> bool:
    if not hasattr(os, "pread"):
        return False
    try:
        file.fileno()
    except io.UnsupportedOperation:
        return False
    return True
