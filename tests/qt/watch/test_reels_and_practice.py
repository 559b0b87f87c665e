"""A moment into a reel by one key; and the five minutes of practice."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.factories.films import FilmSpec
from tests.factories.vaults import VaultOnDesk, make_vault, unlocked
from tests.qt.hands import click, key
from tests.qt.watch.seeing import stored, wait_for, wait_past
from ui.screens.watch.practice import LAST, MARK, PLAY, REEL
from ui.screens.watch.reel_control import ReelControl
from ui.screens.watch.screen import WatchScreen
from ui.state.desk import Desk
from ui.widgets.timeline_scene import Sound
from vidfeed.model.codebook import Audience
from vidfeed.model.moment import TagRef
from vidfeed.services import assembling, marking


def mark(screen: WatchScreen, first: int, *tags: TagRef) -> str:
    film = screen.watched.film
    assert film is not None
    change = marking.mark(screen.desk.context, film.clip.id, film.film.index.span(first, first + 9), tags)
    screen.desk.announce(change)
    return change.moments[0].moment_id


def choose(screen: WatchScreen, number: int) -> None:
    """B, then an entry of the chooser."""
    key(screen.board.stage.view, Qt.Key.Key_B)
    screen.reel.menu.actions()[number].trigger()
    screen.reel.menu.close()


def test_b_makes_a_reel_and_then_adds_to_it(screen: WatchScreen, desk: Desk, vault: VaultOnDesk) -> None:
    ids = [mark(screen, 10), mark(screen, 40)]
    for moment_id in ids:
        screen.watched.moments.select(moment_id)
        choose(screen, 0)
    (reel,) = vault.context.catalogue.reels(vault.case.id)
    assert [item.moment_id for item in reel.items] == ids


def test_b_with_nothing_selected_only_says_so(screen: WatchScreen, vault: VaultOnDesk) -> None:
    key(screen.board.stage.view, Qt.Key.Key_B)
    assert not screen.reel.menu.isVisible()
    assert vault.context.catalogue.reels(vault.case.id) == []


@pytest.mark.parametrize("meant", [True, False])
def test_a_tag_that_is_not_for_parents_asks_first(screen: WatchScreen, vault: VaultOnDesk, meant: bool) -> None:
    books = vault.context.catalogue.codebooks()
    private = next(book for book in books if book.audience is Audience.CLINICIAN_ONLY)
    reel = assembling.create_reel(vault.context, vault.case.code, "Our reel")
    asked: list[str] = []

    def answer(_page: object, error: Exception) -> bool:
        asked.append(str(error))
        return meant

    control = ReelControl(screen.adding, screen.watched.moments, screen.board.stage, screen, confirm=answer)
    screen.adding.unsure.disconnect(screen.reel.ask)
    moment_id = mark(screen, 10, TagRef(private.tags[0].id, private.id, private.version))
    screen.watched.moments.select(moment_id)
    control.offer()
    control.menu.actions()[0].trigger()
    control.menu.close()
    stored_reel = vault.context.catalogue.reel(reel.id)
    assert stored_reel is not None and len(asked) == 1
    assert len(stored_reel.items) == int(meant)


@pytest.fixture
def practice(qtbot: QtBot, vault: VaultOnDesk) -> Iterator[WatchScreen]:
    desk = Desk(vault, practice=True)
    desk.choose_case(vault.case)
    shown = WatchScreen(desk, make_sound=lambda: None)
    qtbot.addWidget(shown)
    shown.resize(1366, 692)
    with qtbot.waitActive(shown):
        shown.show()
    desk.open_clip(vault.clip)
    shown.entered()
    wait_for(qtbot, shown, 0)
    yield shown
    shown.closing()


def test_the_practice_is_ticked_off_step_by_step(practice: WatchScreen, qtbot: QtBot, vault: VaultOnDesk) -> None:
    assert practice.practice is not None
    checklist, hint = practice.practice.checklist, practice.practice.hint
    view = practice.board.stage.view
    assert checklist.done == set() and "space bar" in hint.text
    key(view, Qt.Key.Key_Space)
    assert checklist.done == {PLAY}
    wait_past(qtbot, practice, 3)
    key(view, Qt.Key.Key_Q)
    assert checklist.done == {PLAY, MARK} and "hold the key" in hint.text
    QTest.keyPress(view, Qt.Key.Key_W)
    wait_past(qtbot, practice, practice.play.frame + 12)
    QTest.keyRelease(view, Qt.Key.Key_W)
    assert checklist.done == {PLAY, MARK, LAST}
    opened: list[str] = []
    practice.desk.reel_opened.connect(opened.append)
    click(checklist.step(REEL))
    assert opened == []
    key(view, Qt.Key.Key_E)
    click(checklist.step(REEL))
    (reel,) = vault.context.catalogue.reels(vault.case.id)
    assert opened == [reel.id]
    assert len(reel.items) == 3 == len(stored(practice))
    assert checklist.done == {PLAY, MARK, LAST, REEL}
    assert not hint.isVisible()


def test_the_practice_names_no_case_and_offers_only_starter(practice: WatchScreen) -> None:
    assert practice.trail() == ["Practice clip", "Floor play"]
    assert practice.header_widgets() == []
    assert practice.board.palette.key_at((0, 0)) is not None


def test_the_practice_has_its_clip_prepared_while_one_plays(
    tmp_path_factory: pytest.TempPathFactory, qtbot: QtBot
) -> None:
    vault = unlocked(make_vault(tmp_path_factory.mktemp("drawn") / "vault", FilmSpec(frames=50), prepared=False))
    desk = Desk(vault, practice=True)
    desk.choose_case(vault.case)
    shown = WatchScreen(desk, make_sound=lambda: None)
    qtbot.addWidget(shown)
    shown.show()
    desk.open_clip(vault.clip)
    shown.entered()
    qtbot.waitUntil(lambda: shown.board.timeline._scene.sound is Sound.READY)
    shown.closing()
    vault.close()
