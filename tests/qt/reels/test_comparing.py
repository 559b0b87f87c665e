"""Then and now: two sessions side by side, by mouse and by keys, and both into the reel."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.factories.films import make_film
from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.qt.hands import key
from tests.qt.reels.conftest import SHORT
from tests.qt.watch.seeing import number_painted
from ui.screens.reels.compare_page import ComparePage
from ui.screens.reels.compare_side import CompareSide
from ui.screens.reels.screen import ReelScreen
from ui.state.desk import Desk
from vidfeed.model.consent import Purpose
from vidfeed.model.moment import TagRef
from vidfeed.model.reel import ItemKind, Reel
from vidfeed.services import codebooks, consenting, importing, marking
from vidfeed.services.finding import moment_of, reel_of

KEY = Qt.Key


@pytest.fixture
def later(vault: VaultOnDesk, tmp_path: Path) -> list[str]:
    """Two moments of a second session; the second has a tag in common with the first session's third."""
    ctx = vault.context
    film = make_film(tmp_path / "later.mp4", replace(SHORT, frames=50))
    clip = importing.import_film(ctx, importing.ImportRequest(film, CASE_CODE, 2)).clip
    index, tag = ctx.catalogue.frame_index(clip.id), codebooks.tag_of(ctx.catalogue, "starter/noticing")
    made = [
        marking.mark(ctx, clip.id, index.span(first, first + 9), tags).moments[0].moment_id
        for first, tags in ((10, list[TagRef]()), (30, [tag]))
    ]
    third = ctx.catalogue.moments(vault.clip.id)[2]
    marking.edit(ctx, third.id, tags=(tag,))
    return made


@pytest.fixture
def screen(later: list[str], builder: ReelScreen, reel: Reel) -> ReelScreen:
    """The builder with the reel open, its third moment selected."""
    builder.reeling.select(reel.items[3].id)
    return builder


@pytest.fixture
def page(screen: ReelScreen, qtbot: QtBot) -> ComparePage:
    """Then and now, both pictures shown."""
    screen.more_acts["Then and now…"].trigger()
    qtbot.waitUntil(lambda: all(_number(side) is not None for side in _sides(screen.compare)))
    return screen.compare


def _sides(page: ComparePage) -> tuple[CompareSide, CompareSide]:
    return page.then, page.now


def _number(side: CompareSide) -> int | None:
    return number_painted(side.preview.view)


def _chosen(combo: QComboBox) -> str:
    return combo.currentText()


def test_a_moment_stands_beside_one_of_another_session_with_the_same_tag(page: ComparePage) -> None:
    assert [_number(side) for side in _sides(page)] == [40, 30]
    assert [_chosen(side.session) for side in _sides(page)] == ["Session 1", "Session 2"]
    assert [side.piece.count() for side in _sides(page)] == [3, 2]
    assert [side.session.itemText(side.session.count() - 1) for side in _sides(page)] == ["Reels"] * 2


def test_another_session_and_a_reel_can_be_chosen_on_either_side(page: ComparePage, qtbot: QtBot) -> None:
    page.now.session.setCurrentIndex(page.now.session.findText("Session 1"))
    page.now.session.activated.emit(page.now.session.currentIndex())
    qtbot.waitUntil(lambda: _number(page.now) == 5)
    page.now.piece.setCurrentIndex(1)
    page.now.piece.activated.emit(1)
    qtbot.waitUntil(lambda: _number(page.now) == 20)
    assert page.put_in.isEnabled()
    page.now.session.setCurrentIndex(page.now.session.findText("Reels"))
    page.now.session.activated.emit(page.now.session.currentIndex())
    assert _chosen(page.now.piece) == "Looking and answering"
    assert page.now.preview.bar.item == 0 and page.now.preview.play.isEnabled()
    assert not page.put_in.isEnabled() and page.put_in.toolTip()


def test_both_play_and_stop_and_step_by_keys(page: ComparePage, screen: ReelScreen, qtbot: QtBot) -> None:
    then, now = (side.playing for side in screen.comparing.comparing.sides)
    key(page.then.preview.view, KEY.Key_Space)
    assert then.is_playing and now.is_playing
    qtbot.waitUntil(lambda: not then.is_playing and not now.is_playing, timeout=10_000)
    qtbot.waitUntil(lambda: [_number(side) for side in _sides(page)] == [44, 39])
    key(page, KEY.Key_Home)
    qtbot.waitUntil(lambda: [_number(side) for side in _sides(page)] == [40, 30])
    key(page.now.preview.view, KEY.Key_Period)
    qtbot.waitUntil(lambda: [_number(side) for side in _sides(page)] == [41, 31])
    key(page.now.preview.bar, KEY.Key_Comma)
    qtbot.waitUntil(lambda: [_number(side) for side in _sides(page)] == [40, 30])


