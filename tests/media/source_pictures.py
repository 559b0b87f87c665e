"""Which frame of a film without numbers in it a rendered picture shows: the one that it looks like."""

from __future__ import annotations

from contextlib import ExitStack
from typing import Self

import numpy as np
from numpy.typing import NDArray

from tests.media.reel_parts import Shelf
from vidfeed.media.frames import FrameReader
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.upright import Upright

_AROUND = 3
_ALIKE = 0.3
"""Mean difference, of 255, by which frames that stand still may look more like a neighbour once they are coded."""


class SourcePictures:
    """The films on a shelf, read beside the rendering; closes them at the end."""

    def __init__(self, films: Shelf) -> None:
        self._films, self._stack = films, ExitStack()
        self._readers: dict[str, FrameReader] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def number_shown(self, clip_id: str, pixels: NDArray[np.uint8], planned: int) -> int:
        """Of the frames around the planned one, that which a rendered picture, shape (H, W, 3), looks most like."""
        film = self._films.films[clip_id]
        left, top, width_px, height_px = Canvas(pixels.shape[1], pixels.shape[0]).fit(film)
        above_caption = slice(top, top + height_px * 3 // 4)
        shown = pixels[above_caption, left : left + width_px].astype(np.int16)
        numbers = range(max(0, planned - _AROUND), min(planned + _AROUND + 1, film.index.frames))
        differences = {
            number: float(np.abs(shown - self._source(clip_id, number, width_px, height_px)[: len(shown)]).mean())
            for number in numbers
        }
        nearest = min(differences, key=lambda number: differences[number])
        return planned if differences[planned] <= differences[nearest] + _ALIKE else nearest

    def _source(self, clip_id: str, number: int, width_px: int, height_px: int) -> NDArray[np.int16]:
        film = self._films.films[clip_id]
        if clip_id not in self._readers:
            source = self._films.sources[clip_id]
            self._readers[clip_id] = self._stack.enter_context(FrameReader(source, film))
        frame = self._readers[clip_id].frame(number)
        return Upright(film, "rgb24").picture(frame, width_px, height_px).pixels().astype(np.int16)
