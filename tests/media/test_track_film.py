"""A veil is followed through a film of any length in the memory of a few seconds, at its full size."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.factories.films import FilmSpec, damage, make_film
from tests.factories.strip import strip_height_px
from tests.media.reel_parts import shelf
from tests.media.straight import FileSource
from vidfeed.media import track_film
from vidfeed.media.track_film import HeldPictures, follow_in_film
from vidfeed.model.clip import Film
from vidfeed.model.veil import WHOLE, Region, Spot
from vidfeed.ports import no_progress

WIDTH_PX, HEIGHT_PX, FRAMES = 640, 360, 120
FIRST, LAST = 10, 99


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_film(tmp_path_factory.mktemp("film") / "a.mp4", FilmSpec(WIDTH_PX, HEIGHT_PX, frames=FRAMES, gop=12))


def film_of(path: Path) -> Film:
    return shelf(film=path).films["film"]


def square(number: int) -> Region:
    """Where the wandering square of the film is in a frame."""
    top, side = strip_height_px(HEIGHT_PX) + HEIGHT_PX // 4, HEIGHT_PX // 4
    left = (number * 4) % (WIDTH_PX - side - 2)
    across, down = WHOLE / WIDTH_PX, WHOLE / HEIGHT_PX
    return Region(round(left * across), round(top * down), round(side * across), round(side * down))


def followed(path: Path, drawn: list[int], told: list[float] | None = None) -> tuple[Spot, ...]:
    film = film_of(path)
    spots = [Spot(film.index.pts[number], square(number)) for number in drawn]
    span = film.index.span(FIRST, LAST)
    return follow_in_film(FileSource(path), film, span, spots, (lambda _part: None) if told is None else told.append)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Room for seven pictures."""
    monkeypatch.setattr(track_film, "_HELD_BYTES", 7 * 480 * 270 + 1)


@pytest.mark.parametrize("drawn", [[FIRST], [50], [LAST], [20, 50, 80]], ids=str)
def test_it_is_followed_the_same_however_few_pictures_are_held(
    path: Path, drawn: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = followed(path, drawn)
    monkeypatch.setattr(track_film, "_HELD_BYTES", 7 * 480 * 270 + 1)
    told: list[float] = []
    assert followed(path, drawn, told) == at_once
    assert len(at_once) > 80
    assert told == sorted(told) and told[-1] == 1.0 and len(told) > 80


def test_a_long_part_is_looked_at_as_large_as_a_short_one_and_is_never_held_whole(path: Path, few: None) -> None:
    film = film_of(path)
    held = HeldPictures(FileSource(path), film, range(FRAMES), no_progress)
    for place in (*range(FRAMES), *reversed(range(FRAMES))):
        picture = held[place]
        assert picture is not None and picture.shape == (270, 480)
        assert len(held._held) <= 7
    held.close()


def test_what_cannot_be_decoded_is_left_out(path: Path, tmp_path: Path, few: None) -> None:
    broken = tmp_path / "b.mp4"
    broken.write_bytes(path.read_bytes())
    damage(broken, 0.5, 3_000)
    film = film_of(path)
    found = follow_in_film(
        FileSource(broken),
        film,
        film.index.span(FIRST, LAST),
        [Spot(film.index.pts[FIRST], square(FIRST))],
        no_progress,
    )
    pts = [spot.pts for spot in found]
    assert pts == sorted(set(pts))
    assert 0 < len(pts) < LAST - FIRST + 1
