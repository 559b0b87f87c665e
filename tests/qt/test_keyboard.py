"""Palette keys by where they lie."""

import pytest
from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QKeyEvent

from ui.widgets.keyboard import Letters, position_of

NONE = Qt.KeyboardModifier.NoModifier


def event(key: Qt.Key, scan_code: int = 0, virtual_key: int = 0, text: str = "") -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, NONE, scan_code, virtual_key, 0, text)


@pytest.mark.parametrize(
    ("platform", "scan_code", "virtual_key", "expected"),
    [
        ("xcb", 24, 0, (1, 0)),
        ("wayland", 55, 0, (3, 3)),
        ("windows", 16, 0, (1, 0)),
        ("windows", 47, 0, (3, 3)),
        ("windows", 24, 0, None),
        ("cocoa", 0, 12, (1, 0)),
        ("cocoa", 0, 0, (2, 0)),
        ("cocoa", 0, 49, None),
        ("xcb", 65, 0, None),
    ],
)
def test_the_place_decides_and_not_the_letter(
    platform: str, scan_code: int, virtual_key: int, expected: tuple[int, int] | None
) -> None:
    assert position_of(event(Qt.Key.Key_M, scan_code, virtual_key, "m"), platform) == expected


def test_without_a_scan_code_the_letter_decides() -> None:
    assert position_of(event(Qt.Key.Key_1)) == (0, 0)
    assert position_of(event(Qt.Key.Key_V)) == (3, 3)
    assert position_of(event(Qt.Key.Key_P)) is None
    assert position_of(event(Qt.Key.Key_Escape)) is None


def test_letters_start_from_the_language_and_are_learnt() -> None:
    french = Letters(QLocale("fr_FR"))
    assert (french[1, 0], french[3, 0], french[0, 0]) == ("A", "W", "1")
    assert Letters(QLocale("de_AT"))[3, 0] == "Y"
    letters = Letters(QLocale("en_GB"))
    assert letters[1, 0] == "Q"
    assert letters.learn(event(Qt.Key.Key_A, 24, text="a"), (1, 0))
    assert letters[1, 0] == "A"
    assert not letters.learn(event(Qt.Key.Key_A, 24, text="a"), (1, 0))
    assert not letters.learn(event(Qt.Key.Key_Ampersand, 10, text="&"), (0, 0))
    assert letters[0, 0] == "1"
