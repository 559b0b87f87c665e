"""The picture of a reel: films fitted into its shape, words painted over them, cards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from vidfeed.media.pictures import Picture, picture_of
from vidfeed.media.trim_reader import LightFrame, ReadFrame
from vidfeed.media.upright import Upright
from vidfeed.media.veiling import hide
from vidfeed.model.clip import Film
from vidfeed.model.reel import CaptionPlace, ItemKind, ReelItem
from vidfeed.ports import TextPainter

CARD_FRAME = -1
"""`frame_index` of a picture that shows no film."""

_LARGE, _SMALL = (1920, 1080), (1280, 720)
_OPAQUE = 255
_GAP_PART = 60
"""Between a film and the caption beneath it, this part of the picture's height stays empty."""


Place = tuple[int, int, int, int]
"""Left, top, width and height on a canvas."""


@dataclass(frozen=True)
class Canvas:
    """Size of a reel's pictures."""

    width_px: int
    height_px: int

    def fit(self, film: Film) -> Place:
        """Where a film's pictures stand: as large as they fit, in the middle, nothing cut off.

        Edges that are not the canvas's lie between whole samples of colour, two pixels wide.
        """
        scale = min(self.width_px / film.width_px, self.height_px / film.height_px)
        width_px = _fitted(film.width_px * scale, self.width_px)
        height_px = _fitted(film.height_px * scale, self.height_px)
        return (self.width_px - width_px) // 4 * 2, (self.height_px - height_px) // 4 * 2, width_px, height_px

    def within(self, width_px: int, height_px: int) -> Canvas:
        """The same shape, as large as it fits into a view."""
        scale = min(width_px / self.width_px, height_px / self.height_px)
        return Canvas(max(2, round(self.width_px * scale)), max(2, round(self.height_px * scale)))


def _fitted(size_px: float, room_px: int) -> int:
    return room_px if round(size_px) >= room_px else max(2, round(size_px / 2) * 2)


def canvas_for(films: Iterable[Film]) -> Canvas:
    """1920 by 1080 where a film is that large, else 1280 by 720."""
    large = any(film.width_px >= _LARGE[0] or film.height_px >= _LARGE[1] for film in films)
    return Canvas(*(_LARGE if large else _SMALL))


class Overlay:
    """Words over pictures: blended where they are, and nowhere else.

    Attributes:
        area: rows and columns.
        light: what is added there, shape (rows, columns, 4), BGR and nothing.
        passed: how much of 255 passes of what is there, likewise.
    """

    def __init__(self, rgba: NDArray[np.uint8]) -> None:
        alpha = rgba[..., 3]
        rows, columns = np.flatnonzero(alpha.any(axis=1)), np.flatnonzero(alpha.any(axis=0))
        self.area = (
            (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1)) if len(rows) else (slice(0), slice(0))
        )
        part = rgba[self.area]
        shares = part[..., 3:].astype(np.uint16)
        self.light = np.zeros(part.shape, np.uint8)
        self.light[..., :3] = (part[..., 2::-1] * shares + _OPAQUE // 2) // _OPAQUE
        self.passed = np.full(part.shape, _OPAQUE, np.uint8)
        self.passed[..., :3] = _OPAQUE - shares

    @property
    def top_px(self) -> int:
        """Where the words begin."""
        return int(self.area[0].start or 0)

    def blend(self, pixels: NDArray[np.uint8]) -> None:
        """Puts the words over a picture in BGRA."""
        part = pixels[self.area]
        if part.size:
            dimmed = cv2.multiply(part, self.passed, scale=1 / _OPAQUE)
            pixels[self.area] = cv2.add(dimmed, self.light)


class ItemPainter:
    """Makes pictures of one item's frames, of one size. Not safe for use from two threads at a time.

    Attributes:
        canvas: size of the pictures.
        place: where on it a film's frames stand.
        overlay: the item's caption, if it has one.

    Args:
        item: a moment, still or card.
        film: whose frames it shows; None for a card.
        canvas: size of the pictures.
        words: draws its card or caption.
    """

    def __init__(self, item: ReelItem, film: Film | None, canvas: Canvas, words: TextPainter) -> None:
        self._item = item
        self.canvas = canvas
        self._words = words
        self._upright = Upright(film) if film is not None else None
        self._light = Upright(replace(film, rotation=0)) if film is not None else None
        self.overlay = self._caption() if film is not None and item.caption.strip() else None
        self.place = self._room().fit(film) if film is not None else (0, 0, canvas.width_px, canvas.height_px)

    def card(self) -> Picture:
        """The item's card."""
        question, size = self._item.kind is ItemKind.QUESTION, (self.canvas.width_px, self.canvas.height_px)
        rgba = self._array(self._words.card(self._item.text, question, *size))
        return picture_of(np.asarray(cv2.cvtColor(rgba, cv2.COLOR_RGBA2BGRA), np.uint8), "bgra", CARD_FRAME, 0)

    def picture(self, frame: ReadFrame) -> Picture:
        """A frame in its place, veiled, with the item's caption."""
        assert self._upright is not None and self._light is not None, "a card has no frames"
        left, top, width_px, height_px = self.place
        if isinstance(frame, LightFrame):
            picture = self._light.picture(frame.decoded, width_px, height_px)
        else:
            picture = self._upright.picture(frame, width_px, height_px)
        whole = (width_px, height_px) == (self.canvas.width_px, self.canvas.height_px)
        if whole and self.overlay is None and not self._item.veils:
            return picture
        pixels = np.zeros((self.canvas.height_px, self.canvas.width_px, 4), np.uint8)
        pixels[..., 3] = _OPAQUE
        place = pixels[top : top + height_px, left : left + width_px]
        place[...] = picture.pixels()
        if self._item.veils:
            hide(place, self._item.veils, picture.pts)
        if self.overlay is not None:
            self.overlay.blend(pixels)
        return picture_of(pixels, "bgra", picture.frame_index, picture.pts)

    def _caption(self) -> Overlay:
        item, size = self._item, (self.canvas.width_px, self.canvas.height_px)
        at_top = item.place is CaptionPlace.TOP
        return Overlay(self._array(self._words.caption(item.caption, item.baby_voice, *size, at_top)))

    def _room(self) -> Canvas:
        """What is left for the film above a caption beneath it."""
        if self.overlay is None or self._item.place is not CaptionPlace.BENEATH:
            return self.canvas
        gap_px = self.canvas.height_px // _GAP_PART
        return Canvas(self.canvas.width_px, max(2, self.overlay.top_px - gap_px))

    def _array(self, rgba: bytes) -> NDArray[np.uint8]:
        return np.frombuffer(rgba, np.uint8).reshape(self.canvas.height_px, self.canvas.width_px, 4)
