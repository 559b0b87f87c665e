"""Seeks, steps, dragging and first pictures, both players in turn."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from benchmarks.playback.films import BenchFilm
from benchmarks.playback.ours import Ours, Viewer
from benchmarks.playback.process_facts import wait_for_rest
from benchmarks.playback.subject import Subject
from benchmarks.playback.table import Aim, Row, quantile

_STEPS_IN_A_ROW = 20
_QUICK_PICTURES = 300
_REPAINTS = 300
_DICE_SEED = 3

Taken = dict[str, list[float]]
Pair = tuple[Subject, Subject | None]
"""Ours and the other's; None where ours is compared with nothing."""


def seek_rows(pairs: Sequence[Pair], film: BenchFilm, seeks: int, limit: float) -> Iterator[Row]:
    """Exact seeks to frames anywhere; the aim is for the players without a window."""
    frames = random.Random(_DICE_SEED).sample(range(2, film.frames - 2), seeks)
    subjects = _opened(pairs, film)
    taken: Taken = {subject.name: [] for subject in subjects}
    for turn, frame in enumerate(frames):
        for subject in _rotated(subjects, turn):
            taken[subject.name].append(_rested(subject, partial(subject.seek, frame)))
    for pair in pairs:
        what = f"{_where(pair[0])}, {film.path.stem}, ms"
        yield _pair_row(f"exact seek p50{what}", taken, pair, 0.5, None)
        yield _pair_row(f"exact seek p95{what}", taken, pair, 0.95, Aim(limit, as_ratio=True))


def step_rows(pairs: Sequence[Pair], film: BenchFilm, blocks: int, note: str) -> Iterator[Row]:
    """Frame by frame from some places, both ways, each step as soon as the picture of the one before is there."""
    dice = random.Random(_DICE_SEED)
    subjects = _opened(pairs, film)
    for direction, way in ((1, "forward"), (-1, "back")):
        taken: Taken = {subject.name: [] for subject in subjects}
        for turn in range(blocks):
            start = dice.randrange(_STEPS_IN_A_ROW + 1, film.frames - _STEPS_IN_A_ROW - 1)
            for subject in _rotated(subjects, turn):
                subject.seek(start)
                wait_for_rest(subject.pid)
                taken[subject.name] += [subject.step(direction) for _ in range(_STEPS_IN_A_ROW)]
        for pair in pairs:
            what = f"step {way} p95{_where(pair[0])}{note}, {film.path.stem}, ms"
            yield _pair_row(what, taken, pair, 0.95, Aim(1000 / film.rate))


def first_picture_rows(pairs: Sequence[Pair], films: Sequence[BenchFilm], times: int) -> Iterator[Row]:
    """From the command to open a film to its first picture, in programs that run already."""
    subjects = all_of(pairs)
    taken: Taken = {subject.name: [] for subject in subjects}
    for turn in range(times):
        for subject in _rotated(subjects, turn):
            film = films[turn % len(films)]
            taken[subject.name].append(_rested(subject, partial(subject.open, film)))
            subject.seek(film.frames // 2)
    for pair in pairs:
        aim = Aim(1.0, as_ratio=True)
        yield _pair_row(f"first picture p50{_where(pair[0])}, ms", taken, pair, 0.5, aim)
        yield _pair_row(f"first picture p95{_where(pair[0])}, ms", taken, pair, 0.95, None)


def dragging_rows(viewer: Viewer, window: Ours, other: Subject, film: BenchFilm) -> Iterator[Row]:
    """The light copy under a hand that moves; `other` can only seek as quickly as it can."""
    frames = random.Random(_DICE_SEED).sample(range(2, film.frames - 2), _QUICK_PICTURES)
    wait_for_rest(viewer.pid)
    decoded = viewer.quick_ms(film, frames)
    window.open(film)
    wait_for_rest(viewer.pid)
    painted = [window.seek(frame, moving=True) for frame in frames]
    wait_for_rest(viewer.pid)
    came = window.dragged(frames[:_REPAINTS])
    other.open(film)
    sought = [other.seek(frame) for frame in frames[:_STEPS_IN_A_ROW]]
    yield Row("light copy's picture decoded p95, ms", quantile(decoded, 0.95), None, Aim(8))
    yield Row("light copy's picture on the screen p95, ms", quantile(painted, 0.95), None, Aim(16))
    a_second = [1000 * len(taken) / sum(taken) for taken in (decoded, sought)]
    yield Row("exact pictures a second while dragging, decoded", a_second[0], a_second[1], Aim(120, at_least=True))
    yield Row("repaints with a new picture while dragging, %", 100 * came / _REPAINTS, None, Aim(99, at_least=True))


def _pair_row(what: str, taken: Taken, pair: Pair, share: float, aim: Aim | None) -> Row:
    ours, other = pair
    figure = quantile(taken[other.name], share) if other is not None else None
    return Row(what, quantile(taken[ours.name], share), figure, aim)


def all_of(pairs: Iterable[Pair]) -> list[Subject]:
    """Everyone in some pairs."""
    return [subject for pair in pairs for subject in pair if subject is not None]


def _opened(pairs: Sequence[Pair], film: BenchFilm) -> list[Subject]:
    subjects = all_of(pairs)
    for subject in subjects:
        subject.open(film)
    return subjects


def _rotated(subjects: Sequence[Subject], turn: int) -> list[Subject]:
    """Each goes first as often as any other."""
    first = turn % len(subjects)
    return [*subjects[first:], *subjects[:first]]


def _rested(subject: Subject, work: Callable[[], float]) -> float:
    wait_for_rest(subject.pid)
    taken_ms = work()
    wait_for_rest(subject.pid)
    return taken_ms


def _where(ours: Subject) -> str:
    return ours.name.removeprefix("ours")
