"""The frame number drawn into every picture of a test film, and how it is read back.

The strip runs along the whole top edge, a tenth of the picture high: 24 black or white cells, first the sixteen bits of
the frame number (highest first), then eight bits of check. Cells are wide and flat, so the strip outlives compression,
scaling and 4:2:0; a cell that is neither dark nor light, or a check that does not fit, reads as no number at all.
"""

from __future__ import annotations

import zlib
from typing import Any

import numpy as np
from numpy.typing import NDArray

NUMBER_BITS = 16
CHECK_BITS = 8
CELLS = NUMBER_BITS + CHECK_BITS
STRIP_SHARE = 10
DARK, LIGHT = 24, 232
DARK_BELOW = 96.0
LIGHT_ABOVE = 160.0

Picture = NDArray[np.uint8]


def _check(number: int) -> int:
    return zlib.crc32(number.to_bytes(2, "big")) & 0xFF


def _word(number: int) -> int:
    return number << CHECK_BITS | _check(number)


def strip_height_px(height_px: int) -> int:
    """Return how many rows of a picture of this height the strip takes."""
    return max(4, height_px // STRIP_SHARE)


def draw_strip(picture: Picture, number: int) -> None:
    """Draw a frame number, 0 to 65535, into the top of a grey (H, W) or coloured (H, W, C) picture, in place."""
    if not 0 <= number < 1 << NUMBER_BITS:
        raise ValueError(f"a strip holds {NUMBER_BITS} bits, not {number}")
    height, width = picture.shape[:2]
    rows = strip_height_px(height)
    edges = [round(cell * width / CELLS) for cell in range(CELLS + 1)]
    word = _word(number)
    for cell in range(CELLS):
        lit = word >> (CELLS - 1 - cell) & 1
        picture[:rows, edges[cell] : edges[cell + 1]] = LIGHT if lit else DARK


def read_strip(picture: NDArray[Any], rotation: int = 0) -> int | None:
    """Read the frame number from a grey (H, W) or coloured (H, W, 3 or 4) picture; None if there is no sure reading.

    Args:
        picture: 8 bits a channel, any size from about 100 px wide.
        rotation: what `av.VideoFrame.rotation` says of a picture still as it was stored; 0 for one already upright.
    """
    upright = np.rot90(picture, (rotation // 90) % 4)
    height, width = upright.shape[:2]
    rows = strip_height_px(height)
    band = upright[rows // 4 : rows - rows // 4].astype(np.float64)
    if band.ndim == 3:
        band = band[..., :3].mean(axis=2)
    columns = band.mean(axis=0)
    word = 0
    for cell in range(CELLS):
        first, last = (cell + 0.3) * width / CELLS, (cell + 0.7) * width / CELLS
        level = float(columns[int(first) : max(int(first) + 1, round(last))].mean())
        if DARK_BELOW <= level <= LIGHT_ABOVE:
            return None
        word = word << 1 | (level > LIGHT_ABOVE)
    number = word >> CHECK_BITS
    return number if word == _word(number) else None
