"""A film's sound while it plays: what is late stays out, so that the rest is with its picture."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest

from tests.factories.films import FilmSpec, make_film
from tests.factories.plain_source import PlainSource
from vidfeed.errors import InternalError
from vidfeed.media.film_sound import film_sound
from vidfeed.media.sound_output import FRAME_BYTES
from vidfeed.media.sound_span import SOUND_RATE, read_sound

PATIENCE_S = 20
TENTH = SOUND_RATE // 10
TENTH_BYTES = TENTH * FRAME_BYTES


class GatedSource(PlainSource):
    """Opens its file only once it may."""

    gate = threading.Event()

    def open(self) -> BinaryIO:
        self.gate.wait(PATIENCE_S)
        return super().open()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_film(tmp_path_factory.mktemp("film") / "a.mp4", FilmSpec(width=192, height=108, frames=75))


def test_sound_that_comes_late_is_left_out(path: Path) -> None:
    with path.open("rb") as file:
        whole = np.concatenate(list(read_sound(file, 1, Fraction(0), 2 * SOUND_RATE)))
    source = GatedSource(path)
    source.gate.clear()
    sound = film_sound(source, 1, iter([(Fraction(0), Fraction(2))]), Fraction(1))
    assert not any(sound.read(5 * TENTH_BYTES))
    source.gate.set()
    heard = bytearray()
    for _ in range(15):
        sound.wait_ready(PATIENCE_S)
        heard += sound.read(TENTH_BYTES)
    sound.close()
    sound.join()
    samples = np.frombuffer(bytes(heard), np.int16).reshape(-1, 2) / 32767
    assert np.abs(samples).max() > 0.3
    assert np.abs(samples - whole[5 * TENTH :]).max() < 0.001


@pytest.mark.parametrize("rate", [44_100, SOUND_RATE])
@pytest.mark.parametrize("codec", ["libmp3lame", "aac", "mp2", "ac3", "pcm_s16le"])
def test_the_sound_of_an_avi_is_with_its_picture_though_it_does_not_tell_when_it_begins(
    tmp_path: Path, codec: str, rate: int
) -> None:
    spec = FilmSpec(192, 108, frames=75, codec="mpeg4", sound_codec=codec, sound_rate=rate)
    source = PlainSource(make_film(tmp_path / "a.avi", spec))
    index = source.film().audio_index
    assert index is not None
    for start in (Fraction(0), Fraction(1, 2), Fraction(17, 10)):
        with source.open() as file:
            heard = np.concatenate(list(read_sound(file, index, start, SOUND_RATE)))
        click_s = float(np.flatnonzero(np.abs(heard).max(axis=1) > 0.35)[0]) / SOUND_RATE
        assert click_s == pytest.approx(float(-start % 1), abs=0.001)


def test_endless_stretches_too_short_to_be_heard_are_ended(path: Path) -> None:
    def nothing() -> Iterator[tuple[Fraction, Fraction]]:
        while True:
            yield Fraction(0), Fraction(0)

    sound = film_sound(PlainSource(path), 1, nothing(), Fraction(1))
    sound.close()
    sound.join()


def test_a_film_without_that_sound_is_silent(path: Path) -> None:
    sound = film_sound(PlainSource(path), 7, iter([(Fraction(0), Fraction(2))]), Fraction(1))
    sound.wait_ready(PATIENCE_S)
    assert not any(sound.read(TENTH_BYTES))
    sound.close()
    sound.join()


def test_a_film_whose_table_of_the_sound_is_empty_is_silent(path: Path, tmp_path: Path) -> None:
    data = bytearray(path.read_bytes())
    count = data.rfind(b"stsz") + 12  # of the last track: the sound's
    data[count : count + 4] = bytes(4)
    spoilt = PlainSource(tmp_path / "spoilt.mp4")
    spoilt.path.write_bytes(data)
    problems = list[InternalError]()
    sound = film_sound(spoilt, 1, iter([(Fraction(1, 2), Fraction(2))]), Fraction(1), failed=problems.append)
    sound.wait_ready(PATIENCE_S)
    assert not any(sound.read(TENTH_BYTES))
    sound.close()
    sound.join()
    assert problems == []


def test_a_loop_played_slowly_stays_with_its_picture(path: Path) -> None:
    turns = [(Fraction(9, 10), Fraction(23, 20))] * 6
    sound = film_sound(PlainSource(path), 1, iter(turns), Fraction(1, 2))
    heard = bytearray()
    for _ in range(30):
        sound.wait_ready(PATIENCE_S)
        heard += sound.read(TENTH_BYTES)
    sound.close()
    sound.join()
    level = np.abs(np.frombuffer(bytes(heard), np.int16).reshape(-1, 2)[:, 0].astype(int))
    turn = SOUND_RATE // 2
    clicks = [int(np.flatnonzero(level[first : first + turn] > 6000)[0]) for first in range(0, 6 * turn, turn)]
    assert max(abs(click - 2 * TENTH) for click in clicks) <= TENTH // 5
