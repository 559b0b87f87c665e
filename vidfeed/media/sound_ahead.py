"""Sound decoded half a second ahead of what is heard, and pulled by the output."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator
from contextlib import closing

import numpy as np

from vidfeed.errors import InternalError
from vidfeed.media.sound_output import FRAME_BYTES
from vidfeed.media.sound_span import SOUND_RATE, Samples

_AHEAD_BYTES = SOUND_RATE * FRAME_BYTES // 2
_READY_BYTES = SOUND_RATE * FRAME_BYTES // 10
LOST_S = 0.5
"""A device that pulls nothing for so long was lost."""


def _ignore(_problem: InternalError) -> None:
    """For those to whom silence says enough."""


class SoundAhead:
    """A buffer between blocks of sound and the device that pulls them.

    Where decoding is late there is silence, and what comes too late is left out, as is what a lost device did not
    pull: sound stays with its picture.

    Args:
        blocks: the sound.
        failed: called, on the thread that decodes, where something that was not expected ends it.
    """

    def __init__(
        self, blocks: Generator[Samples, None, None], failed: Callable[[InternalError], None] = _ignore
    ) -> None:
        self._blocks, self._failed = blocks, failed
        self._read_at: float | None = None
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
            self._leave_out_lost()
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

    @property
    def alive(self) -> bool:
        """Whether the thread still runs."""
        return self._thread.is_alive()

    def join(self) -> None:
        """Waits for the thread, after `close`."""
        self._thread.join()

    def _leave_out_lost(self) -> None:
        """What nobody pulled in the time since the last read, where that was long."""
        now = time.monotonic()
        lost_s = now - (self._read_at or now)
        self._read_at = now
        if lost_s > LOST_S:
            lost_bytes = int(lost_s * SOUND_RATE) * FRAME_BYTES
            at_hand = min(lost_bytes, len(self._buffer))
            del self._buffer[:at_hand]
            self._owed_bytes += lost_bytes - at_hand

    def _work(self) -> None:
        try:
            with closing(self._blocks):
                for block in self._blocks:
                    if not self._put((np.clip(block, -1.0, 1.0) * 32767.0).astype(np.int16).tobytes()):
                        break
        except Exception as error:
            self._failed(InternalError(type(error).__name__))
        finally:
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
