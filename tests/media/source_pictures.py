"""Which frame of a film without numbers in it a picture of a reel shows: told by the film decoded straight through."""

from __future__ import annotations

from functools import cached_property

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from tests.media.reel_parts import FlatPainter, Shelf
from tests.media.straight import decoded_straight
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_canvas import Canvas, ItemPainter
from vidfeed.media.upright import Upright
from vidfeed.model.reel_plan import ReelPlan

Grey = NDArray[np.int16]
"""Shape (H, W)."""

NOTHING_SHOWN = -2
"""A picture that is none of those around the one that is due."""

_AROUND = 3
_SMALLER = 2
_SCALED_OTHERWISE = 0.5
"""Of 255, on the mean: what scaling makes of the same frame may depend on how its rows lie in memory."""
_MUCH = 0.4
_MOVED, _FEWEST_MOVED_PX = 24, 256
"""Of 255, and how many pixels: by so much frames have to differ to be told apart once they are coded."""


class ItemPictures:
    """The pictures that one item of a reel should show, and those beside them.

    Args:
        films: holds the item's.
        laid: the reel.
        number: of the item.
        view: the size that it is played in.
    """

    def __init__(self, films: Shelf, laid: ReelPlan, number: int, view: Canvas) -> None:
        self._item = laid.items[number]
        assert self._item.clip_id is not None, "a card has no film"
        self._film = films.films[self._item.clip_id]
        self._path = films.sources[self._item.clip_id].path
        self._view = view
        due = {run.frame or 0 for run in laid.runs(number)}
        wanted = range(max(0, min(due) - _AROUND), min(max(due) + _AROUND + 1, self._film.index.frames))
        self._frames = self._decoded(wanted)
        self._grey: dict[tuple[int, Canvas], Grey] = {}

    def played(self, glimpse: Grey, due: int) -> int:
        """Which frame a picture shows that was played: it is the same, or next to nothing apart from it."""
        apart = {number: float(np.abs(glimpse - one).mean()) for number, one in self._glimpses.items()}
        nearest = min(apart, key=lambda number: apart[number])
        if apart[nearest] > _SCALED_OTHERWISE:
            return NOTHING_SHOWN
        return due if apart[due] == apart[nearest] else nearest

    def rendered(self, pixels: NDArray[np.uint8], due: int) -> int | None:
        """Which frame a picture from the rendered film, shape (H, W, 3), looks most like; None where all look alike.

        Coding may mix what moves a little with how it was before and after, or smooth all of a picture that hardly
        changes: another frame has to be nearer altogether, and much nearer in what moves.
        """
        canvas = Canvas(pixels.shape[1], pixels.shape[0])
        wanted = self._picture(due, canvas)
        shown = self._above_caption(_grey(pixels), canvas)
        nearer, told = {due: float(np.abs(shown - wanted).mean())}, False
        for number in (number for number in self._frames if 0 < abs(number - due) <= _AROUND):
            other = self._picture(number, canvas)
            moved = np.abs(wanted - other) >= _MOVED
            if np.count_nonzero(moved) >= _FEWEST_MOVED_PX:
                told = True
                if np.abs(shown - other)[moved].mean() < _MUCH * np.abs(shown - wanted)[moved].mean():
                    nearer[number] = float(np.abs(shown - other).mean())
        nearest = min(nearer, key=lambda number: nearer[number])
        return nearest if told else None

    @cached_property
    def _glimpses(self) -> dict[int, Grey]:
        painter = ItemPainter(self._item, self._film, self._view, FlatPainter())
        return {number: glimpse_of(painter.picture(frame)) for number, frame in self._frames.items()}

    def _decoded(self, numbers: range) -> dict[int, av.VideoFrame]:
        frames = dict[int, av.VideoFrame]()
        for number, frame in enumerate(decoded_straight(self._path, self._film.stream_index)):
            if number in numbers:
                assert frame.pts == self._film.index.pts[number], "the index lists the film's frames"
                frames[number] = frame
            if len(frames) == len(numbers):
                break
        return frames

    def _picture(self, number: int, canvas: Canvas) -> Grey:
        """As `_above_caption`."""
        if (number, canvas) not in self._grey:
            _, _, width_px, height_px = canvas.fit(self._film)
            picture = Upright(self._film, "rgb24").picture(self._frames[number], width_px, height_px)
            self._grey[number, canvas] = _grey(picture.pixels())[: height_px * 3 // 4]
        return self._grey[number, canvas]

    def _above_caption(self, grey: Grey, canvas: Canvas) -> Grey:
        left, top, width_px, height_px = canvas.fit(self._film)
        return grey[top : top + height_px * 3 // 4, left : left + width_px]


def glimpse_of(picture: Picture) -> Grey:
    """A picture in BGRA as it is remembered: smaller, in shades of grey."""
    size_px = max(1, picture.width_px // _SMALLER), max(1, picture.height_px // _SMALLER)
    grey = cv2.cvtColor(picture.pixels(), cv2.COLOR_BGRA2GRAY)
    return np.asarray(cv2.resize(grey, size_px, interpolation=cv2.INTER_AREA), np.int16)


def _grey(pixels: NDArray[np.uint8]) -> Grey:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.int16)