def test_a_side_that_is_over_waits_for_the_other(page: ComparePage, screen: ReelScreen, qtbot: QtBot) -> None:
    then, now = (side.playing for side in screen.comparing.comparing.sides)
    with qtbot.waitSignal(then.finished):
        page.then.preview.play.click()
    assert not now.is_playing
    page.play.click()
    assert now.is_playing and not then.is_playing
    assert page.play.accessibleName() == "Pause both"
    page.play.click()
    assert not now.is_playing and page.play.accessibleName() == "Play both"


def test_one_side_is_heard_and_both_have_one_speed(page: ComparePage, screen: ReelScreen) -> None:
    then, now = (side.playing for side in screen.comparing.comparing.sides)
    assert (then.muted, now.muted) == (True, False)
    page.sound.chosen.emit("Then")
    assert (then.muted, now.muted) == (False, True)
    page.sound.chosen.emit("none")
    assert (then.muted, now.muted) == (True, True)
    page.speed.chosen.emit(Fraction(1, 2))
    assert then.speed == now.speed == Fraction(1, 2)


def test_both_go_into_the_reel_behind_their_cards_and_one_undo_takes_them_out(
    page: ComparePage, screen: ReelScreen, vault: VaultOnDesk, reel: Reel, later: list[str]
) -> None:
    page.put_in.click()
    assert screen.board.isVisible()
    stored = reel_of(vault.context.catalogue, reel.id)
    added = stored.items[4:]
    assert [item.text for item in added if item.kind is ItemKind.TITLE] == ["Then", "Now"]
    assert [item.moment_id for item in added] == [None, reel.items[3].moment_id, None, later[1]]
    screen.desk.undo(screen.reeling.scope or "")
    assert reel_of(vault.context.catalogue, reel.id) == reel


def test_a_tag_not_for_parents_is_asked_about(
    page: ComparePage, screen: ReelScreen, vault: VaultOnDesk, reel: Reel, later: list[str]
) -> None:
    tag = codebooks.tag_of(vault.context.catalogue, "clinician/missed-signal")
    screen.desk.announce(marking.edit(vault.context, later[1], tags=(tag,)))
    screen.comparing.confirm = lambda _error: False
    page.put_in.click()
    assert page.isVisible()
    assert len(reel_of(vault.context.catalogue, reel.id).items) == 4
    screen.comparing.confirm = lambda _error: True
    page.put_in.click()
    assert len(reel_of(vault.context.catalogue, reel.id).items) == 8


def test_esc_leaves_and_nothing_of_it_goes_on(page: ComparePage, screen: ReelScreen) -> None:
    page.play.click()
    key(page.then.preview.view, KEY.Key_Escape)
    assert screen.board.isVisible()
    assert all(side.playing.plan is None and not side.playing.is_playing for side in screen.comparing.comparing.sides)


def test_what_is_removed_meanwhile_is_shown_no_more(
    page: ComparePage, screen: ReelScreen, vault: VaultOnDesk, later: list[str], qtbot: QtBot
) -> None:
    assert moment_of(vault.context.catalogue, later[1])
    screen.desk.announce(marking.remove(vault.context, later[1]))
    assert page.now.piece.count() == 1
    qtbot.waitUntil(lambda: _number(page.now) == 10)


def test_without_consent_to_watching_nothing_is_shown(
    page: ComparePage, screen: ReelScreen, vault: VaultOnDesk
) -> None:
    person = vault.context.catalogue.people(vault.case.id)[0]
    consenting.give(vault.context, person, Purpose.RECORD, date(2026, 1, 1))
    consenting.withdraw(vault.context, person, Purpose.RECORD, date(2026, 1, 2))
    screen.desk.cases_changed.emit()
    assert all(side.preview.view.painted_frame is None for side in _sides(page))
    assert all(not side.preview.play.isEnabled() for side in _sides(page))


def test_everything_has_a_name_and_f6_goes_round(page: ComparePage, screen: ReelScreen) -> None:
    assert screen.regions() == page.regions() and screen.trail()[-1] == "Then and now"
    assert [side.accessibleName() for side in _sides(page)] == ["Then", "Now"]
    for side in _sides(page):
        for part in (side.session, side.piece, side.preview.view, side.preview.play):
            assert part.accessibleName().startswith(("Then", "Now", "Play "))
            assert part.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_one_session_alone_has_nothing_to_compare_and_says_so(desk: Desk, qtbot: QtBot) -> None:
    screen = ReelScreen(desk, make_sound=lambda: None)
    qtbot.addWidget(screen)
    try:
        screen.moments.read()
        screen.reeling.create("Empty", "", 60)
        screen.compare_sessions()
        assert [_chosen(side.session) for side in _sides(screen.compare)] == ["Session 1"] * 2
        assert screen.compare.then.piece.currentIndex() != screen.compare.now.piece.currentIndex()
    finally:
        screen.closing()
