"""Reels at the edge: two hundred items, cards full of words, words from right to left."""

from fractions import Fraction

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.factories.films import FilmSpec, make_film
from tests.media.reel_parts import Shelf, shelf
from ui.painting.cards import QtTextPainter
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.reel_listing import list_frames
from vidfeed.media.reel_source import item_shots
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.reel_plan import plan_reel

_FULL = ("Your child looks up and waits. " * 70)[:2_000]
_HEBREW = "הוא הסתכל עליי וחיכה"


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(a=make_film(tmp_path_factory.mktemp("films") / "a.mp4", FilmSpec(160, 90, frames=60)))


def test_two_hundred_items_are_laid_out_and_shown_whole(films: Shelf) -> None:
    items = [films.moment("a", first := number * 7 % 56, first + 2) for number in range(200)]
    laid = films.plan(items)
    assert len(laid.starts) == 201 and laid.frames == 600
    assert [line.item for line in list_frames(films.reel(laid), [])] == [frame // 3 for frame in range(600)]


@pytest.mark.parametrize("text", [_FULL, _HEBREW], ids=["2,000 characters", "right to left"])
@pytest.mark.parametrize("kind", [ItemKind.TITLE, ItemKind.QUESTION])
def test_a_cards_words_stay_inside_it(films: Shelf, text: str, kind: ItemKind) -> None:
    pixels = _card(films, text, kind)
    field = pixels[0, 0]
    written = np.argwhere((pixels != field).any(axis=2))
    assert len(written) > 200
    (top, left), (bottom, right) = written.min(axis=0), written.max(axis=0)
    height, width = pixels.shape[:2]
    assert 0.05 * width < left < right < 0.95 * width and 0.05 * height < top < bottom < 0.95 * height
    assert abs((left + right) - width) < 0.06 * width, "in the middle, whichever way it reads"


def _card(films: Shelf, text: str, kind: ItemKind) -> NDArray[np.uint8]:
    item = ReelItem("card", kind, None, None, None, None, hold_s=Fraction(1), text=text)
    laid = plan_reel(Reel("reel", "case", "Title", items=(item,)), {}, [])
    canvas = Canvas(1280, 720)
    (shot,) = item_shots(films.reel(laid), 0, lambda: canvas, QtTextPainter())
    return shot.picture.pixels()[:, :, :3].copy()
