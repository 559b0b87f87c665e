"""Which frames playing goes through, and when each is due."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from vidfeed.media.film_sound import Stretch
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.time import Span


@dataclass(frozen=True)
class Due:
    """One frame of a path; `at` is its place in film seconds from the path's start, `until` where it gives way."""

    frame: int
    at: Fraction
    until: Fraction


@dataclass(frozen=True)
class PlayPath:
    """From a frame to an end, or round and round.

    Attributes:
        start: the first frame.
        stop: one past the last frame; the clip's end if None.
        loop: frames to go through again and again; the path ends nowhere. `stop` is not looked at then.
    """

    index: FrameIndex
    start: int
    stop: int | None = None
    loop: range | None = None

    @classmethod
    def of(cls, index: FrameIndex, frame: int, loop: Span | None) -> "PlayPath":
        """Playing from a frame on; with a loop, from its start where the frame lies outside."""
        if loop is None:
            return cls(index, frame)
        frames = index.frames_in(loop)
        return cls(index, frame if frame in frames else frames.start, loop=frames)

    def again_from(self, frame: int) -> "PlayPath":
        """The same way from one of its frames on."""
        return replace(self, start=frame)

    def stretches(self) -> Iterator[range]:
        """Runs of frames, one after another."""
        if self.loop is None:
            yield range(self.start, self.index.frames if self.stop is None else self.stop)
            return
        yield range(self.start, self.loop.stop)
        while True:
            yield self.loop

    def frames(self) -> Iterator[Due]:
        """Each frame with its place."""
        base = Fraction(0)
        for stretch in self.stretches():
            start_pts = self.index.pts[stretch.start]
            for frame in stretch:
                at = base + (self.index.pts[frame] - start_pts) * self.index.time_base
                until = base + (self.index.frame_end_pts(frame) - start_pts) * self.index.time_base
                yield Due(frame, at, until)
            base = until

    def sound(self) -> Iterator[Stretch]:
        """What is heard, in the file's own seconds."""
        for stretch in self.stretches():
            start_pts, end_pts = self.index.pts[stretch.start], self.index.frame_end_pts(stretch.stop - 1)
            yield start_pts * self.index.time_base, end_pts * self.index.time_base
