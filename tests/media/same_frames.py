"""One reel three ways: played unrendered, listed, and rendered. All must show the frames that the plan says."""

from __future__ import annotations

import random
import threading
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from tests.media.reel_parts import FlatPainter, Shelf, card, number_shown, numbers_planned
from tests.media.source_pictures import SourcePictures
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_listing import list_frames
from vidfeed.media.reel_player import ReelCallbacks, ReelPlayer
from vidfeed.media.reel_writer import render_reel
from vidfeed.model.reel import ReelItem
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import never_cancelled, no_progress

_VIEW_PX = (1280, 720)
_PATIENCE_S = 120
NOTHING_SHOWN = -2
"""A picture without a strip where there should be one."""


@dataclass(frozen=True)
class Compared:
    """How a reel came out; each count is of output frames.

    Attributes:
        planned: that it has.
        played, listed, rendered: of them, shown right; those of cards included.
        left_out: by playing, for want of time.
        wrong: shown otherwise than planned, in any of the three ways.
    """

    planned: int
    played: int
    listed: int
    rendered: int
    left_out: int
    wrong: int


def random_reel(films: Shelf, dice: random.Random) -> ReelPlan:
    """One to five items of anything on the shelf."""
    return films.plan([_random_item(films, dice) for _ in range(dice.randint(1, 5))])


def _random_item(films: Shelf, dice: random.Random) -> ReelItem:
    if dice.random() < 0.15:
        return card("words", Fraction(dice.randint(1, 8), 25))
    clip_id = dice.choice(sorted(films.films))
    frames = films.films[clip_id].index.frames
    first = dice.randrange(frames)
    if dice.random() < 0.15:
        return films.still(clip_id, first, Fraction(dice.randint(1, 8), 25))
    last, speed = min(first + dice.randint(2, 24), frames - 1), dice.choice([Fraction(1), Fraction(1, 2), Fraction(2)])
    item = films.moment(clip_id, first, last, speed, Fraction(dice.choice([0, 0, 3]), 25))
    return replace(item, caption=dice.choice(["", "words"]))


def compare(films: Shelf, laid: ReelPlan, target: Path, by_strip: frozenset[str]) -> Compared:
    """Plays, lists and renders; what a picture shows is read from its strip for the clips in `by_strip`.

    The other clips' frames are compared by their numbers in playing and listing, and by picture in the rendered film:
    each has to look more like the source frame planned than like the ones beside it.
    """
    planned = numbers_planned(laid)
    played = _played(films, laid, by_strip)
    listed = [-1 if frame.frame_index is None else frame.frame_index for frame in list_frames(films.reel(laid), [])]
    rendered = _rendered(films, laid, target, by_strip)
    right_played = sum(planned[frame] == number for frame, number in played.items())
    right_listed = sum(one == other for one, other in zip(planned, listed, strict=False))
    right_rendered = sum(one == other for one, other in zip(planned, rendered, strict=False))
    pictures = {first for number in range(len(laid.items)) for first in _firsts(laid, number)}
    wrong = (len(played) - right_played) + abs(len(listed) - len(planned)) + (len(planned) - right_listed)
    wrong += abs(len(rendered) - len(planned)) + (len(planned) - right_rendered)
    left_out = len(pictures - set(played))
    return Compared(len(planned), right_played, right_listed, right_rendered, left_out, wrong)


def _firsts(laid: ReelPlan, number: int) -> list[int]:
    firsts, at = [], laid.starts[number]
    for run in laid.runs(number):
        firsts.append(at)
        at += run.count
    return firsts


def _played(films: Shelf, laid: ReelPlan, by_strip: frozenset[str]) -> dict[int, int | None]:
    """What each picture that came showed, by the output frame that it began at."""
    seen: dict[int, int | None] = {}
    ended = threading.Event()

    def shown(picture: Picture, frame: int) -> None:
        item = laid.items[laid.item_at(frame)]
        strip = item.clip_id is None or item.clip_id in by_strip
        seen[frame] = number_shown(picture.pixels()[..., :3], item, films) if strip else picture.frame_index

    def nothing(*_: object) -> None:
        """Not of interest."""

    callbacks = ReelCallbacks(shown, nothing, nothing, ended.set, nothing)
    player = ReelPlayer(films.reel(laid), FlatPainter(), callbacks, view_px=_VIEW_PX)
    try:
        player.play()
        assert ended.wait(_PATIENCE_S), "the reel came to no end"
    finally:
        player.close()
    return seen


def _rendered(films: Shelf, laid: ReelPlan, target: Path, by_strip: frozenset[str]) -> list[int]:
    render_reel(laid, films.films, films.sources, FlatPainter(), target, no_progress, never_cancelled)
    found, planned = list[int](), numbers_planned(laid)
    with av.open(str(target)) as container, SourcePictures(films) as sources:
        for number, frame in enumerate(container.decode(video=0)):
            item = laid.items[laid.item_at(number)]
            if item.clip_id is None or item.clip_id in by_strip:
                strip = number_shown(np.asarray(frame.to_ndarray(format="gray"), np.uint8), item, films)
                found.append(NOTHING_SHOWN if strip is None else strip)
            elif number < len(planned):
                pixels = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
                found.append(sources.number_shown(item.clip_id, pixels, planned[number]))
    return found
