"""Pictures of a textured target that moves over a textured wall: for what follows veils."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
from numpy.typing import NDArray

from vidfeed.media.tracking import follow_all
from vidfeed.model.veil import WHOLE, Region, Spot, Veil, VeilShape

_WIDTH_PX, _HEIGHT_PX = 480, 270
FRAMES = 60
SIZE_PX = 56

Path = Callable[[int], tuple[float, float, float]]
"""Left, top and size factor of the target at a frame."""


def texture(seed: int, width_px: int, height_px: int, grain_px: int) -> NDArray[np.uint8]:
    """Noise of this grain, shape (height, width)."""
    noise = np.random.default_rng(seed).integers(0, 255, (height_px // grain_px, width_px // grain_px), np.uint8)
    return np.asarray(cv2.resize(noise, (width_px, height_px), interpolation=cv2.INTER_CUBIC), np.uint8)


def target_film(path: Path, hidden: Sequence[int] = (), seed: int = 0) -> tuple[list[NDArray[np.uint8]], list[Region]]:
    """Its pictures, and where it is, in ten-thousandths; another `seed` makes another wall and target.

    Args:
        hidden: the pictures without the target.
    """
    wall, face = texture(2 * seed + 1, _WIDTH_PX, _HEIGHT_PX, 6), texture(2 * seed + 2, SIZE_PX, SIZE_PX, 5)
    pictures, regions = [], []
    for number in range(FRAMES):
        left, top, size = path(number)
        side = round(SIZE_PX * size)
        picture = wall.copy()
        if number not in hidden:
            paste(picture, np.asarray(cv2.resize(face, (side, side)), np.uint8), round(left), round(top))
        pictures.append(picture)
        regions.append(
            Region(
                round(left) * WHOLE // _WIDTH_PX,
                round(top) * WHOLE // _HEIGHT_PX,
                side * WHOLE // _WIDTH_PX,
                side * WHOLE // _HEIGHT_PX,
            )
        )
    return pictures, regions


def paste(picture: NDArray[np.uint8], face: NDArray[np.uint8], left: int, top: int) -> None:
    """Puts a face into a picture, as far as it lies in it."""
    x, y = max(0, left), max(0, top)
    part = face[y - top : max(0, _HEIGHT_PX - top), x - left : max(0, _WIDTH_PX - left)]
    picture[y : y + part.shape[0], x : x + part.shape[1]] = part


def followed(pictures: Sequence[NDArray[np.uint8]], drawn: Sequence[Spot]) -> Veil:
    """A veil that was drawn in these pictures, by their numbers, and followed."""
    track = follow_all(pictures, range(len(pictures)), drawn)
    return Veil("veil", VeilShape.RECTANGLE, tuple(drawn), tuple(track))
