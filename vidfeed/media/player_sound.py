"""How a player's runs sound: volume, mute, the clip's own gain, and from which speed on there is sound."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from vidfeed.errors import InternalError
from vidfeed.media.film_sound import film_sound
from vidfeed.media.play_path import PlayPath
from vidfeed.media.run_output import RunOutput, WaitingClock
from vidfeed.media.sound_output import SoundOutput
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource

SLOWEST_HEARD = Fraction(1, 4)
"""Slower than this, sound is heard only where that is switched on."""


class PlayerSound:
    """One film's sound, on the output that all runs share.

    Args:
        output: None to play without sound.

    Attributes:
        gain_db: of the clip; heard from the next run on.
        below_quarter: whether speeds under a quarter are heard, from the next run on.
    """

    def __init__(self, source: PictureSource, film: Film, output: SoundOutput | None) -> None:
        self._source, self._film, self._output = source, film, output
        self._volume, self._muted = 1.0, False
        self.gain_db = 0.0
        self.below_quarter = False

    def set_volume(self, volume: float) -> None:
        """0.0 is silence, 1.0 the level that the clip's gain gives."""
        self._volume = volume
        self._tell()

    def set_muted(self, muted: bool) -> None:
        """Silent, whatever the volume."""
        self._muted = muted
        self._tell()

    def begin(self, path: PlayPath, speed: Fraction, failed: Callable[[InternalError], None]) -> RunOutput:
        """The time and sound of a new run; decoding of the sound begins. `failed` may be called at once."""
        output, stream = self._output, self._film.audio_index
        if output is None or stream is None or path.backwards or not self._is_heard(speed):
            return RunOutput(WaitingClock(None), None)
        sound = film_sound(self._source, stream, path.sound(), speed, self.gain_db, failed)
        return RunOutput(WaitingClock(output), sound)

    def _is_heard(self, speed: Fraction) -> bool:
        return speed >= SLOWEST_HEARD or self.below_quarter

    def _tell(self) -> None:
        if self._output is not None:
            self._output.set_gain(0.0 if self._muted else self._volume)
