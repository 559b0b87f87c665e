"""Reels at the edge: two hundred items, cards full of words, words from right to left."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.factories.films import FilmSpec, make_film
from tests.media.reel_parts import FlatPainter, Shelf, shelf
from ui.painting.cards import QtTextPainter
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.reel_listing import list_frames
from vidfeed.media.reel_source import item_shots
from vidfeed.media.reel_writer import render_reel
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.reel_plan import plan_reel
from vidfeed.ports import never_cancelled, no_progress

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


def test_odd_words_are_rendered_as_they_are_played(films: Shelf, tmp_path: Path) -> None:
    for number, words in enumerate((_FULL, _HEBREW, "👨‍👩‍👧😀 é\u0301 \u202eabc")):
        moment = replace(films.moment("a", 2, 8), caption=words)
        laid = films.plan([moment, ReelItem("card", ItemKind.TITLE, hold_s=Fraction(1, 5), text=words)])
        painter, target = QtTextPainter(), tmp_path / f"{number}.mp4"
        render_reel(laid, films.films, films.sources, painter, target, no_progress, never_cancelled)
        played = [
            shot.picture.pixels()[..., 2::-1]
            for item in (0, 1)
            for shot in item_shots(films.reel(laid), item, lambda: Canvas(1280, 720), painter)
            for _ in range(shot.count)
        ]
        with av.open(str(target)) as film:
            rendered = [frame.to_ndarray(format="rgb24") for frame in film.decode(video=0)]
        assert len(rendered) == len(played) == laid.frames
        for one, other in zip(rendered, played, strict=True):
            apart = np.abs(one.astype(np.int16) - other).min(axis=2)
            assert np.count_nonzero(apart > 60) < 500, "coding alters edges of letters a little"


def test_a_chapters_title_is_one_line_whatever_the_card_says(films: Shelf, tmp_path: Path) -> None:
    texts = ["Looking\x00 and\nanswering", _FULL, "x" * 100]
    items = [ReelItem(text, ItemKind.TITLE, hold_s=Fraction(1, 5), text=text) for text in texts]
    laid, target = films.plan(items), tmp_path / "reel.mp4"
    render_reel(laid, films.films, films.sources, FlatPainter(), target, no_progress, never_cancelled)
    with av.open(str(target)) as film:
        titles = [chapter["metadata"]["title"] for chapter in film.chapters()]
    cut = "Your child looks up and waits. Your child looks up and…"
    assert titles == ["Looking and answering", cut, "x" * 59 + "…"]


def _card(films: Shelf, text: str, kind: ItemKind) -> NDArray[np.uint8]:
    item = ReelItem("card", kind, None, None, None, None, hold_s=Fraction(1), text=text)
    laid = plan_reel(Reel("reel", "case", "Title", items=(item,)), {}, [])
    canvas = Canvas(1280, 720)
    (shot,) = item_shots(films.reel(laid), 0, lambda: canvas, QtTextPainter())
    return shot.picture.pixels()[:, :, :3].copy()
