"""How a figure of the practice clip is held at one instant, and how poses are keyed over time."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Pose:
    """Everything that moves in a figure; shares are 0 to 1 unless another range is given.

    Attributes:
        lean: Towards the other, -1 (away) to 1.
        lift_px: The whole figure upwards.
        yaw: Of the head in degrees; 0 is towards the camera, positive towards the right of the picture.
        pitch: Of the head in degrees, positive upwards.
        tilt: Of the head in degrees, positive clockwise.
        gaze_x: -1 left to 1 right.
        gaze_y: -1 up to 1 down.
        lids: 0 closed to 1 open.
        smile: -1 corners down to 1 corners up.
        joy: Eyes narrowed by a smile; a smile with teeth, where there are any.
        brows: -1 low to 1 raised.
        worry: Inner ends of the brows drawn up.
        jaw: Open.
        round: Lips rounded.
        fidget: How much the hands play.
        left_x: Hand at the left of the picture, px; so too the next.
        left_y: Likewise.
        left_open: Fist to open hand.
        right_x: Hand at the right of the picture, px; so too the next.
        right_y: Likewise.
        right_open: Fist to open hand.
    """

    lean: float = 0.0
    lift_px: float = 0.0
    yaw: float = 0.0
    pitch: float = 0.0
    tilt: float = 0.0
    gaze_x: float = 0.0
    gaze_y: float = 0.0
    lids: float = 1.0
    smile: float = 0.4
    joy: float = 0.0
    brows: float = 0.0
    worry: float = 0.0
    jaw: float = 0.0
    round: float = 0.0
    fidget: float = 0.0
    left_x: float = 0.0
    left_y: float = 0.0
    left_open: float = 0.0
    right_x: float = 0.0
    right_y: float = 0.0
    right_open: float = 0.0


@dataclass(frozen=True)
class Move:
    """From `at_s`, some parts of a pose go to new values within `over_s` seconds, starting and ending gently."""

    at_s: float
    over_s: float
    to: Mapping[str, float]


def move(at_s: float, over_s: float, **to: float) -> Move:
    """Write a move down in one line."""
    return Move(at_s, over_s, to)


def ease(share: float) -> float:
    """Return 0 to 1 for 0 to 1, with a gentle start and end (quintic, no jolt at either)."""
    share = min(1.0, max(0.0, share))
    return share * share * share * (share * (share * 6 - 15) + 10)


class Keyed:
    """Poses over time: a rest pose and the moves away from it."""

    def __init__(self, rest: Pose, moves: Sequence[Move]) -> None:
        values: dict[str, float] = asdict(rest)
        self._tracks = {name: _Track(value) for name, value in values.items()}
        for each in sorted(moves, key=lambda each: each.at_s):
            for name, target in each.to.items():
                self._tracks[name].append(each.at_s, each.over_s, target)

    def values(self, at_s: float) -> dict[str, float]:
        """Return every part of the pose by name."""
        return {name: track.value(at_s) for name, track in self._tracks.items()}


class _Track:
    """One number over time."""

    def __init__(self, value: float) -> None:
        self._starts = [float("-inf")]
        self._pieces = [(0.0, 0.0, value, value)]

    def append(self, at_s: float, over_s: float, target: float) -> None:
        self._pieces.append((at_s, over_s, self.value(at_s), target))
        self._starts.append(at_s)

    def value(self, at_s: float) -> float:
        start, over_s, before, target = self._pieces[bisect_right(self._starts, at_s) - 1]
        if at_s >= start + over_s:
            return target
        return before + (target - before) * ease((at_s - start) / over_s)
