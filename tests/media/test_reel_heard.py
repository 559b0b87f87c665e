"""The sound of a long item is heard before all of it was measured, and as loud as it is."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from fractions import Fraction
from unittest.mock import patch

import numpy as np
import pytest

from tests.factories.films import SAMPLE_RATE, FilmSpec, make_film
from tests.media.reel_parts import Shelf, shelf
from vidfeed.media import reel_heard
from vidfeed.media.reel_heard import ReelHeard
from vidfeed.media.reel_sound import ItemSound

LONGEST_S, SOON_S = 6, 2


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    spec = FilmSpec(160, 90, frames=25 * LONGEST_S)
    return shelf(film=make_film(tmp_path_factory.mktemp("films") / "a.mp4", spec))


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reel_heard, "_SOON", SOON_S * SAMPLE_RATE)


@pytest.fixture
def heard(films: Shelf) -> Iterator[Callable[[], ReelHeard]]:
    made: list[ReelHeard] = []

    def make() -> ReelHeard:
        laid = films.plan([films.moment("film", 0, 25 * LONGEST_S - 1)])
        made.append(ReelHeard(films.reel(laid)))
        return made[-1]

    yield make
    for one in made:
        one.close()
        one.join()


@pytest.mark.parametrize("first", [0, 50])
def test_a_long_item_is_heard_before_it_was_measured(heard: Callable[[], ReelHeard], first: int) -> None:
    heard_some, waited_out, measure = threading.Event(), threading.Event(), ItemSound.even_gain_db

    def slow(sound: ItemSound, check: Callable[[], None]) -> float:
        if sound.samples > SOON_S * SAMPLE_RATE and not heard_some.wait(20):
            waited_out.set()
        return measure(sound, check)

    with patch.object(ItemSound, "even_gain_db", slow):
        with closing(heard().blocks(first, 25 * LONGEST_S, Fraction(1))) as blocks:
            block = next(one for one in blocks if len(one))
        heard_some.set()
    assert np.abs(block).max() > 0
    assert not waited_out.is_set(), "its sound waited for the measuring of all of it"


def test_once_it_was_measured_it_is_as_loud_as_when_rendered(heard: Callable[[], ReelHeard]) -> None:
    one = heard()
    one._thread.join()
    asked: list[float] = []
    blocks = ItemSound.blocks

    def noting(sound: ItemSound, even_gain_db: float) -> Iterator[np.ndarray[tuple[int, ...], np.dtype[np.float32]]]:
        asked.append(even_gain_db)
        return blocks(sound, even_gain_db)

    with patch.object(ItemSound, "blocks", noting):
        list(one.blocks(50, 25 * LONGEST_S, Fraction(1)))
    assert asked == [one._gains_db[0]]
