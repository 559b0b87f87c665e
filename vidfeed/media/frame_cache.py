"""Decoded frames kept for a while, within a bound of bytes."""

from __future__ import annotations

from collections import OrderedDict

from av.video.frame import VideoFrame


class FrameCache:
    """Frames by their number; the one used longest ago goes first."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._held_bytes = 0
        self._frames: OrderedDict[int, VideoFrame] = OrderedDict()

    def get(self, number: int) -> VideoFrame | None:
        """The frame, or None."""
        frame = self._frames.get(number)
        if frame is not None:
            self._frames.move_to_end(number)
        return frame

    def put(self, number: int, frame: VideoFrame) -> None:
        """Keeps a frame, and lets go of others until all fit; one frame is always kept."""
        if number in self._frames:
            return
        self._frames[number] = frame
        self._held_bytes += frame_bytes(frame)
        while self._held_bytes > self._limit_bytes and len(self._frames) > 1:
            _, gone = self._frames.popitem(last=False)
            self._held_bytes -= frame_bytes(gone)

    def room_for(self, frame_size_bytes: int) -> int:
        """How many frames of a size fit."""
        return max(1, self._limit_bytes // max(1, frame_size_bytes))

    def __contains__(self, number: int) -> bool:
        return number in self._frames

    @property
    def held_bytes(self) -> int:
        """What the frames take."""
        return self._held_bytes


def frame_bytes(frame: VideoFrame) -> int:
    """The size of a frame's planes."""
    return sum(plane.buffer_size for plane in frame.planes)
