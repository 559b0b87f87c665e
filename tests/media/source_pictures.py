"""Which frame of a film without numbers in it a picture of a reel shows: told by the film decoded straight through."""

from __future__ import annotations

import hashlib
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

NOTHING_SHOWN = -2
"""A picture that is none of those around the one that is due."""

_AROUND = 3
_MOVED, _FEWEST_MOVED_PX = 24, 64
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
        self._grey: dict[tuple[int, Canvas], NDArray[np.int16]] = {}

    def played(self, digest: str, due: int) -> int:
        """Which frame a picture with this digest, as it was played, shows: equal to it, byte for byte."""
        return due if digest == self._digests[due] else self._numbers.get(digest, NOTHING_SHOWN)

    def rendered(self, pixels: NDArray[np.uint8], due: int) -> int | None:
        """Which frame a picture from the rendered film, shape (H, W, 3), looks most like; None where all look alike.

        Only what moves from the frame that is due to another tells them apart: coded films may keep what stands still.
        """
        canvas = Canvas(pixels.shape[1], pixels.shape[0])
        wanted = self._picture(due, canvas)
        shown = self._above_caption(_grey(pixels), canvas)
        found, nearest = None, due
        for number in (number for number in self._frames if 0 < abs(number - due) <= _AROUND):
            other = self._picture(number, canvas)
            moved = np.abs(wanted - other) >= _MOVED
            if np.count_nonzero(moved) >= _FEWEST_MOVED_PX:
                found = due
                if _distance(shown, other, moved) < _distance(shown, wanted, moved):
                    nearest = number
        return nearest if nearest != due else found

    @cached_property
    def _digests(self) -> dict[int, str]:
        painter = ItemPainter(self._item, self._film, self._view, FlatPainter())
        return {number: picture_digest(painter.picture(frame)) for number, frame in self._frames.items()}

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {digest: number for number, digest in self._digests.items()}

    def _decoded(self, numbers: range) -> dict[int, av.VideoFrame]:
        frames = dict[int, av.VideoFrame]()
        for number, frame in enumerate(decoded_straight(self._path, self._film.stream_index)):
            if number in numbers:
                assert frame.pts == self._film.index.pts[number], "the index lists the film's frames"
                frames[number] = frame
            if len(frames) == len(numbers):
                break
        return frames

    def _picture(self, number: int, canvas: Canvas) -> NDArray[np.int16]:
        """As `_above_caption`."""
        if (number, canvas) not in self._grey:
            _, _, width_px, height_px = canvas.fit(self._film)
            picture = Upright(self._film, "rgb24").picture(self._frames[number], width_px, height_px)
            self._grey[number, canvas] = _grey(picture.pixels())[: height_px * 3 // 4]
        return self._grey[number, canvas]

    def _above_caption(self, grey: NDArray[np.int16], canvas: Canvas) -> NDArray[np.int16]:
        left, top, width_px, height_px = canvas.fit(self._film)
        return grey[top : top + height_px * 3 // 4, left : left + width_px]


def picture_digest(picture: Picture) -> str:
    """Of its pixels."""
    return hashlib.sha1(picture.packed(), usedforsecurity=False).hexdigest()


def _grey(pixels: NDArray[np.uint8]) -> NDArray[np.int16]:
    return np.asarray(cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY), np.int16)


def _distance(one: NDArray[np.int16], other: NDArray[np.int16], where: NDArray[np.bool_]) -> float:
    return float(np.abs(one - other)[where].mean())
