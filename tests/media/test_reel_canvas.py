"""The picture of a reel: films in their place, words blended over them."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.media.reel_parts import FlatPainter, Shelf, card, shelf
from vidfeed.media.frames import FrameReader
from vidfeed.media.reel_canvas import CARD_FRAME, Canvas, ItemPainter, Overlay, canvas_for
from vidfeed.model.clip import Film
from vidfeed.model.reel import CaptionPlace
from vidfeed.model.veil import Region, Spot, Veil, VeilShape


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(film=make_film(tmp_path_factory.mktemp("films") / "a.mp4", FilmSpec(width=320, height=240, frames=3)))


def sized(film: Film, width_px: int, height_px: int) -> Film:
    return replace(film, width_px=width_px, height_px=height_px)


@settings(deadline=None)
@given(st.integers(2, 8000), st.integers(2, 8000), st.integers(2, 2000), st.integers(2, 2000))
def test_films_are_whole_and_in_the_middle(films: Shelf, width: int, height: int, wide: int, high: int) -> None:
    canvas = Canvas(wide, high)
    left, top, width_px, height_px = canvas.fit(sized(films.films["film"], width, height))
    assert 0 <= left <= wide - width_px - left <= left + 3
    assert 0 <= top <= high - height_px - top <= top + 3
    assert width_px == wide or height_px == high
    scale = min(wide / width, high / height)
    assert width_px == pytest.approx(width * scale, abs=2) and height_px == pytest.approx(height * scale, abs=2)


@pytest.mark.parametrize(
    ("sizes", "canvas"),
    [
        ([], (1280, 720)),
        ([(640, 480), (1280, 720)], (1280, 720)),
        ([(640, 480), (1920, 1080)], (1920, 1080)),
        ([(1080, 1920)], (1920, 1080)),
        ([(1440, 1080)], (1920, 1080)),
        ([(3840, 2160)], (1920, 1080)),
    ],
)
def test_a_reel_is_as_large_as_its_largest_film_needs(
    films: Shelf, sizes: list[tuple[int, int]], canvas: tuple[int, int]
) -> None:
    assert canvas_for(sized(films.films["film"], *size) for size in sizes) == Canvas(*canvas)


def test_a_view_gets_the_same_shape() -> None:
    assert Canvas(1920, 1080).within(1000, 1000) == Canvas(1000, 562)
    assert Canvas(1280, 720).within(3840, 2160) == Canvas(3840, 2160)
    assert Canvas(1280, 720).within(1, 1) == Canvas(2, 2)


@given(st.integers(0, 2**32 - 1))
def test_words_are_blended_by_their_alpha(seed: int) -> None:
    dice = np.random.default_rng(seed)
    overlay = dice.integers(0, 256, (12, 20, 4), np.uint8)
    overlay[:3], overlay[:, 17:] = 0, 0
    below = dice.integers(0, 256, (12, 20, 4), np.uint8)
    below[..., 3] = 255
    blended = below.copy()
    Overlay(overlay).blend(blended)
    share = overlay[..., 3:] / 255
    wanted = overlay[..., 2::-1] * share + below[..., :3] * (1 - share)
    assert np.abs(blended[..., :3] - wanted).max() <= 1.01
    assert (blended[..., 3] == 255).all()


def test_an_empty_overlay_changes_nothing() -> None:
    picture = np.full((4, 6, 4), 77, np.uint8)
    Overlay(np.zeros((4, 6, 4), np.uint8)).blend(picture)
    assert (picture == 77).all()


def test_pictures_stand_in_their_place_on_black(films: Shelf) -> None:
    film, canvas = films.films["film"], Canvas(640, 360)
    painter = ItemPainter(films.moment("film", 0, 2), film, canvas, FlatPainter())
    reader = FrameReader(films.sources["film"], film)
    picture = painter.picture(reader.frame(2))
    reader.close()
    left, top, width_px, height_px = canvas.fit(film)
    pixels = picture.pixels()
    assert (left, top, width_px, height_px) == (80, 0, 480, 360)
    assert pixels.shape == (360, 640, 4) and (pixels[..., 3] == 255).all()
    assert not pixels[:, :80, :3].any() and not pixels[:, 560:, :3].any()
    assert pixels[:, 80:560, :3].mean() > 30
    assert picture.frame_index == 2


def test_a_card_fills_the_canvas() -> None:
    picture = ItemPainter(card("x", Fraction(1)), None, Canvas(64, 36), FlatPainter()).card()
    assert (picture.pixels() == np.array([140, 90, 40, 255])).all()
    assert picture.frame_index == CARD_FRAME


def test_a_caption_of_blanks_is_none(films: Shelf) -> None:
    class Unasked(FlatPainter):
        def caption(self, text: str, baby_voice: bool, width_px: int, height_px: int, at_top: bool = False) -> bytes:
            raise AssertionError("nothing to draw")

    ItemPainter(replace(films.moment("film", 0, 1), caption=" \n"), films.films["film"], Canvas(64, 36), Unasked())


@pytest.mark.parametrize("place", CaptionPlace)
def test_a_caption_stands_where_it_was_asked_for(films: Shelf, place: CaptionPlace) -> None:
    item, film = replace(films.moment("film", 0, 1), caption="Look", caption_place=place), films.films["film"]
    canvas = Canvas(640, 360)
    painter = ItemPainter(item, film, canvas, FlatPainter())
    with FrameReader(films.sources["film"], film) as reader:
        pixels = painter.picture(reader.frame(0)).pixels()
    captioned = np.abs(pixels[:, 320, :3].astype(int) - (10, 250, 250)).max(axis=1) < 130
    rows = {CaptionPlace.TOP: slice(0, 72), CaptionPlace.BOTTOM: slice(288, 360), CaptionPlace.BENEATH: slice(288, 360)}
    assert captioned[rows[place]].all()
    beneath = np.all(pixels[288:, :, :3] == (5, 125, 125), axis=2).all()
    assert beneath == (place is CaptionPlace.BENEATH), "only then nothing of the film is under the words"


def test_a_veiled_region_is_hidden_and_a_lost_one_hides_everything(films: Shelf) -> None:
    item, film = films.moment("film", 0, 2), films.films["film"]
    region, first = Region(0, 0, 10_000, 2_000), film.index.pts[0]
    veil = Veil("veil", VeilShape.RECTANGLE, (), (Spot(first, region),))
    canvas = Canvas(320, 240)
    plain = ItemPainter(item, film, canvas, FlatPainter())
    veiled = ItemPainter(replace(item, veils=(veil,)), film, canvas, FlatPainter())
    with FrameReader(films.sources["film"], film) as reader:
        before, after = plain.picture(reader.frame(0)).pixels(), veiled.picture(reader.frame(0)).pixels()
        lost = veiled.picture(reader.frame(1)).pixels()
    assert read_strip(before[..., :3]) == 0
    hidden = slice(0, 240 * 3 // 10)  # wider than drawn
    assert np.ptp(after[hidden].reshape(-1, 4)[:, 0]) < np.ptp(before[hidden].reshape(-1, 4)[:, 0])
    assert np.array_equal(after[hidden.stop :], before[hidden.stop :])
    steps = np.abs(np.diff(lost[..., 0].astype(int), axis=1))
    assert steps.max() < np.abs(np.diff(before[..., 0].astype(int), axis=1)).max() / 4
