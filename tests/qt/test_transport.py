"""The player's controls ask, and show what they are told."""

from fractions import Fraction

import pytest
from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from tests.qt.hands import click, key
from ui.widgets.segmented import Segmented
from ui.widgets.transport import Transport
from ui.widgets.volume import VolumeButton


@pytest.fixture
def transport(qtbot: QtBot) -> Transport:
    shown = Transport()
    qtbot.addWidget(shown)
    shown.set_time(Fraction(13432, 100), Fraction(408))
    shown.resize(700, 50)
    shown.show()
    return shown


def button(transport: Transport, name: str) -> QAbstractButton:
    return next(one for one in transport.findChildren(QAbstractButton) if one.accessibleName() == name)


@pytest.mark.parametrize(
    ("name", "signal"),
    [
        ("Previous moment", "previous_moment"),
        ("One frame back", "frame_back"),
        ("Play", "play_toggled"),
        ("One frame forward", "frame_forward"),
        ("Next moment", "next_moment"),
        ("Keep a still", "still_requested"),
        ("Full screen", "full_screen_requested"),
        ("Loop starts here", "loop_a"),
        ("Loop ends here", "loop_b"),
    ],
)
def test_each_button_asks_for_its_own(transport: Transport, qtbot: QtBot, name: str, signal: str) -> None:
    asked: SignalInstance = getattr(transport, signal)
    with qtbot.waitSignal(asked):
        button(transport, name).click()


def test_play_is_called_pause_while_playing(transport: Transport) -> None:
    transport.set_playing(True)
    assert button(transport, "Pause").toolTip() == "Pause"
    transport.name_keys(lambda command: command.value)
    assert button(transport, "Pause").toolTip() == "Pause (play)"
    transport.set_playing(False)
    assert button(transport, "Play").toolTip() == "Play (play)"


def test_a_typed_time_is_exact_and_kept_in_the_clip(transport: Transport, qtbot: QtBot) -> None:
    field = transport.time
    assert field.text == "02:14.32 / 06:48"
    click(field)
    edit = field.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    edit.setText("1:02.5")
    with qtbot.waitSignal(transport.time_entered) as entered:
        key(edit, Qt.Key.Key_Return)
    assert entered.args == [Fraction(125, 2)]
    field.edit()
    edit.setText("59:00")
    with qtbot.waitSignal(transport.time_entered) as entered:
        key(edit, Qt.Key.Key_Return)
    assert entered.args == [Fraction(408)]


def test_a_typed_time_that_is_none_asks_for_nothing(transport: Transport, qtbot: QtBot) -> None:
    transport.time.edit()
    edit = transport.time.findChild(QLineEdit)
    assert isinstance(edit, QLineEdit)
    edit.setText("soon")
    with qtbot.assertNotEmitted(transport.time_entered):
        key(edit, Qt.Key.Key_Return)


def test_speeds_are_fractions(transport: Transport, qtbot: QtBot) -> None:
    with qtbot.waitSignal(transport.speed_chosen) as chosen:
        button(transport, "Speed: half").click()
    assert chosen.args == [Fraction(1, 2)]
    transport.set_speed(Fraction(3, 5))
    assert not button(transport, "Speed: half").isChecked()


def test_loop_buttons_show_what_the_player_says_not_what_was_pressed(transport: Transport, qtbot: QtBot) -> None:
    transport.set_loop(True, True, False)
    with qtbot.waitSignal(transport.loop_toggled) as toggled:
        button(transport, "Loop on or off").click()
    assert toggled.args == [True]
    assert not button(transport, "Loop on or off").isChecked()


def test_volume_is_told_once_and_shown_without_a_signal(qtbot: QtBot) -> None:
    volume = VolumeButton()
    qtbot.addWidget(volume)
    with qtbot.assertNotEmitted(volume.volume_changed):
        volume.set_volume(0)
    assert volume.accessibleName() == "Sound is off"


def test_what_has_a_key_gives_way_where_there_is_no_room(transport: Transport) -> None:
    assert button(transport, "Keep a still").isVisible()
    transport.resize(430, 50)
    assert not button(transport, "Keep a still").isVisible()
    assert button(transport, "Play").isVisible()
    transport.resize(700, 50)
    assert button(transport, "Keep a still").isVisible()


def entries(menu: QMenu) -> dict[str, QAction]:
    menu.aboutToShow.emit()
    return {
        action.text().split("\t")[0]: action for one in (menu, *menu.findChildren(QMenu)) for action in one.actions()
    }


@pytest.mark.parametrize(
    ("entry", "signal"),
    [
        ("Keep a still", "still_requested"),
        ("Starts here", "loop_a"),
        ("Ends here", "loop_b"),
        ("On or off", "loop_toggled"),
        ("Full screen", "full_screen_requested"),
    ],
)
def test_the_menu_has_what_there_is_no_room_for(transport: Transport, qtbot: QtBot, entry: str, signal: str) -> None:
    transport.resize(430, 50)
    asked: SignalInstance = getattr(transport, signal)
    with qtbot.waitSignal(asked):
        entries(transport.menu)[entry].trigger()


def test_arrow_keys_move_a_choice(qtbot: QtBot) -> None:
    choice = Segmented("Who", [("a", "A", "a"), ("b", "B", "b")], optional=True)
    qtbot.addWidget(choice)
    choice.show()
    first, second = choice.findChildren(QAbstractButton)
    first.setFocus()
    with qtbot.waitSignal(choice.chosen) as chosen:
        key(first, Qt.Key.Key_Right)
    assert chosen.args == ["b"]
    assert choice.value == "b"
    with qtbot.waitSignal(choice.chosen) as chosen:
        click(second)
    assert chosen.args == [None]
