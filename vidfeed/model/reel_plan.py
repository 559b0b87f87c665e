"""Which source frame each output frame of a reel shows: the one rule for playing, listing and rendering.

A reel has one output rate. Item i takes `n_i` output frames; its output frame j lies at item time
`j / rate` and shows the last source frame at or before `start + j / rate * speed`, never one outside
the item's trim. After the trim's end the last picture stands for the item's hold.

Containers round the times of frames to their time base: at 60 frames a second in milliseconds they lie
17, 16, 17 apart. A frame that is late by no more than that rounding counts as on time, or a film shown
at its own rate would show some frames twice and others not at all.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import groupby

from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.reel import MAX_RATE, ItemKind, Reel, ReelItem

DEFAULT_RATE = Fraction(25)
_FINE = Fraction(1, 10)
"""A time base is taken to round times, not to count frames, up to this part of an output frame."""
_LARGEST_DENOMINATOR = 1001
"""Of an output rate: the usual rates have no larger one, and encoders count in 32 bits."""


@dataclass(frozen=True)
class Shown:
    """One output frame.

    Attributes:
        item: index of the item in the reel.
        frame: index of the source frame in its clip; None for cards.
        pts: of the source frame; None for cards.
    """

    item: int
    frame: int | None
    pts: int | None


@dataclass(frozen=True)
class Run:
    """Neighbouring output frames of one item that show the same picture.

    Attributes:
        frame: index of the source frame in its clip; None for cards.
        pts: of the source frame; None for cards.
        count: how many output frames, at least 1.
    """

    frame: int | None
    pts: int | None
    count: int


@dataclass(frozen=True)
class ReelPlan:
    """A reel laid out in output frames.

    Attributes:
        rate: output frames per second.
        starts: first output frame of each item, and one past the last item's end.
        items: the reel's items, each with the place of its caption.
        indexes: frame index of each clip used, by clip id.
    """

    rate: Fraction
    starts: tuple[int, ...]
    items: tuple[ReelItem, ...]
    indexes: Mapping[str, FrameIndex]

    @property
    def frames(self) -> int:
        """Output frames in all."""
        return self.starts[-1]

    @property
    def duration(self) -> Fraction:
        """Seconds in all."""
        return self.frames / self.rate

    def item_at(self, frame: int) -> int:
        """The item that output frame `frame` belongs to."""
        return bisect_right(self.starts, frame, hi=len(self.items)) - 1

    def shown(self, frame: int) -> Shown:
        """What output frame `frame` shows."""
        number = self.item_at(frame)
        item = self.items[number]
        if item.clip_id is None or item.span is None:
            return Shown(number, None, None)
        index = self.indexes[item.clip_id]
        source = self._source_frame(item, index, frame - self.starts[number])
        return Shown(number, source, index.pts[source])

    def runs(self, number: int) -> Iterator[Run]:
        """What the item shows, picture by picture, in order."""
        frames = range(self.starts[number], self.starts[number + 1])
        for shown, same in groupby(map(self.shown, frames)):
            yield Run(shown.frame, shown.pts, sum(1 for _ in same))

    def __iter__(self) -> Iterator[Shown]:
        return (self.shown(frame) for frame in range(self.frames))

    def _source_frame(self, item: ReelItem, index: FrameIndex, offset: int) -> int:
        assert item.span is not None, "cards have no source frame"
        inside = index.frames_in(item.span)
        if item.kind is ItemKind.STILL or not inside:
            return index.frame_at(item.span.start_pts)
        elapsed_pts = (offset / self.rate * item.speed / index.time_base).__floor__()
        rounding_pts = 1 if offset and index.time_base * self.rate <= _FINE else 0
        film_pts = item.span.start_pts + elapsed_pts + rounding_pts
        return max(inside.start, min(index.frame_at(film_pts), inside.stop - 1))


def plan_reel(
    reel: Reel, indexes: Mapping[str, FrameIndex], rates: Iterable[Fraction], rate: Fraction | None = None
) -> ReelPlan:
    """Lays a reel out at `rate`, by default the highest of its clips' `rates`, at most 60."""
    chosen = rate or min(max(rates, default=DEFAULT_RATE), MAX_RATE).limit_denominator(_LARGEST_DENOMINATOR)
    starts = [0]
    for item in reel.items:
        starts.append(starts[-1] + max(1, round(item.duration * chosen)))
    place = reel.caption_place
    items = tuple(replace(item, caption_place=item.caption_place or place) if place else item for item in reel.items)
    return ReelPlan(chosen, tuple(starts), items, indexes)
