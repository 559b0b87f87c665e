"""The picture of a film's sound: how loud it is, fifty times a second."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

import numpy as np

from vidfeed.media.sound_span import SOUND_RATE, Samples, read_sound
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource

PEAKS_PER_S = 50
_PEAK_SAMPLES = SOUND_RATE // PEAKS_PER_S


def peaks(source: PictureSource, film: Film) -> Iterator[bytes]:
    """The loudest sample, 0 to 255, of each fiftieth of a second from the clip's second 0 to its end.

    Comes in pieces of about a second; nothing where the film has no sound.

    Raises:
        ExpectedError: kind `damaged` where the sound is not there.
    """
    if film.audio_index is None:
        return
    start = film.index.origin_pts * film.index.time_base
    samples = ceil(film.index.duration * PEAKS_PER_S) * _PEAK_SAMPLES
    held = np.zeros((0, 2), np.float32)
    with source.open() as file:
        for block in read_sound(file, film.audio_index, start, samples):
            held = np.concatenate([held, block])
            if len(held) >= SOUND_RATE:
                whole = len(held) - len(held) % _PEAK_SAMPLES
                yield _peaks_of(held[:whole])
                held = held[whole:]
    if len(held):
        yield _peaks_of(held)


def _peaks_of(samples: Samples) -> bytes:
    """One byte for each fiftieth of a second; `samples` is a whole number of these."""
    loudest = np.abs(samples).reshape(-1, _PEAK_SAMPLES * 2).max(axis=1)
    return bytes(np.round(loudest * 255).clip(0, 255).astype(np.uint8))
