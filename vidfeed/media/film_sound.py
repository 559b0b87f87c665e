"""A film's sound while it plays: decoded ahead, at any speed with its pitch kept, pulled by the output."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, suppress
from fractions import Fraction

import numpy as np

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.loudness import Limiter
from vidfeed.media.mended_file import mended
from vidfeed.media.sound_ahead import SoundAhead
from vidfeed.media.sound_span import SOUND_RATE, Samples, exactly, read_sound
from vidfeed.media.tempo import at_speed
from vidfeed.ports import PictureSource

Stretch = tuple[Fraction, Fraction]
"""From and to, in the file's own seconds."""


def film_sound(
    source: PictureSource,
    stream_index: int,
    stretches: Iterator[Stretch],
    speed: Fraction,
    gain_db: float = 0.0,
    failed: Callable[[InternalError], None] = lambda _problem: None,
) -> SoundAhead:
    """The sound of a film, already being decoded.

    Args:
        source: the film.
        stream_index: of its sound.
        stretches: what is to be heard, one after another; may be endless.
        speed: film seconds a second.
        gain_db: how much louder than in the file; what becomes too loud is held down.
        failed: called where something that was not expected ends it; a film whose sound cannot be read is just silent.
    """
    blocks = _blocks(source, stream_index, stretches, speed)
    return SoundAhead(blocks if gain_db == 0 else _louder(blocks, gain_db), failed)


def _blocks(
    source: PictureSource, stream_index: int, stretches: Iterator[Stretch], speed: Fraction
) -> Generator[Samples, None, None]:
    # A film whose sound cannot be read is watched without: the picture is what counts.
    with suppress(ExpectedError), mended(source.open()) as file:
        for start, end in stretches:
            samples = round((end - start) * SOUND_RATE)
            with closing(read_sound(file, stream_index, start, samples)) as sound:
                yield from exactly(at_speed(sound, speed), round(samples / speed))
            # Lets endless stretches be ended, even where each is too short to be heard.
            yield np.zeros((0, 2), np.float32)


def _louder(blocks: Generator[Samples, None, None], gain_db: float) -> Generator[Samples, None, None]:
    limiter, factor = Limiter(), np.float32(10 ** (gain_db / 20))
    with closing(blocks):
        for block in blocks:
            yield limiter.add(block * factor)
        yield limiter.finish()
