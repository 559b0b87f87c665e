"""Frames of moments read forward: right from every kind of file, never one from outside the trim."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from av.video.frame import VideoFrame

from tests.factories.films import FilmSpec, damage, make_film, read_strip
from tests.media.odd_films import ODD, write_oddly
from tests.media.reel_parts import Shelf, shelf
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.film_file import unreadable_part
from vidfeed.media.trim_reader import ForwardReader, TrimReader
from vidfeed.media.upright import Upright


def numbers_read(films: Shelf, frames: range) -> list[int | None]:
    reader, upright = ForwardReader(films.sources["film"], films.films["film"]), Upright(films.films["film"])
    pictures = [upright.picture(reader.frame(number), 320, 180) for number in frames]
    reader.close()
    return [read_strip(picture.pixels()[:, :, :3]) for picture in pictures]


@pytest.mark.parametrize("name", list(ODD))
def test_odd_films_are_read_right_from_anywhere(name: str, tmp_path: Path) -> None:
    write_oddly(tmp_path / name, *ODD[name])
    films = shelf(film=tmp_path / name)
    count = films.films["film"].index.frames
    for first in range(0, count, 9):
        for step in (1, 3):
            frames = range(first, min(count, first + 20), step)
            assert numbers_read(films, frames) == list(frames)


def test_the_end_of_a_film_loses_nothing(tmp_path: Path) -> None:
    films = shelf(film=make_film(tmp_path / "a.mp4", FilmSpec(frames=40, gop=40, b_frames=3)))
    assert numbers_read(films, range(40)) == list(range(40))
    assert numbers_read(films, range(39, 40)) == [39]


def test_a_broken_place_is_said_and_reading_goes_on_after_it(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(frames=120, gop=30, index_first=True))
    damage(path, 0.5, 30_000)
    films = shelf(film=path)
    film = films.films["film"]
    reader, upright = ForwardReader(films.sources["film"], film), Upright(film)
    read: dict[int, int | None] = {}
    for number in range(film.index.frames):
        try:
            read[number] = upright.picture(reader.frame(number), 320, 180).frame_index
        except ExpectedError as error:
            assert error.kind is ErrorKind.UNREADABLE_PART
    reader.close()
    assert all(shown == number for number, shown in read.items())
    assert len(read) < film.index.frames and film.index.frames - 1 in read


class Holed:
    """Reads numbers as frames, but for some."""

    def __init__(self, missing: set[int], error: Callable[[], ExpectedError]) -> None:
        self._missing, self._error = missing, error

    def frame(self, number: int) -> VideoFrame:
        if number in self._missing:
            raise self._error()
        frame = VideoFrame(16, 16)
        frame.pts = number
        return frame

    def close(self) -> None:
        pass


def broken() -> ExpectedError:
    return unreadable_part("This frame of the film is damaged.")


@pytest.mark.parametrize(
    ("missing", "shown"),
    [
        (set[int](), [4, 5, 6, 7]),
        ({6}, [4, 5, 5, 7]),
        ({4, 5}, [6, 6, 6, 7]),
        ({6, 7}, [4, 5, 5, 5]),
    ],
)
def test_another_frame_of_the_trim_stands_in(missing: set[int], shown: list[int]) -> None:
    reader = TrimReader(Holed(missing, broken))
    assert [reader.frame(number, 7).pts for number in range(4, 8)] == shown


def test_a_trim_of_which_nothing_can_be_read_is_said() -> None:
    with pytest.raises(ExpectedError) as caught:
        TrimReader(Holed({4, 5, 6, 7}, broken)).frame(4, 7)
    assert caught.value.kind is ErrorKind.UNREADABLE_PART


def test_any_other_error_goes_through() -> None:
    with pytest.raises(ExpectedError) as caught:
        TrimReader(Holed({4}, lambda: ExpectedError(ErrorKind.DAMAGED, "x"))).frame(4, 7)
    assert caught.value.kind is ErrorKind.DAMAGED
