"""One run of playing beside the next: the device that they share is left alone by the one that was stopped."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from fractions import Fraction

import pytest

from tests.factories.films import FilmSpec, make_film
from tests.factories.plain_source import PlainSource
from vidfeed.media.gaps import Gaps
from vidfeed.media.light_copy import LightCopy
from vidfeed.media.originals import Originals
from vidfeed.media.play_path import PlayPath
from vidfeed.media.play_run import PlayRun, RunEvents
from vidfeed.media.run_output import RunOutput, WaitingClock
from vidfeed.media.run_pictures import RunPictures
from vidfeed.media.shown import Shown
from vidfeed.media.sound_output import ReadSound
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
def originals(source: PlainSource) -> Iterator[Originals]:
    with closing(Originals(source, source.film(), Gaps())) as originals:
        yield originals


def run_of(
    film: Film,
    originals: Originals,
    clock: RecordedClock,
    deliver: Callable[[Shown], None],
    tell: Callable[[str], None],
) -> PlayRun:
    path, output = PlayPath(film.index, 0), RunOutput(clock, None)
    pictures = RunPictures(originals, LightCopy(), LightCopy(), path, lambda: (192, 108), lambda: output.stopping)
    events = RunEvents(
        deliver,
        lambda fault: tell("fault" if fault else "ended"),
        lambda _stalled: None,
        lambda frame: tell(f"held up at {frame}"),
    )
    return PlayRun(path, pictures, Fraction(1), output, events)


def test_a_stopped_run_is_silent_at_once_and_leaves_the_device_alone(source: PlainSource, originals: Originals) -> None:
    clock, ended, showing, go_on = RecordedClock(), list[str](), threading.Event(), threading.Event()

    def deliver(shown: Shown) -> None:
        if shown.frame == 1:
            showing.set()
            go_on.wait(PATIENCE_S)

    run = run_of(source.film(), originals, clock, deliver, ended.append)
    run.start()
    assert showing.wait(PATIENCE_S)
    run.stop()
    clock.told.append("the next run")
    go_on.set()
    run.join()
    assert clock.told == ["start", "stop", "the next run"]
    assert ended == []


def test_a_run_stopped_while_it_begins_is_silent_on_return(source: PlainSource, originals: Originals) -> None:
    clock, ended = RecordedClock(), list[str]()
    clock.may_start.clear()
    run = run_of(source.film(), originals, clock, lambda _: None, ended.append)
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


class SleepingClock(RecordedClock):
    """The clock of a machine that sleeps for an hour while a frame is waited for."""

    def __init__(self, slept: threading.Event) -> None:
        super().__init__()
        self._slept = slept

    def seconds(self) -> float:
        return super().seconds() + (3600 if self._slept.is_set() else 0)

    def wait(self, seconds: float, stopping: threading.Event) -> None:
        if self.seconds() > 0.2:
            self._slept.set()
        super().wait(seconds, stopping)


def test_a_machine_that_slept_has_missed_nothing(source: PlainSource, originals: Originals) -> None:
    slept, told, shown = threading.Event(), queue.Queue[str](), list[int]()

    def deliver(picture: Shown) -> None:
        assert not slept.is_set()
        shown.append(picture.frame)

    run = run_of(source.film(), originals, SleepingClock(slept), deliver, told.put)
    run.start()
    first = told.get(timeout=PATIENCE_S)
    run.stop()
    run.join()
    assert first == f"held up at {shown[-1] + 1}"
