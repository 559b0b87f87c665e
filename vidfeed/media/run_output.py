"""A run's time and sound: begun when the first picture is at hand, silent from its stop on."""

from __future__ import annotations

import threading
from typing import Protocol

from vidfeed.media.play_clock import PlayClock
from vidfeed.media.sound_ahead import SoundAhead
from vidfeed.media.sound_output import ReadSound

_SOUND_READY_S = 0.4
_GLANCE_S = 0.05


class RunClock(Protocol):
    """Seconds of a run; see `PlayClock`."""

    def start(self, read: ReadSound | None) -> None: ...
    def seconds(self) -> float: ...
    def stop(self) -> None: ...
    def wait(self, seconds: float, stopping: threading.Event) -> None:
        """Waits for that long at most, less where `stopping` is set."""


class WaitingClock(PlayClock):
    """The clock that people live by."""

    def wait(self, seconds: float, stopping: threading.Event) -> None:
        """See RunClock; looks up often, for what is heard may pull the clock along."""
        stopping.wait(min(seconds, _GLANCE_S))


class RunOutput:
    """What one run holds of the device that all runs share.

    Args:
        clock: not yet started.
        sound: already decoding; None for silence.
    """

    def __init__(self, clock: RunClock, sound: SoundAhead | None) -> None:
        self._clock, self._sound = clock, sound
        self._lock = threading.Lock()
        self._begun, self._stopping = threading.Event(), threading.Event()

    @property
    def running(self) -> bool:
        """Whether it has begun."""
        return self._begun.is_set()

    @property
    def stopping(self) -> bool:
        """Whether it was stopped."""
        return self._stopping.is_set()

    def begin(self) -> None:
        """Starts clock and sound, once some sound is at hand; not where the run was stopped meanwhile."""
        if self._sound is not None:
            self._sound.wait_ready(_SOUND_READY_S)
        with self._lock:
            if not self.stopping:
                self._clock.start(self._sound.read if self._sound else None)
                self._begun.set()

    def seconds(self) -> float:
        """Since it began."""
        return self._clock.seconds()

    def wait_until(self, seconds: float) -> bool:
        """Waits for a time; False where the run was stopped instead."""
        while not self.stopping:
            left_s = seconds - self._clock.seconds()
            if left_s <= 0:
                return True
            self._clock.wait(left_s, self._stopping)
        return False

    def stop(self) -> None:
        """Silent on return: the next run may start the device, however long this one's threads take to end."""
        with self._lock:
            self._stopping.set()
            self._clock.stop()
        if self._sound is not None:
            self._sound.close()

    @property
    def alive(self) -> bool:
        """Whether the sound's thread still runs."""
        return self._sound is not None and self._sound.alive

    def join(self) -> None:
        """Waits for the sound's thread, after `stop`."""
        if self._sound is not None:
            self._sound.join()
