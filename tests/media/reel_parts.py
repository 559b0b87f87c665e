"""Reels over films on disk, for the tests of rendering and of unrendered play."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.media.straight import FileSource
from vidfeed.media.probe import read_film
from vidfeed.media.reel_canvas import CARD_FRAME, Canvas
from vidfeed.media.reel_source import ReelFilms
from vidfeed.model.clip import Film
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.reel_plan import ReelPlan, plan_reel


@dataclass(frozen=True)
class Shelf:
    """Films by clip id, each with its source."""

    films: Mapping[str, Film]
    sources: Mapping[str, FileSource]

    def moment(
        self, clip_id: str, first: int, last: int, speed: Fraction = Fraction(1), hold_s: Fraction = Fraction(0)
    ) -> ReelItem:
        """The frames `first` to `last`, both inclusive."""
        index = self.films[clip_id].index
        span = index.span(first, last)
        return ReelItem(f"{clip_id}-{first}", ItemKind.MOMENT, "m", clip_id, span, index.time_base, speed, hold_s)

    def still(self, clip_id: str, frame: int, hold_s: Fraction) -> ReelItem:
        """One frame, held."""
        index = self.films[clip_id].index
        span = index.span(frame, frame)
        return ReelItem(f"{clip_id}-{frame}", ItemKind.STILL, "m", clip_id, span, index.time_base, hold_s=hold_s)

    def plan(self, items: Sequence[ReelItem], rate: Fraction | None = None) -> ReelPlan:
        """The items laid out, by default at the highest rate of all the films they show."""
        used = {item.clip_id for item in items}
        rates = [film.frame_rate for clip_id, film in self.films.items() if clip_id in used]
        reel = Reel("reel", "case", "Title", items=tuple(items))
        return plan_reel(reel, {clip_id: film.index for clip_id, film in self.films.items()}, rates, rate)

    def reel(self, laid: ReelPlan) -> ReelFilms:
        """What the engine makes it from."""
        return ReelFilms(laid, self.films, self.sources)


def shelf(**paths: Path) -> Shelf:
    """Films read from files."""
    films = {}
    for clip_id, path in paths.items():
        with path.open("rb") as file:
            films[clip_id] = read_film(file)
    return Shelf(films, {clip_id: FileSource(path) for clip_id, path in paths.items()})


def mixed_shelf(folder: Path) -> Shelf:
    """Numbered films of mixed rates, sizes, turns, shapes and codecs."""
    specs = {
        "plain.mp4": FilmSpec(frames=60),
        "ntsc.mkv": FilmSpec(frames=70, frame_rate=Fraction(30_000, 1001), width=854, height=480, audio="mono"),
        "turned.mov": FilmSpec(frames=60, rotation=90, variable_rate=True),
        "camera.mts": FilmSpec(frames=60, width=720, height=576, sample_aspect=Fraction(64, 45), audio="5.1"),
        "web.webm": FilmSpec(frames=60, codec="libvpx-vp9", audio=None, start_pts=11),
        "swift.mp4": FilmSpec(frames=90, frame_rate=Fraction(50), rotation=270, codec="mpeg4"),
    }
    return shelf(**{name.split(".")[0]: make_film(folder / name, spec) for name, spec in specs.items()})


def reels(films: Shelf) -> st.SearchStrategy[ReelPlan]:
    """Short reels of anything on the shelf."""
    return st.lists(_items(films), min_size=1, max_size=4).map(films.plan)


@st.composite
def _items(draw: st.DrawFn, films: Shelf) -> ReelItem:
    if draw(st.integers(0, 4)) == 0:
        return card("words", Fraction(draw(st.integers(1, 8)), 25))
    clip_id = draw(st.sampled_from(sorted(films.films)))
    first = draw(st.integers(0, films.films[clip_id].index.frames - 1))
    if draw(st.integers(0, 4)) == 0:
        return films.still(clip_id, first, Fraction(draw(st.integers(1, 8)), 25))
    last = min(first + draw(st.integers(0, 24)), films.films[clip_id].index.frames - 1)
    speed = draw(st.sampled_from([Fraction(1), Fraction(1), Fraction(1, 2), Fraction(2)]))
    item = films.moment(clip_id, first, last, speed, Fraction(draw(st.sampled_from([0, 0, 3])), 25))
    return replace(item, caption=draw(st.sampled_from(["", "words"])))


def numbers_planned(laid: ReelPlan) -> list[int]:
    """The strip that each output frame must show."""
    return [CARD_FRAME if shown.frame is None else shown.frame for shown in laid]


def number_shown(pixels: NDArray[np.uint8], item: ReelItem, films: Shelf) -> int | None:
    """The strip in an output picture, (H, W) or (H, W, channels); -1 for a card."""
    height_px, width_px = pixels.shape[:2]
    if item.clip_id is None:
        return CARD_FRAME
    left, top, fit_width_px, fit_height_px = Canvas(width_px, height_px).fit(films.films[item.clip_id])
    return read_strip(pixels[top : top + fit_height_px, left : left + fit_width_px])


def card(text: str, hold_s: Fraction) -> ReelItem:
    """A title card."""
    return ReelItem(f"card-{text}", ItemKind.TITLE, hold_s=hold_s, text=text)


class FlatPainter:
    """The TextPainter port, with fields of one colour: quick, and known to the pixel."""

    CARD = (40, 90, 140, 255)
    CAPTION = (250, 250, 10, 128)

    def card(self, text: str, question: bool, width_px: int, height_px: int) -> bytes:
        return bytes(self.CARD) * (width_px * height_px)

    def caption(self, text: str, baby_voice: bool, width_px: int, height_px: int, at_top: bool = False) -> bytes:
        """Half opaque, over the lowest fifth, or the highest."""
        overlay = np.zeros((height_px, width_px, 4), np.uint8)
        overlay[slice(height_px // 5) if at_top else slice(height_px * 4 // 5, None)] = self.CAPTION
        return overlay.tobytes()
