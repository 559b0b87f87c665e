"""Which lane and row each moment of a clip is drawn in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import attrgetter
from typing import NamedTuple

from ui.widgets.tag_look import Looks, TagLook, looks_for
from ui.widgets.timeline_table import SpotTable
from vidfeed.model.codebook import Codebook
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment

MAX_ROWS = 3
_ON_OTHERS = 2
_ALWAYS_SHOWN = 4


@dataclass(frozen=True)
class Lane:
    """A row of the timeline: a tag group, or the moments without one."""

    name: str
    icon: str
    tone: str


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


@dataclass(frozen=True)
class LaneMap:
    """All moments of a clip, laid out; what finds some of them quickly is made when it is first asked for.

    Attributes:
        spots: by first, then last frame.
    """

    lanes: tuple[Lane, ...] = ()
    spots: tuple[Spot, ...] = ()

    @cached_property
    def by_moment(self) -> dict[str, tuple[Spot, ...]]:
        """The spots of each moment."""
        found: dict[str, tuple[Spot, ...]] = {}
        for spot in self.spots:
            found[spot.moment_id] = (*found.get(spot.moment_id, ()), spot)
        return found

    @cached_property
    def _firsts(self) -> tuple[int, ...]:
        return tuple(spot.first for spot in self.spots)

    @cached_property
    def _furthest(self) -> tuple[int, ...]:
        return tuple(accumulate((spot.last for spot in self.spots), max))

    @cached_property
    def table(self) -> SpotTable:
        """The spots as columns of numbers."""
        return SpotTable.of(self.spots, [spot.look for spot in self.spots])

    def lane_of(self, place: int) -> int:
        """The lane of the spot at a place."""
        return self.spots[place].lane

    def places_of(self, moment_id: str) -> list[int]:
        """Where a moment's spots stand among all."""
        return [
            self.spots.index(spot, bisect_left(self._firsts, spot.first)) for spot in self.by_moment.get(moment_id, ())
        ]

    def between(self, first: int, last: int) -> Sequence[Spot]:
        """The spots that touch frames `first` to `last`, both inclusive, in order of start."""
        stop = bisect_right(self._firsts, last)
        start = bisect_left(self._furthest, first, hi=stop)
        return [spot for spot in self.spots[start:stop] if spot.last >= first]


_NO_TAG = TagLook("", "No tag", "", "Other", "ink2", "heart-outline")
_OTHER = Lane("Other", "heart-outline", "ink2")
_BY_LANE = attrgetter("lane", "first", "last")
_BY_START = attrgetter("first", "last")
_ONE_LANE = Lane("Moments", "heart-outline", "ink2")


def frames_of(moment: Moment, index: FrameIndex) -> tuple[int, int]:
    """The first and last frame of a moment, both inclusive; a still is one frame."""
    inside = index.frames_in(moment.span)
    if moment.still or not inside:
        frame = index.frame_at(moment.span.start_pts)
        return frame, frame
    return inside.start, inside.stop - 1


class LaneLayout:
    """Puts each moment into the lane of every group it has a tag of.

    The first four groups have lanes always, further ones when they are used. What was worked out for a
    moment is kept until it changes, so that a mark among thousands costs little.
    """

    def __init__(self, index: FrameIndex, codebook: Codebook | None, looks: Looks, others: Looks) -> None:
        """`looks` holds the codebook's tags; `others` those of further codebooks, which share one lane."""
        self._index = index
        self._groups = codebook.groups if codebook else ()
        self._looks, self._others = looks, others
        self._known: dict[str, tuple[Moment, list[Spot]]] = {}

    def lay_out(self, moments: Iterable[Moment]) -> LaneMap:
        """All moments in their lanes and rows."""
        known, self._known = self._known, {}
        placed: list[Spot] = []
        for moment in moments:
            entry = known.get(moment.id)
            if entry is None or entry[0] is not moment:
                entry = (moment, self._placed(moment))
            self._known[moment.id] = entry
            placed += entry[1]
        if len(self._groups) < 2:
            return LaneMap((_ONE_LANE,), _in_order(_stacked(placed, {0: 0})))
        used = {spot.lane for spot in placed} | set(range(min(len(self._groups), _ALWAYS_SHOWN)))
        order = {lane: number for number, lane in enumerate(sorted(used))}
        return LaneMap(tuple(self._lane(lane) for lane in order), _in_order(_stacked(placed, order)))

    def _lane(self, number: int) -> Lane:
        if number == len(self._groups):
            return _OTHER
        look = next(look for look in self._looks.values() if look.group == self._groups[number])
        return Lane(look.group, look.icon, look.tone)

    def _placed(self, moment: Moment) -> list[Spot]:
        """Where one moment goes, with the lane's number counted over all groups."""
        first, last = frames_of(moment, self._index)
        own = looks_for(moment, self._looks)
        foreign = own or looks_for(moment, self._others) or [_NO_TAG]
        lanes: dict[int, TagLook] = {}
        for look in own if len(self._groups) > 1 else ():
            lanes.setdefault(self._groups.index(look.group), look)
        if not lanes:
            lanes = {len(self._groups) if len(self._groups) > 1 else 0: foreign[0]}
        return [Spot(moment.id, first, last, lane, look) for lane, look in lanes.items()]


def _in_order(spots: list[Spot]) -> tuple[Spot, ...]:
    return tuple(sorted(spots, key=_BY_START))


def _stacked(spots: list[Spot], order: Mapping[int, int]) -> list[Spot]:
    """Gives overlapping spots of a lane rows of their own; runs that touch share the number of rows.

    `order` turns lane numbers into those of the lanes shown.
    """
    done: list[Spot] = []
    run = _Run()
    lane = furthest = -1
    for spot in sorted(spots, key=_BY_LANE):
        if spot.lane != lane or spot.first > furthest:
            done += run.closed(order)
            run, lane, furthest = _Run(), spot.lane, -1
        furthest = max(furthest, spot.last)
        run.take(spot)
    return done + run.closed(order)


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

    def closed(self, order: Mapping[int, int]) -> list[Spot]:
        """All of them in their rows."""
        rows = len(self._ends)
        return [
            Spot(spot.moment_id, spot.first, spot.last, order[spot.lane], spot.look, row, rows, crowded)
            for spot, row, crowded in self._spots
        ]
