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
from tests.media.source_pictures import NOTHING_SHOWN, Grey, ItemPictures, glimpse_of
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_listing import list_frames
from vidfeed.media.reel_player import ReelCallbacks, ReelPlayer
from vidfeed.media.reel_source import canvas_of
from vidfeed.media.reel_writer import render_reel
from vidfeed.model.reel import ReelItem
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import never_cancelled, no_progress

_VIEW_PX = (1280, 720)
_PATIENCE_S = 120
_FARTHEST = 600
"""Frames into a film that random items are taken from, for it is decoded from its start to compare them."""


@dataclass(frozen=True)
class Compared:
    """How a reel came out; each count is of output frames.

    Attributes:
        planned: that it has.
        played, listed, rendered: of them, shown right; those of cards included.
        left_out: by playing, for want of time.
        by_picture: of them, rendered, of films without numbers.
        alike: of these, looking as the frames beside them do; counted as right.
        wrong: shown otherwise than planned, in any of the three ways.
    """

    planned: int
    played: int
    listed: int
    rendered: int
    left_out: int
    by_picture: int
    alike: int
    wrong: int


def random_reel(films: Shelf, dice: random.Random) -> ReelPlan:
    """One to five items of anything on the shelf."""
    return films.plan([_random_item(films, dice) for _ in range(dice.randint(1, 5))])


def _random_item(films: Shelf, dice: random.Random) -> ReelItem:
    if dice.random() < 0.15:
        return card("words", Fraction(dice.randint(1, 8), 25))
    clip_id = dice.choice(sorted(films.films))
    frames = min(films.films[clip_id].index.frames, _FARTHEST)
    first = dice.randrange(frames)
    if dice.random() < 0.15:
        return films.still(clip_id, first, Fraction(dice.randint(1, 8), 25))
    last, speed = min(first + dice.randint(2, 24), frames - 1), dice.choice([Fraction(1), Fraction(1, 2), Fraction(2)])
    item = films.moment(clip_id, first, last, speed, Fraction(dice.choice([0, 0, 3]), 25))
    return replace(item, caption=dice.choice(["", "words"]))


def compare(films: Shelf, laid: ReelPlan, target: Path, by_strip: frozenset[str]) -> Compared:
    """Plays, lists and renders; what a picture shows is read from its strip for the clips in `by_strip`.

    The other clips' pictures are compared with the film decoded straight through: played ones have to be the same,
    rendered ones to look like the frame planned, not like those beside it. Listing gives the frames' numbers.
    """
    planned = numbers_planned(laid)
    pictures = _Pictures(films, laid, by_strip)
    played = _played(films, laid, pictures)
    listed = [-1 if frame.frame_index is None else frame.frame_index for frame in list_frames(films.reel(laid), [])]
    rendered, alike = _rendered(films, laid, target, pictures)
    right_played = sum(planned[frame] == number for frame, number in played.items())
    right_listed = sum(one == other for one, other in zip(planned, listed, strict=False))
    right_rendered = sum(one == other for one, other in zip(planned, rendered, strict=False))
    firsts = {first for number in range(len(laid.items)) for first in _firsts(laid, number)}
    wrong = (len(played) - right_played) + abs(len(listed) - len(planned)) + (len(planned) - right_listed)
    wrong += abs(len(rendered) - len(planned)) + (len(planned) - right_rendered)
    left_out = len(firsts - set(played))
    by_picture = sum(pictures.are_of(laid.item_at(frame)) for frame in range(len(rendered)))
    return Compared(len(planned), right_played, right_listed, right_rendered, left_out, by_picture, alike, wrong)


def _firsts(laid: ReelPlan, number: int) -> list[int]:
    firsts, at = [], laid.starts[number]
    for run in laid.runs(number):
        firsts.append(at)
        at += run.count
    return firsts


class _Pictures:
    """What each item that is compared by picture should show; made when it is first asked for, one at a time."""

    def __init__(self, films: Shelf, laid: ReelPlan, by_strip: frozenset[str]) -> None:
        self._films, self._laid, self._by_strip = films, laid, by_strip
        self._view = canvas_of(films.reel(laid)).within(*_VIEW_PX)
        self._number = -1
        self._made: ItemPictures | None = None

    def are_of(self, number: int) -> bool:
        """Whether the item is compared by picture."""
        clip_id = self._laid.items[number].clip_id
        return clip_id is not None and clip_id not in self._by_strip

    def of(self, number: int) -> ItemPictures:
        """The item's."""
        if self._made is None or self._number != number:
            self._number, self._made = number, ItemPictures(self._films, self._laid, number, self._view)
        return self._made


def _played(films: Shelf, laid: ReelPlan, pictures: _Pictures) -> dict[int, int | None]:
    """What each picture that came showed, by the output frame that it began at."""
    seen: dict[int, int | None] = {}
    glimpses: dict[int, Grey] = {}
    ended = threading.Event()

    def shown(picture: Picture, frame: int) -> None:
        number = laid.item_at(frame)
        if pictures.are_of(number):
            glimpses[frame] = glimpse_of(picture)
        else:
            seen[frame] = number_shown(picture.pixels()[..., :3], laid.items[number], films)

    def nothing(*_: object) -> None:
        """Not of interest."""

    callbacks = ReelCallbacks(shown, nothing, nothing, ended.set, nothing)
    player = ReelPlayer(films.reel(laid), FlatPainter(), callbacks, view_px=_VIEW_PX)
    try:
        player.play()
        assert ended.wait(_PATIENCE_S), "the reel came to no end"
    finally:
        player.close()
    planned = numbers_planned(laid)
    return seen | {
        frame: pictures.of(laid.item_at(frame)).played(glimpse, planned[frame]) for frame, glimpse in glimpses.items()
    }


def _rendered(films: Shelf, laid: ReelPlan, target: Path, pictures: _Pictures) -> tuple[list[int], int]:
    """What each frame shows, and how many look as those beside them do."""
    render_reel(laid, films.films, films.sources, FlatPainter(), target, no_progress, never_cancelled)
    found, planned, alike = list[int](), numbers_planned(laid), 0
    with av.open(str(target)) as container:
        for frame, due in zip(container.decode(video=0), planned, strict=False):
            number = laid.item_at(len(found))
            if pictures.are_of(number):
                told = pictures.of(number).rendered(np.asarray(frame.to_ndarray(format="rgb24"), np.uint8), due)
                alike += told is None
                found.append(due if told is None else told)
            else:
                grey = np.asarray(frame.to_ndarray(format="gray"), np.uint8)
                strip = number_shown(grey, laid.items[number], films)
                found.append(NOTHING_SHOWN if strip is None else strip)
    return found, alike
