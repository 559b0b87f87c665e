"""The storyboard asks for moves; dragging and Alt+arrows come to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, Qt
from pytestqt.qtbot import QtBot

from tests.qt.hands import ALT, drop, key
from ui.widgets.announce import announcer
from ui.widgets.story_item import StoryItem
from ui.widgets.story_model import StoryModel, moment_data
from ui.widgets.storyboard import Storyboard
from vidfeed.model.reel import ItemKind


def items(names: str) -> list[StoryItem]:
    return [StoryItem(name, ItemKind.MOMENT, f"Item {name}", "0:08") for name in names]


@pytest.fixture
def board(qtbot: QtBot) -> Storyboard:
    shown = Storyboard()
    qtbot.addWidget(shown)
    shown.resize(900, 140)
    shown.set_items([*items("abcd"), StoryItem("t", ItemKind.TITLE, "Title card", "0:04", "Our moments")])
    shown.show()
    return shown


def test_alt_and_arrows_ask_for_a_move(board: Storyboard) -> None:
    moves: list[tuple[str, int]] = []
    board.move_requested.connect(lambda item_id, place: moves.append((item_id, place)))
    board.set_current("b")
    key(board, Qt.Key.Key_Left, ALT)
    key(board, Qt.Key.Key_Right, ALT)
    board.set_current("a")
    key(board, Qt.Key.Key_Left, ALT)
    board.set_current("t")
    key(board, Qt.Key.Key_Right, ALT)
    assert moves == [("b", 0), ("b", 2)]


def test_a_drop_asks_for_the_place_where_it_fell(board: Storyboard, qtbot: QtBot) -> None:
    data = board.story.mimeData([board.story.index(3)])
    left_of_b = board.visualRect(board.story.index(1)).center() - QPoint(10, 0)
    with qtbot.waitSignal(board.move_requested) as moved:
        drop(board.viewport(), data, left_of_b)
    assert moved.args == ["d", 1]


def test_moments_are_dropped_where_they_fall(board: Storyboard, qtbot: QtBot) -> None:
    with qtbot.waitSignal(board.moments_dropped) as dropped:
        drop(board.viewport(), moment_data(["m1", "m2"]), QPoint(880, 60))
    assert dropped.args == [("m1", "m2"), 5]


def test_strangers_are_not_taken(board: Storyboard) -> None:
    data = QMimeData()
    data.setText("something else")
    assert not drop(board.viewport(), data, QPoint(50, 50))


def test_the_new_place_is_announced_and_stays_current(board: Storyboard, qtbot: QtBot) -> None:
    board.set_current("b")
    with qtbot.waitSignal(announcer().announced) as said, qtbot.assertNotEmitted(board.item_selected):
        board.set_items(items("bacd"))
    assert said.args == ["Position 1 of 4", False]
    assert board.current == "b"


def test_del_and_enter_ask(board: Storyboard, qtbot: QtBot) -> None:
    board.set_current("c")
    with qtbot.waitSignal(board.remove_requested) as removed:
        key(board, Qt.Key.Key_Delete)
    with qtbot.waitSignal(board.item_opened) as opened:
        key(board, Qt.Key.Key_Return)
    assert (removed.args, opened.args) == (["c"], ["c"])


def test_items_are_painted_and_spoken(board: Storyboard) -> None:
    assert not board.grab().isNull()
    role = int(Qt.ItemDataRole.AccessibleTextRole)
    assert board.story.data(board.story.index(4), role) == "Title card, Our moments, 0:04, position 5 of 5"
    board.set_items([])
    assert not board.grab().isNull()


@given(st.integers(1, 8), st.data())
def test_what_is_asked_for_is_what_a_list_would_do(count: int, data: st.DataObject) -> None:
    names = "abcdefgh"[:count]
    model = StoryModel()
    model.set_items(items(names))
    moves: list[tuple[str, int]] = []
    model.move_asked.connect(lambda item_id, place: moves.append((item_id, place)))
    name = data.draw(st.sampled_from(names))
    before = data.draw(st.integers(0, count))
    model.ask_move(name, before)
    rest = [other for other in names[:before] if other != name]
    expected = [*rest, name, *(other for other in names[before:] if other != name)]
    assert moves == ([] if expected == list(names) else [(name, expected.index(name))])
