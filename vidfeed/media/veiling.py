"""Hiding parts of a picture: so coarse that nobody can be recognised."""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from vidfeed.media.pictures import Picture, picture_of
from vidfeed.model.veil import WHOLE, Region, Veil, VeilShape

_BLOCKS_ACROSS = 5
_WHOLE_BLOCKS = (6, 4)


def hide(pixels: NDArray[np.uint8], veils: Iterable[Veil], pts: int) -> None:
    """Hides in a picture, of shape (height, width, channels), what its veils hide in the frame at `pts`.

    All regions are measured before any is painted; one that is not known hides the whole picture.
    """
    regions = [(veil.shape, veil.region_at(pts)) for veil in veils]
    if any(region is None for _shape, region in regions):
        pixels[...] = _coarse(pixels, *_WHOLE_BLOCKS)
        return
    for shape, region in regions:
        if region is not None:
            _hide_region(pixels, shape, region)


def hidden(picture: Picture, veils: Iterable[Veil]) -> Picture:
    """A picture with what its veils hide, as `hide`."""
    pixels = picture.pixels().copy()
    hide(pixels, veils, picture.pts)
    return picture_of(pixels, picture.pixel_format, picture.frame_index, picture.pts)


def hidden_whole(picture: Picture) -> Picture:
    """A picture of which nothing can be recognised."""
    pixels = _coarse(np.ascontiguousarray(picture.pixels()), *_WHOLE_BLOCKS)
    return picture_of(pixels, picture.pixel_format, picture.frame_index, picture.pts)


def _hide_region(pixels: NDArray[np.uint8], shape: VeilShape, region: Region) -> None:
    height_px, width_px = pixels.shape[:2]
    left, right = _edges(region.left, region.right, width_px)
    top, bottom = _edges(region.top, region.bottom, height_px)
    seen = pixels[max(0, top) : bottom, max(0, left) : right]
    if seen.size == 0:
        return
    veiled = _coarse(seen, _BLOCKS_ACROSS, _BLOCKS_ACROSS)
    if shape is VeilShape.RECTANGLE:
        seen[...] = veiled
        return
    outline = np.zeros(seen.shape[:2], np.uint8)
    box = ((left + right) / 2 - max(0, left), (top + bottom) / 2 - max(0, top)), (right - left, bottom - top), 0.0
    cv2.ellipse(outline, box, 255, cv2.FILLED)
    seen[outline > 0] = veiled[outline > 0]


def _edges(low: int, high: int, size_px: int) -> tuple[int, int]:
    """Pixels of a region's side, rounded outwards; the far end exclusive."""
    return low * size_px // WHOLE, -(-high * size_px // WHOLE)


def _coarse(pixels: NDArray[np.uint8], across: int, down: int) -> NDArray[np.uint8]:
    height_px, width_px = pixels.shape[:2]
    few = cv2.resize(pixels, (min(across, width_px), min(down, height_px)), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(few, (width_px, height_px), interpolation=cv2.INTER_LINEAR), np.uint8)
