"""Unrendered reels: what is delivered is what the plan says, and playing goes from item to item without a gap."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.films import FilmSpec, make_film
from tests.media.reel_parts import (
    FlatPainter,
    Shelf,
    card,
    mixed_shelf,
    number_shown,
    numbers_planned,
    reels,
    shelf,
)
from tests.media.straight import FileSource
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.pictures import Picture
from vidfeed.media.reel_canvas import CARD_FRAME, Canvas
from vidfeed.media.reel_player import ReelCallbacks, ReelPlayer
from vidfeed.media.reel_source import ReelFilms, item_shots
from vidfeed.media.reel_writer import render_reel
from vidfeed.media.sound_output import FRAME_BYTES, ReadSound, SoundOutput
from vidfeed.media.sound_span import SOUND_RATE
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import never_cancelled, no_progress

VIEW_PX = (640, 400)
PATIENCE_S = 20


class LeapingClock:
    """Time passes only where it is waited for, and then at once: nothing is ever late."""

    def __init__(self, _output: SoundOutput | None = None) -> None:
        self._passed_s = 0.0

    def start(self, read: ReadSound | None) -> None:
        self._passed_s = 0.0

    def seconds(self) -> float:
        return self._passed_s

    def stop(self) -> None:
        pass

    def wait(self, seconds: float, stopping: threading.Event) -> None:
        self._passed_s += seconds


class Screen:
    """What the player delivered and told, in order."""

    def __init__(self, laid: ReelPlan, films: Shelf) -> None:
        self._laid, self._films = laid, films
        self.seen: list[tuple[int, int]] = []
        self.told: list[object] = []
        self._news: queue.Queue[object] = queue.Queue()
        self.callbacks = ReelCallbacks(
            self._shown,
            lambda number: self._tell(("item", number)),
            lambda number: self._tell(("ended", number)),
            lambda: self._tell("finished"),
            lambda number, error: self._tell(("skipped", number)),
        )

    def until(self, news: object) -> None:
        while self._news.get(timeout=PATIENCE_S) != news:
            pass

    def _shown(self, picture: Picture, frame: int) -> None:
        item = self._laid.items[self._laid.item_at(frame)]
        strip = number_shown(picture.pixels()[:, :, :3], item, self._films)
        assert strip is not None
        assert (picture.width_px, picture.height_px) == (640, 360)
        assert strip == picture.frame_index
        self.seen.append((strip, frame))
        self._news.put(("shown", frame))

    def _tell(self, news: object) -> None:
        self.told.append(news)
        self._news.put(news)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return mixed_shelf(tmp_path_factory.mktemp("films"))


@pytest.fixture(autouse=True)
def no_threads_are_left() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


class Opened:
    """A player with its screen, closed at the end."""

    def __init__(
        self,
        laid: ReelPlan,
        films: Shelf,
        sound: SoundOutput | None = None,
        make_clock: Callable[[SoundOutput | None], LeapingClock] | None = LeapingClock,
        sources: dict[str, FileSource] | None = None,
    ) -> None:
        self.screen = Screen(laid, films)
        reel = ReelFilms(laid, films.films, sources or films.sources)
        clock = {} if make_clock is None else {"make_clock": make_clock}
        self.player = ReelPlayer(reel, FlatPainter(), self.screen.callbacks, sound, VIEW_PX, **clock)

    def __enter__(self) -> tuple[ReelPlayer, Screen]:
        return self.player, self.screen

    def __exit__(self, *_: object) -> None:
        self.player.close()


def stands(laid: ReelPlan, begin: int = 0) -> list[tuple[int, int]]:
    """The pictures to be delivered from an output frame on: what each shows, and the frame it comes at."""
    numbers = numbers_planned(laid)
    return [
        (numbers[frame], frame)
        for frame in range(begin, laid.frames)
        if frame == begin or frame in laid.starts or numbers[frame] != numbers[frame - 1]
    ]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_reels_are_played_by_the_plan(films: Shelf, data: st.DataObject) -> None:
    laid = data.draw(reels(films))
    begin = data.draw(st.integers(0, laid.frames - 1))
    factor = data.draw(st.sampled_from([Fraction(1), Fraction(1, 2)]))
    with Opened(laid, films) as (player, screen):
        player.set_speed(factor)
        player.seek(begin)
        screen.until(("shown", begin))
        player.play()
        screen.until("finished")
        assert player.frame == laid.frames - 1 and player.item_over and not player.playing
    assert screen.seen[1:] == stands(laid, begin)
    wanted_items = list(range(laid.item_at(begin), len(laid.items)))
    assert [news for news in screen.told if isinstance(news, tuple) and news[0] == "item"] == [
        ("item", number) for number in wanted_items
    ]


COMMANDS = ["seek", "step", "next", "previous", "again", "item", "play", "pause", "view"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_order_of_commands_shows_the_position_and_nothing_outside_a_trim(films: Shelf, data: st.DataObject) -> None:
    laid = data.draw(reels(films))
    numbers = numbers_planned(laid)
    with Opened(laid, films) as (player, screen):
        for command in data.draw(st.lists(st.sampled_from(COMMANDS), min_size=1, max_size=8)):
            number = data.draw(st.integers(-3, laid.frames + 3))
            match command:
                case "seek":
                    player.seek(number)
                case "step":
                    player.step(number % 5 - 2)
                case "item":
                    player.seek_item(number)
                case "view":
                    player.set_view(*VIEW_PX)
                case _:
                    getattr(player, command)()
        player.pause()
        last = data.draw(st.integers(0, laid.frames - 1))
        player.seek(last)
        screen.until(("shown", last))
        assert player.frame == last and player.item == laid.item_at(last)
    assert screen.seen[-1] == (numbers[last], last)
    assert all(numbers[frame] == strip for strip, frame in screen.seen)


def three(films: Shelf) -> ReelPlan:
    return films.plan([films.moment("plain", 10, 19), card("question", Fraction(1, 5)), films.moment("turned", 30, 44)])


def test_playing_stops_where_it_is_told_to_and_goes_on_with_the_next_item(films: Shelf) -> None:
    laid = three(films)
    with Opened(laid, films) as (player, screen):
        player.set_stops({1})
        player.play()
        screen.until(("ended", 1))
        assert player.item == 1 and player.item_over and player.frame == laid.starts[2] - 1
        assert [frame for _, frame in screen.seen if frame >= laid.starts[2]] == []
        player.play()
        screen.until("finished")
        player.play()
        screen.until(("shown", 0))
        assert not player.item_over
    assert [frame for _, frame in screen.seen[: len(stands(laid))]] == [frame for _, frame in stands(laid)]


def test_again_next_previous(films: Shelf) -> None:
    laid = three(films)
    with Opened(laid, films) as (player, screen):
        player.seek(laid.starts[2] + 3)
        for command, frame in [
            (player.again, laid.starts[2]),
            (player.next, laid.starts[2]),
            (player.previous, laid.starts[1]),
            (player.previous, 0),
            (player.previous, 0),
            (player.next, laid.starts[1]),
        ]:
            command()
            assert player.frame == frame
        screen.until(("shown", laid.starts[1]))


def test_captions_look_as_they_will_when_rendered(films: Shelf, tmp_path: Path) -> None:
    laid = films.plan([replace(films.moment("turned", 3, 4), caption="words"), films.still("plain", 3, Fraction(1, 5))])
    reel = films.reel(laid)
    render_reel(laid, films.films, films.sources, FlatPainter(), tmp_path / "r.mp4", no_progress, never_cancelled)
    with av.open(str(tmp_path / "r.mp4")) as container:
        rendered = [frame.to_ndarray(format="bgra").astype(int) for frame in container.decode(video=0)]
    for number in range(2):
        shot = next(item_shots(reel, number, lambda: Canvas(1280, 720), FlatPainter()))
        assert np.abs(shot.picture.pixels()[..., :3].astype(int) - rendered[shot.first][..., :3]).mean() < 3


class BrokenSource(FileSource):
    def open(self) -> BinaryIO:
        raise ExpectedError(ErrorKind.DAMAGED, "The film is damaged.")


@pytest.mark.parametrize("standing", [True, False])
def test_an_unreadable_item_is_passed_over_and_told(films: Shelf, standing: bool) -> None:
    laid = films.plan([films.moment("plain", 0, 5), films.moment("turned", 3, 9), films.moment("web", 5, 9)])
    sources = {**films.sources, "turned": BrokenSource(Path("nowhere"))}
    with Opened(laid, films, sources=sources) as (player, screen):
        if standing:
            player.seek_item(1)
            screen.until(("shown", laid.starts[2]))
        else:
            player.play()
            screen.until("finished")
            assert [strip for strip, _ in screen.seen] == [0, 1, 2, 3, 4, 5, 5, 6, 7, 8, 9]
    assert [news for news in screen.told if isinstance(news, tuple) and news[0] == "skipped"] == [("skipped", 1)]


def test_a_reel_of_which_nothing_can_be_read_ends(films: Shelf) -> None:
    laid = films.plan([films.moment("turned", 0, 5), films.moment("turned", 3, 9)])
    with Opened(laid, films, sources={"turned": BrokenSource(Path("nowhere"))}) as (player, screen):
        player.play()
        screen.until("finished")
    assert screen.told == [("skipped", 0), ("skipped", 1), ("ended", 1), "finished"]


class Device:
    """A sound device that takes sound at the pace of its own clock, which stands until it is told to go on."""

    def __init__(self) -> None:
        self.heard = bytearray()
        self._read: ReadSound | None = None
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, read: ReadSound) -> None:
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._pull, args=(read, self._stop))
        self._thread.start()

    def played_s(self) -> float | None:
        return len(self.heard) / FRAME_BYTES / SOUND_RATE

    def stop(self) -> None:
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def set_gain(self, gain: float) -> None:
        pass

    def _pull(self, read: ReadSound, stop: threading.Event) -> None:
        while not stop.wait(0.01):
            self.heard += read(SOUND_RATE // 100 * FRAME_BYTES)


def test_sound_goes_through_the_reel_in_time(tmp_path: Path) -> None:
    small = FilmSpec(width=192, height=108, frames=75)
    films = shelf(
        one=make_film(tmp_path / "one.mp4", small),
        two=make_film(tmp_path / "two.mkv", replace(small, frame_rate=Fraction(30), audio="mono")),
    )
    laid = films.plan([films.moment("one", 15, 34), card("x", Fraction(2, 5)), films.moment("two", 21, 50)])
    device = Device()
    with Opened(laid, films, device, make_clock=None) as (player, screen):
        player.play()
        screen.until("finished")
    level = np.abs(np.frombuffer(bytes(device.heard), np.int16).reshape(-1, 2)[:, 0].astype(int))
    loud = np.flatnonzero(level > 10_000)
    clicks = [
        int(loud[0]),
        *(int(place) for place, before in zip(loud[1:], loud, strict=False) if place - before > 5000),
    ]
    wanted_s = [1 - Fraction(15, 25), laid.starts[2] / laid.rate + 1 - Fraction(21, 30)]
    assert [place / SOUND_RATE for place in clicks] == [pytest.approx(float(second), abs=0.06) for second in wanted_s]


def test_a_view_too_small_for_anything_changes_nothing(films: Shelf) -> None:
    with Opened(three(films), films) as (player, screen):
        player.set_view(0, 0)
        player.refresh()
        screen.until(("shown", 0))
    assert screen.seen == [(10, 0)]


def test_cards_show_no_film(films: Shelf) -> None:
    laid = three(films)
    with Opened(laid, films) as (player, screen):
        player.seek_item(1)
        screen.until(("shown", laid.starts[1]))
    assert screen.seen[-1][0] == CARD_FRAME


def test_closing_while_it_plays_ends_everything(films: Shelf) -> None:
    for factor in (Fraction(1), Fraction(1, 10)):
        with Opened(three(films), films, Device(), make_clock=None) as (player, screen):
            player.set_speed(factor)
            player.play()
            screen.until(("shown", 0))
        after = len(screen.seen)
        player.play()
        player.seek(3)
        assert len(screen.seen) == after
