"""A film's sound while it plays: decoded ahead, at any speed with its pitch kept, pulled by the output."""

import threading
from collections.abc import Iterator
from contextlib import suppress
from fractions import Fraction

import numpy as np

from vidfeed.errors import ExpectedError
from vidfeed.media.sound_output import FRAME_BYTES
from vidfeed.media.sound_span import SOUND_RATE, Samples, read_sound
from vidfeed.media.tempo import at_speed
from vidfeed.ports import PictureSource

_AHEAD_BYTES = SOUND_RATE * FRAME_BYTES // 2
_READY_BYTES = SOUND_RATE * FRAME_BYTES // 10

Stretch = tuple[Fraction, Fraction]
"""From and to, in the file's own seconds."""


class FilmSound:
    """Half a second of sound ahead of what is heard.

    Args:
        source: the film.
        stream_index: of its sound.
        stretches: what is to be heard, one after another; may be endless.
        speed: film seconds a second.
    """

    def __init__(self, source: PictureSource, stream_index: int, stretches: Iterator[Stretch], speed: Fraction) -> None:
        self._source = source
        self._stream_index = stream_index
        self._stretches = stretches
        self._speed = speed
        self._buffer = bytearray()
        self._changed = threading.Condition()
        self._closed = self._ended = False
        self._thread = threading.Thread(target=self._decode, name="vidfeed-sound")
        self._thread.start()

    def wait_ready(self, timeout_s: float) -> None:
        """Waits until a tenth of a second is at hand, or there is no more."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._ended or len(self._buffer) >= _READY_BYTES, timeout_s)

    def read(self, size_bytes: int) -> bytes:
        """The next `size_bytes`, filled up with silence where decoding is late or at its end; never waits."""
        with self._changed:
            data = bytes(self._buffer[:size_bytes])
            del self._buffer[:size_bytes]
            self._changed.notify_all()
        return data + bytes(size_bytes - len(data))

    def close(self) -> None:
        """Ends decoding; silence from now on. Does not wait."""
        with self._changed:
            self._closed = True
            self._buffer.clear()
            self._changed.notify_all()

    def join(self) -> None:
        """Waits for the thread, after `close`."""
        self._thread.join()

    def _decode(self) -> None:
        # A film whose sound cannot be read is watched without: the picture is what counts.
        with suppress(ExpectedError), self._source.open() as file:
            for start, end in self._stretches:
                samples = round((end - start) * SOUND_RATE)
                blocks = read_sound(file, self._stream_index, start, samples)
                for block in at_speed(blocks, self._speed):
                    if not self._put(block):
                        return
                if self._closed:
                    return
        with self._changed:
            self._ended = True
            self._changed.notify_all()

    def _put(self, block: Samples) -> bool:
        data = (np.clip(block, -1.0, 1.0) * 32767.0).astype(np.int16).tobytes()
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._buffer) < _AHEAD_BYTES)
            if self._closed:
                return False
            self._buffer += data
            self._changed.notify_all()
            return True
