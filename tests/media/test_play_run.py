"""One run of playing beside the next: the device that they share is left alone by the one that was stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from fractions import Fraction

import pytest

from tests.factories.films import FilmSpec, make_film
from tests.factories.plain_source import PlainSource
from vidfeed.media.frames import FrameReader
from vidfeed.media.pictures import Picture
from vidfeed.media.play_path import PlayPath
from vidfeed.media.play_run import PlayRun
from vidfeed.media.run_output import RunOutput, WaitingClock
from vidfeed.media.sound_output import ReadSound
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film

PATIENCE_S = 20


class RecordedClock(WaitingClock):
    """Remembers what it was told."""

    def __init__(self) -> None:
        super().__init__(None)
        self.told: list[str] = []
        self.starting, self.may_start = threading.Event(), threading.Event()
        self.may_start.set()

    def start(self, read: ReadSound | None) -> None:
        self.starting.set()
        self.may_start.wait(PATIENCE_S)
        super().start(read)
        self.told.append("start")

    def stop(self) -> None:
        super().stop()
        self.told.append("stop")


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> PlainSource:
    spec = FilmSpec(width=192, height=108, frames=25)
    return PlainSource(make_film(tmp_path_factory.mktemp("film") / "a.mp4", spec))


@pytest.fixture
def reader(source: PlainSource) -> Iterator[FrameReader]:
    with FrameReader(source, source.film()) as reader:
        yield reader


def run_of(
    film: Film, reader: FrameReader, clock: RecordedClock, deliver: Callable[[Picture], None], ended: list[str]
) -> PlayRun:
    return PlayRun(
        reader,
        threading.Lock(),
        Upright(film),
        PlayPath(film.index, 0),
        Fraction(1),
        RunOutput(clock, None),
        lambda: (192, 108),
        deliver,
        lambda fault: ended.append("fault" if fault else "ended"),
    )


def test_a_stopped_run_is_silent_at_once_and_leaves_the_device_alone(source: PlainSource, reader: FrameReader) -> None:
    clock, ended, showing, go_on = RecordedClock(), list[str](), threading.Event(), threading.Event()

    def deliver(_: Picture) -> None:
        showing.set()
        go_on.wait(PATIENCE_S)

    run = run_of(source.film(), reader, clock, deliver, ended)
    run.start()
    assert showing.wait(PATIENCE_S)
    run.stop()
    clock.told.append("the next run")
    go_on.set()
    run.join()
    assert clock.told == ["start", "stop", "the next run"]
    assert ended == []


def test_a_run_stopped_while_it_begins_is_silent_on_return(source: PlainSource, reader: FrameReader) -> None:
    clock, ended = RecordedClock(), list[str]()
    clock.may_start.clear()
    run = run_of(source.film(), reader, clock, lambda _: None, ended)
    run.start()
    assert clock.starting.wait(PATIENCE_S)

    def stop() -> None:
        run.stop()
        clock.told.append("the next run")

    stopping = threading.Thread(target=stop)
    stopping.start()
    clock.may_start.set()
    stopping.join()
    run.join()
    assert clock.told == ["start", "stop", "the next run"]
    assert ended == []
