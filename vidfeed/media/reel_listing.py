"""Plays an unrendered reel as fast as it goes, and tells what every output frame shows."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from vidfeed.errors import ExpectedError
from vidfeed.media.reel_source import UNSHOWN, ReelFilms, Stand, item_frames
from vidfeed.media.relay import relay

_AHEAD_FRAMES = 1


@dataclass(frozen=True)
class ListedFrame:
    """One output frame.

    Attributes:
        item: number of the item in the reel, from 0.
        pts: of the source frame as it was decoded; None for a card.
        frame_index: of that frame in its film; None for a card.
        reel_s: when it is due, in seconds from the reel's start.
    """

    item: int
    pts: int | None
    frame_index: int | None
    reel_s: Fraction


def list_frames(reel: ReelFilms, skipped: list[int]) -> Generator[ListedFrame, None, None]:
    """Decodes the whole reel as playing does, the next item begun while one is read.

    Args:
        skipped: gets the numbers of items of which nothing (more) can be read, or may be watched.
    """
    pieces = [partial(_readable, reel, number, skipped) for number in range(len(reel.plan.items))]
    with closing(relay(pieces, _AHEAD_FRAMES, lambda _number: 1)) as stands:
        for stand in stands:
            yield from _listed(reel, stand)


def _readable(reel: ReelFilms, number: int, skipped: list[int]) -> Iterator[Stand]:
    try:
        yield from item_frames(reel, number)
    except ExpectedError as error:
        if error.kind not in UNSHOWN:
            raise
        skipped.append(number)


def _listed(reel: ReelFilms, stand: Stand) -> Iterator[ListedFrame]:
    number = reel.plan.item_at(stand.first)
    film, pts = reel.film(number), None if stand.frame is None else stand.frame.pts
    index = None if film is None or pts is None else film.index.frame_at(pts)
    for frame in range(stand.first, stand.first + stand.count):
        yield ListedFrame(number, pts, index, frame / reel.plan.rate)
