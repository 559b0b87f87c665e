"""The parent's screen watched from outside, and what is on its pictures: judged by the whole picture, not by a sign."""

from __future__ import annotations

import threading
import time
import zlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import av
import numpy as np
from numpy.typing import NDArray

from tests.factories.displays import display_pixels
from tests.factories.strip import read_strip

Picture = NDArray[np.uint8]
Box = tuple[int, int, int, int]
"""Left, top, width and height, px."""

WIDTH_PX, HEIGHT_PX, STRIP_PX = 1280, 720, 6
SIDE_PX, MARGIN_PX, TOP_PX, GAP_PX = 460, 32, 40, 26
GROUND = (17, 21, 22)
CARD = (32, 95, 88)  # of title cards
ASK = (251, 232, 213)  # of the question beside a picture
TILE = (29, 34, 35)  # of the favourites
_LOOK_S = 0.001
_ACROSS, _DOWN = 32, 18
_CORNERS = np.zeros((_DOWN, _ACROSS), bool)
_CORNERS[np.ix_([0, -1], [0, -1])] = True  # they are rounded


class Watcher:
    """Looks at a part of a display many times in each frame that a monitor could show, and keeps what it has seen.

    What stands for two looks is a picture; between them one is half painted.

    Attributes:
        pictures: each that differs from the one before, in order.
        looked: how often it looked.
    """

    def __init__(self, memory: Path, left_px: int) -> None:
        self._place = display_pixels(memory)[:HEIGHT_PX, left_px : left_px + WIDTH_PX].view(np.uint32)[..., 0]
        self.pictures: list[Picture] = []
        self.looked = 0
        self._kept: dict[int, Picture] = {}
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._stop.set()
        self._thread.join()

    def _watch(self) -> None:
        before, standing = self._place.copy(), False
        while not self._stop.is_set():
            self.looked += 1
            if not np.array_equal(before, self._place):
                before, standing = self._place.copy(), False
            elif not standing:
                standing = True
                self._keep(before)
            time.sleep(_LOOK_S)  # nothing tells when the display’s pixels change

    def _keep(self, picture: NDArray[np.uint32]) -> None:
        known = zlib.crc32(picture.tobytes())
        if known not in self._kept:
            self._kept[known] = np.ascontiguousarray(picture.view(np.uint8).reshape(HEIGHT_PX, WIDTH_PX, 4)[..., 2::-1])
        self.pictures.append(self._kept[known])


def blocks(picture: Picture) -> NDArray[np.float64]:
    """The mean colours of 18 rows of 32 parts of a picture."""
    height, width = picture.shape[:2]
    rows = [round(number * height / _DOWN) for number in range(_DOWN + 1)]
    columns = [round(number * width / _ACROSS) for number in range(_ACROSS + 1)]
    sums = np.add.reduceat(np.add.reduceat(picture.astype(np.float64), rows[:-1], 0), columns[:-1], 1)
    sums /= np.outer(np.diff(rows), np.diff(columns))[..., None]
    return sums


def fitted(box: Box) -> Box:
    """Where a 16:9 picture lies in the middle of a place."""
    left, top, width, height = box
    scale = min(width / 16, height / 9)
    wide, high = round(16 * scale), round(9 * scale)
    return left + (width - wide) // 2, top + (height - high) // 2, wide, high


def cut(picture: Picture, box: Box) -> Picture:
    """A part of a picture."""
    left, top, width, height = box
    return picture[top : top + height, left : left + width]


def without(picture: Picture, box: Box) -> Picture:
    """The pixels outside of a part and its edge, (N, 3)."""
    left, top, width, height = box
    outside = np.ones(picture.shape[:2], bool)
    outside[max(0, top - 2) : top + height + 2, max(0, left - 2) : left + width + 2] = False
    return picture[outside]


def share_of(pixels: Picture, *colours: tuple[int, int, int], off: int = 4) -> float:
    """How many of some pixels have one of these colours."""
    near = [(np.abs(pixels.astype(np.int16) - np.array(colour)) <= off).all(axis=-1) for colour in colours]
    return float(np.logical_or.reduce(near).mean())


