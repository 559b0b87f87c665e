"""Sound at other speeds stays with its picture."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
import pytest

from vidfeed.media.sound_span import SOUND_RATE, Samples
from vidfeed.media.tempo import at_speed

SECONDS = 30
CLICKS = 40
CLOSE_MS = 20
SEARCHED_S = 0.08


def click_places() -> list[int]:
    """Uneven, so that they meet the filter's windows anywhere."""
    dice = np.random.default_rng(3)
    return [int((1 + number * 0.7 + share * 0.3) * SOUND_RATE) for number, share in enumerate(dice.random(CLICKS))]


def clicks() -> Iterator[Samples]:
    """A hum with clicks."""
    seconds = np.arange(SECONDS * SOUND_RATE) / SOUND_RATE
    sound = 0.01 * np.sin(2 * np.pi * seconds * 110)
    click = 0.8 * np.exp(-np.arange(480) / 120) * np.cos(2 * np.pi * 2000 * np.arange(480) / SOUND_RATE)
    for place in click_places():
        sound[place : place + len(click)] += click
    stereo = np.stack([sound, sound], axis=1).astype(np.float32)
    return (stereo[first : first + 1024] for first in range(0, len(stereo), 1024))


@pytest.mark.parametrize("speed", [Fraction(1, 2), Fraction(3, 4), Fraction(3, 2), Fraction(2)])
def test_clicks_are_with_their_picture(speed: Fraction) -> None:
    level = np.abs(np.concatenate(list(at_speed(clicks(), speed)))[:, 0])
    errors_ms = []
    for place in click_places():
        wanted = round(place / speed)
        first = wanted - round(SEARCHED_S * SOUND_RATE)
        loud = np.flatnonzero(level[first : wanted + round(SEARCHED_S * SOUND_RATE)] > 0.2)
        if len(loud):
            errors_ms.append(abs(first + int(loud[0]) - wanted) * 1000 / SOUND_RATE)
    assert len(errors_ms) >= CLICKS // 2
    assert np.percentile(errors_ms, 95) <= CLOSE_MS
