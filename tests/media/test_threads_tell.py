"""What nobody expected is told too: no thread of a player dies in silence, none lets its caller wait."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.factories.films import FilmSpec, make_film
from tests.media.reel_parts import FlatPainter, Shelf, shelf
from tests.media.straight import FileSource
from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.player import Callbacks, Player
from vidfeed.media.reel_player import ReelCallbacks, ReelPlayer
from vidfeed.media.reel_source import ReelFilms

PATIENCE_S = 20
Problem = ExpectedError | InternalError


class FaultySource(FileSource):
    """Fails in a way that nobody foresaw, until it is mended."""

    mended = False

    def open(self) -> BinaryIO:
        if not self.mended:
            raise ZeroDivisionError("private words")
        return super().open()


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    path = make_film(tmp_path_factory.mktemp("film") / "a.mp4", FilmSpec(width=192, height=108, frames=25, audio=None))
    return shelf(a=path, b=path)


@pytest.fixture(autouse=True)
def no_threads_are_left() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


class Told:
    """What a player of a film, or of a reel, told in order, but for pictures."""

    def __init__(self) -> None:
        self.news: queue.Queue[object] = queue.Queue()
        self.shown_fails_at: int | None = None
        self.film = Callbacks(
            lambda shown: self._shown(shown.frame), lambda: self.news.put("stopped"), lambda error: self._failed(error)
        )
        self.reel = ReelCallbacks(
            lambda _picture, frame: self._shown(frame),
            lambda _number: None,
            lambda number: self.news.put(("ended", number)),
            lambda: self.news.put("finished"),
            lambda number, error: self._failed(error, number),
        )

    def next(self, count: int) -> list[object]:
        return [self.news.get(timeout=PATIENCE_S) for _ in range(count)]

    def _shown(self, frame: int) -> None:
        if frame == self.shown_fails_at:
            raise KeyError(frame)
        self.news.put(frame)

    def _failed(self, error: Problem, number: int | None = None) -> None:
        assert isinstance(error, InternalError)
        self.news.put(str(error) if number is None else (str(error), number))


def player_of(films: Shelf, source: FileSource, told: Told) -> Player:
    return Player(source, films.films["a"], told.film, view_px=(192, 108))


def test_a_fault_while_decoding_ends_playing(films: Shelf) -> None:
    told = Told()
    player = player_of(films, FaultySource(films.sources["a"].path), told)
    player.play()
    assert told.next(2) == ["ZeroDivisionError", "stopped"]
    assert not player.playing
    player.close()


def test_a_fault_while_showing_ends_playing(films: Shelf) -> None:
    told = Told()
    told.shown_fails_at = 2
    player = player_of(films, films.sources["a"], told)
    player.play()
    assert told.next(4) == [0, 1, "KeyError", "stopped"]
    assert not player.playing
    player.close()


def test_a_fault_in_a_still_is_told_and_the_next_is_made(films: Shelf) -> None:
    told, source = Told(), FaultySource(films.sources["a"].path)
    player = player_of(films, source, told)
    player.seek(3)
    assert told.next(1) == ["ZeroDivisionError"]
    source.mended = True
    player.seek(4)
    assert told.next(1) == [4]
    player.close()


def reel_player_of(films: Shelf, faulty: FileSource, told: Told) -> ReelPlayer:
    laid = films.plan([films.moment("a", 0, 2), films.moment("b", 3, 4)])
    return ReelPlayer(ReelFilms(laid, films.films, {**films.sources, "a": faulty}), FlatPainter(), told.reel)


def test_an_item_with_a_fault_is_passed_over(films: Shelf) -> None:
    told = Told()
    player = reel_player_of(films, FaultySource(Path("nowhere")), told)
    player.play()
    assert told.next(5) == [("ZeroDivisionError", 0), 3, 4, ("ended", 1), "finished"]
    player.close()


def test_a_reel_with_a_fault_in_its_last_picture_ends(films: Shelf) -> None:
    told = Told()
    told.shown_fails_at = 4
    player = reel_player_of(films, films.sources["a"], told)
    player.play()
    assert told.next(7) == [0, 1, 2, 3, ("KeyError", 1), ("ended", 1), "finished"]
    assert not player.playing
    player.close()


def test_a_fault_in_a_reels_still_is_told_and_the_next_is_made(films: Shelf) -> None:
    told = Told()
    player = reel_player_of(films, FaultySource(Path("nowhere")), told)
    player.seek(0)
    assert told.next(2) == [("ZeroDivisionError", 0), 3]
    player.seek(4)
    assert told.next(1) == [4]
    player.close()
