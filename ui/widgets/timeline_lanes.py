"""Which lane and row each moment of a clip is drawn in."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from ui.widgets.tag_look import Looks, TagLook, looks_for
from ui.widgets.timeline_spots import BY_START, Spot, stacked
from ui.widgets.timeline_table import Ints, SpotTable
from vidfeed.model.codebook import Codebook
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment

_ALWAYS_SHOWN = 4
_FEW = 50
"""Up to so many changed moments are put among the others; with more, all are laid out anew."""

_MOST = 4
"""Where more than one in so many is touched by a change, all are laid out anew."""


@dataclass(frozen=True)
class Lane:
    """A row of the timeline: a tag group, or the moments without one."""

    name: str
    icon: str
    tone: str


@dataclass(frozen=True)
class LaneMap:
    """All moments of a clip, laid out.

    Attributes:
        spots: in order of `BY_START`.
        by_moment: the spots of each moment.
        table: the spots as columns of numbers.
    """

    lanes: tuple[Lane, ...] = ()
    spots: tuple[Spot, ...] = ()
    by_moment: Mapping[str, tuple[Spot, ...]] = field(default_factory=dict)
    table: SpotTable = field(default_factory=lambda: SpotTable.of(()))

    @classmethod
    def of(cls, lanes: tuple[Lane, ...], placed: Iterable[Spot]) -> "LaneMap":
        """Spots that know their lanes get rows."""
        spots = tuple(sorted(stacked(placed), key=BY_START))
        return cls(lanes, spots, _with_spots({}, spots), SpotTable.of(spots))

    def changed(self, moment_ids: Iterable[str], placed: Sequence[Spot]) -> "LaneMap":
        """With `placed` instead of the spots of these moments; rows are given anew only where they touch either."""
        gone = {place for moment_id in moment_ids for place in self.places_of(moment_id)}
        touched = sorted(gone.union(self._beside(gone, placed)))
        if len(touched) * _MOST > len(self.spots):
            return LaneMap.of(self.lanes, [*(spot for at, spot in enumerate(self.spots) if at not in gone), *placed])
        new = sorted(stacked([*(self.spots[at] for at in touched if at not in gone), *placed]), key=BY_START)
        spots = list(self.spots)
        for place in reversed(touched):
            del spots[place]
        places = [bisect_left(spots, BY_START(spot), key=BY_START) for spot in new]
        for place, spot in zip(reversed(places), reversed(new), strict=True):
            spots.insert(place, spot)
        by_moment = _without_spots(self.by_moment, [self.spots[place] for place in touched])
        table = self.table.changed(touched, places, new)
        return LaneMap(self.lanes, tuple(spots), _with_spots(by_moment, new), table)

    def _beside(self, gone: set[int], placed: Sequence[Spot]) -> Iterator[int]:
        """The places of all that is in one run with what goes, or will be with what comes."""
        table, leaving = self.table, np.array(sorted(gone), np.int64)
        for lane in {self.spots[place].lane for place in gone} | {spot.lane for spot in placed}:
            places = np.flatnonzero(table.lane == lane)
            first, last = table.first[places], table.last[places]
            run = np.cumsum(first > np.append(-1, np.maximum.accumulate(last)[:-1]))
            touched = np.isin(places, leaving)
            for spot in placed:
                if spot.lane == lane:
                    touched |= (first <= spot.last) & (last >= spot.first)
            yield from places[np.isin(run, run[touched])].tolist()

    @cached_property
    def _furthest(self) -> Ints:
        furthest: Ints = np.maximum.accumulate(self.table.last)
        return furthest

    def places_of(self, moment_id: str) -> list[int]:
        """Where a moment's spots stand among all."""
        return [bisect_left(self.spots, BY_START(spot), key=BY_START) for spot in self.by_moment.get(moment_id, ())]

    def between(self, first: int, last: int) -> Sequence[Spot]:
        """The spots that touch frames `first` to `last`, both inclusive, in order of start."""
        stop = int(np.searchsorted(self.table.first, last, "right"))
        start = int(np.searchsorted(self._furthest[:stop], first))
        return [spot for spot in self.spots[start:stop] if spot.last >= first]


def _with_spots(by_moment: dict[str, tuple[Spot, ...]], spots: Iterable[Spot]) -> dict[str, tuple[Spot, ...]]:
    for spot in spots:
        others = by_moment.get(spot.moment_id)
        by_moment[spot.moment_id] = (spot,) if others is None else tuple(sorted((*others, spot), key=BY_START))
    return by_moment


def _without_spots(by_moment: Mapping[str, tuple[Spot, ...]], spots: Iterable[Spot]) -> dict[str, tuple[Spot, ...]]:
    left = dict(by_moment)
    for spot in spots:
        others = tuple(other for other in left.pop(spot.moment_id) if other.lane != spot.lane)
        if others:
            left[spot.moment_id] = others
    return left


_NO_TAG = TagLook("", "No tag", "", "Other", "ink2", "heart-outline")
_OTHER = Lane("Other", "heart-outline", "ink2")
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

    The first four groups have lanes always, further ones when they are used. Where few moments differ from those
    laid out before, only they are put into their places, so that a mark among thousands costs little.
    """

    def __init__(self, index: FrameIndex, codebook: Codebook | None, looks: Looks, others: Looks) -> None:
        """`looks` holds the codebook's tags; `others` those of further codebooks, which share one lane."""
        self._index = index
        self._groups = codebook.groups if codebook else ()
        self._looks, self._others = looks, others
        self._moments: dict[str, Moment] = {}
        self._shown: dict[int, int] = {}
        self._map: LaneMap | None = None

    def lay_out(self, moments: Iterable[Moment]) -> LaneMap:
        """All moments in their lanes and rows."""
        before, self._moments = self._moments, {moment.id: moment for moment in moments}
        new = [moment for moment in self._moments.values() if before.get(moment.id) is not moment]
        ids = before.keys() - self._moments.keys() | {moment.id for moment in new}
        found = self._changed(ids, new) if len(ids) <= _FEW else None
        self._map = found or self._anew()
        return self._map

    def _anew(self) -> LaneMap:
        placed = [spot for moment in self._moments.values() for spot in self._placed(moment)]
        used = {spot.lane for spot in placed} | self._always
        self._shown = {lane: number for number, lane in enumerate(sorted(used))}
        lanes = tuple(self._lane(lane) for lane in self._shown)
        return LaneMap.of(lanes, self._in_shown(placed))

    def _changed(self, ids: Collection[str], new: Iterable[Moment]) -> LaneMap | None:
        """The layout before with these moments otherwise; None where other lanes are to be shown than before."""
        placed = [spot for moment in new for spot in self._placed(moment)]
        if self._map is None or not {spot.lane for spot in placed} <= self._shown.keys():
            return None
        found = self._map.changed(ids, self._in_shown(placed)) if ids else self._map
        used = set(np.unique(found.table.lane).tolist())
        unused = (lane for lane, number in self._shown.items() if number not in used)
        return found if self._always.issuperset(unused) else None

    @property
    def _always(self) -> set[int]:
        return set(range(min(len(self._groups), _ALWAYS_SHOWN))) if len(self._groups) > 1 else {0}

    def _in_shown(self, placed: list[Spot]) -> list[Spot]:
        """With the lanes' numbers counted over those shown."""
        shown = self._shown
        if all(lane == number for lane, number in shown.items()):
            return placed
        return [spot._replace(lane=shown[spot.lane]) for spot in placed]

    def _lane(self, number: int) -> Lane:
        if len(self._groups) < 2:
            return _ONE_LANE
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
