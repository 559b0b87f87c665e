"""Which pictures of a play count as dropped."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from vidfeed.model.frame_index import FrameIndex


def dropped(kept: Sequence[tuple[int, float]], index: FrameIndex, frames: int, backwards: bool = False) -> int:
    """Of the first `frames` frames those that never came, or later than the next one was due.

    The clock is the usual lateness of a picture: what is early or late is so against the others.
    """
    way = -1 if backwards else 1
    came = {frame: at - way * float(index.seconds(index.pts[frame])) for frame, at in reversed(kept) if frame < frames}
    usual = median(came.values())
    in_time = [frame for frame, at in came.items() if at - usual <= float(index.duration / index.frames)]
    return frames - len(in_time)
