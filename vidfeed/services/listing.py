"""Playing a reel through that is not rendered, as fast as it goes: a list of all that it shows."""

import json
import time
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from vidfeed.errors import cancelled as stopped
from vidfeed.files import whole_file
from vidfeed.media.reel_listing import ListedFrame, list_frames
from vidfeed.media.reel_source import ReelFilms
from vidfeed.model.reel import ItemKind
from vidfeed.model.time import format_decimal
from vidfeed.ports import Cancelled, Progress, never_cancelled, no_progress
from vidfeed.services.context import Context
from vidfeed.services.finding import reel_of
from vidfeed.services.showing import open_reel

_MICROSECONDS = 1_000_000


@dataclass(frozen=True)
class Played:
    """What playing a reel through showed.

    Attributes:
        frames: listed.
        duration: of the whole reel.
        skipped: numbers of the items, from 0, that could not be read.
    """

    frames: int
    duration: Fraction
    skipped: tuple[int, ...]


def list_reel(
    ctx: Context,
    reel_id: str,
    target: Path,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Played:
    """Plays the reel as fast as it goes and writes every frame shown to `target`: JSON, one object a line.

    Raises:
        ExpectedError: `unknown-reel`, and as `open_reel`; `cancelled`, `no-space`, `file-missing`, ...: the file is
            whole or not there.
    """
    reel = open_reel(ctx, reel_of(ctx.catalogue, reel_id))
    began_s, frames, skipped = time.monotonic(), 0, list[int]()
    with whole_file(target) as whole, closing(list_frames(reel, skipped)) as listing:
        for frame in listing:
            if cancelled():
                raise stopped("Playing")
            whole.file.write(_line(reel, frame, time.monotonic() - began_s))
            frames += 1
            progress(frames / reel.plan.frames)
    return Played(frames, reel.plan.duration, tuple(sorted(skipped)))


def _line(reel: ReelFilms, frame: ListedFrame, wall_s: float) -> bytes:
    item = reel.plan.items[frame.item]
    shape = {
        "item": frame.item,
        "clip": item.clip_id if item.kind is ItemKind.MOMENT else None,
        "frame_index": frame.frame_index,
        "pts": frame.pts,
        "reel_s": format_decimal(frame.reel_s),
        "wall_s": format_decimal(Fraction(round(wall_s * _MICROSECONDS), _MICROSECONDS)),
    }
    return json.dumps(shape).encode() + b"\n"
