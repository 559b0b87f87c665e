"""Which lane and row each moment of a clip is drawn in."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from ui.widgets.tag_look import Looks, TagLook, looks_for
from vidfeed.model.codebook import Codebook
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment

MAX_ROWS = 3
_ALWAYS_SHOWN = 4


@dataclass(frozen=True)
class Lane:
    """A row of the timeline: a tag group, or the moments without one."""

    name: str
    icon: str
    tone: str


@dataclass(frozen=True)
class Spot:
    """A moment in a lane.

    Attributes:
        first, last: frames, both inclusive.
        row, rows: its place where moments overlap: row 0 of 1 is full height.
    """

    moment_id: str
    first: int
    last: int
    lane: int
    look: TagLook
    row: int = 0
    rows: int = 1


@dataclass(frozen=True)
class LaneMap:
    """All moments of a clip, laid out; finds those in a stretch quickly."""

    lanes: tuple[Lane, ...] = ()
    spots: tuple[Spot, ...] = ()
    _firsts: tuple[int, ...] = ()
    _furthest: tuple[int, ...] = ()
    by_moment: dict[str, tuple[Spot, ...]] = field(default_factory=dict)

    def between(self, first: int, last: int) -> Sequence[Spot]:
        """The spots that touch frames `first` to `last`, both inclusive, in order of start."""
        stop = bisect_right(self._firsts, last)
        start = bisect_left(self._furthest, first, hi=stop)
        return [spot for spot in self.spots[start:stop] if spot.last >= first]


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


def lay_out(
    moments: Iterable[Moment], index: FrameIndex, codebook: Codebook | None, looks: Looks, others: Looks
) -> LaneMap:
    """Puts each moment into the lane of every group it has a tag of.

    The first four groups have lanes always, further ones when they are used.
    `looks` holds the codebook's tags; `others` those of further codebooks, which share one lane.
    """
    groups = codebook.groups if codebook else ()
    placed = []
    for moment in moments:
        first, last = frames_of(moment, index)
        for lane, look in _lanes_of(moment, groups, looks, others):
            placed.append(Spot(moment.id, first, last, lane, look))
    if len(groups) < 2:
        return _indexed((_ONE_LANE,), _stacked(placed))
    lanes = [*(_lane(group, looks) for group in groups), _OTHER]
    used = {spot.lane for spot in placed} | set(range(min(len(groups), _ALWAYS_SHOWN)))
    order = {lane: number for number, lane in enumerate(sorted(used))}
    shown = [replace(spot, lane=order[spot.lane]) for spot in placed]
    return _indexed(tuple(lanes[lane] for lane in sorted(used)), _stacked(shown))


def _lane(group: str, looks: Looks) -> Lane:
    look = next(look for look in looks.values() if look.group == group)
    return Lane(group, look.icon, look.tone)


def _lanes_of(moment: Moment, groups: Sequence[str], looks: Looks, others: Looks) -> list[tuple[int, TagLook]]:
    own = looks_for(moment, looks)
    if len(groups) < 2:
        return [(0, (own or looks_for(moment, others) or [_NO_TAG])[0])]
    lanes: dict[int, TagLook] = {}
    for look in own:
        lanes.setdefault(groups.index(look.group), look)
    return list(lanes.items()) or [(len(groups), (looks_for(moment, others) or [_NO_TAG])[0])]


def _stacked(spots: list[Spot]) -> list[Spot]:
    """Gives overlapping spots of a lane rows of their own; runs that touch share the number of rows."""
    done: list[Spot] = []
    run: list[tuple[Spot, int]] = []
    ends: list[int] = []
    lane = -1
    for spot in sorted(spots, key=lambda spot: (spot.lane, spot.first, spot.last)):
        if spot.lane != lane or spot.first > max(ends, default=-1):
            done += _closed(run, len(ends))
            run, ends, lane = [], [], spot.lane
        row = next((row for row, end in enumerate(ends) if end < spot.first), len(ends))
        if row >= MAX_ROWS:
            row = min(range(MAX_ROWS), key=ends.__getitem__)
        ends[row : row + 1] = [max(spot.last, ends[row]) if row < len(ends) else spot.last]
        run.append((spot, row))
    return done + _closed(run, len(ends))


def _closed(run: list[tuple[Spot, int]], rows: int) -> list[Spot]:
    return [replace(spot, row=row, rows=rows) for spot, row in run]


def _indexed(lanes: tuple[Lane, ...], spots: list[Spot]) -> LaneMap:
    spots.sort(key=lambda spot: (spot.first, spot.last))
    furthest: list[int] = []
    by_moment: dict[str, tuple[Spot, ...]] = {}
    for spot in spots:
        furthest.append(max(spot.last, furthest[-1] if furthest else 0))
        by_moment[spot.moment_id] = (*by_moment.get(spot.moment_id, ()), spot)
    return LaneMap(lanes, tuple(spots), tuple(spot.first for spot in spots), tuple(furthest), by_moment)
