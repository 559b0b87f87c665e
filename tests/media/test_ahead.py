"""Work done ahead in threads: in order, errors brought home, nothing left running."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterator
from functools import partial

import numpy as np
import pytest

from vidfeed.media.ahead import Ahead
from vidfeed.media.relay import relay
from vidfeed.media.sound_ahead import SoundAhead
from vidfeed.media.sound_output import FRAME_BYTES
from vidfeed.media.sound_span import Samples


@pytest.fixture(autouse=True)
def no_threads_are_left() -> Iterator[None]:
    before = threading.active_count()
    yield
    assert threading.active_count() == before


def counted(first: int, count: int, made: list[int] | None = None) -> Generator[int, None, None]:
    for number in range(first, first + count):
        if made is not None:
            made.append(number)
        yield number


def test_all_comes_in_order() -> None:
    with Ahead(counted(0, 50), 3) as ahead:
        assert list(ahead) == list(range(50))


def test_no_more_is_made_than_may_be() -> None:
    made: list[int] = []
    with Ahead(counted(0, 50, made), 3) as ahead:
        coming = iter(ahead)
        assert next(coming) == 0
        assert len(made) <= 1 + 3 + 1


def test_what_goes_wrong_is_raised_in_its_turn() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise KeyError("x")

    with Ahead(broken(), 3) as ahead:
        coming = iter(ahead)
        assert next(coming) == 1
        with pytest.raises(KeyError):
            next(coming)


def test_leaving_closes_the_work() -> None:
    closed = threading.Event()

    def endless() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            closed.set()

    with Ahead(endless(), 2) as ahead:
        assert next(iter(ahead)) == 1
    assert closed.is_set()


def test_a_relay_runs_its_pieces_one_after_another() -> None:
    pieces = [partial(counted, first, 10) for first in (0, 10, 20)]
    assert list(relay(pieces, 2, lambda _number: 1)) == list(range(30))
    assert list(relay([], 2, lambda _number: 1)) == []


def test_a_relay_begins_the_next_piece_early() -> None:
    begun = threading.Event()

    def second() -> Iterator[int]:
        begun.set()
        yield 2

    pieces: list[Callable[[], Iterator[int]]] = [partial(counted, 0, 2), second]
    running = relay(pieces, 2, lambda _number: 1)
    assert next(running) == 0
    assert begun.wait(10), "while the first is still used"
    assert list(running) == [1, 2]


def test_a_relay_left_off_ends_what_it_began() -> None:
    running = relay([partial(counted, 0, 100), partial(counted, 100, 100)], 2, lambda _number: 1)
    assert next(running) == 0
    running.close()


def tone(first: int, count: int) -> Samples:
    level = (np.arange(first, first + count) / 32767).astype(np.float32)
    return np.stack([level, level], axis=1)


def heard(data: bytes) -> list[int]:
    return [int(value) for value in np.frombuffer(data, np.int16)[::2]]


def test_sound_is_read_as_it_was_made_then_silence() -> None:
    sound = SoundAhead(block for block in [tone(1, 700), tone(701, 300)])
    sound.wait_ready(10)
    read = [number for _ in range(12) for number in heard(sound.read(100 * FRAME_BYTES))]
    assert np.abs(np.array(read[:1000]) - np.arange(1, 1001)).max() <= 1
    assert read[1000:] == [0] * 200
    sound.close()
    sound.join()


def test_sound_that_comes_too_late_is_left_out() -> None:
    came, may_go_on, went_on = threading.Event(), threading.Event(), threading.Event()

    def late() -> Generator[Samples, None, None]:
        yield tone(1, 100)
        came.set()
        may_go_on.wait(10)
        yield tone(101, 400)
        went_on.set()

    sound = SoundAhead(late())
    assert came.wait(10)
    first = heard(sound.read(50 * FRAME_BYTES))
    missed = heard(sound.read(100 * FRAME_BYTES))
    may_go_on.set()
    assert went_on.wait(10)
    sound.wait_ready(10)
    after = heard(sound.read(50 * FRAME_BYTES))
    assert abs(first[0] - 1) <= 1 and abs(missed[0] - 51) <= 1 and missed[50:] == [0] * 50
    assert abs(after[0] - 151) <= 1
    sound.close()
    sound.join()