class Judge:
    """Knows what a film looks like, and which of its frames the parent may see.

    Attributes:
        film: its frames' blocks, by number.
    """

    _FULL = fitted((0, 0, WIDTH_PX, HEIGHT_PX - STRIP_PX))
    _BESIDE = fitted((MARGIN_PX, TOP_PX, WIDTH_PX - 2 * MARGIN_PX - SIDE_PX - GAP_PX, HEIGHT_PX - 2 * TOP_PX))

    def __init__(self, film: Path, allowed: Iterable[int]) -> None:
        with av.open(str(film)) as opened:
            frames = [blocks(one.to_ndarray(format="rgb24").astype(np.uint8)) for one in opened.decode(video=0)]
        self._film = {number: frames[number] for number in allowed}

    def kind_of(self, picture: Picture) -> str:
        """What the screen shows: dark, film and its frame, card, talk, calm, favourites; or "?"."""
        upper = picture[:-STRIP_PX]
        if int(upper.max()) <= 24:
            return "dark"
        number = self._frame_in(cut(picture, self._FULL))
        if number is not None and share_of(without(upper, self._FULL), GROUND) > 0.99:
            return f"film {number}"
        if _is_card(cut(picture, self._FULL)):
            return "card"
        if self._is_talk(picture):
            return "talk"
        if _is_calm(picture):
            return "calm"
        return "favourites" if self._are_favourites(picture) else "?"

    def kinds_of(self, pictures: Sequence[Picture]) -> list[str]:
        """What the screen showed, one after the other; "changing" where one picture was half painted over another.

        On a busy machine such a one may stand for a while: every pixel of it is of the one before or the one after.
        """
        known = {id(picture): self.kind_of(picture) for picture in pictures}
        kinds = [known[id(picture)] for picture in pictures]
        clear = [number for number, kind in enumerate(kinds) if kind != "?"]
        for number in {*range(len(kinds))} - {*clear}:
            place = bisect_left(clear, number)
            if 0 < place < len(clear):
                ends = pictures[clear[place - 1]], pictures[clear[place]]
                same = [(pictures[number] == end).all(axis=2) for end in ends]
                kinds[number] = "changing" if np.logical_or(*same).all() else "?"
        return kinds

    def _is_talk(self, picture: Picture) -> bool:
        """A question beside a frame, or beside nothing where the frame is not there yet."""
        beside = cut(picture, self._BESIDE)
        known = self._frame_in(beside) is not None or share_of(beside, GROUND) == 1.0
        return known and _is_question(without(picture, self._BESIDE))

    def _frame_in(self, picture: Picture) -> int | None:
        """The number of the frame that a picture shows, every part of it as it is in the film."""
        number = read_strip(picture)
        frame = self._film.get(number) if number is not None else None
        if frame is None:
            return None
        off = np.abs(blocks(picture) - frame).max(axis=2)
        return number if float(off[~_CORNERS].max()) < 16 else None

    def _are_favourites(self, picture: Picture) -> bool:
        """Two lines of words, tiles on their ground, and in each tile a frame of the film, its sides cut off."""
        words = share_of(picture[:90], GROUND) > 0.7 and share_of(picture, GROUND, TILE) > 0.4
        found = tile_boxes(picture)
        return words and bool(found) and all(self._tile_shows(cut(picture, box)) for box in found)

    def _tile_shows(self, tile: Picture) -> bool:
        inner = np.argwhere(~_near(tile, TILE, 12))
        (top, left), (bottom, right) = inner.min(axis=0), inner.max(axis=0) + 1
        shown = tile[top:bottom, left:right]
        seen = blocks(shown)[4:12, 4:24]  # the heart is below that, and the corners are rounded
        share = (right - left) / (bottom - top) * 9 / 16
        return any(
            np.abs(seen - _narrowed(frame, share)[4:12, 4:24]).max(axis=2).mean() < 12 for frame in self._film.values()
        )


def _narrowed(frame: NDArray[np.float64], share: float) -> NDArray[np.float64]:
    """A frame's blocks where only the middle `share` of its width is seen, or of its height where that is over 1."""
    across = np.linspace(0, 1, _ACROSS, endpoint=False) + 0.5 / _ACROSS
    down = np.linspace(0, 1, _DOWN, endpoint=False) + 0.5 / _DOWN
    columns = (0.5 + (across - 0.5) * min(1.0, share)) * _ACROSS
    rows = (0.5 + (down - 0.5) * min(1.0, 1 / share)) * _DOWN
    narrowed: NDArray[np.float64] = frame[np.ix_(rows.astype(int), columns.astype(int))]
    return narrowed


def _near(picture: Picture, colour: tuple[int, int, int], off: int) -> NDArray[np.bool_]:
    near: NDArray[np.bool_] = (np.abs(picture.astype(np.int16) - np.array(colour)) <= off).all(axis=2)
    return near


def tile_boxes(picture: Picture) -> list[Box]:
    """Where the favourites' tiles are: runs of rows, and in each of columns, that are not the ground."""
    filled = ~_near(picture, GROUND, 3)
    filled[:110] = False
    boxes = []
    for top, bottom in _runs(filled.mean(axis=1) > 0.1):
        for left, right in _runs(filled[top:bottom].mean(axis=0) > 0.5):
            boxes.append((left, top, right - left, bottom - top))
    return [box for box in boxes if box[2] > 100 and box[3] > 80]


def _runs(lit: NDArray[np.bool_]) -> list[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], lit.astype(np.int8), [0]))))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def _is_card(picture: Picture) -> bool:
    """Words in the middle of a green field."""
    off = np.abs(blocks(picture) - np.array(CARD)).max(axis=2)
    off[5:13, 2:30] = 0
    return float(off[~_CORNERS].max()) < 12 and share_of(picture, CARD, off=12) > 0.9


def _is_question(beside: Picture) -> bool:
    """A question on its field, and nothing else but its ground and a few words."""
    return share_of(beside, ASK) > 0.03 and share_of(beside, ASK, GROUND) > 0.93


def _is_calm(picture: Picture) -> bool:
    """The sign and a few words in the middle."""
    edge = np.concatenate([picture[:200].reshape(-1, 3), picture[-200:].reshape(-1, 3)])
    return share_of(picture, GROUND) > 0.93 and share_of(edge, GROUND) == 1.0
