"""How quickly this machine plays a film: a probe of two seconds."""

from __future__ import annotations

import time
from fractions import Fraction

from vidfeed.errors import ExpectedError
from vidfeed.media.frames import FrameReader
from vidfeed.media.pictures import fitted
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource

_PROBE_S = 2.0
_VIEW_PX = (1280, 720)
ENOUGH = 1.3
"""Times real time. Below that there is no room for marks, thumbnails and a window."""


def decode_pace(source: PictureSource, film: Film, probe_s: float = _PROBE_S) -> float:
    """Film seconds decoded and scaled for a window in each second, from the film's middle on.

    Raises:
        ExpectedError: kind `damaged` where the file is not the film that was imported.
    """
    view_px, upright, index = fitted(film.width_px, film.height_px, *_VIEW_PX), Upright(film), film.index
    first = frame = index.frames // 2
    with FrameReader(source, film) as reader:
        _show(reader, upright, frame, view_px)
        began = time.monotonic()
        while frame + 1 < index.frames and time.monotonic() - began < probe_s:
            frame += 1
            _show(reader, upright, frame, view_px)
        took_s = time.monotonic() - began
    passed = (index.pts[frame] - index.pts[first]) * index.time_base
    return float(passed / Fraction(took_s)) if passed else float("inf")


def _show(reader: FrameReader, upright: Upright, frame: int, view_px: tuple[int, int]) -> None:
    try:
        upright.picture(reader.frame(frame), *view_px)
    except ExpectedError:
        return  # A damaged frame costs no time to show.
