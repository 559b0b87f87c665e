"""The list of what was done, after a restart too; the moments list's further filters and orders."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import copied, unlocked
from tests.qt.hands import key
from tests.qt.watch.seeing import stored
from ui.screens.watch.history_dialog import HistoryDialog
from ui.screens.watch.screen import WatchScreen
from ui.widgets.more_filter import Order, Wanted
from vidfeed.model.moment import Who
from vidfeed.services import assembling, marking

SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)
F4, RETURN, UP, DOWN = Qt.Key.Key_F4, Qt.Key.Key_Return, Qt.Key.Key_Up, Qt.Key.Key_Down


@pytest.fixture
def view(screen: WatchScreen) -> QWidget:
    return screen.board.stage.view


@pytest.fixture
def marks(screen: WatchScreen) -> WatchScreen:
    """Ten moments; the first has a caption, stars and who."""
    film = screen.watched.film
    assert film is not None
    ctx, index = screen.desk.context, film.film.index
    for number in range(10):
        fields: dict[str, Any] = {"caption": "There", "stars": 2, "who": Who.BABY} if number == 3 else {}
        span = index.span(number * 10, number * 10 + 9 - number % 4)
        screen.desk.announce(marking.mark(ctx, film.clip.id, span, **fields))
    return screen


def lines(dialog: HistoryDialog) -> list[str]:
    return [str(dialog.list.item(row).data(SPOKEN)) for row in range(dialog.list.count())]


def opened(screen: WatchScreen) -> HistoryDialog:
    (dialog,) = [one for one in screen.findChildren(HistoryDialog) if one.isVisible()]
    return dialog


def test_history_is_listed_and_gone_back_and_forth_in(marks: WatchScreen, view: QWidget) -> None:
    key(view, F4)
    dialog = opened(marks)
    assert len(lines(dialog)) == 11
    assert lines(dialog)[-1].endswith("Mark moment, 00:03.6–00:03.9")
    assert dialog.list.currentRow() == 10
    for _ in range(4):
        key(dialog.list, UP)
    key(dialog.list, RETURN)
    assert len(stored(marks)) == 6
    assert [line.endswith("taken back") for line in lines(dialog)] == [False] * 7 + [True] * 4
    for _ in range(3):
        key(dialog.list, DOWN)
    key(dialog.list, RETURN)
    assert len(stored(marks)) == 9
    key(dialog.list, Qt.Key.Key_Home)
    key(dialog.list, RETURN)
    assert stored(marks) == []
    key(dialog.list, Qt.Key.Key_End)
    key(dialog.list, RETURN)
    assert len(stored(marks)) == 10
    dialog.accept()


def test_history_is_there_after_a_restart(marks: WatchScreen, tmp_path: Path) -> None:
    folder = marks.desk.context.catalogue
    scope = marks.history_scope()
    assert scope is not None
    marks.desk.undo(scope)
    before = folder.steps(scope, 50)
    assert [step.undone for step in before] == [False] * 9 + [True]
    again = unlocked(copied(tmp_path / "vault", tmp_path / "again"))
    assert again.context.catalogue.steps(scope, 50) == before
    assert marking.redo(again.context, scope) is not None
    assert len(again.context.catalogue.moments(again.clip.id)) == 10
    again.close()


@pytest.mark.parametrize(
    ("wish", "count"),
    [(Wanted.BABY, "1 of 10"), (Wanted.PARENT, "0 of 10"), (Wanted.CAPTION, "1 of 10"), (Wanted.NO_CAPTION, "9 of 10")],
)
def test_filters(marks: WatchScreen, wish: Wanted, count: str) -> None:
    listed = marks.board.moments
    listed.more.actions_by_wish[wish].trigger()
    assert listed.count_text == count
    assert listed.more.accessibleName() == f"More filters and order: {wish.value}"
    listed.more.actions_by_wish[wish].trigger()
    assert listed.count_text == "10"


def test_those_in_a_reel(marks: WatchScreen, qtbot: QtBot) -> None:
    marks.adding.add([stored(marks)[4].id], "")
    marks.board.moments.more.actions_by_wish[Wanted.IN_REEL].trigger()
    assert marks.board.moments.count_text == "1 of 10"
    assert marks.desk.case is not None
    assert len(assembling.clip_ids_of(marks.adding.reels()[0])) == 1


def test_up_and_down_go_through_what_the_list_shows(marks: WatchScreen, view: QWidget) -> None:
    for moment in stored(marks)[6:8]:
        marks.watched.editing.change(moment.id, caption="Here")
    marks.board.moments.more.actions_by_wish[Wanted.CAPTION].trigger()
    places = []
    for which in (DOWN, DOWN, DOWN, DOWN, UP):
        key(view, which)
        assert marks.watched.moments.selected is not None
        places.append(marks.watched.moments.ordered.index(marks.watched.moments.selected))
    assert places == [3, 6, 7, 7, 6]


def test_up_and_down_follow_the_lists_order(marks: WatchScreen, view: QWidget) -> None:
    marks.board.moments.more.orders[Order.STARS].trigger()
    marks.moment.go_to(stored(marks)[3].id)
    key(view, DOWN)
    assert marks.watched.moments.selected == stored(marks)[0]
    key(view, UP)
    assert marks.watched.moments.selected == stored(marks)[3]


def test_orders(marks: WatchScreen) -> None:
    listed = marks.board.moments

    def first() -> str:
        listed.view.setCurrentIndex(listed.view.model().index(0, 0))
        return listed.selected or ""

    listed.more.orders[Order.STARS].trigger()
    assert first() == stored(marks)[3].id
    listed.more.orders[Order.LENGTH].trigger()
    assert first() in {stored(marks)[3].id, stored(marks)[7].id}
    listed.more.orders[Order.TIME].trigger()
    assert first() == stored(marks)[0].id
