"""The player shows the right frames, whatever is asked of it, and leaves nothing behind."""

import queue
import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise

import pytest

from tests.factories.films import FilmSpec, make_film
from tests.factories.plain_source import PlainSource
from tests.factories.strip import read_strip
from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.frames import FrameReader
from vidfeed.media.pictures import Picture
from vidfeed.media.player import Callbacks, Player, Shown
from vidfeed.media.sound_output import FRAME_BYTES, ReadSound
from vidfeed.media.sound_span import SOUND_RATE
from vidfeed.media.upright import Upright

FRAMES = 75
PATIENCE_S = 20


class Screen:
    """What the player delivered, in order."""

    def __init__(self) -> None:
        self.pictures: queue.Queue[Shown] = queue.Queue()
        self.stopped = threading.Event()
        self.errors: list[ExpectedError | InternalError] = []
        self.callbacks = Callbacks(self.pictures.put, self.stopped.set, self.errors.append)

    def until(self, frame: int, exact: bool = True) -> list[int]:
        """The frames delivered up to this one, each read off its picture."""
        seen: list[int] = []
        while True:
            shown = self.pictures.get(timeout=PATIENCE_S)
            strip = read_strip(shown.picture.pixels()[:, :, :3])
            assert strip == shown.frame
            seen.append(shown.frame)
            if shown.frame == frame and shown.exact == exact:
                return seen

    def rounds(self, count: int) -> list[int]:
        """The frames delivered until playing has gone back so often; a busy machine leaves some out."""
        seen: list[int] = []
        while sum(later < sooner for sooner, later in pairwise(seen)) < count:
            shown = self.pictures.get(timeout=PATIENCE_S)
            assert read_strip(shown.picture.pixels()[:, :, :3]) == shown.frame
            seen.append(shown.frame)
        return seen


class SilentDevice:
    """A sound device that takes what it is given at its own pace, on a thread, and remembers it."""

    def __init__(self) -> None:
        self.heard = bytearray()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, read: ReadSound) -> None:
        self.stop()
        self.heard.clear()
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


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> PlainSource:
    spec = FilmSpec(width=640, height=360, frames=FRAMES, gop=25, b_frames=2)
    return PlainSource(make_film(tmp_path_factory.mktemp("film") / "film.mp4", spec))


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture
def player(source: PlainSource, screen: Screen) -> Iterator[Player]:
    before = threading.active_count()
    player = Player(source, source.film(), screen.callbacks, view_px=(640, 360))
    yield player
    player.close()
    assert threading.active_count() == before
    assert screen.errors == []


def test_a_seek_shows_that_frame(player: Player, screen: Screen) -> None:
    for frame in (40, 3, 74, 0, 26):
        player.seek(frame)
        assert screen.until(frame)[-1] == frame
    assert player.position == 26


class SlowCopy:
    """A light copy of a film whose first picture is only given once the hand has moved on."""

    def __init__(self, source: PlainSource) -> None:
        self.asked, self.moved_on = threading.Event(), threading.Event()
        self._reader = FrameReader(source, source.film())
        self._upright = Upright(source.film())

    def picture(self, pts: int, width_px: int, height_px: int | None = None) -> Picture:
        self.asked.set()
        assert self.moved_on.wait(PATIENCE_S)
        frame = self._reader.frame(self._reader.film.index.frame_at(pts))
        return self._upright.picture(frame, width_px, height_px)

    def close(self) -> None:
        self._reader.close()


def test_a_picture_that_a_moving_hand_has_left_behind_is_shown_all_the_same(
    player: Player, screen: Screen, source: PlainSource
) -> None:
    slow = SlowCopy(source)
    player.set_quick(slow)
    player.seek(10, dragging=True)
    assert slow.asked.wait(PATIENCE_S)
    player.seek(20, dragging=True)
    slow.moved_on.set()
    assert screen.until(20, exact=False) == [10, 20]


def test_steps_add_up_both_ways_and_stop_at_the_ends(player: Player, screen: Screen) -> None:
    player.seek(30)
    screen.until(30)
    for _ in range(5):
        player.step(-1)
    screen.until(25)
    player.step(3)
    screen.until(28)
    player.step(-100)
    screen.until(0)
    player.step(+1000)
    screen.until(FRAMES - 1)


def test_playing_shows_every_frame_in_order_and_stops_at_the_end(player: Player, screen: Screen) -> None:
    player.set_speed(Fraction(1, 2))
    player.seek(60)
    screen.until(60)
    player.play()
    assert screen.until(FRAMES - 1) == list(range(60, FRAMES))
    assert screen.stopped.wait(PATIENCE_S)
    assert not player.playing
    assert player.position == FRAMES - 1


def test_playing_from_the_end_starts_over(player: Player, screen: Screen) -> None:
    player.seek(FRAMES - 1)
    screen.until(FRAMES - 1)
    player.play()
    assert screen.until(3)[0] == 0


def test_a_loop_goes_round_without_leaving_its_span(player: Player, screen: Screen, source: PlainSource) -> None:
    span = source.film().index.span(40, 44)
    player.set_loop(span)
    player.play()
    seen = screen.rounds(3)
    assert seen[0] == 40
    assert set(seen) <= {40, 41, 42, 43, 44}


