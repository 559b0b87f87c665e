"""Follows a veil through a part of a film, in the memory of a few seconds of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final

import cv2
import numpy as np

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.film_file import unreadable_part
from vidfeed.media.tracking import Gray, follow_all
from vidfeed.media.trim_reader import ForwardReader
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film
from vidfeed.model.time import Span
from vidfeed.model.veil import Spot
from vidfeed.ports import PictureSource, Progress

_WIDEST_PX: Final = 480
_HELD_BYTES: Final = 64 << 20


def follow_in_film(
    source: PictureSource, film: Film, span: Span, drawn: Sequence[Spot], progress: Progress
) -> tuple[Spot, ...]:
    """Where the region was found in each frame of a part of a film, by rising pts.

    Frames that cannot be decoded are not in it: they are hidden whole.

    Args:
        drawn: by rising pts, frames' own; those outside the part are left out.

    Raises:
        ExpectedError: `unreadable-part` where nothing of it can be decoded; `damaged`.
    """
    numbers = film.index.frames_in(span)
    pts = film.index.pts[numbers.start : numbers.stop]
    places = {one: place for place, one in enumerate(pts)}
    inside = [spot for spot in drawn if spot.pts in places]
    with _opened(source, film, numbers, _counted(progress, [places[spot.pts] for spot in inside], len(pts))) as held:
        readable = [spot for spot in inside if held[places[spot.pts]] is not None]
        if not readable and all(held[place] is None for place in range(len(pts))):
            raise unreadable_part("This moment’s part of the film is damaged.")
        found = follow_all(held, pts, readable) if readable else []
    progress(1.0)
    return tuple(found)


def _counted(progress: Progress, drawn: Sequence[int], frames: int) -> Progress:
    """Progress by the number of pictures looked at: ahead from the first drawn place, back from the last."""
    steps = frames - min(drawn, default=0) + max(drawn, default=0) + 1 + len(drawn)
    return lambda looked: progress(min(1.0, looked / steps))


@contextmanager
def _opened(source: PictureSource, film: Film, numbers: range, looked: Progress) -> Iterator[HeldPictures]:
    held = HeldPictures(source, film, numbers, looked)
    try:
        yield held
    finally:
        held.close()


class HeldPictures:
    """Small grey pictures of a run of frames, of which only those around the last that was asked for are held.

    Made to be gone through in order, one way or the other; whoever jumps waits for a part to be decoded again. A
    picture that cannot be decoded is None.

    Attributes:
        part: how many pictures are held at most.
    """

    def __init__(self, source: PictureSource, film: Film, numbers: range, looked: Progress) -> None:
        self._source, self._film, self._numbers, self._looked = source, film, numbers, looked
        self._upright, self._width_px = Upright(film), min(film.width_px, _WIDEST_PX)
        high_px = max(1, round(self._width_px * film.height_px / film.width_px))
        self.part = max(1, _HELD_BYTES // (self._width_px * high_px))
        self._held: list[Gray | None] = []
        self._first = 0
        self._reader: ForwardReader | None = None
        self._asked = 0

    def __len__(self) -> int:
        return len(self._numbers)

    def __getitem__(self, place: int) -> Gray | None:
        self._asked += 1
        self._looked(self._asked)
        if not self._first <= place < self._first + len(self._held):
            self._hold(place - place % self.part)
        return self._held[place - self._first]

    def _hold(self, first: int) -> None:
        """Decodes the part that begins there; goes on with the film's reader where it stands there."""
        if self._reader is None or first != self._first + len(self._held):
            self.close()
            self._reader = ForwardReader(self._source, self._film)
        self._held = []
        reader = self._reader
        self._held = [self._read(reader, number) for number in self._numbers[first : first + self.part]]
        self._first = first

    def _read(self, reader: ForwardReader, number: int) -> Gray | None:
        try:
            frame = reader.frame(number)
        except ExpectedError as error:
            if error.kind is not ErrorKind.UNREADABLE_PART:
                raise
            return None
        picture = self._upright.picture(frame, self._width_px)
        return np.asarray(cv2.cvtColor(picture.pixels(), cv2.COLOR_BGRA2GRAY), np.uint8)

    def close(self) -> None:
        """Closes the film."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None
