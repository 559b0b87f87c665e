"""Frames to pixels and back: pure arithmetic of what a timeline shows."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

MAX_PX_PER_FRAME = 16.0
_PAGE_MARGIN = 0.1
_NEARLY_ALL = 1 - 1e-9


@dataclass(frozen=True)
class TimelineScale:
    """A window onto a row of frames.

    Frame f covers the pixels `x_of(f) <= x < x_of(f + 1)`; x counts from the left edge of the lanes.

    Attributes:
        frames: of the clip, at least 1.
        width_px: of the lanes, above 0.
        first: leftmost shown frame, fractional; the window never leaves the clip.
        px_per_frame: zoom.
    """

    frames: int
    width_px: float
    first: float
    px_per_frame: float

    @classmethod
    def whole(cls, frames: int, width_px: float) -> "TimelineScale":
        """The whole clip, as large as fits."""
        frames, width_px = max(1, frames), max(1.0, width_px)
        return cls(frames, width_px, 0.0, min(MAX_PX_PER_FRAME, width_px / frames))

    @property
    def shown(self) -> float:
        """How many frames fit, fractional, at most all."""
        return min(float(self.frames), self.width_px / self.px_per_frame)

    @property
    def shows_all(self) -> bool:
        """Whether nothing lies outside the window."""
        return self.width_px / self.px_per_frame >= self.frames * _NEARLY_ALL

    @property
    def first_frame(self) -> int:
        """The leftmost frame of which something shows."""
        return int(self.first)

    @property
    def last_frame(self) -> int:
        """The rightmost frame of which something shows."""
        return min(self.frames - 1, int(self.first + self.shown))

    def x_of(self, frame: float) -> float:
        """The left edge of a frame; may lie outside the window."""
        return (frame - self.first) * self.px_per_frame

    def x_across(self, frames: NDArray[np.int64]) -> NDArray[np.float64]:
        """The left edges of many."""
        return (frames.astype(np.float64) - self.first) * self.px_per_frame

    def frame_at(self, x: float) -> int:
        """The frame under a pixel, clamped to the clip."""
        return max(0, min(int(self.first + x / self.px_per_frame), self.frames - 1))

    def zoomed(self, factor: float, at_x: float) -> "TimelineScale":
        """Larger for a factor above 1, with the place under `at_x` kept where it is as far as the clip's ends allow."""
        smallest = min(MAX_PX_PER_FRAME, self.width_px / self.frames)
        zoom = max(smallest, min(self.px_per_frame * factor, MAX_PX_PER_FRAME))
        anchor = self.first + at_x / self.px_per_frame
        return replace(self, px_per_frame=zoom).starting_at(anchor - at_x / zoom)

    def starting_at(self, first: float) -> "TimelineScale":
        """Moved so that `first` is leftmost, within the clip."""
        return replace(self, first=max(0.0, min(first, self.frames - self.shown)))

    def panned(self, by_px: float) -> "TimelineScale":
        """Moved right by pixels."""
        return self.starting_at(self.first + by_px / self.px_per_frame)

    def resized(self, width_px: float) -> "TimelineScale":
        """For another width: the whole clip stays whole, else the zoom stays."""
        width_px = max(1.0, width_px)
        if self.shows_all:
            return TimelineScale.whole(self.frames, width_px)
        zoom = max(self.px_per_frame, min(MAX_PX_PER_FRAME, width_px / self.frames))
        return replace(self, width_px=width_px, px_per_frame=zoom).starting_at(self.first)

    def paged_to(self, frame: int) -> "TimelineScale":
        """Unchanged where the frame shows, else turned like a page so that it stands near the left."""
        if self.first <= frame < self.first + self.shown:
            return self
        return self.starting_at(frame - self.shown * _PAGE_MARGIN)
