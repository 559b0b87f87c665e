"""The Watch screen's keys: by place, only where they belong, no repeats."""

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.screens.watch.keys import WatchKeys
from ui.state.key_bindings import Command, KeyChoices, Preset
from ui.widgets.key_places import sign_of

NONE, CTRL, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def key(
    code: Qt.Key, modifiers: Qt.KeyboardModifier = NONE, scan: int = 0, virtual: int = 0, repeat: bool = False
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, code, modifiers, scan, virtual, 0, "", repeat)


@pytest.mark.parametrize(
    ("code", "modifiers", "command"),
    [
        (Qt.Key.Key_Space, NONE, Command.PLAY),
        (Qt.Key.Key_K, NONE, Command.PAUSE),
        (Qt.Key.Key_Comma, NONE, Command.FRAME_BACK),
        (Qt.Key.Key_Equal, NONE, Command.FASTER),
        (Qt.Key.Key_BracketRight, NONE, Command.LOOP_B),
        (Qt.Key.Key_G, NONE, Command.REPEAT),
        (Qt.Key.Key_Left, ALT, Command.NUDGE_BACK),
        (Qt.Key.Key_2, CTRL, Command.STAR_2),
        (Qt.Key.Key_Return, NONE, Command.CAPTION),
        (Qt.Key.Key_Return, CTRL, Command.NOTE),
        (Qt.Key.Key_Z, CTRL, Command.UNDO),
        (Qt.Key.Key_Z, CTRL | SHIFT, Command.REDO),
        (Qt.Key.Key_Q, NONE, None),
        (Qt.Key.Key_4, CTRL, None),
        (Qt.Key.Key_K, CTRL, None),
        (Qt.Key.Key_L, CTRL, None),
    ],
)
def test_each_key_asks_for_its_own(code: Qt.Key, modifiers: Qt.KeyboardModifier, command: Command | None) -> None:
    assert WatchKeys(QObject()).command_of(key(code, modifiers)) is command


def test_keys_follow_their_place_on_an_azerty_keyboard() -> None:
    below_the_letters = key(Qt.Key.Key_Comma, scan=58)  # prints a comma where a British keyboard prints M
    assert sign_of(below_the_letters, "xcb") == "M"
    assert sign_of(key(Qt.Key.Key_Semicolon, scan=51), "windows") == ","
    assert sign_of(key(Qt.Key.Key_M, virtual=46), "cocoa") == "M"
    assert sign_of(key(Qt.Key.Key_Q, scan=38), "xcb") == "A"
    assert sign_of(key(Qt.Key.Key_F5, scan=71), "xcb") is None


class Region(QWidget):
    """A region with the focus, and a text field in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field = QLineEdit()
        QVBoxLayout(self).addWidget(self.field)
        self.keys = WatchKeys(self)
        self.keys.watch(self)
        self.pressed: list[Command] = []
        self.released: list[Command] = []
        self.keys.pressed.connect(self.pressed.append)
        self.keys.released.connect(self.released.append)


@pytest.fixture
def region(qtbot: QtBot) -> Region:
    widget = Region()
    qtbot.addWidget(widget)
    with qtbot.waitActive(widget):
        widget.show()
    widget.setFocus()
    return widget


def test_press_and_release_are_told(region: Region) -> None:
    QTest.keyClick(region, Qt.Key.Key_M)
    assert region.pressed == region.released == [Command.MOMENT]


def test_a_text_field_in_the_region_keeps_its_letters(region: Region) -> None:
    QTest.keyClicks(region.field, "km")
    assert (region.field.text(), region.pressed) == ("km", [])


def test_a_held_key_repeats_only_where_one_steps(region: Region) -> None:
    for command, code in ((Command.MOMENT, Qt.Key.Key_M), (Command.FRAME_FORWARD, Qt.Key.Key_Period)):
        region.pressed.clear()
        for repeat in (False, True, True):
            region.keys.eventFilter(region, key(code, repeat=repeat))
        assert region.pressed == [command] * (1 if command is Command.MOMENT else 3)


def test_losing_the_focus_lets_go_of_held_keys(region: Region) -> None:
    QTest.keyPress(region, Qt.Key.Key_M)
    assert region.keys.holds(Command.MOMENT)
    region.field.setFocus()
    assert region.released == [Command.MOMENT]


def test_single_keys_can_be_switched_off_and_others_stay() -> None:
    keys = WatchKeys(QObject(), KeyChoices(single_keys=False))
    for code, modifiers in ((Qt.Key.Key_M, NONE), (Qt.Key.Key_Period, NONE), (Qt.Key.Key_P, SHIFT)):
        assert keys.command_of(key(code, modifiers)) is None
    assert keys.command_of(key(Qt.Key.Key_Space)) is Command.PLAY
    assert keys.command_of(key(Qt.Key.Key_2, CTRL)) is Command.STAR_2
    assert keys.command_of(key(Qt.Key.Key_Down)) is Command.NEXT


def test_presets_and_own_keys() -> None:
    keys = WatchKeys(QObject(), KeyChoices(Preset.SIMPLE))
    assert keys.command_of(key(Qt.Key.Key_Right)) is Command.FORWARD
    assert keys.command_of(key(Qt.Key.Key_K)) is None
    keys.use(KeyChoices(Preset.CODER).changed(Command.STILL, "K"))
    assert keys.command_of(key(Qt.Key.Key_Right)) is Command.FRAME_FORWARD
    assert keys.command_of(key(Qt.Key.Key_K)) is Command.STILL
    assert keys.command_of(key(Qt.Key.Key_N)) is None
