"""Unrendered reels over films with light copies: these are played, and show exactly the plan's frames."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import BinaryIO

import pytest

from tests.factories.films import FilmSpec, make_film
from tests.media.reel_parts import FlatPainter, Shelf, number_shown, numbers_planned, shelf
from tests.media.straight import FileSource
from tests.media.test_reel_player import LeapingClock, Screen
from vidfeed.media.light_copy import BEHIND_FRAMES, PictureRun
from vidfeed.media.preparing import Sinks, prepare_film
from vidfeed.media.proxies import PLAYBACK
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.reel_copies import ReelCopies
from vidfeed.media.reel_player import ReelPlayer
from vidfeed.media.reel_source import Copies, ReelFilms, item_shots
from vidfeed.model.packet_table import PacketTable

ALWAYS_HEAVY = 1e9


@dataclass
class Held:
    """A light copy's bytes; counts how often it is opened."""

    data: bytes
    opened: int = 0

    def open(self) -> BinaryIO:
        self.opened += 1
        return io.BytesIO(self.data)


@dataclass(frozen=True)
class Sources:
    """Where one film can be read from."""

    playback: Held
    scrub: Held
    original: CountedSource


class CountedSource(FileSource):
    opened = 0

    def open(self) -> BinaryIO:
        self.opened += 1
        return super().open()


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("films")
    spec = FilmSpec(frames=60, gop=40, rotation=90, variable_rate=True, start_pts=37)
    return shelf(turned=make_film(folder / "turned.mp4", spec))


@pytest.fixture
def reel_parts(films: Shelf) -> Iterator[tuple[ReelFilms, Sources]]:
    scrub, playback = io.BytesIO(), io.BytesIO()
    film, source = films.films["turned"], films.sources["turned"]
    sinks = Sinks(scrub, io.BytesIO(), io.BytesIO(), playback=playback)
    made = prepare_film(source, film, sinks, enough_pace=ALWAYS_HEAVY)
    assert made.playback is not None
    held = Sources(Held(playback.getvalue()), Held(scrub.getvalue()), CountedSource(source.path))
    moment = replace(films.moment("turned", 17, 48, hold_s=Fraction(1, 5)), caption="words")
    laid = films.plan([moment, films.still("turned", 20, Fraction(1, 5))])
    tables = [PacketTable.unpack(table.pack()) for table in (made.playback, made.proxy)]
    copies = Copies(PictureRun(held.playback, tables[0], PLAYBACK.gop), PictureRun(held.scrub, tables[1]))
    yield ReelFilms(laid, films.films, {"turned": held.original}, {"turned": copies}), held


def shown(reel: ReelFilms, number: int, films: Shelf, copies: ReelCopies) -> list[int | None]:
    """The strip of each output frame of an item, as playing makes it."""
    numbers: list[int | None] = []
    for shot in item_shots(reel, number, lambda: Canvas(640, 360), FlatPainter(), open_reader=copies.open_reader):
        pixels = shot.picture.pixels()[..., :3]
        numbers += [number_shown(pixels, reel.plan.items[number], films)] * shot.count
    return numbers


def planned(reel: ReelFilms, number: int) -> list[int]:
    return numbers_planned(reel.plan)[reel.plan.starts[number] : reel.plan.starts[number + 1]]


def test_a_playback_copy_is_played_by_the_plan(films: Shelf, reel_parts: tuple[ReelFilms, Sources]) -> None:
    reel, held = reel_parts
    assert shown(reel, 0, films, ReelCopies()) == planned(reel, 0)
    assert (held.playback.opened, held.scrub.opened, held.original.opened) == (1, 0, 0)


def test_a_still_comes_from_the_original(films: Shelf, reel_parts: tuple[ReelFilms, Sources]) -> None:
    reel, held = reel_parts
    assert shown(reel, 1, films, ReelCopies()) == planned(reel, 1)
    assert held.playback.opened == held.scrub.opened == 0
    assert held.original.opened > 0


def test_a_machine_that_falls_behind_plays_the_scrub_copy(films: Shelf, reel_parts: tuple[ReelFilms, Sources]) -> None:
    reel, held = reel_parts
    copies = ReelCopies()
    left_out = [copies.leaves_out_late(reel, 0) for _ in range(BEHIND_FRAMES + 2)]
    assert left_out == [True] * (BEHIND_FRAMES - 1) + [False] * 3
    assert shown(reel, 0, films, copies) == planned(reel, 0)
    assert (held.playback.opened, held.scrub.opened, held.original.opened) == (0, 1, 0)


def test_what_a_copy_lacks_the_original_shows(films: Shelf, reel_parts: tuple[ReelFilms, Sources]) -> None:
    reel, held = reel_parts
    held.playback.data = held.playback.data[: len(held.playback.data) // 2]
    assert shown(reel, 0, films, ReelCopies()) == planned(reel, 0)
    assert held.original.opened > 0


def test_the_player_plays_copies(films: Shelf, reel_parts: tuple[ReelFilms, Sources]) -> None:
    reel, held = reel_parts
    screen = Screen(reel.plan, films)
    player = ReelPlayer(reel, FlatPainter(), screen.callbacks, None, (640, 400), LeapingClock)
    player.play()
    screen.until("finished")
    player.close()
    assert held.playback.opened == 1
    assert all(strip == numbers_planned(reel.plan)[frame] for strip, frame in screen.seen)
    assert [frame for _, frame in screen.seen][-1] >= reel.plan.starts[1]


def test_a_standing_picture_is_seen_at_once_and_then_the_original(
    films: Shelf, reel_parts: tuple[ReelFilms, Sources]
) -> None:
    reel, held = reel_parts
    screen = Screen(reel.plan, films)
    player = ReelPlayer(reel, FlatPainter(), screen.callbacks, None, (640, 400), LeapingClock)
    player.seek(5)
    screen.until(("shown", 5))
    screen.until(("shown", 5))
    player.close()
    assert screen.seen == [(numbers_planned(reel.plan)[5], 5)] * 2
    assert held.scrub.opened == 1
    assert held.original.opened > 0
