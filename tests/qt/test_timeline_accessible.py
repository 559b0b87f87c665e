"""What a screen reader finds in the timeline: every moment, by name, in order."""

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from pytestqt.qtbot import QtBot

from tests.qt.hands import key
from tests.qt.scenes import FOUR, clip_index, moment
from ui.widgets.tag_look import looks_of
from ui.widgets.timeline_view import TimelineView

NAME, VALUE = QAccessible.Text.Name, QAccessible.Text.Value


def timeline() -> TimelineView:
    shown = TimelineView()
    shown.resize(1110, 246)
    shown.set_clip(clip_index(4000))
    shown.set_codebook(FOUR, looks_of([FOUR]))
    shown.set_moments(
        [
            moment("a", 200, 399, "book/Tuning in0"),
            moment("b", 600, 799, "book/Inviting0"),
            moment("c", 3300, 3300, still=True),
        ]
    )
    shown.show()
    return shown


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    shown = timeline()
    qtbot.addWidget(shown)
    return shown


def spoken(view: TimelineView) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(view)


def test_it_is_a_list_of_the_moments_and_its_buttons(view: TimelineView) -> None:
    found = spoken(view)
    assert found.role() is QAccessible.Role.List
    names = [found.child(place).text(NAME) for place in range(found.childCount())]
    assert names[:3] == ["Tuning in 0, 8 seconds to 16 seconds", "Inviting 0, 24 seconds to 32 seconds",
                         "Still, 2 minutes 12"]  # fmt: skip
    assert set(names[3:]) == {"Show more of the clip", "Show less, larger"}
    assert [found.indexOfChild(found.child(place)) for place in range(5)] == [0, 1, 2, 3, 4]


def test_each_item_says_its_place_and_where_it_is(view: TimelineView) -> None:
    item = spoken(view).child(1)
    assert item.role() is QAccessible.Role.ListItem
    assert item.text(VALUE) == "moment 2 of 3"
    assert item.parent().object() is view
    middle = item.rect().center()
    assert spoken(view).childAt(middle.x(), middle.y()).text(NAME) == item.text(NAME)
    assert not item.state().offscreen
    view.zoom(8, 900)
    assert spoken(view).child(1).state().offscreen


def test_the_selected_one_is_where_the_focus_is(view: TimelineView) -> None:
    view.set_selected("b")
    found = spoken(view)
    assert [found.child(place).state().selected for place in range(3)] == [0, 1, 0]
    assert found.focusChild().text(NAME).startswith("Inviting 0")


def test_items_of_moments_that_are_gone_are_no_more_valid(view: TimelineView) -> None:
    item = spoken(view).child(0)
    view.set_moments([moment("b", 600, 799, "book/Inviting0")])
    assert not item.isValid()
    assert item.text(NAME) == ""
    assert spoken(view).childCount() == 3
    assert spoken(view).child(0).text(VALUE) == "moment 1 of 1"


def test_timelines_come_and_go_with_their_items(qtbot: QtBot) -> None:
    for _ in range(20):
        shown = timeline()
        assert spoken(shown).child(0).isValid()
        shown.close()
        shown.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        del shown
        gc.collect()


def test_arrows_home_and_end_move_the_playhead(view: TimelineView, qtbot: QtBot) -> None:
    sought: list[int] = []
    view.seek_requested.connect(lambda frame, _moving: sought.append(frame))
    view.set_playhead(100)
    for which in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End):
        key(view, which)
    assert sought == [101, 99, 0, 3999]
