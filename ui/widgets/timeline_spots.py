"""Moments in lanes, and the rows that those which overlap get."""

from collections.abc import Iterable
from operator import attrgetter
from typing import NamedTuple

from ui.widgets.tag_look import TagLook

MAX_ROWS = 3
_ON_OTHERS = 2


class Spot(NamedTuple):
    """A moment in a lane.

    Attributes:
        first, last: frames, both inclusive.
        row, rows: its place where moments overlap: row 0 of 1 is full height.
        crowded: it lies on at least two others of its row, which had run out of rows.
    """

    moment_id: str
    first: int
    last: int
    lane: int
    look: TagLook
    row: int = 0
    rows: int = 1
    crowded: bool = False


BY_START = attrgetter("first", "last", "lane", "moment_id")
"""The order of all spots; no two are equal in it."""

_BY_LANE = attrgetter("lane", "first", "last", "moment_id")


def stacked(spots: Iterable[Spot]) -> list[Spot]:
    """Gives overlapping spots of a lane rows of their own; runs that touch share the number of rows. By lane."""
    done: list[Spot] = []
    run = _Run()
    lane = furthest = -1
    for spot in sorted(spots, key=_BY_LANE):
        if spot.lane != lane or spot.first > furthest:
            done += run.closed()
            run, lane, furthest = _Run(), spot.lane, -1
        furthest = max(furthest, spot.last)
        run.take(spot)
    return done + run.closed()


class _Run:
    """Spots of a lane that touch one another, in order of start."""

    def __init__(self) -> None:
        self._spots: list[tuple[Spot, int, bool]] = []
        self._ends: list[int] = []
        self._piled: list[int] = []

    def take(self, spot: Spot) -> None:
        """Puts the next one into the first free row; where all are taken, into the one that is free soonest."""
        ends, piled = self._ends, self._piled
        row = next((row for row, end in enumerate(ends) if end < spot.first), len(ends))
        if row < len(ends):
            ends[row], piled[row] = spot.last, 0
        elif row < MAX_ROWS:
            ends.append(spot.last)
            piled.append(0)
        else:
            _end, _on, row = min(zip(ends, piled, range(MAX_ROWS), strict=True))
            ends[row], piled[row] = max(spot.last, ends[row]), piled[row] + 1
        self._spots.append((spot, row, piled[row] >= _ON_OTHERS))

    def closed(self) -> list[Spot]:
        """All of them in their rows."""
        rows = len(self._ends)
        return [
            Spot(spot.moment_id, spot.first, spot.last, spot.lane, spot.look, row, rows, crowded)
            for spot, row, crowded in self._spots
        ]
