"""Which frames playing goes through, and when each is due."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from vidfeed.media.film_sound import Stretch
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.time import Span


@dataclass(frozen=True)
class Due:
    """One frame of a path.

    Attributes:
        at: its place in film seconds from the path's start.
        until: where it gives way.
        turn: how many times the path has gone back to the loop's start before it.
    """

    frame: int
    at: Fraction
    until: Fraction
    turn: int = 0


@dataclass(frozen=True)
class PlayPath:
    """From a frame to an end, round and round, or backwards to the clip's start.

    Attributes:
        start: the first frame.
        stop: one past the last frame; the clip's end if None.
        loop: frames to go through again and again; the path ends nowhere. `stop` is not looked at then.
        backwards: down to the first frame, without sound; `stop` and `loop` are not looked at then.
    """

    index: FrameIndex
    start: int
    stop: int | None = None
    loop: range | None = None
    backwards: bool = False

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

    @property
    def last(self) -> int | None:
        """The frame that it ends on; None for one that ends nowhere."""
        if self.backwards:
            return 0
        if self.loop is not None:
            return None
        return (self.index.frames if self.stop is None else self.stop) - 1

    def stretches(self) -> Iterator[range]:
        """Runs of frames, one after another."""
        if self.backwards:
            yield range(self.start, -1, -1)
            return
        if self.loop is None:
            yield range(self.start, (self.last or 0) + 1)
            return
        yield range(self.start, self.loop.stop)
        while True:
            yield self.loop

    def frames(self) -> Iterator[Due]:
        """Each frame with its place."""
        at, pts = Fraction(0), self.index.pts
        for turn, stretch in enumerate(self.stretches()):
            for frame in stretch:
                until = at + (self.index.frame_end_pts(frame) - pts[frame]) * self.index.time_base
                yield Due(frame, at, until, turn)
                at = until

    def sound(self) -> Iterator[Stretch]:
        """What is heard, in the file's own seconds."""
        for stretch in self.stretches() if not self.backwards else ():
            start_pts, end_pts = self.index.pts[stretch.start], self.index.frame_end_pts(stretch.stop - 1)
            yield start_pts * self.index.time_base, end_pts * self.index.time_base
