"""Sound decoded half a second ahead of what is heard, and pulled by the output."""

from __future__ import annotations

import threading
from collections.abc import Generator

import numpy as np

from vidfeed.media.sound_output import FRAME_BYTES
from vidfeed.media.sound_span import SOUND_RATE, Samples

_AHEAD_BYTES = SOUND_RATE * FRAME_BYTES // 2
_READY_BYTES = SOUND_RATE * FRAME_BYTES // 10


class SoundAhead:
    """A buffer between blocks of sound and the device that pulls them.

    Where decoding is late there is silence, and what comes too late is left out: sound stays with its picture.
    """

    def __init__(self, blocks: Generator[Samples, None, None]) -> None:
        self._blocks = blocks
        self._buffer = bytearray()
        self._owed_bytes = 0
        self._changed = threading.Condition()
        self._closed = self._ended = False
        self._thread = threading.Thread(target=self._work, name="vidfeed-sound")
        self._thread.start()

    def wait_ready(self, timeout_s: float) -> None:
        """Waits until a tenth of a second is at hand, or there is no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._ended or len(self._buffer) >= _READY_BYTES, timeout_s)

    def read(self, size_bytes: int) -> bytes:
        """The next `size_bytes`; never waits."""
        with self._changed:
            data = bytes(self._buffer[:size_bytes])
            del self._buffer[:size_bytes]
            missing = size_bytes - len(data)
            self._owed_bytes += 0 if self._ended else missing
            self._changed.notify_all()
        return data + bytes(missing)

    def close(self) -> None:
        """Ends decoding; silence from now on. Does not wait."""
        with self._changed:
            self._closed = True
            self._buffer.clear()
            self._changed.notify_all()

    def join(self) -> None:
        """Waits for the thread, after `close`."""
        self._thread.join()

    def _work(self) -> None:
        try:
            for block in self._blocks:
                if not self._put((np.clip(block, -1.0, 1.0) * 32767.0).astype(np.int16).tobytes()):
                    break
        finally:
            self._blocks.close()
            with self._changed:
                self._ended = True
                self._changed.notify_all()

    def _put(self, data: bytes) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._buffer) < _AHEAD_BYTES)
            late_bytes = min(self._owed_bytes, len(data))
            self._owed_bytes -= late_bytes
            if not self._closed:
                self._buffer += data[late_bytes:]
            self._changed.notify_all()
            return not self._closed
