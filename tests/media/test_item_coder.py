"""What goes straight into a rendered film looks as what is painted, wherever it goes straight."""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from av.video.frame import VideoFrame
from av.video.reformatter import VideoReformatter

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.media.reel_parts import FlatPainter, Shelf, card, shelf
from vidfeed.media.film_writer import coded_picture
from vidfeed.media.item_coder import ItemCoder
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_canvas import Canvas, ItemPainter
from vidfeed.media.reel_source import item_frames
from vidfeed.media.trim_reader import ReadFrame
from vidfeed.model.reel import CaptionPlace, ReelItem
from vidfeed.model.veil import Region, Spot, Veil, VeilShape

HD = Canvas(1280, 720)
STRAIGHT = {
    "same": FilmSpec(width=1280, height=720, frames=12),
    "larger": FilmSpec(width=1920, height=1080, frames=12),
    "turned": FilmSpec(width=1280, height=720, frames=12, rotation=90),
    "upside": FilmSpec(width=1280, height=960, frames=12, rotation=180),
    "odd": FilmSpec(width=1278, height=946, frames=12),
}
PAINTED = {
    "standard": FilmSpec(width=640, height=360, frames=12),
    "ten_bit": FilmSpec(width=1280, height=720, frames=12, codec="libx265", ten_bit=True),
    "interlaced": FilmSpec(width=1440, height=1080, frames=12, interlaced=True),
}


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    """All of them."""
    folder = tmp_path_factory.mktemp("kinds")
    return shelf(**{name: make_film(folder / f"{name}.mp4", spec) for name, spec in (STRAIGHT | PAINTED).items()})


def _both(films: Shelf, item: ReelItem) -> tuple[VideoFrame, VideoFrame]:
    """The item's first picture by the coder, and painted in RGB."""
    laid = films.plan([item])
    reel = films.reel(laid)
    film = reel.film(0)
    frame = next(iter(item_frames(reel, 0))).frame
    assert frame is not None
    painted = ItemPainter(laid.items[0], film, HD, FlatPainter()).picture(frame)
    coder = ItemCoder(laid.items[0], film, HD, FlatPainter())
    return coder.coded(frame), coded_picture(np.ascontiguousarray(painted.pixels()), "bgra", VideoReformatter())


def _apart(one: VideoFrame, other: VideoFrame) -> tuple[float, float]:
    """How far two pictures lie apart, of 255: on average, and in the hundredth part that is farthest."""
    pixels = [np.asarray(frame.to_ndarray(format="yuv420p"), np.int16) for frame in (one, other)]
    apart = np.abs(pixels[0] - pixels[1])
    return float(apart.mean()), float(np.quantile(apart, 0.99))


@pytest.mark.parametrize("place", ["", *CaptionPlace])
@pytest.mark.parametrize("name", [*STRAIGHT, *PAINTED])
def test_both_ways_look_the_same(films: Shelf, name: str, place: str) -> None:
    item = replace(films.moment(name, 5, 9), caption="words" if place else "", caption_place=place)
    one, other = _both(films, item)
    assert (one.width, one.height, one.format.name) == (1280, 720, "yuv420p")
    mean, worst = _apart(one, other)
    assert mean < 1.0 and worst < 8.0


@pytest.mark.parametrize("name", [*STRAIGHT, *PAINTED])
def test_the_straight_way_is_taken_where_it_can_be(films: Shelf, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    painted = list[int]()
    real = ItemPainter.picture

    def painting(painter: ItemPainter, frame: ReadFrame) -> Picture:
        painted.append(1)
        return real(painter, frame)

    monkeypatch.setattr(ItemPainter, "picture", painting)
    reel = films.reel(films.plan([films.moment(name, 5, 9)]))
    frame = next(iter(item_frames(reel, 0))).frame
    coded = ItemCoder(reel.plan.items[0], reel.film(0), HD, FlatPainter()).coded(frame)
    assert bool(painted) is (name in PAINTED)
    left, top, width_px, height_px = HD.fit(films.films[name])
    grey = np.asarray(coded.to_ndarray(format="gray"), np.uint8)
    assert read_strip(grey[top : top + height_px, left : left + width_px]) == 5


def test_a_veil_is_never_gone_round(films: Shelf) -> None:
    item = films.moment("same", 5, 9)
    pts = films.films["same"].index.pts[5]
    whole = Veil("v", VeilShape.RECTANGLE, (Spot(pts, Region(0, 0, 10_000, 10_000)),), ())
    one, other = _both(films, replace(item, veils=(whole,)))
    assert read_strip(np.asarray(one.to_ndarray(format="gray"), np.uint8)) != 5
    assert _apart(one, other) == (0.0, 0.0)


def test_the_films_own_frame_stays_as_it_was_decoded(films: Shelf) -> None:
    reel = films.reel(films.plan([films.moment("same", 5, 9), card("words", Fraction(1))]))
    frame = next(iter(item_frames(reel, 0))).frame
    assert isinstance(frame, VideoFrame)
    before = np.asarray(frame.to_ndarray(), np.uint8).copy()
    item = replace(reel.plan.items[0], caption="words")
    coded = ItemCoder(item, reel.film(0), HD, FlatPainter()).coded(frame)
    coded.pts = 999
    assert frame.pts == films.films["same"].index.pts[5]
    assert np.array_equal(frame.to_ndarray(), before)
    assert not np.array_equal(coded.to_ndarray(), before)
