from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from ui.screens.reviewing import Reviewing
from ui.screens.showing import ShowingScreen
from ui.state.desk import Desk
from ui.widgets.notice import Notice
from vidfeed.model.consent import Purpose, Role
from vidfeed.model.reel import Reel
from vidfeed.services import assembling, cases, consenting, marking


@pytest.fixture
def reel(vault: VaultOnDesk) -> Reel:
    ctx = vault.context
    index = ctx.catalogue.frame_index(vault.clip.id)
    change = marking.mark(ctx, vault.clip.id, index.span(25, 49))
    made = assembling.create_reel(ctx, CASE_CODE, "Looking and answering")
    assembling.add_moments(ctx, made.id, [change.moments[0].moment_id])
    return made


@pytest.fixture
def agreed(vault: VaultOnDesk, reel: Reel) -> Reel:
    for role in (Role.PARENT_A, Role.INFANT):
        person = cases.add_person(vault.context, CASE_CODE, role)
        consenting.give(vault.context, person, Purpose.REVIEW, vault.context.today())
    return reel


@pytest.fixture
def screen(desk: Desk, qtbot: QtBot) -> ShowingScreen:
    made = ShowingScreen(desk)
    qtbot.addWidget(made)
    made.show()
    return made


def button(screen: ShowingScreen) -> QPushButton:
    return next(b for b in screen.findChildren(QPushButton) if b.text() == "Show to the parent")


def test_what_stands_in_the_way_is_written_beside_the_button(screen: ShowingScreen, reel: Reel) -> None:
    screen.entered()
    assert not button(screen).isEnabled()
    notice = screen.findChild(Notice)
    assert isinstance(notice, Notice)
    assert "People and consent" in notice.said


def test_a_reel_that_may_be_shown_is_asked_for(screen: ShowingScreen, agreed: Reel, qtbot: QtBot) -> None:
    screen.entered()
    with qtbot.waitSignal(screen.desk.review_asked) as asked:
        button(screen).click()
    assert asked.args == [agreed.id]


@pytest.fixture
def ours(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def reviewing(desk: Desk, ours: QWidget) -> Iterator[Reviewing]:
    made = Reviewing(desk, ours, lambda: None)
    yield made
    made.closing()


def test_our_window_hides_while_a_reel_is_shown(reviewing: Reviewing, desk: Desk, agreed: Reel, ours: QWidget) -> None:
    held: list[bool] = []
    reviewing.watching_changed.connect(held.append)
    desk.review_asked.emit(agreed.id)
    assert not ours.isVisible()
    assert reviewing.window is not None
    assert held == [True]
    reviewing.window._leave()
    assert ours.isVisible()
    assert held[-1] is False
    assert reviewing.window is None


def test_a_refusal_shows_nothing(reviewing: Reviewing, desk: Desk, reel: Reel, ours: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(reviewing.refused):
        desk.review_asked.emit(reel.id)
    assert ours.isVisible()
    assert reviewing.window is None


def test_a_lock_ends_the_review(reviewing: Reviewing, desk: Desk, agreed: Reel) -> None:
    desk.review_asked.emit(agreed.id)
    window = reviewing.window
    assert window is not None
    reviewing.closing()
    assert not window.isVisible()
