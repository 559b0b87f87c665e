"""Tags as keys: pressed, held, paged, counted."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.hands import CONTROL, key, press, raw_key, release
from tests.qt.scenes import FOUR, SMALL
from ui.widgets.page_dots import PageDots
from ui.widgets.tag_palette import TagPalette


@pytest.fixture
def palette(qtbot: QtBot) -> TagPalette:
    shown = TagPalette()
    qtbot.addWidget(shown)
    shown.set_codebooks([FOUR, SMALL], "book")
    shown.resize(304, 420)
    shown.show()
    return shown


@pytest.fixture
def seen(palette: TagPalette) -> list[tuple[str, str]]:
    events: list[tuple[str, str]] = []
    palette.tag_pressed.connect(lambda tag_id: events.append(("down", tag_id)))
    palette.tag_released.connect(lambda tag_id: events.append(("up", tag_id)))
    return events


def test_a_key_marks_from_press_to_release_and_repeats_count_once(
    palette: TagPalette, seen: list[tuple[str, str]]
) -> None:
    raw_key(palette, True, Qt.Key.Key_W, "w")
    raw_key(palette, True, Qt.Key.Key_W, "w", repeat=True)
    raw_key(palette, False, Qt.Key.Key_W, "w", repeat=True)
    held = palette.key_at((1, 1))
    assert held is not None
    assert held.lit
    raw_key(palette, False, Qt.Key.Key_W, "w")
    assert seen == [("down", "book/Inviting1"), ("up", "book/Inviting1")]


def test_the_mouse_marks_too(palette: TagPalette, seen: list[tuple[str, str]]) -> None:
    tag_key = palette.key_at((0, 2))
    assert tag_key is not None
    press(tag_key, tag_key.rect().center())
    assert seen == [("down", "book/Tuning in2")]
    release(tag_key, tag_key.rect().center())
    assert seen[1:] == [("up", "book/Tuning in2")]


def test_control_and_keys_without_a_tag_mark_nothing(palette: TagPalette, seen: list[tuple[str, str]]) -> None:
    key(palette, Qt.Key.Key_1, CONTROL)
    palette.turn_page()
    key(palette, Qt.Key.Key_V)
    assert seen == []


def test_tab_turns_the_page_round_and_lets_go(palette: TagPalette, seen: list[tuple[str, str]]) -> None:
    raw_key(palette, True, Qt.Key.Key_Z, "z")
    raw_key(palette, True, Qt.Key.Key_Tab)
    assert seen == [("down", "book/In tune0"), ("up", "book/In tune0")]
    assert palette.page == 1
    second = palette.key_at((0, 0))
    third = palette.key_at((1, 0))
    assert second is not None
    assert third is not None
    assert (second.look.name, third.look.name) == ("In tune 4", "Guiding 0")
    key(palette, Qt.Key.Key_Tab)
    assert palette.page == 0


def test_a_running_tag_s_key_stays_down_whatever_the_mouse_does(palette: TagPalette) -> None:
    tag_key = palette.key_at((1, 0))
    assert tag_key is not None
    palette.tag_pressed.connect(lambda tag_id: palette.set_running([tag_id]))
    press(tag_key, tag_key.rect().center())
    release(tag_key, tag_key.rect().center())
    assert tag_key.isDown() and tag_key.lit
    palette.set_codebooks([FOUR, SMALL], "book")
    rebuilt = palette.key_at((1, 0))
    assert rebuilt is not None and rebuilt.isDown()
    palette.set_running([])
    assert not rebuilt.isDown()


def test_without_single_keys_tab_goes_on_and_the_dots_turn_the_page(palette: TagPalette, qtbot: QtBot) -> None:
    dots = palette.findChild(PageDots)
    assert dots is not None
    spoken = QAccessible.queryAccessibleInterface(dots)
    assert spoken.role() is QAccessible.Role.Button
    assert spoken.text(QAccessible.Text.Name) == "Page 1 of 2, next: In tune · Guiding"
    palette.setFocus()
    key(palette, Qt.Key.Key_Tab)
    assert palette.page == 1
    palette.single_keys = False
    key(palette, Qt.Key.Key_Tab)
    assert palette.page == 1
    dots.setFocus()
    key(dots, Qt.Key.Key_Space)
    assert palette.page == 0


def test_a_held_tab_turns_one_page(palette: TagPalette) -> None:
    raw_key(palette, True, Qt.Key.Key_Tab)
    raw_key(palette, True, Qt.Key.Key_Tab, repeat=True)
    assert palette.page == 1


def test_losing_the_focus_ends_a_hold(palette: TagPalette, seen: list[tuple[str, str]], qtbot: QtBot) -> None:
    player = QWidget()
    qtbot.addWidget(player)
    palette.watch(player)
    raw_key(player, True, Qt.Key.Key_A, "a")
    assert seen == [("down", "book/Receiving0")]
    palette.release_all()
    assert seen == [("down", "book/Receiving0"), ("up", "book/Receiving0")]
    raw_key(player, False, Qt.Key.Key_A, "a")
    assert len(seen) == 2


def test_typing_elsewhere_marks_nothing(palette: TagPalette, seen: list[tuple[str, str]], qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    field = QLineEdit()
    player = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(field)
    column.addWidget(player)
    palette.watch(player)
    key(field, Qt.Key.Key_Q)
    assert seen == []
    assert field.text() == "q"


def test_a_disabled_palette_is_silent(palette: TagPalette, seen: list[tuple[str, str]], qtbot: QtBot) -> None:
    player = QWidget()
    qtbot.addWidget(player)
    palette.watch(player)
    palette.setEnabled(False)
    key(player, Qt.Key.Key_1)
    assert seen == []


def test_starter_is_three_and_three_large_keys(palette: TagPalette) -> None:
    palette.set_codebooks([FOUR, SMALL], "small")
    places = [(row, column) for row in range(2) for column in range(3)]
    keys = [palette.key_at(place) for place in places]
    assert [one.look.letter for one in keys if one] == ["1", "2", "3", "Q", "W", "E"]
    assert palette.key_at((0, 3)) is None


def test_counts_and_the_selected_moments_tags_are_told(palette: TagPalette) -> None:
    palette.set_counts({"book/Receiving1": 3})
    palette.set_tagged(["book/Receiving1"])
    tag_key = palette.key_at((2, 1))
    assert tag_key is not None
    assert tag_key.accessibleName() == "Receiving 1, key S"
    assert tag_key.accessibleDescription() == "3 in this clip, on the selected moment"


def test_a_letter_is_learnt_from_its_place(palette: TagPalette, qtbot: QtBot) -> None:
    with qtbot.waitSignal(palette.letters_changed):
        raw_key(palette, True, Qt.Key.Key_A, "a", scan_code=24)
    first = palette.key_at((1, 0))
    assert first is not None
    assert first.look.letter == "A"
    assert first.look.tag_id == "book/Inviting0"


def test_a_flash_goes_out(palette: TagPalette, qtbot: QtBot) -> None:
    palette.flash("book/Receiving1")
    tag_key = palette.key_at((2, 1))
    assert tag_key is not None
    assert tag_key.lit
    qtbot.waitUntil(lambda: not tag_key.lit)


def test_another_codebook_is_asked_for(palette: TagPalette, qtbot: QtBot) -> None:
    combo = palette.findChild(QComboBox)
    assert isinstance(combo, QComboBox)
    combo.setFocus()
    with qtbot.waitSignal(palette.codebook_chosen) as chosen:
        key(combo, Qt.Key.Key_Down)
    assert chosen.args == ["small"]
