"""The frames of a clip in display order: what turns times into frames and back, exactly."""

import zlib
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from itertools import compress
from operator import not_
from typing import NamedTuple

from vidfeed.errors import InternalError, bad_time
from vidfeed.model.time import MediaTime, Span

_KEY, _DISCARD = 1, 2
ROUNDING_S = Fraction(1, 10**9)
"""Times in text have nine places."""


class Packet(NamedTuple):
    """One coded picture as demuxed, in decode order.

    Attributes:
        pts: presentation time in the stream's time base.
        dts: decode time in the same unit.
        keyframe: decoding can start here.
        discard: needed for decoding but never shown (edit lists).
    """

    pts: int
    dts: int
    keyframe: bool
    discard: bool = False


@dataclass(frozen=True)
class FrameIndex:
    """Every packet of a clip's picture stream, and from it every frame shown.

    Attributes:
        time_base: seconds per unit of pts.
        packets: in decode order.
        pts: of the shown frames, ascending, each once.
        end_pts: the last frame's pts plus its duration (exclusive end of the clip).
    """

    time_base: Fraction
    packets: tuple[Packet, ...]
    pts: "array[int]"
    end_pts: int

    @classmethod
    def from_packets(cls, time_base: Fraction, packets: tuple[Packet, ...], last_duration_pts: int) -> "FrameIndex":
        """Builds the index; `last_duration_pts` is the shown time of the last frame (at least 1)."""
        shown = array("q", sorted({packet.pts for packet in packets if not packet.discard}))
        if not shown:
            raise InternalError("an index needs at least one shown frame")
        return cls(time_base, packets, shown, shown[-1] + max(1, last_duration_pts))

    @property
    def frames(self) -> int:
        """How many frames are shown."""
        return len(self.pts)

    @property
    def origin_pts(self) -> int:
        """The first shown frame's pts: second 0 of the clip."""
        return self.pts[0]

    @property
    def duration(self) -> Fraction:
        """Seconds from the first frame's start to the last one's end."""
        return (self.end_pts - self.origin_pts) * self.time_base

    def seconds(self, pts: int) -> Fraction:
        """Seconds from second 0 of the clip."""
        return (pts - self.origin_pts) * self.time_base

    def time(self, frame: int) -> MediaTime:
        """The frame's exact time."""
        return MediaTime(self.pts[frame], self.time_base)

    def frame_at(self, pts: int) -> int:
        """The last frame that starts at or before `pts`, clamped to the clip's frames."""
        return max(0, min(bisect_right(self.pts, pts) - 1, self.frames - 1))

    def frame_at_seconds(self, seconds: Fraction) -> int:
        """The last frame that starts at or before `seconds` of the clip.

        A time that was rounded to nine places, as text gives it, still names its frame.

        Raises:
            ExpectedError: kind `bad-time` outside `0 <= seconds < duration`.
        """
        if not 0 <= seconds < self.duration:
            raise bad_time("That time lies outside the clip.")
        return self.frame_at(self._pts_at(seconds + ROUNDING_S))

    def frame_end_pts(self, frame: int) -> int:
        """Where the frame's showing ends: the next one's pts, or the clip's end."""
        return self.pts[frame + 1] if frame + 1 < self.frames else self.end_pts

    def span(self, first: int, last: int) -> Span:
        """The span of the frames `first` to `last`, both inclusive, clamped to the clip."""
        return Span(self.pts[max(0, first)], self.frame_end_pts(min(last, self.frames - 1)))

    def span_of_seconds(self, start: Fraction, end: Fraction) -> Span:
        """The span of frames from the one shown at `start` up to, not including, the one shown at `end`.

        Raises:
            ExpectedError: kind `bad-time` where either lies outside the clip or no frame lies between.
        """
        if end > self.duration + ROUNDING_S:
            raise bad_time("That time lies outside the clip.")
        start_pts = self.pts[self.frame_at_seconds(start)]
        at_end = end >= self.duration - ROUNDING_S
        end_pts = self.end_pts if at_end else self.pts[self.frame_at_seconds(end)]
        return Span(start_pts, end_pts)

    def frames_in(self, span: Span) -> range:
        """Indices of the frames that start within the span."""
        return range(bisect_left(self.pts, span.start_pts), bisect_left(self.pts, span.end_pts))

    def _pts_at(self, seconds: Fraction) -> int:
        return self.origin_pts + (seconds / self.time_base).__floor__()

    def pack(self) -> bytes:
        """Compact bytes for the catalogue; `unpack` gives the same index back."""
        flags = bytes(_KEY * p.keyframe | _DISCARD * p.discard for p in self.packets)
        times = array("q", (value for p in self.packets for value in (p.pts, p.dts)))
        head = array("q", (self.time_base.numerator, self.time_base.denominator, self.end_pts, len(self.packets)))
        for part in (head, times):
            _little_endian(part)
        return zlib.compress(head.tobytes() + times.tobytes() + flags, 6)

    @classmethod
    def unpack(cls, data: bytes) -> "FrameIndex":
        """The index that `pack` wrote."""
        raw = zlib.decompress(data)
        head = array("q", raw[:32])
        _little_endian(head)
        numerator, denominator, end_pts, count = head
        times = array("q", raw[32 : 32 + 16 * count])
        _little_endian(times)
        flags = raw[32 + 16 * count :]
        pts = times[::2]
        discards = [bool(flag & _DISCARD) for flag in flags]
        keys = [bool(flag & _KEY) for flag in flags]
        # Two hours have 200,000 packets: made one by one in Python, they would take most of a clip's opening.
        each = zip(pts, times[1::2], keys, discards, strict=True)
        packets: tuple[Packet, ...] = tuple(map(partial(tuple.__new__, Packet), each))
        shown = array("q", dict.fromkeys(sorted(compress(pts, map(not_, discards)))))
        return cls(Fraction(numerator, denominator), packets, shown, end_pts)


def _little_endian(values: "array[int]") -> None:
    import sys

    if sys.byteorder == "big":
        values.byteswap()
