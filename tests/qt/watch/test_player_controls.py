"""Backwards, once, in a loop, how loud, how close: asked by keys and menu, judged by the painted numbers."""

import threading
from collections.abc import Callable, Iterator
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from storage.age.reader import Reader
from tests.factories.vaults import VaultOnDesk
from tests.qt.hands import CONTROL, key, wheel
from tests.qt.watch.seeing import painted_number, stored, wait_for
from ui.screens.watch.screen import WatchScreen
from ui.state.desk import Desk
from ui.state.player_choices import PlayerChoices
from ui.state.preferences import Preferences
from ui.widgets.announce import announcer
from vidfeed.model.zoom import ZoomRegion
from vidfeed.services import marking

SHIFT = Qt.KeyboardModifier.ShiftModifier
REGION = ZoomRegion(2500, 2500, 5000, 5000)


@pytest.fixture
def painted(screen: WatchScreen) -> list[int]:
    """Every frame that is painted from now on, in order."""
    numbers: list[int] = []
    screen.board.stage.view.picture_painted.connect(numbers.append)
    return numbers


def mark(screen: WatchScreen, first: int, last: int) -> str:
    """A moment over these frames, selected; its id."""
    film = screen.watched.film
    assert film is not None
    change = marking.mark(screen.desk.context, film.clip.id, film.film.index.span(first, last), ())
    screen.desk.announce(change)
    moment = change.moments[0].after
    assert moment is not None
    screen.watched.moments.select(moment.id)
    return moment.id


def action(screen: WatchScreen, text: str) -> QAction:
    """The entry of the player's menu as it stands now."""
    menu = screen.board.stage.transport.menu
    menu.aboutToShow.emit()
    menus = [menu, *(inner for one in menu.actions() if isinstance(inner := one.menu(), QMenu))]
    return next(one for some in menus for one in some.actions() if one.text().split("\t")[0] == text)


def badges(screen: WatchScreen) -> list[str]:
    return [badge.text for badge in screen.board.stage.view._badges]


def test_shift_and_space_play_backwards_to_the_start(screen: WatchScreen, qtbot: QtBot, painted: list[int]) -> None:
    view = screen.board.stage.view
    screen.play.seek(40)
    wait_for(qtbot, screen, 40)
    painted.clear()
    key(view, Qt.Key.Key_Space, SHIFT)
    assert badges(screen) == ["Backwards"]
    wait_for(qtbot, screen, 0)
    qtbot.waitUntil(lambda: not screen.watched.playing.is_playing)
    assert painted == sorted(painted, reverse=True)
    assert len(painted) > 5
    assert badges(screen) == []


def test_a_second_press_pauses_and_space_plays_on(screen: WatchScreen, qtbot: QtBot) -> None:
    view, playing = screen.board.stage.view, screen.watched.playing
    screen.play.seek(140)
    wait_for(qtbot, screen, 140)
    key(view, Qt.Key.Key_Space, SHIFT)
    qtbot.waitUntil(lambda: screen.play.frame < 135)
    key(view, Qt.Key.Key_Space, SHIFT)
    assert not playing.is_playing
    key(view, Qt.Key.Key_Space)
    assert playing.is_playing
    assert not playing.backwards
    qtbot.waitUntil(lambda: not playing.is_playing)
    wait_for(qtbot, screen, 149)


def test_this_moment_once_has_its_lead_in_and_stops_on_its_last_frame(
    screen: WatchScreen, qtbot: QtBot, painted: list[int]
) -> None:
    mark(screen, 70, 80)
    key(screen.board.stage.view, Qt.Key.Key_Return, SHIFT)
    wait_for(qtbot, screen, 80)
    qtbot.waitUntil(lambda: not screen.watched.playing.is_playing)
    assert 20 <= painted[0] < 70
    assert painted == sorted(painted)


def test_this_moment_goes_round_until_asked_again(screen: WatchScreen, qtbot: QtBot, painted: list[int]) -> None:
    mark(screen, 70, 76)
    view = screen.board.stage.view
    key(view, Qt.Key.Key_P, SHIFT)
    assert screen.board.timeline._scene.loop == (70, 76)
    qtbot.waitUntil(lambda: sum(later < earlier for earlier, later in pairwise(painted)) >= 2)
    assert set(painted[1:]) <= set(range(70, 77))
    key(view, Qt.Key.Key_P, SHIFT)
    assert not screen.play.loop.on
    qtbot.waitUntil(lambda: screen.play.frame > 90)


