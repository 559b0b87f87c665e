"""One run of an unrendered reel: none of its threads is forgotten."""

from __future__ import annotations

import threading
from collections.abc import Generator
from fractions import Fraction
from pathlib import Path

import numpy as np

from tests.factories.films import FilmSpec, make_film
from tests.media.reel_parts import FlatPainter, shelf
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.reel_run import ReelRun, RunEvents
from vidfeed.media.reel_source import canvas_of
from vidfeed.media.run_output import RunOutput, WaitingClock
from vidfeed.media.sound_ahead import SoundAhead
from vidfeed.media.sound_span import Samples

PATIENCE_S = 20


def test_a_run_lives_as_long_as_its_sound(tmp_path: Path) -> None:
    films = shelf(one=make_film(tmp_path / "one.mp4", FilmSpec(width=192, height=108, frames=3)))
    reel, ended, go_on = films.reel(films.plan([films.moment("one", 0, 2)])), threading.Event(), threading.Event()

    def slow_sound() -> Generator[Samples, None, None]:
        go_on.wait(PATIENCE_S)
        yield np.zeros((1, 2), np.float32)

    events = RunEvents(lambda _shot: None, ended.set, lambda _number, _error: None)
    output = RunOutput(WaitingClock(None), SoundAhead(slow_sound()))
    run = ReelRun(reel, 0, reel.plan.frames, Fraction(1), lambda: canvas_of(reel), FlatPainter(), output, events)
    others = set(threading.enumerate())
    run.start()
    pictures = [one for one in threading.enumerate() if one.name == "vidfeed-reel" and one not in others]
    assert ended.wait(PATIENCE_S)
    run.stop()
    for thread in pictures:
        thread.join(PATIENCE_S)
    assert run.alive
    go_on.set()
    run.join()
    assert not run.alive


def test_a_run_that_is_stopped_before_its_first_picture_reads_no_further(tmp_path: Path) -> None:
    films = shelf(one=make_film(tmp_path / "one.mp4", FilmSpec(width=192, height=108, frames=40)))
    reel, shown = films.reel(films.plan([films.moment("one", 0, 39)])), list[int]()
    asked: list[None] = []

    def canvas() -> Canvas:
        asked.append(None)
        return canvas_of(reel)

    events = RunEvents(lambda shot: shown.append(shot.first), lambda: None, lambda _number, _error: None)
    output = RunOutput(WaitingClock(None), None)
    run = ReelRun(reel, 0, reel.plan.frames, Fraction(1), canvas, FlatPainter(), output, events)
    run.stop()
    run.start()
    run.join()
    assert shown == []
    assert len(asked) < 20, "no more than what is made ahead"
