"""The inspector asks for changes to the moment it shows, and loses no words."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.qt.hands import click, key
from tests.qt.scenes import FOUR, clip_index, moment
from ui.widgets.chip import TagChip
from ui.widgets.inspector import Inspector
from ui.widgets.saved_text import SavedText
from ui.widgets.tag_look import looks_of
from vidfeed.model.moment import TagRef, Who

LOOKS = looks_of([FOUR])
INDEX = clip_index(5000)
ONE = moment("one", 3275, 3474, "book/Inviting0", "gone/missing", stars=2, caption="Here I am", note="quiet")
TWO = moment("two", 100, 199)
Edits = list[tuple[str, str, Any]]


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    shown = Inspector()
    qtbot.addWidget(shown)
    shown.resize(316, 320)
    shown.show()
    shown.show_moment(ONE, INDEX, LOOKS)
    return shown


@pytest.fixture
def edits(inspector: Inspector) -> Edits:
    made: Edits = []
    inspector.edited.connect(lambda moment_id, field, value: made.append((moment_id, field, value)))
    return made


def button(inspector: Inspector, name: str) -> QAbstractButton:
    return next(one for one in inspector.findChildren(QAbstractButton) if one.accessibleName() == name)


def test_showing_a_moment_changes_nothing(inspector: Inspector, edits: Edits) -> None:
    inspector.show_moment(TWO, INDEX, LOOKS)
    inspector.show_moment(None, None, {})
    assert edits == []
    assert not inspector.isEnabled()


def test_each_control_asks_for_its_field(inspector: Inspector, edits: Edits) -> None:
    button(inspector, "Who: both").click()
    key(inspector.stars, Qt.Key.Key_Right)
    button(inspector, "Baby’s voice").click()
    assert edits == [("one", "who", Who.BOTH), ("one", "stars", 3), ("one", "baby_voice", True)]


def test_a_tag_is_taken_off_by_its_cross_only(inspector: Inspector, edits: Edits) -> None:
    chip = next(one for one in inspector.findChildren(TagChip) if one.accessibleName() == "Inviting 0, take off")
    click(chip, chip.rect().topLeft() + chip.rect().center() / 2)
    assert edits == []
    key(chip, Qt.Key.Key_Delete)
    assert edits == [("one", "tags", (TagRef("gone/missing", "gone", 1),))]


def test_words_are_saved_for_the_moment_they_were_typed_for(inspector: Inspector, edits: Edits) -> None:
    inspector.note.setFocus()
    QTest.keyClicks(inspector.note, "Slower ")
    inspector.show_moment(TWO, INDEX, LOOKS)
    assert edits == [("one", "note", "Slower quiet")]
    assert inspector.note.toPlainText() == ""


def test_words_being_typed_survive_a_refresh_of_the_same_moment(inspector: Inspector, edits: Edits) -> None:
    QTest.keyClicks(inspector.caption, "Oh! ")
    inspector.show_moment(replace(ONE, stars=1), INDEX, LOOKS)
    assert inspector.caption.toPlainText() == "Oh! Here I am"
    inspector.flush()
    assert edits == [("one", "caption", "Oh! Here I am")]
    inspector.flush()
    assert len(edits) == 1


def test_escape_saves_and_goes_back(inspector: Inspector, edits: Edits, qtbot: QtBot) -> None:
    QTest.keyClicks(inspector.caption, "Oh! ")
    with qtbot.waitSignal(inspector.left):
        key(inspector.caption, Qt.Key.Key_Escape)
    assert edits == [("one", "caption", "Oh! Here I am")]


def test_a_pause_saves(qtbot: QtBot) -> None:
    field = SavedText("Note")
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.saved) as saved:
        QTest.keyClicks(field, "a")
    assert saved.args == ["a"]


def test_hiding_saves(qtbot: QtBot) -> None:
    field = SavedText("Note")
    qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field, "ab")
    with qtbot.waitSignal(field.saved) as saved:
        field.hide()
    assert saved.args == ["ab"]


def test_the_field_grows_with_its_words(qtbot: QtBot) -> None:
    field = SavedText("Note")
    qtbot.addWidget(field)
    field.resize(200, 40)
    field.show()
    low = field.sizeHint().height()
    field.show_text("line\nline\nline")
    assert field.sizeHint().height() > low


def test_typing_without_a_pause_is_saved_while_it_goes_on(inspector: Inspector, edits: Edits, qtbot: QtBot) -> None:
    inspector.activateWindow()
    inspector.note.setFocus()
    waits: list[bool] = []
    inspector.note.waiting.connect(waits.append)

    def typed_on() -> bool:
        QTest.keyClicks(inspector.note, "a ")
        return bool(edits)

    qtbot.waitUntil(typed_on, timeout=8000)
    assert waits[:2] == [True, False]
    ((_moment, field, words),) = edits
    assert field == "note"
    assert "a a" in words


def test_stored_words_without_their_white_space_move_nobody_who_is_typing(inspector: Inspector, qtbot: QtBot) -> None:
    inspector.activateWindow()
    inspector.note.setFocus()
    qtbot.waitUntil(inspector.note.hasFocus)
    inspector.note.selectAll()
    QTest.keyClicks(inspector.note, "he looks ")
    inspector.note.flush()
    inspector.show_moment(replace(ONE, note="he looks"), INDEX, LOOKS)
    QTest.keyClicks(inspector.note, "up")
    assert inspector.note.toPlainText() == "he looks up"


def test_words_that_could_not_be_stored_stay_unsaved_and_come_back_with_their_moment(
    inspector: Inspector, edits: Edits
) -> None:
    inspector.edited.connect(lambda _id, field, _value: inspector.keep_words(field, getattr(ONE, field)))
    QTest.keyClicks(inspector.note, "very ")
    inspector.flush()
    assert inspector.note.unsaved
    inspector.show_moment(TWO, INDEX, LOOKS)
    assert (inspector.note.toPlainText(), inspector.note.unsaved) == ("", False)
    inspector.show_moment(ONE, INDEX, LOOKS)
    assert (inspector.note.toPlainText(), inspector.note.unsaved) == ("very quiet", True)
    inspector.show_moment(replace(ONE, stars=1), INDEX, LOOKS)
    assert inspector.note.toPlainText() == "very quiet"
    assert edits == [("one", "note", "very quiet")] * 2


def test_lines_of_a_page_without_a_break_end_anywhere_others_between_words(inspector: Inspector) -> None:
    between, anywhere = QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere, QTextOption.WrapMode.WrapAnywhere
    assert inspector.note.wordWrapMode() is between
    inspector.show_moment(replace(TWO, note="x" * 5_000), INDEX, LOOKS)
    assert inspector.note.wordWrapMode() is anywhere
    inspector.show_moment(ONE, INDEX, LOOKS)
    assert inspector.note.wordWrapMode() is between
    page = QMimeData()
    page.setText("y" * 5_000)
    inspector.note.insertFromMimeData(page)
    assert inspector.note.wordWrapMode() is anywhere
    assert inspector.note.toPlainText() == "y" * 5_000 + "quiet"
