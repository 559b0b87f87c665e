"""Follows a veil through a part of a film."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np

from vidfeed.media.tracking import Gray, follow_all
from vidfeed.media.trim_reader import ForwardReader, TrimReader
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film
from vidfeed.model.time import Span
from vidfeed.model.veil import Spot
from vidfeed.ports import PictureSource, Progress

_WIDEST_PX, _NARROWEST_PX = 480, 160
_MOST_BYTES: Final = 256 << 20
_DECODED: Final = 0.6
"""Decoding's part of the work."""


def follow_in_film(
    source: PictureSource, film: Film, span: Span, drawn: Sequence[Spot], progress: Progress
) -> tuple[Spot, ...]:
    """Where the region was found in each frame of a part of a film, by rising pts.

    Frames that cannot be decoded are not in it: they are hidden whole.

    Args:
        drawn: by rising pts, frames' own; those outside the part are left out.

    Raises:
        ExpectedError: `unreadable-part` where nothing of it can be decoded; `damaged`.
    """
    numbers = film.index.frames_in(span)
    frames = {film.index.pts[number] for number in numbers}
    inside = [spot for spot in drawn if spot.pts in frames]
    pictures, pts = _pictures(source, film, numbers, progress)
    readable = [spot for spot in inside if spot.pts in set(pts)]
    found = follow_all(pictures, pts, readable) if readable else []
    progress(1.0)
    return tuple(found)


def _pictures(source: PictureSource, film: Film, numbers: range, progress: Progress) -> tuple[list[Gray], list[int]]:
    upright, width_px = Upright(film), _width_px(film, len(numbers))
    reader = TrimReader(ForwardReader(source, film))
    pictures: list[Gray] = []
    pts: list[int] = []
    try:
        for done, number in enumerate(numbers, 1):
            frame = reader.frame(number, numbers.stop - 1)
            if frame.pts == film.index.pts[number]:  # else another stands in for it
                picture = upright.picture(frame, width_px)
                pictures.append(np.asarray(cv2.cvtColor(picture.pixels(), cv2.COLOR_BGRA2GRAY), np.uint8))
                pts.append(frame.pts)
            progress(_DECODED * done / len(numbers))
    finally:
        reader.close()
    return pictures, pts


def _width_px(film: Film, frames: int) -> int:
    """As wide as the pictures of the whole part may be kept."""
    fits = (_MOST_BYTES / max(1, frames) * film.width_px / film.height_px) ** 0.5
    return min(film.width_px, max(_NARROWEST_PX, min(_WIDEST_PX, int(fits))))
