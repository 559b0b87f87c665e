"""Where a film is written to: kept when complete, dropped otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO


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

    def keep(self) -> None:
        """End the film as complete."""
        self.closed = True

    def drop(self) -> None:
        """End the film as one that is not to be."""
        self.closed = True


class PathSink(Sink):
    """A file that takes its name only when it is complete."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._part = path.with_name(path.name + ".part")
        super().__init__(self._part.open("wb"))

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
