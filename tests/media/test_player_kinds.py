"""Whatever films bring, the player shows the frame that it says it shows, and sounds when it should."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.films import SAMPLE_RATE, FilmSpec, damage, make_film, read_strip, truncate
from tests.factories.plain_source import PlainSource
from tests.media.film_kinds import FRAMES, KINDS, MORE_KINDS, film_of, first_shown
from tests.media.odd_films import ODD, two_pictures, two_sounds
from tests.media.straight import digest, straight_frames
from tests.media.test_player import PATIENCE_S, Screen, SilentDevice
from tests.media.test_player_sequences import Clip
from vidfeed.media.frames import FrameReader
from vidfeed.media.player import Player, Shown
from vidfeed.media.preparing import Sinks, prepare_film
from vidfeed.media.upright import still

SPEEDS = (Fraction(1, 2), Fraction(1), Fraction(2))


def clip_of(path: Path) -> Clip:
    source, proxy = PlainSource(path), io.BytesIO()
    film = source.film()
    table = prepare_film(source, film, Sinks(proxy, io.BytesIO(), io.BytesIO())).proxy
    return Clip(source, film, proxy.getvalue(), table)


class Hand:
    """Uses a player, and looks at everything it shows."""

    def __init__(self, clip: Clip, seed: int, with_copy: bool, first_shown: int = 0) -> None:
        self.dice, self.screen, self.film = random.Random(seed), Screen(), clip.film
        self.frames, self.first_shown = clip.film.index.frames, first_shown
        self.player = Player(clip.source, clip.film, self.screen.callbacks, SilentDevice(), (640, 640))
        if with_copy:
            self.player.set_quick(clip.quick())

    def look(self, wanted: Callable[[Shown], bool]) -> list[int]:
        """The frames shown, each checked by its strip, up to one that is wanted."""
        seen: list[int] = []
        while True:
            shown = self.screen.pictures.get(timeout=PATIENCE_S)
            assert read_strip(shown.picture.pixels()[..., :3]) == shown.frame + self.first_shown
            seen.append(shown.frame)
            if wanted(shown):
                return seen

    def until(self, frame: int) -> list[int]:
        return self.look(lambda shown: shown.exact and shown.frame == frame)

    def seek(self) -> None:
        frame = self.dice.randrange(self.frames)
        self.player.seek(frame)
        self.until(frame)

    def drag(self) -> None:
        for _ in range(5):
            self.player.seek(self.dice.randrange(self.frames), dragging=True)
        self.seek()

    def step(self) -> None:
        for step in self.dice.choices((1, 1, -1, -1, 4, -7), k=3):
            frame = max(0, min(self.player.position + step, self.frames - 1))
            self.player.step(step)
            self.until(frame)

    def play(self) -> None:
        self.stand(self.dice.randrange(self.frames - 12))
        self.player.set_speed(self.dice.choice(SPEEDS))
        start = self.player.position
        self.player.play()
        seen = self.look(lambda shown: shown.frame >= start + 5)
        assert seen == sorted(seen)
        self.pause()

    def play_backwards(self) -> None:
        self.stand(self.dice.randrange(12, self.frames))
        start = self.player.position
        self.player.play_backwards()
        seen = self.look(lambda shown: shown.frame <= start - 5)
        assert seen == sorted(seen, reverse=True)
        self.pause()

    def loop(self) -> None:
        first = self.dice.randrange(self.frames - 8)
        span = range(first, first + 6)
        self.player.set_loop(self.film.index.span(span.start, span.stop - 1))
        self.player.play()
        seen = [self.look(lambda shown: shown.frame in span)[-1] for _ in range(10)]
        rounds = sum(after < before for before, after in pairwise(seen))
        assert set(seen) <= set(span)
        assert rounds >= 1
        self.pause()
        self.player.set_loop(None)

    def pause(self) -> None:
        self.player.pause()
        self.until(self.player.position)

    def stand(self, frame: int) -> None:
        self.player.seek_standing(frame)
        self.until(frame)


DEEDS = (Hand.seek, Hand.drag, Hand.step, Hand.play, Hand.play_backwards, Hand.loop)


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Clip]:
    folder, made = tmp_path_factory.mktemp("films"), dict[str, Clip]()

    def clip(name: str) -> Clip:
        if name not in made:
            made[name] = clip_of(film_of(folder, name))
        return made[name]

    return clip


@pytest.mark.parametrize("name", [*KINDS, *ODD])
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    deeds=st.lists(st.sampled_from(DEEDS), min_size=3, max_size=4), seed=st.integers(0, 999), with_copy=st.booleans()
)
def test_any_deeds_on_any_film(
    clips: Callable[[str], Clip], name: str, deeds: list[Callable[[Hand], None]], seed: int, with_copy: bool
) -> None:
    hand = Hand(clips(name), seed, with_copy, first_shown(name))
    try:
        for deed in deeds:
            deed(hand)
    finally:
        hand.player.close()
    assert hand.screen.errors == []


@pytest.mark.parametrize("name", [*KINDS, *MORE_KINDS, *ODD])
def test_every_frame_in_any_order(tmp_path: Path, name: str) -> None:
    """Each is the one that its strip says, and to the bit what decoding the film straight through gives."""
    source = PlainSource(film_of(tmp_path, name))
    film = source.film()
    straight = straight_frames(source.path, film.stream_index, range(FRAMES))[-film.index.frames :]
    numbers = random.Random(name).sample(range(film.index.frames), film.index.frames)
    with FrameReader(source, film, cache_bytes=16 << 20) as reader:
        for number in numbers:
            assert read_strip(still(reader, number).pixels()) == number + first_shown(name)
            assert digest(reader.frame(number)) == straight[number][1]


@pytest.mark.parametrize("spoil", [lambda path: truncate(path, 0.6), lambda path: damage(path, 0.5, 300)])
def test_a_spoilt_film_is_right_but_for_the_spoilt_group(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(frames=FRAMES, gop=10, index_first=True))
    spoil(path)
    source, screen = PlainSource(path), Screen()
    film = source.film()
    player = Player(source, film, screen.callbacks, SilentDevice(), (640, 360))
    player.play()
    assert screen.stopped.wait(PATIENCE_S)
    player.close()
    shown = [screen.pictures.get() for _ in range(screen.pictures.qsize())]
    drawn = {one.frame: round(film.index.seconds(one.picture.pts) * 25) for one in shown}
    wrong = [one.frame for one in shown if read_strip(one.picture.pixels()[..., :3]) != drawn[one.frame]]
    assert shown[-1].frame == film.index.frames - 1
    assert not wrong or max(wrong) - min(wrong) < 10
    assert screen.errors == []


def test_of_several_pictures_the_films_own_is_played(tmp_path: Path) -> None:
    source, screen = PlainSource(two_pictures(tmp_path / "two.mp4")), Screen()
    film = source.film()
    assert (film.width_px, film.index.frames) == (640, 30)
    player = Player(source, film, screen.callbacks, view_px=(640, 360))
    player.play_span(film.index.span(4, 9))
    assert screen.until(9) == [4, 5, 6, 7, 8, 9]
    player.close()


def clicks_in(heard: bytes) -> list[float]:
    """Seconds at which clicks begin."""
    sound = np.abs(np.frombuffer(bytes(heard), np.int16).reshape(-1, 2).astype(np.float32)).max(axis=1) / 32767
    loud = np.flatnonzero(sound > 0.35)
    return [
        float(at) / SAMPLE_RATE for before, at in zip([-SAMPLE_RATE, *loud], loud, strict=False) if at - before > 4800
    ]


@pytest.mark.parametrize("name", ["plain.mp4", "late.mkv", "camera.mts", "web.webm"])
@pytest.mark.parametrize("speed", [Fraction(1), Fraction(1, 2)])
def test_clicks_are_heard_where_they_are(tmp_path: Path, name: str, speed: Fraction) -> None:
    assert_clicks_are_heard(PlainSource(make_film(tmp_path / name, replace(KINDS[name], frames=75))), speed)


@pytest.mark.parametrize("default", [0, 1])
@pytest.mark.parametrize("name", ["two.mp4", "two.mkv"])
def test_of_several_sounds_the_films_own_is_heard(tmp_path: Path, name: str, default: int) -> None:
    source = PlainSource(two_sounds(tmp_path / name, default))
    assert source.film().audio_index == 1 + default
    assert_clicks_are_heard(source, Fraction(1))


def assert_clicks_are_heard(source: PlainSource, speed: Fraction) -> None:
    film, screen, device = source.film(), Screen(), SilentDevice()
    player = Player(source, film, screen.callbacks, device, (320, 180))
    player.set_speed(speed)
    player.seek(15)
    player.play()
    assert screen.stopped.wait(PATIENCE_S)
    heard = bytes(device.heard)
    player.close()
    start_s = film.index.seconds(film.index.pts[15])
    expected = [float((second - start_s) / speed) for second in (1, 2)]
    assert clicks_in(heard) == pytest.approx(expected, abs=0.01 if speed == 1 else 0.05)
