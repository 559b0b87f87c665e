"""A clip's moments as columns of numbers, for what is asked of thousands at once."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ui.widgets.timeline_scale import TimelineScale
from ui.widgets.timeline_spots import Spot

Ints = NDArray[np.int64]
TONES = ("g1", "g2", "g3", "g4", "ink2")
"""The colours that moments have."""

_TONE_NUMBERS = {tone: number for number, tone in enumerate(TONES)}
SLIVER_PX, BLOCK_PX = 4, 17
"""Narrower ones are slivers; narrower ones are blocks, for neither a name nor a sign would fit."""


@dataclass(frozen=True)
class Detail:
    """Places of the moments in the window, by how they are painted.

    Attributes:
        slivers: too narrow for a frame.
        blocks: too narrow, or too crowded, for a name.
        whole: with all that a moment has.
    """

    slivers: Ints
    blocks: Ints
    whole: Ints


@dataclass(frozen=True)
class SpotTable:
    """One value for each spot of a `LaneMap`, in its order.

    Attributes:
        first, last: frames, both inclusive.
        tone: which one of `TONES`.
        crowded: whether it lies on others in its row.
    """

    first: Ints
    last: Ints
    lane: Ints
    row: Ints
    rows: Ints
    tone: Ints
    crowded: NDArray[np.bool_]

    @classmethod
    def of(cls, spots: Sequence[Spot]) -> "SpotTable":
        """The spots' table."""
        _ids, first, last, lane, looks, row, rows, crowded = zip(*spots, strict=True) if spots else ((),) * 8

        def column(values: Iterable[int]) -> Ints:
            return np.fromiter(values, np.int64, len(spots))

        return cls(
            column(first),
            column(last),
            column(lane),
            column(row),
            column(rows),
            column(_TONE_NUMBERS[look.tone] for look in looks),
            column(crowded) > 0,
        )

    def changed(self, gone: Sequence[int], places: Sequence[int], new: Sequence[Spot]) -> "SpotTable":
        """Without the spots at the places `gone`, then with new ones before those at `places`."""
        out, at = np.array(gone, np.int64), np.array(places, np.int64)
        columns = zip(vars(self).values(), vars(SpotTable.of(new)).values(), strict=True)
        return SpotTable(*(np.insert(np.delete(mine, out), at, added) for mine, added in columns))

    def detail(self, scale: TimelineScale, but: Sequence[int] = ()) -> Detail:
        """How much of each moment in the window is painted; those at the places `but` are not."""
        touching = (self.first <= scale.last_frame) & (self.last >= scale.first_frame)
        touching[list(but)] = False
        inside = np.flatnonzero(touching)
        width = (self.last[inside] + 1 - self.first[inside]) * scale.px_per_frame
        sliver = width < SLIVER_PX
        block = ~sliver & ((width < BLOCK_PX) | self.crowded[inside])
        return Detail(inside[sliver], inside[block], inside[~sliver & ~block])
