"""One picture of the practice clip at an instant."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from ui.painting.practice import baby, parent
from ui.painting.practice.bird import draw_bird
from ui.painting.practice.motion import BABY, PARENT
from ui.painting.practice.room import draw_room

WIDTH_PX, HEIGHT_PX = 1280, 720


class Scene:
    """Paints pictures into a few sheets of memory by turns: as many pictures can be in use at a time."""

    def __init__(self, sheets: int = 1) -> None:
        self._room = _blank()
        self._sheets = [_blank() for _ in range(sheets)]
        self._images = [_image_on(sheet) for sheet in self._sheets]
        self._next = 0
        room = _image_on(self._room)
        with _painting(room) as painter:
            draw_room(painter)

    def paint(self, at_s: float) -> NDArray[np.uint8]:
        """Paint the picture for a time in seconds; the same time gives the same picture.

        Returns:
            Shape (720, 1280, 4), in the order blue, green, red, unused.
        """
        turn, self._next = self._next, (self._next + 1) % len(self._sheets)
        np.copyto(self._sheets[turn], self._room)
        grown, child = PARENT.pose(at_s), BABY.pose(at_s)
        with _painting(self._images[turn]) as painter:
            draw_bird(painter, at_s)
            parent.draw_body(painter, grown, PARENT.breath(at_s))
            baby.draw_body(painter, child, BABY.breath(at_s))
            baby.draw_arms(painter, child)
            parent.draw_right_arm(painter, grown)
            parent.draw_left_arm(painter, grown)
        return self._sheets[turn]


def _blank() -> NDArray[np.uint8]:
    return np.zeros((HEIGHT_PX, WIDTH_PX, 4), np.uint8)


def _image_on(pixels: NDArray[np.uint8]) -> QImage:
    return QImage(pixels.data, WIDTH_PX, HEIGHT_PX, WIDTH_PX * 4, QImage.Format.Format_RGB32)


@contextmanager
def _painting(image: QImage) -> Iterator[QPainter]:
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    try:
        yield painter
    finally:
        painter.end()
