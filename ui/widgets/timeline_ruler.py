"""Where the ruler's times stand."""

from bisect import bisect_left
from collections.abc import Iterator
from fractions import Fraction
from math import ceil

from ui.widgets.timeline_scale import TimelineScale
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.time import format_clock

_STEPS_S = [Fraction(1, 10), Fraction(1, 2), *map(Fraction, (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600))]


def step_s(scale: TimelineScale, index: FrameIndex, apart_px: float) -> Fraction:
    """The smallest round number of seconds whose marks stand at least `apart_px` apart."""
    seconds_per_px = float(index.duration) / (scale.frames * scale.px_per_frame)
    return next((step for step in _STEPS_S if step >= seconds_per_px * apart_px), _STEPS_S[-1])


def ticks(scale: TimelineScale, index: FrameIndex, apart_px: float) -> Iterator[tuple[float, str]]:
    """Marks in the window: (x of the first frame at or after the time, its text)."""
    step = step_s(scale, index, apart_px)
    number = int(index.seconds(index.pts[scale.first_frame]) / step)
    last_s = index.seconds(index.pts[scale.last_frame])
    while number * step <= last_s:
        pts = index.origin_pts + number * step / index.time_base
        frame = bisect_left(index.pts, ceil(pts))  # whole numbers are compared much sooner than fractions
        if frame >= scale.first_frame:
            yield scale.x_of(frame), format_clock(number * step, 0 if step >= 1 else 1)
        number += 1
