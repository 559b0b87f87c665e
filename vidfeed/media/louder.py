"""Sound made louder than the device can: a quiet film's, by its own gain."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from vidfeed.media.sound_output import ReadSound, SoundOutput

_FULL = np.iinfo(np.int16).max
_EVEN_TO = 0.8
"""Up to here samples grow evenly; above, they approach the loudest one ever more slowly, so that nothing rattles."""


class ClosingOutput(SoundOutput, Protocol):
    """A sound output that is let go at the end."""

    def close(self) -> None:
        """Lets go of the device."""


class LouderOutput:
    """A SoundOutput in front of another, whose gain may be above 1.0."""

    def __init__(self, output: ClosingOutput) -> None:
        self._output = output
        self._factor = 1.0

    def start(self, read: ReadSound) -> None:
        """See SoundOutput."""
        self._output.start(lambda most_bytes: louder(read(most_bytes), self._factor))

    def played_s(self) -> float | None:
        """See SoundOutput."""
        return self._output.played_s()

    def stop(self) -> None:
        """See SoundOutput."""
        self._output.stop()

    def set_gain(self, gain: float) -> None:
        """How loud: 0.0 is silence, 1.0 the film's own level, 4.0 twelve decibels more."""
        self._factor = max(1.0, gain)
        self._output.set_gain(min(gain, 1.0))

    def close(self) -> None:
        """Lets go of the device."""
        self._output.close()


def louder(sound: bytes, factor: float) -> bytes:
    """16 bit samples times `factor`, 1.0 or more, the loudest bent softly."""
    if factor == 1.0:
        return sound
    parts = np.frombuffer(sound, np.int16).astype(np.float32) * (factor / _FULL)
    size = np.abs(parts)
    room = 1.0 - _EVEN_TO
    bent = 1.0 - room * np.exp(-np.maximum(size - _EVEN_TO, 0.0) / room)
    parts = np.where(size > _EVEN_TO, np.copysign(bent, parts), parts)
    return (parts * _FULL).astype(np.int16).tobytes()
