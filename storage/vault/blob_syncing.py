"""Sending a growing file to the medium while more of it is made: little is left to wait for at its end."""

import os
from concurrent.futures import Future, ThreadPoolExecutor
from typing import BinaryIO, Final

_STRETCH_BYTES: Final = 64 << 20


class SyncBeside:
    """Syncs an unbuffered file on a thread of its own, every so many bytes. For one thread.

    It replaces no sync at the end. What a sync reports here the last one may not report again: so `close` raises it.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._thread: ThreadPoolExecutor | None = None
        self._sending: Future[None] | None = None
        self._unsent_bytes = 0

    def grown(self, by_bytes: int) -> None:
        """The file has grown; raises OSError from an earlier sync."""
        self._unsent_bytes += by_bytes
        if self._unsent_bytes < _STRETCH_BYTES or (self._sending is not None and not self._sending.done()):
            return
        self._settle()
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, "sync")
        self._sending = self._thread.submit(_send, self._file.fileno())
        self._unsent_bytes = 0

    def close(self) -> None:
        """Waits for what is on its way, before the file is closed; raises OSError from an earlier sync."""
        try:
            self._settle()
        finally:
            if self._thread is not None:
                self._thread.shutdown()
                self._thread = None

    def _settle(self) -> None:
        sending, self._sending = self._sending, None
        if sending is not None:
            sending.result()


def _send(handle: int) -> None:
    if hasattr(os, "fdatasync"):
        os.fdatasync(handle)
    else:
        os.fsync(handle)