@pytest.mark.parametrize("name", ["Play this moment once", "Loop this moment", "Keep this zoom with the moment"])
def test_what_needs_a_moment_waits_for_one(screen: WatchScreen, name: str) -> None:
    screen.board.stage.view.zoom_by(2)
    assert not action(screen, name).isEnabled()
    mark(screen, 10, 20)
    assert action(screen, name).isEnabled()


def test_the_menu_has_every_speed_and_ticks_the_one_in_force(screen: WatchScreen) -> None:
    for text, speed in (("0.1 ×", Fraction(1, 10)), ("1.2 ×", Fraction(6, 5)), ("2 ×", Fraction(2))):
        action(screen, text).trigger()
        assert screen.watched.playing.speed == speed
        assert action(screen, text).isChecked()
    key(screen.board.stage.view, Qt.Key.Key_Minus)
    assert screen.watched.playing.speed == Fraction(9, 5)
    assert badges(screen) == ["1.8 speed"]


def test_u_mutes_says_so_and_a_moved_slider_brings_sound_back(screen: WatchScreen) -> None:
    said: list[str] = []
    announcer().announced.connect(lambda text, _loudly: said.append(text))
    volume = screen.board.stage.transport.volume
    key(screen.board.stage.view, Qt.Key.Key_U)
    assert volume.accessibleName() == "Sound is off"
    assert volume.volume == 100
    volume.panel.volume.setValue(60)
    assert volume.accessibleName() == "Volume: 60 %"
    assert said[-2:] == ["Sound off", "Sound on"]


def test_a_speed_at_which_nothing_is_heard_shows_so(screen: WatchScreen) -> None:
    volume = screen.board.stage.transport.volume
    screen.play.set_speed(Fraction(1, 5))
    assert volume.accessibleName() == "Volume: 100 %, silent at this speed"
    screen.controls.sound.set_slow_sound(True)
    assert volume.accessibleName() == "Volume: 100 %"
    screen.controls.sound.set_slow_sound(False)
    screen.play.set_speed(Fraction(1, 4))
    assert volume.accessibleName() == "Volume: 100 %"


def test_held_slow_play_shows_its_own_speed(screen: WatchScreen, qtbot: QtBot) -> None:
    screen.play.set_speed(Fraction(1, 2))
    screen.play.begin_slow(1)
    assert badges(screen) == ["¼ speed"]
    screen.play.end_slow()
    assert badges(screen) == ["½ speed"]
    screen.play.begin_slow(-1)
    assert badges(screen) == ["Backwards, ¼ speed"]
    screen.play.end_slow()


def test_a_films_gain_stays_with_the_film(screen: WatchScreen, desk: Desk, vault: VaultOnDesk, qtbot: QtBot) -> None:
    panel = screen.board.stage.transport.volume.panel
    panel.gain.setValue(7)
    assert vault.clip.gain_db == 7.0
    screen.left()
    again = WatchScreen(desk, make_sound=lambda: None)
    qtbot.addWidget(again)
    again.show()
    again.entered()
    wait_for(qtbot, again, 0)
    assert again.board.stage.transport.volume.panel.gain.value() == 7
    again.closing()


@pytest.mark.qt_log_ignore("^PulseAudioService")
def test_volume_speed_mute_and_device_are_as_they_were_left(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    def opened() -> WatchScreen:
        settings = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
        shown = WatchScreen(desk, make_sound=lambda: None, preferences=Preferences(settings))
        qtbot.addWidget(shown)
        return shown

    first = opened()
    first.play.set_speed(Fraction(3, 5))
    first.controls.sound.set_volume(35)
    first.controls.sound.set_muted(True)
    first.board.stage.transport.volume.panel.device_chosen.emit("abcd")
    first.closing()
    second = opened()
    volume = second.board.stage.transport.volume
    assert second.watched.playing.speed == Fraction(3, 5)
    assert (volume.volume, volume.muted) == (35, True)
    volume.about_to_open.emit()
    assert volume.panel.devices.currentText() == "The one chosen before (not connected)"
    second.closing()


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"volume_percent": 300, "speed": "1"}', '{"speed": "1/0"}'])
def test_choices_that_cannot_be_read_are_the_usual_ones(text: str) -> None:
    assert PlayerChoices.read(text) == PlayerChoices()