def test_a_span_plays_once(player: Player, screen: Screen, source: PlainSource) -> None:
    player.play_span(source.film().index.span(10, 14))
    assert screen.stopped.wait(PATIENCE_S)
    assert screen.until(14) == [10, 11, 12, 13, 14]
    assert screen.pictures.empty()


def test_pausing_stands_on_the_frame_shown_last(player: Player, screen: Screen) -> None:
    player.play()
    screen.until(5)
    player.pause()
    stood = player.position
    screen.until(stood)
    assert not player.playing
    player.step(1)
    assert screen.until(stood + 1)[-1] == stood + 1


def test_a_seek_while_playing_goes_on_from_there(player: Player, screen: Screen) -> None:
    player.play()
    screen.until(2)
    player.seek(50)
    shown = screen.until(53)
    assert shown[-4:] == [50, 51, 52, 53]
    assert player.playing


def frames_with_command_at(
    source: PlainSource, screen: Screen, frame: int, begin: Callable[[Player], None], command: Callable[[Player], None]
) -> list[int]:
    """What is shown until playing ends by itself, where a command comes when a frame is first shown as it plays."""
    seen: list[int] = []

    def shown(picture: Shown) -> None:
        first = tried.playing and picture.frame == frame and frame not in seen
        seen.append(picture.frame)
        if first:
            command(tried)

    tried = Player(source, source.film(), Callbacks(shown, screen.stopped.set, screen.errors.append))
    begin(tried)
    assert screen.stopped.wait(PATIENCE_S)
    tried.close()
    assert frame in seen
    return seen


@pytest.mark.parametrize(
    "command",
    [
        lambda player: player.seek(FRAMES - 1),
        lambda player: player.set_speed(Fraction(1, 2)),
        lambda player: player.set_loop(None),
    ],
    ids=["seek", "speed", "loop"],
)
def test_only_play_itself_starts_over_at_the_end(
    source: PlainSource, screen: Screen, command: Callable[[Player], None]
) -> None:
    def begin(player: Player) -> None:
        player.seek(FRAMES - 3)
        player.play()

    assert min(frames_with_command_at(source, screen, FRAMES - 1, begin, command)) == FRAMES - 3


def test_going_on_at_the_end_plays_the_last_frame_alone(source: PlainSource, screen: Screen, player: Player) -> None:
    player.seek(FRAMES - 1)
    player.go_on()
    assert screen.stopped.wait(PATIENCE_S)
    assert set(screen.until(FRAMES - 1)) == {FRAMES - 1}


@pytest.mark.parametrize(
    "command",
    [lambda player: player.set_speed(Fraction(1, 2)), lambda player: player.set_loop(None)],
    ids=["speed", "loop"],
)
def test_a_span_keeps_its_end_whatever_changes_meanwhile(
    source: PlainSource, screen: Screen, command: Callable[[Player], None]
) -> None:
    span = source.film().index.span(10, 14)
    seen = frames_with_command_at(source, screen, 12, lambda player: player.play_span(span), command)
    assert sorted(set(seen)) == [10, 11, 12, 13, 14]


def test_a_loop_set_while_a_span_plays_goes_round(player: Player, screen: Screen, source: PlainSource) -> None:
    index = source.film().index
    player.play_span(index.span(10, 70))
    screen.until(11)
    player.set_loop(index.span(40, 42))
    seen = screen.rounds(2)
    looped = seen[seen.index(40) :]
    assert max(seen[: seen.index(40)], default=0) < 40
    assert set(looped) <= {40, 41, 42}


def test_a_loop_set_while_it_plays_backwards_is_for_the_way_forwards(source: PlainSource, screen: Screen) -> None:
    span = source.film().index.span(40, 42)

    def begin(player: Player) -> None:
        player.seek(12)
        player.play_backwards()

    seen = frames_with_command_at(source, screen, 8, begin, lambda player: player.set_loop(span))
    assert seen[-1] == 0 and max(seen) <= 12


def test_nothing_comes_after_close(source: PlainSource, screen: Screen) -> None:
    player = Player(source, source.film(), screen.callbacks)
    player.play()
    screen.pictures.get(timeout=PATIENCE_S)
    player.close()
    while not screen.pictures.empty():
        screen.pictures.get()
    player.play()
    player.seek(3)
    assert screen.pictures.empty()


@pytest.mark.parametrize("speed", [Fraction(1), Fraction(1, 2), Fraction(2)])
def test_the_sound_goes_with_the_picture(source: PlainSource, screen: Screen, speed: Fraction) -> None:
    device = SilentDevice()
    player = Player(source, source.film(), screen.callbacks, device, (320, 180))
    player.set_speed(speed)
    player.play()
    assert screen.stopped.wait(PATIENCE_S)
    player.close()
    assert any(device.heard)
    assert screen.pictures.qsize() > FRAMES // 2


def test_a_film_in_a_lost_device_is_still_played(source: PlainSource, screen: Screen) -> None:
    class DeadDevice(SilentDevice):
        def played_s(self) -> float | None:
            return None

    player = Player(source, source.film(), screen.callbacks, DeadDevice(), (320, 180))
    player.play()
    assert screen.stopped.wait(PATIENCE_S)
    player.close()
