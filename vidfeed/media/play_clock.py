"""One clock for picture and sound: what is heard where something is, else the machine's."""

import time
from collections.abc import Callable

from vidfeed.media.sound_ahead import LOST_S
from vidfeed.media.sound_output import ReadSound, SoundOutput

_PULL = 0.1
_JUMP_S = 0.25

Now = Callable[[], float]
"""Seconds of a clock that never goes back."""


class PlayClock:
    """Seconds played since `start`.

    A sound device tells its place in steps of 6 to 10 ms; between them, and against its jitter, the machine's clock is
    drawn towards it. It stands at zero until something is heard. A device that stands still for half a second is left
    behind, and the machine's clock goes on alone; when it is heard again, the sound has left out as much.
    """

    def __init__(self, output: SoundOutput | None, now: Now = time.monotonic) -> None:
        self._output = output
        self._now = now
        self._began = self._heard = self._heard_at = self._left_out = 0.0

    def start(self, read: ReadSound | None) -> None:
        """Begins at zero; `read` gives the sound, None where there is none."""
        if read is None:
            self._output = None
        elif self._output is not None:
            self._output.start(read)
        self._began = self._heard_at = self._now()
        self._heard = self._left_out = 0.0

    def seconds(self) -> float:
        """Seconds played by now."""
        now = self._now()
        if self._output is not None:
            self._follow(self._output.played_s(), now)
        return now - self._began

    def stop(self) -> None:
        """Silences the output."""
        if self._output is not None:
            self._output.stop()

    def _follow(self, heard: float | None, now: float) -> None:
        if heard is not None and heard > self._heard:
            first = self._heard == 0.0
            ahead = (now - self._began) - heard - self._left_out
            if not first and now - self._heard_at > LOST_S:
                self._left_out, ahead = self._left_out + ahead, 0.0
            self._began += ahead if first or abs(ahead) > _JUMP_S else ahead * _PULL
            self._heard, self._heard_at = heard, now
        elif self._heard == 0.0 and now - self._heard_at < LOST_S:
            self._began = now
