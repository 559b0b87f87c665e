"""The player under a hand that does not wait: whatever the order of commands, it ends on the right frame."""

from __future__ import annotations

import io
import random
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import BinaryIO

import pytest

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.factories.plain_source import PlainSource
from tests.media.test_player import PATIENCE_S, Screen, SilentDevice
from vidfeed.media.packet_pictures import ProxyReader
from vidfeed.media.player import Player, Shown
from vidfeed.media.preparing import Sinks, prepare_film
from vidfeed.model.clip import Film
from vidfeed.model.packet_table import PacketTable

FRAMES = 120
SPEEDS = [Fraction(1, 10), Fraction(1, 4), Fraction(1, 2), Fraction(1), Fraction(2)]


@dataclass(frozen=True)
class Clip:
    source: PlainSource
    film: Film
    proxy: bytes
    table: PacketTable

    def open(self) -> BinaryIO:
        return io.BytesIO(self.proxy)

    def quick(self) -> ProxyReader:
        return ProxyReader(self, self.table, self.film.index)


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Clip:
    spec = FilmSpec(frames=FRAMES, gop=50, variable_rate=True, rotation=90)
    source = PlainSource(make_film(tmp_path_factory.mktemp("film") / "a.mp4", spec))
    proxy = io.BytesIO()
    made = prepare_film(source, source.film(), Sinks(proxy, io.BytesIO(), io.BytesIO()))
    return Clip(source, source.film(), proxy.getvalue(), made.proxy)


@pytest.fixture
def no_threads_left() -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    assert set(threading.enumerate()) <= before


def command(player: Player, dice: random.Random, clip: Clip) -> None:
    """One thing that a hand does."""
    frame, length = dice.randrange(FRAMES), dice.randrange(1, 20)
    span = clip.film.index.span(frame, frame + length)
    choices: list[Callable[[], None]] = [
        player.play,
        player.pause,
        lambda: player.seek(frame),
        lambda: player.seek(frame, dragging=True),
        lambda: player.step(dice.choice([-1, 1, 1, -5])),
        lambda: player.set_speed(dice.choice(SPEEDS)),
        lambda: player.set_loop(dice.choice([None, span])),
        lambda: player.play_span(span),
        lambda: player.set_view(dice.randrange(240, 700), dice.randrange(240, 700)),
    ]
    dice.choice(choices)()


def rest_on(player: Player, screen: Screen, frame: int) -> list[Shown]:
    """Seeks there and waits for the exact picture; all that was shown until then."""
    player.pause()
    player.seek(frame)
    shown: list[Shown] = []
    while not (shown and shown[-1].exact and shown[-1].frame == frame):
        shown.append(screen.pictures.get(timeout=PATIENCE_S))
    return shown


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("with_sound", [False, True])
def test_any_order_of_commands(clip: Clip, seed: int, with_sound: bool, no_threads_left: None) -> None:
    dice, screen = random.Random(seed), Screen()
    device = SilentDevice() if with_sound else None
    player = Player(clip.source, clip.film, screen.callbacks, device, (200, 320))
    if seed % 2:
        player.set_quick(clip.quick())
    for _ in range(6):
        for _ in range(dice.randrange(1, 8)):
            command(player, dice, clip)
        frame = dice.randrange(FRAMES)
        for shown in rest_on(player, screen, frame):
            assert read_strip(shown.picture.pixels()[..., :3]) == shown.frame
        assert player.position == frame
        assert not player.playing
    player.close()
    assert screen.errors == []


def test_dragging_shows_the_light_copy_and_resting_the_original(clip: Clip, no_threads_left: None) -> None:
    screen = Screen()
    player = Player(clip.source, clip.film, screen.callbacks, view_px=(200, 320))
    player.set_quick(clip.quick())
    for frame in (90, 10, 60):
        player.seek(frame, dragging=True)
        screen.until(frame, exact=False)
    player.seek(60)
    screen.until(60, exact=True)
    player.close()


def test_many_commands_from_many_threads(clip: Clip, no_threads_left: None) -> None:
    screen = Screen()
    player = Player(clip.source, clip.film, screen.callbacks, SilentDevice(), (200, 320))

    def hand(seed: int) -> None:
        dice = random.Random(seed)
        for _ in range(25):
            command(player, dice, clip)

    hands = [threading.Thread(target=hand, args=(seed,)) for seed in range(3)]
    for one in hands:
        one.start()
    for one in hands:
        one.join()
    assert rest_on(player, screen, 77)[-1].frame == 77
    player.close()
    assert screen.errors == []


def test_closing_while_it_plays_seeks_and_loads(clip: Clip, no_threads_left: None) -> None:
    for seed in range(8):
        screen = Screen()
        player = Player(clip.source, clip.film, screen.callbacks, SilentDevice(), (200, 320))
        dice = random.Random(seed)
        for _ in range(dice.randrange(5)):
            command(player, dice, clip)
        player.close()
        while not screen.pictures.empty():
            screen.pictures.get()
        player.play()
        player.seek(5)
        assert screen.pictures.empty()
