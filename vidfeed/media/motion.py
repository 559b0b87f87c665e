"""How much moves in a film: four numbers a second, so that the eye finds stillness and activity."""

from __future__ import annotations

from fractions import Fraction
from math import ceil

import cv2
import numpy as np
from numpy.typing import NDArray

from vidfeed.media.pictures import Picture
from vidfeed.model.clip import Film

MOTIONS_PER_S = 4
_SIDE_PX = 128
_LEAST_FULL = 4.0
"""Grey levels. In a film in which even the liveliest moments change less, the noise is not made to look like motion."""
_LIVELY_PERCENT = 98


class MotionMeter:
    """Looks at a film's pictures in order; each quarter of a second is compared with the one before."""

    def __init__(self, film: Film) -> None:
        self._index = film.index
        self._count = max(1, ceil(film.index.duration * MOTIONS_PER_S))
        self._changes = np.zeros(self._count, np.float32)
        self._next = 0
        self._before: NDArray[np.float32] | None = None

    def look_at(self, picture: Picture) -> None:
        """Measures the picture, a "bgra" one, if it is the first of a quarter of a second."""
        place = int(self._index.seconds(picture.pts) * MOTIONS_PER_S)
        if place < self._next or place >= self._count:
            return
        grey = _small_grey(picture)
        if self._before is not None:
            # Quarters without a picture of their own, at a low rate or in a gap, are like the next that has one.
            self._changes[self._next : place + 1] = np.abs(grey - self._before).mean()
        self._before, self._next = grey, place + 1

    def finish(self) -> bytes:
        """One byte for each quarter of a second from the film's second 0 on: 255 is as lively as this film gets."""
        if self._count > 1:
            self._changes[0] = self._changes[1]
        full = max(_LEAST_FULL, float(np.percentile(self._changes, _LIVELY_PERCENT)))
        return bytes(np.round(self._changes / full * 255).clip(0, 255).astype(np.uint8))


def motion_at(motion: bytes, seconds: Fraction) -> int:
    """What a curve says of a second of the film."""
    return motion[min(len(motion) - 1, int(seconds * MOTIONS_PER_S))] if motion else 0


def _small_grey(picture: Picture) -> NDArray[np.float32]:
    """Shrunk by averaging, which leaves out the noise of the camera."""
    grey = cv2.cvtColor(picture.pixels(), cv2.COLOR_BGRA2GRAY)
    height_px = max(1, round(_SIDE_PX * picture.height_px / picture.width_px))
    return np.asarray(cv2.resize(grey, (_SIDE_PX, height_px), interpolation=cv2.INTER_AREA), np.float32)