def test_a_close_up_has_a_plate_and_is_left_by_one_key(screen: WatchScreen) -> None:
    view = screen.board.stage.view
    wheel(view, QPoint(100, 100), 240, CONTROL)
    assert badges(screen) == ["1.6 ×"]
    key(view, Qt.Key.Key_0, CONTROL)
    assert badges(screen) == []


def test_a_moment_keeps_its_close_up_and_is_played_by_it(screen: WatchScreen, qtbot: QtBot) -> None:
    view = screen.board.stage.view
    moment_id = mark(screen, 60, 70)
    view.show_region(REGION)
    action(screen, "Keep this zoom with the moment").trigger()
    kept = ZoomRegion.parse(stored(screen)[0].zoom)
    assert kept == view.region
    view.fit()
    zoomed: dict[int, bool] = {}
    view.picture_painted.connect(lambda frame: zoomed.setdefault(frame, view.zoom.close))
    screen.controls.moment.once()
    qtbot.waitUntil(lambda: not screen.watched.playing.is_playing)
    assert {frame for frame, close in zoomed.items() if close} == {frame for frame in zoomed if frame >= 60}
    assert view.region == kept
    screen.play.seek(100)
    assert not view.zoom.close
    action(screen, "Show the moment whole again").trigger()
    moment = screen.watched.moments.moment(moment_id)
    assert moment is not None
    assert moment.zoom == ""
    screen.desk.undo(screen.history_scope() or "")
    assert stored(screen)[0].zoom


def test_a_disk_that_does_not_answer_is_waited_for_over_the_last_picture(screen: WatchScreen, qtbot: QtBot) -> None:
    view, playing = screen.board.stage.view, screen.watched.playing
    playing.stalled.emit(True)
    assert view._message is not None
    assert view._message.title == "Waiting for the disk…"
    assert view.painted_frame == 0
    playing.stalled.emit(False)
    assert view._message is None
    assert painted_number(screen) == 0


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Whether the disk answers; it does at the end."""
    answers = threading.Event()
    answers.set()
    for name in ("read", "read_at"):
        monkeypatch.setattr(Reader, name, _once_it(answers, getattr(Reader, name)))
    yield answers
    answers.set()


def _once_it(answers: threading.Event, read: Callable[..., bytes]) -> Callable[..., bytes]:
    def waiting(*asked: object) -> bytes:
        answers.wait()
        return read(*asked)

    return waiting


def test_a_seek_that_the_disk_does_not_answer_is_said_and_goes_on_by_itself(
    disk: threading.Event, screen: WatchScreen, qtbot: QtBot
) -> None:
    view = screen.board.stage.view
    screen.play.waiting.patience.setInterval(50)
    said: list[str] = []
    view.message_changed.connect(lambda: said.append(view._message.title) if view._message else None)
    disk.clear()
    try:
        screen.play.seek(140)
        qtbot.waitUntil(lambda: view._message is not None)
    finally:
        disk.set()  # or nothing could be closed
    wait_for(qtbot, screen, 140)
    assert said == ["Waiting for the disk…"]
    assert view._message is None
    screen.play.step(1)
    screen.play.step(1)
    wait_for(qtbot, screen, 142)
    assert not screen.play.waiting.patience.isActive()


def test_full_screen_hides_its_controls_while_the_hand_rests(screen: WatchScreen, qtbot: QtBot) -> None:
    stage = screen.board.stage
    key(stage.view, Qt.Key.Key_F11)
    assert screen.full_screen.on
    size = stage.view.size()
    assert stage.height() - size.height() <= 2
    screen.full_screen.rest.timeout.emit()
    assert not stage.transport.isVisible()
    wheel(stage.view, QPoint(5, 5), -120)
    assert stage.transport.isVisible()
    assert stage.view.size() == size
    key(stage.view, Qt.Key.Key_Escape)
    assert not screen.full_screen.on
    assert stage.transport.geometry().top() >= stage.view.geometry().bottom()
