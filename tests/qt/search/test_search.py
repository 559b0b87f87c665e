"""Search by keys alone: words, filters, pages, opening; nothing found, and a vault that fails."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from tests.qt.hands import CONTROL, key
from ui.screens.search import SearchScreen
from ui.screens.search.screen import NO_MATCH, NO_MOMENTS, still_key
from ui.state.cover_reading import still_reader
from ui.widgets.announce import announcer
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.services import marking

SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


def captions(screen: SearchScreen) -> list[str]:
    return [found.moment.caption for found in screen.model.found]


def test_the_newest_fifty_come_first_and_the_rest_when_asked_for(screen: SearchScreen, qtbot: QtBot) -> None:
    assert captions(screen)[0] == "word59 smile"
    assert len(captions(screen)) == 50
    assert screen.next.isVisible()
    key(screen.wishes.words, Qt.Key.Key_Down)
    assert screen.view.hasFocus()
    key(screen.view, Qt.Key.Key_End)
    key(screen.view, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: len(captions(screen)) == 60)
    assert captions(screen)[-1] == "word0 smile"
    assert not screen.next.isVisible()


def test_words_are_looked_for_while_one_types(screen: SearchScreen, qtbot: QtBot) -> None:
    said: list[str] = []
    announcer().announced.connect(lambda text, _now: said.append(text))
    assert screen.wishes.words.hasFocus()
    QTest.keyClicks(screen.wishes.words, "smi word7")
    qtbot.waitUntil(lambda: captions(screen) == ["word7 smile"])
    assert said[-1] == "1 moment"
    spoken = screen.model.index(0).data(SPOKEN)
    assert spoken == "WREN-07, session 1, Floor play, at 0 seconds, No tag, 3 stars. word7 smile"


def test_stars_who_tags_and_days_narrow(screen: SearchScreen, qtbot: QtBot) -> None:
    screen.wishes.stars.setCurrentIndex(3)
    qtbot.waitUntil(lambda: captions(screen) == ["word7 smile"])
    screen.wishes.who.setCurrentIndex(2)
    qtbot.waitUntil(lambda: captions(screen) == [])
    screen.wishes.who.setCurrentIndex(0)
    screen.wishes.stars.setCurrentIndex(0)
    tag = next(action for action in screen.wishes.tags.menu_actions if action.text() == "Comforting")
    tag.trigger()
    qtbot.waitUntil(lambda: captions(screen) == ["word40 smile", "word20 smile", "word0 smile"])
    screen.wishes.days.setCurrentIndex(4)
    assert screen.wishes.since.isVisible()
    screen.wishes.since.setDate(screen.wishes.since.date().addDays(400))
    qtbot.waitUntil(lambda: captions(screen) == [])


def test_enter_opens_the_film_at_the_moment(screen: SearchScreen, qtbot: QtBot) -> None:
    QTest.keyClicks(screen.wishes.words, "word7")
    qtbot.waitUntil(lambda: captions(screen) == ["word7 smile"])
    key(screen.wishes.words, Qt.Key.Key_Down)
    with qtbot.waitSignal(screen.desk.clip_opened) as opened:
        key(screen.view, Qt.Key.Key_Return)
    found = screen.model.found[0]
    assert opened.args == [found.clip, found.moment.id]


def test_stills_arrive(screen: SearchScreen, qtbot: QtBot) -> None:
    wanted = still_key(screen.model.found[0])
    qtbot.waitUntil(lambda: screen.stills.picture(wanted) is not None)


def test_nothing_matches(screen: SearchScreen, qtbot: QtBot) -> None:
    QTest.keyClicks(screen.wishes.words, "zebra")
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.nothing)
    assert screen.nothing.accessibleName() == NO_MATCH
    key(screen.wishes.words, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(captions(screen)) == 50)


def test_a_vault_without_moments_says_what_to_do(vault: VaultOnDesk, qtbot: QtBot) -> None:
    for moment in vault.context.catalogue.moments(vault.clip.id):
        marking.remove(vault.context, moment.id)
    screen = SearchScreen(vault.desk(), still_reader(vault.context))
    qtbot.addWidget(screen)
    screen.entered()
    assert screen.pages.currentWidget() is screen.looking
    qtbot.waitUntil(lambda: screen.pages.currentWidget() is screen.nothing)
    assert screen.nothing.accessibleName() == NO_MOMENTS
    screen.closing()


def test_what_cannot_be_read_is_said_and_can_be_tried_again(
    screen: SearchScreen, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = screen.desk.context.catalogue

    def fail(*_args: object, **_named: object) -> list[object]:
        raise ExpectedError(ErrorKind.DAMAGED, "The catalogue can’t be read.", "Check the vault.")

    monkeypatch.setattr(store, "newest_moments", fail)
    screen.look()
    qtbot.waitUntil(screen.error.isVisible)
    monkeypatch.undo()
    screen.error.retry_requested.emit()
    qtbot.waitUntil(lambda: not screen.error.isVisible() and len(captions(screen)) == 50)


def test_ctrl_f_comes_back_to_the_words(screen: SearchScreen) -> None:
    screen.view.setFocus()
    key(screen.view, Qt.Key.Key_F, CONTROL)
    assert screen.wishes.words.hasFocus()
    screen.view.setFocus()
    key(screen.view, Qt.Key.Key_Escape)
    assert screen.wishes.words.hasFocus()
