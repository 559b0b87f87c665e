"""Following a region from frame to frame.

Median flow: points of the region are followed forth and back by the pyramidal Lucas-Kanade method, those that
return are kept, and their median shift and spread move the region (Kalal, Mikolajczyk and Matas,
"Forward-Backward Error", ICPR 2010). What is found has to look like what was drawn, or the track is lost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from vidfeed.model.veil import WHOLE, Region, Spot

Gray = NDArray[np.uint8]

_POINTS_ACROSS: Final = 12
_FEWEST_POINTS: Final = 8
_WINDOW_PX: Final = 15
_LEVELS: Final = 4
_FARTHEST_BACK_PX: Final = 2.0
_GROWTH: Final = (0.85, 1.18)
"""How much a region's size may change from one frame to the next."""
_PATCH_PX: Final = 32
_SMALLEST_PX: Final = 6
_SURE, _LOST = 0.75, 0.45
"""Likeness (normalised correlation) from which a track is sure, and below which it is lost."""
_STRANGE, _OTHER = 0.55, 0.45
"""What is less like the region as drawn may have drifted off it, however alike neighbouring frames are: it is unsure,
and below the second it may be someone else, and counts as not found."""
_AGREE: Final = 0.35
"""Overlap from which a track from before and one from after mean the same thing."""


@dataclass
class _Box:
    """A region in pixels."""

    x: float
    y: float
    width: float
    height: float


class Follower:
    """Follows one region through neighbouring pictures, in either direction, until it is lost."""

    def __init__(self, picture: Gray, region: Region) -> None:
        self._size_px = (picture.shape[1], picture.shape[0])
        self._last = picture
        self._box = self._in_pixels(region)
        self._drawn = self._recent = _patch(picture, self._box)
        self.lost = self._drawn is None
        self.like_drawn = 1.0

    def follow(self, picture: Gray) -> tuple[Region, bool] | None:
        """Where the region is in the next picture, and whether that is sure; None once it is lost."""
        for look in (_moved, _searched):
            found = None if self.lost else self._alike(picture, look(self._last, picture, self._box))
            if found is not None:
                return found
        self.lost = True
        return None

    def _alike(self, picture: Gray, box: _Box | None) -> tuple[Region, bool] | None:
        """Goes on from a box that looks like what is followed."""
        patch = None if box is None else _patch(picture, box)
        if box is None or patch is None:
            return None
        like_drawn, like_recent = _likeness(patch, self._drawn), _likeness(patch, self._recent)
        likeness = max(like_drawn, like_recent)
        if likeness < _LOST:
            return None
        self._last, self._box, self.like_drawn = picture, box, like_drawn
        if likeness >= _SURE:
            self._recent = patch
        return self._in_parts(box), likeness >= _SURE and like_drawn >= _STRANGE

    def _in_pixels(self, region: Region) -> _Box:
        across, down = self._size_px[0] / WHOLE, self._size_px[1] / WHOLE
        return _Box(region.left * across, region.top * down, region.width * across, region.height * down)

    def _in_parts(self, box: _Box) -> Region:
        across, down = WHOLE / self._size_px[0], WHOLE / self._size_px[1]
        size = max(1, round(box.width * across)), max(1, round(box.height * down))
        return Region(round(box.x * across), round(box.y * down), *size)


class Pictures(Protocol):
    """Grey pictures of neighbouring frames, all of one size; None where one cannot be decoded."""

    def __len__(self) -> int:
        """How many frames there are."""

    def __getitem__(self, place: int, /) -> Gray | None:
        """Counted from 0."""


def follow_all(pictures: Pictures, pts: Sequence[int], drawn: Sequence[Spot]) -> list[Spot]:
    """Follows a region through a run of frames, forwards and backwards from everywhere that it was drawn.

    Args:
        pictures: gone through in order, ahead from each drawn place and then back.
        pts: of those frames, rising.
        drawn: by rising pts, each of one of the frames that has a picture.

    Returns:
        Where the region was found, by rising pts. Between two drawn places the tracks from both have to agree.
    """
    places = [(pts.index(spot.pts), spot.region) for spot in drawn]
    ends = [-1, *(place for place, _region in places), len(pictures)]
    ahead = {
        place: dict(_followed(pictures, range(place, min(end + 1, len(pictures))), region))
        for (place, region), end in zip(places, ends[2:], strict=True)
    }
    behind = {
        place: dict(_followed(pictures, range(place, max(end, 0) - 1, -1), region))
        for (place, region), end in zip(places, ends, strict=False)
    }
    found: list[Spot] = []
    for number, at in enumerate(pts):
        before = max((place for place, _region in places if place <= number), default=None)
        after = min((place for place, _region in places if place >= number), default=None)
        spot = _agreed(
            None if before is None else ahead[before].get(number), None if after is None else behind[after].get(number)
        )
        alone = before is None or after is None
        if spot is not None:
            region, sure, both = spot
            found.append(Spot(at, region, unsure=not (sure and (both or alone))))
    return found


