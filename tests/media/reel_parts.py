"""Reels over films on disk, for the tests of rendering and of unrendered play."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import numpy as np

from tests.media.straight import FileSource
from vidfeed.media.probe import read_film
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


def shelf(**paths: Path) -> Shelf:
    """Films read from files."""
    films = {}
    for clip_id, path in paths.items():
        with path.open("rb") as file:
            films[clip_id] = read_film(file)
    return Shelf(films, {clip_id: FileSource(path) for clip_id, path in paths.items()})


def card(text: str, hold_s: Fraction) -> ReelItem:
    """A title card."""
    return ReelItem(f"card-{text}", ItemKind.TITLE, hold_s=hold_s, text=text)


class FlatPainter:
    """The TextPainter port, with fields of one colour: quick, and known to the pixel."""

    CARD = (40, 90, 140, 255)
    CAPTION = (250, 250, 10, 128)

    def card(self, text: str, question: bool, width_px: int, height_px: int) -> bytes:
        return bytes(self.CARD) * (width_px * height_px)

    def caption(self, text: str, baby_voice: bool, width_px: int, height_px: int) -> bytes:
        """Half opaque, over the lowest fifth."""
        overlay = np.zeros((height_px, width_px, 4), np.uint8)
        overlay[height_px * 4 // 5 :] = self.CAPTION
        return overlay.tobytes()
