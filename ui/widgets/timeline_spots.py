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
    run: list[Spot] = []
    lane = furthest = -1
    for spot in sorted(spots, key=_BY_LANE):
        if spot.lane != lane or spot.first > furthest:
            done += _in_rows(run)
            run, lane, furthest = [], spot.lane, -1
        furthest = max(furthest, spot.last)
        run.append(spot)
    return done + _in_rows(run)


def _in_rows(run: list[Spot]) -> list[Spot]:
    """Spots of a lane that touch one another, in order of start; one that stands as it should is left as it is."""
    if len(run) == 1 and (run[0].row, run[0].rows, run[0].crowded) == (0, 1, False):
        return run
    ends: list[int] = []
    piled: list[int] = []
    rows = [_row_for(spot, ends, piled) for spot in run]
    return [
        Spot(spot.moment_id, spot.first, spot.last, spot.lane, spot.look, row, len(ends), crowded)
        for spot, (row, crowded) in zip(run, rows, strict=True)
    ]


def _row_for(spot: Spot, ends: list[int], piled: list[int]) -> tuple[int, bool]:
    """The first free row; where all are taken, the one that is free soonest. And whether it is crowded there.

    Args:
        ends: the last frame in each row so far.
        piled: how many lie on others at the end of each row.
    """
    for row, end in enumerate(ends):
        if end < spot.first:
            ends[row], piled[row] = spot.last, 0
            return row, False
    if len(ends) < MAX_ROWS:
        ends.append(spot.last)
        piled.append(0)
        return len(ends) - 1, False
    end, on, row = min(zip(ends, piled, range(MAX_ROWS), strict=True))
    ends[row], piled[row] = max(spot.last, end), on + 1
    return row, on + 1 >= _ON_OTHERS
