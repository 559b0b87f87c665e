"""A film's sound while it plays: decoded ahead, at any speed with its pitch kept, pulled by the output."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import suppress
from fractions import Fraction

import numpy as np

from vidfeed.errors import ExpectedError
from vidfeed.media.sound_ahead import SoundAhead
from vidfeed.media.sound_span import SOUND_RATE, Samples, read_sound
from vidfeed.media.tempo import at_speed
from vidfeed.ports import PictureSource

Stretch = tuple[Fraction, Fraction]
"""From and to, in the file's own seconds."""


def film_sound(source: PictureSource, stream_index: int, stretches: Iterator[Stretch], speed: Fraction) -> SoundAhead:
    """The sound of a film, already being decoded.

    Args:
        source: the film.
        stream_index: of its sound.
        stretches: what is to be heard, one after another; may be endless.
        speed: film seconds a second.
    """
    return SoundAhead(_blocks(source, stream_index, stretches, speed))


def _blocks(
    source: PictureSource, stream_index: int, stretches: Iterator[Stretch], speed: Fraction
) -> Generator[Samples, None, None]:
    # A film whose sound cannot be read is watched without: the picture is what counts.
    with suppress(ExpectedError), source.open() as file:
        for start, end in stretches:
            samples = round((end - start) * SOUND_RATE)
            yield from at_speed(read_sound(file, stream_index, start, samples), speed)
            # Lets endless stretches be ended, even where each is too short to be heard.
            yield np.zeros((0, 2), np.float32)
