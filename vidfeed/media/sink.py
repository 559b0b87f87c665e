"""Where a film is written to: kept when complete, dropped otherwise."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import av

from vidfeed.errors import ErrorKind, ExpectedError, InternalError


class Sink:
    """A binary file as the muxer sees it, which can be shut against the muxer.

    A muxer that is thrown away writes its index even so, to make a film of what it has. Once a sink is closed the muxer
    does not try, and what it writes goes nowhere. There is no `close` method, so the muxer leaves the file open.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.closed = False

    def write(self, data: bytes) -> int:
        return len(data) if self.closed else self._file.write(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        return 0 if self.closed else self._file.seek(offset, whence)

    def tell(self) -> int:
        return 0 if self.closed else self._file.tell()

    def read_at(self, position: int, size_bytes: int) -> bytes:
        """What lies there by now; writing goes on where it was."""
        if self.closed:
            return b""
        writing_at = self._file.tell()
        self._file.seek(position)
        data = self._file.read(size_bytes)
        self._file.seek(writing_at)
        return data

    def keep(self) -> None:
        """End the film as complete."""
        self.closed = True

    def drop(self) -> None:
        """End the film as one that is not to be."""
        self.closed = True


class ReadBack:
    """Reads what a sink has, at a place of its own: how a muxer moves the pictures to make room for its index."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink
        self._position = 0

    def read(self, size_bytes: int) -> bytes:
        data = self._sink.read_at(self._position, size_bytes)
        self._position += len(data)
        return data

    def seek(self, offset: int, whence: int = 0) -> int:
        if whence == os.SEEK_END:
            raise OSError("a muxer reads from the start")
        self._position = offset + (self._position if whence == os.SEEK_CUR else 0)
        return self._position

    def tell(self) -> int:
        return self._position


class PathSink(Sink):
    """A file that takes its name only when it is complete."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        super().__init__(self._part.open("w+b"))

    def keep(self) -> None:
        if not self.closed:
            super().keep()
            self._file.close()
            self._part.replace(self._path)

    def drop(self) -> None:
        if not self.closed:
            super().drop()
            self._file.close()
            self._part.unlink(missing_ok=True)


@contextmanager
def writing_errors() -> Iterator[None]:
    """Turn what the libraries and the disk raise into errors of our own."""
    try:
        yield
    except (OSError, av.FFmpegError) as error:
        raise _translate(error) from error


def _translate(error: OSError | av.FFmpegError) -> ExpectedError | InternalError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
        return ExpectedError(ErrorKind.NO_SPACE, "Nothing was saved. The disk is full.", "Make room and try again.")
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return ExpectedError(ErrorKind.FILE_MISSING, "Nothing was saved. The folder is not there.", "Choose another.")
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR}:
        return ExpectedError(
            ErrorKind.READ_ONLY, "Nothing was saved. This place cannot be written to.", "Choose another folder."
        )
    return InternalError(f"the film could not be encoded: {type(error).__name__}")
