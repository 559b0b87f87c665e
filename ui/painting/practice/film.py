"""The practice clip as pictures and sound, before any encoding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.painting.practice.scene import HEIGHT_PX, WIDTH_PX, Scene
from ui.painting.practice.script import SECONDS
from ui.painting.practice.sound import practice_sound
from ui.painting.practice.voice import SAMPLE_RATE

__all__ = ["FRAMES", "FRAME_RATE", "HEIGHT_PX", "SAMPLE_RATE", "WIDTH_PX", "PracticeFrame", "frames", "sound"]

FRAME_RATE = 25
FRAMES = SECONDS * FRAME_RATE


@dataclass(frozen=True)
class PracticeFrame:
    """One picture.

    Attributes:
        number: From 0.
        pixels: Shape (720, 1280, 4), in the order blue, green, red, unused.
    """

    number: int
    pixels: NDArray[np.uint8]


def frames(first: int = 0, stop: int = FRAMES, sheets: int = 1) -> Iterator[PracticeFrame]:
    """Paint the pictures from `first` up to, not including, `stop`, into `sheets` pieces of memory by turns.

    A picture is painted over once that many more have been taken.
    """
    scene = Scene(sheets)
    for number in range(first, stop):
        yield PracticeFrame(number, scene.paint(number / FRAME_RATE))


def sound() -> NDArray[np.int16]:
    """Return the sound of the whole clip: one channel at `SAMPLE_RATE`."""
    return practice_sound()
