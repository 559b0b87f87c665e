"""Where sound goes: implemented by the window system, and by tests."""

from collections.abc import Callable
from typing import Protocol

CHANNELS = 2
SAMPLE_BYTES = 2
FRAME_BYTES = CHANNELS * SAMPLE_BYTES

ReadSound = Callable[[int], bytes]
"""Given a number of bytes, returns that many: interleaved stereo, 16 bit, native order, SOUND_RATE samples a second."""


class SoundOutput(Protocol):
    """A sound device, or the lack of one. Called from one thread at a time."""

    def start(self, read: ReadSound) -> None:
        """Begins to pull sound, on a thread of its own; what was pulled before is dropped."""

    def played_s(self) -> float | None:
        """Seconds heard since `start`; None while nothing is heard (no device, a lost one)."""

    def stop(self) -> None:
        """Stops pulling; silence at once."""

    def set_gain(self, gain: float) -> None:
        """How loud: 0.0 is silence, 1.0 the film's own level."""
