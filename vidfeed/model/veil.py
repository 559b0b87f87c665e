"""Veils: a region of a picture that is hidden, followed through a moment.

Where a veil is not known to cover its region, the whole picture is hidden: a lost track never shows a face.
"""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

WHOLE = 10_000
"""Regions are counted in ten-thousandths of the displayed picture's width and height."""

_WIDER = 4
"""A region is widened on each side by its size divided by this before it hides anything."""


class VeilShape(StrEnum):
    """The outline of a veil."""

    ELLIPSE = "ellipse"
    RECTANGLE = "rectangle"


@dataclass(frozen=True)
class Region:
    """A part of the upright picture, in ten-thousandths; it may reach beyond the picture's edges."""

    left: int
    top: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Exclusive."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """Exclusive."""
        return self.top + self.height

    def widened(self) -> "Region":
        """Larger on every side: what hides is always more than what was drawn."""
        x, y = -(-self.width // _WIDER), -(-self.height // _WIDER)
        return Region(self.left - x, self.top - y, self.width + 2 * x, self.height + 2 * y)

    def joined(self, other: "Region") -> "Region":
        """The smallest region around both."""
        left, top = min(self.left, other.left), min(self.top, other.top)
        return Region(left, top, max(self.right, other.right) - left, max(self.bottom, other.bottom) - top)

    def overlap(self, other: "Region") -> float:
        """The common area as a part of the area of both together: 0.0 to 1.0."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        common = max(0, width) * max(0, height)
        return common / (self.width * self.height + other.width * other.height - common)

    def covers(self, other: "Region") -> bool:
        """Whether the other lies inside."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )

    def is_seen(self) -> bool:
        """Whether any of it lies in the picture."""
        return self.right > 0 and self.bottom > 0 and self.left < WHOLE and self.top < WHOLE


@dataclass(frozen=True)
class Spot:
    """Where a veil's region is in one frame; `unsure` where it should be looked at."""

    pts: int
    region: Region
    unsure: bool = False


@dataclass(frozen=True)
class Veil:
    """One hidden region of a reel's item.

    Attributes:
        shape: of what is hidden; a rectangle's corners are square.
        drawn: where the therapist drew it, by rising pts, at least once.
        track: where it was followed to, by rising pts; frames that are not here are hidden whole.
    """

    id: str
    shape: VeilShape
    drawn: tuple[Spot, ...]
    track: tuple[Spot, ...] = ()

    def region_at(self, pts: int) -> Region | None:
        """What to hide in the frame at `pts`, widened; None for the whole picture."""
        place = bisect_left(self.track, pts, key=lambda spot: spot.pts)
        if place < len(self.track) and self.track[place].pts == pts:
            return self.track[place].region.widened()
        return None

    def is_sure_at(self, pts: int) -> bool:
        """Whether the track was followed there without doubt."""
        place = bisect_left(self.track, pts, key=lambda spot: spot.pts)
        return place < len(self.track) and self.track[place].pts == pts and not self.track[place].unsure


def drawn_again(veil: Veil, spot: Spot) -> Veil:
    """The veil with its region drawn in one more frame, or otherwise where it was drawn before; no longer followed."""
    others = [other for other in veil.drawn if other.pts != spot.pts]
    return Veil(veil.id, veil.shape, tuple(sorted([*others, spot], key=lambda one: one.pts)))


def unsure_frames(veils: Iterable[Veil], pts: Iterable[int]) -> list[int]:
    """The frames, by pts, in which a veil is unsure or hides the whole picture: what has to be looked at most."""
    asked = list(veils)
    return [one for one in pts if not all(veil.is_sure_at(one) for veil in asked)]


@dataclass(frozen=True)
class SilentSpan:
    """A part of an item's sound that is not heard: film time, half-open, in the clip's time base.

    Attributes:
        tone: a quiet tone stands in for it; else silence.
    """

    start_pts: int
    end_pts: int
    tone: bool = False