def _followed(pictures: Pictures, numbers: range, region: Region) -> Iterator[tuple[int, tuple[Region, bool]]]:
    """Where a region drawn in the first of these pictures is in the others; not where it may be someone else's."""
    yield numbers[0], (region, True)
    first = pictures[numbers[0]]
    assert first is not None, "it was drawn on a picture"
    follower = Follower(first, region)
    for number in numbers[1:]:
        picture = pictures[number]
        if picture is None:
            continue
        step = follower.follow(picture)
        if step is None:
            return
        if follower.like_drawn >= _OTHER:
            yield number, step


def _agreed(one: tuple[Region, bool] | None, other: tuple[Region, bool] | None) -> tuple[Region, bool, bool] | None:
    """Region, whether it is sure, and whether both say so; None where they contradict each other or know nothing."""
    if one is None or other is None:
        known = one or other
        return None if known is None else (*known, False)
    if one[0].overlap(other[0]) < _AGREE:
        return None
    return one[0].joined(other[0]), one[1] and other[1], True


def _moved(before: Gray, after: Gray, box: _Box) -> _Box | None:
    columns = np.linspace(box.x, box.x + box.width, _POINTS_ACROSS + 2)[1:-1]
    rows = np.linspace(box.y, box.y + box.height, _POINTS_ACROSS + 2)[1:-1]
    start = np.stack(np.meshgrid(columns, rows), -1).reshape(-1, 1, 2).astype(np.float32)
    inside = (start[:, 0] >= 0).all(1) & (start[:, 0] < (before.shape[1], before.shape[0])).all(1)
    from_middle = (start[:, 0] - (box.x + box.width / 2, box.y + box.height / 2)) / (box.width / 2, box.height / 2)
    start = start[inside & ((from_middle**2).sum(1) <= 1)]  # a box's corners are what lies behind
    if len(start) < _FEWEST_POINTS:
        return None
    end, went = _flow(before, after, start)
    back, came = _flow(after, before, end)
    astray = np.linalg.norm(start - back, axis=2)[:, 0]
    good = went & came & (astray <= _FARTHEST_BACK_PX)
    if np.count_nonzero(good) < _FEWEST_POINTS:
        return None
    return _shifted(box, start[good, 0], end[good, 0])


def _flow(before: Gray, after: Gray, points: NDArray[np.float32]) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Where points, of shape (n, 1, 2), went, and which were found."""
    ends, found, _ = cv2.calcOpticalFlowPyrLK(
        before, after, points, np.empty_like(points), winSize=(_WINDOW_PX, _WINDOW_PX), maxLevel=_LEVELS
    )
    return np.asarray(ends, np.float32), np.asarray(found)[:, 0] == 1


def _shifted(box: _Box, start: NDArray[np.float32], end: NDArray[np.float32]) -> _Box:
    x, y = np.median(end - start, axis=0)
    first, second = np.triu_indices(len(start), 1)
    were = np.linalg.norm(start[first] - start[second], axis=1)
    are = np.linalg.norm(end[first] - end[second], axis=1)
    growth = float(np.clip(np.median(are[were > 0] / were[were > 0]), *_GROWTH))
    width, height = box.width * growth, box.height * growth
    return _Box(box.x + float(x) - (width - box.width) / 2, box.y + float(y) - (height - box.height) / 2, width, height)


def _searched(before: Gray, after: Gray, box: _Box) -> _Box | None:
    """Looks for the region's very pixels around where it was: what moves too fast to flow is found again."""
    height_px, width_px = before.shape
    left, top = max(0, round(box.x)), max(0, round(box.y))
    right, bottom = min(width_px, round(box.x + box.width)), min(height_px, round(box.y + box.height))
    if right - left < _SMALLEST_PX or bottom - top < _SMALLEST_PX:
        return None
    x, y = max(0, left - round(box.width)), max(0, top - round(box.height))
    around = after[y : bottom + round(box.height), x : right + round(box.width)]
    _, best, _, (column, row) = cv2.minMaxLoc(
        cv2.matchTemplate(around, before[top:bottom, left:right], cv2.TM_CCOEFF_NORMED)
    )
    if best < _SURE:
        return None
    return _Box(box.x + x + column - left, box.y + y + row - top, box.width, box.height)


def _patch(picture: Gray, box: _Box) -> Gray | None:
    """The box's part of the picture in a fixed size; None where less than half of it lies in the picture."""
    left, top = max(0, round(box.x)), max(0, round(box.y))
    right, bottom = min(picture.shape[1], round(box.x + box.width)), min(picture.shape[0], round(box.y + box.height))
    if right <= left or bottom <= top or (right - left) * (bottom - top) < box.width * box.height / 2:
        return None
    part = picture[top:bottom, left:right]
    return np.asarray(cv2.resize(part, (_PATCH_PX, _PATCH_PX), interpolation=cv2.INTER_AREA), np.uint8)


def _likeness(patch: Gray, other: Gray | None) -> float:
    if other is None:
        return 0.0
    return float(cv2.matchTemplate(patch, other, cv2.TM_CCOEFF_NORMED)[0, 0])
