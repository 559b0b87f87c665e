"""Which frames of a film cannot be shown: learned while it is decoded, told as they are found."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable

FrameRanges = tuple[range, ...]
"""Half-open ranges of frame indices, ascending, none touching the next."""


def ranges_of(frames: Iterable[int]) -> FrameRanges:
    """The frames as ranges."""
    ranges: list[range] = []
    for frame in sorted(set(frames)):
        if ranges and ranges[-1].stop == frame:
            ranges[-1] = range(ranges[-1].start, frame + 1)
        else:
            ranges.append(range(frame, frame + 1))
    return tuple(ranges)


class Gaps:
    """Frames that cannot be shown, shared by all readers of a film.

    Args:
        changed: called with all that is known, on the thread that found more.
    """

    def __init__(self, changed: Callable[[FrameRanges], None] = lambda _ranges: None) -> None:
        self._changed = changed
        self._frames: set[int] = set()
        self._lock = threading.Lock()

    def add(self, frames: Iterable[int]) -> None:
        """These cannot be shown."""
        with self._lock:
            before = len(self._frames)
            self._frames.update(frames)
            more = len(self._frames) > before
            ranges = ranges_of(self._frames) if more else ()
        if more:
            self._changed(ranges)

    def ranges(self) -> FrameRanges:
        """All that is known by now."""
        with self._lock:
            return ranges_of(self._frames)

    def __contains__(self, frame: int) -> bool:
        return frame in self._frames
