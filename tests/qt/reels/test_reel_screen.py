"""The reel builder on a real vault and a real film: by keys, with undo, checked before it is shown, saved as a film."""

import threading
from datetime import date
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.qt.hands import ALT, key
from ui.screens.rail import Place
from ui.screens.reels.dialogs import CardDialog, ReelDialog
from ui.screens.reels.screen import ReelScreen
from ui.screens.shell import Shell
from ui.state.desk import Desk
from ui.widgets.check_row import CheckState
from ui.widgets.trim_view import TrimEdge
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose
from vidfeed.model.reel import ItemKind, Reel
from vidfeed.services import assembling, codebooks, consenting, marking, reviewing

KEY = Qt.Key


def _kinds(screen: ReelScreen) -> list[ItemKind]:
    return [item.kind for item in screen.reeling.items]


def _stored(vault: VaultOnDesk, reel: Reel) -> Reel:
    stored = vault.context.catalogue.reel(reel.id)
    assert stored is not None
    return stored


def test_the_moments_of_the_case_can_be_found_and_used_ones_are_ticked(screen: ReelScreen) -> None:
    assert screen.board.bin.shown == 3
    assert len(screen.board.bin.model.used) == 3
    QTest.keyClicks(screen.board.bin.search, "nothing like this")
    assert screen.board.bin.shown == 0
    screen.board.bin.search.clear()
    screen.board.bin.stars.click()
    assert screen.board.bin.shown == 3


def test_moments_are_found_by_their_tags(screen: ReelScreen, vault: VaultOnDesk, moment_ids: list[str]) -> None:
    tag = codebooks.tag_of(vault.context.catalogue, "starter/noticing")
    screen.desk.announce(marking.edit(vault.context, moment_ids[1], tags=(tag,)))
    (action,) = screen.board.bin.tags.menu_actions
    action.setChecked(True)
    assert screen.board.bin.shown == 1
    screen.board.bin.tags.clear()
    assert screen.board.bin.shown == 3


def test_a_reel_is_copied_and_removed_and_comes_back(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    screen.reeling.copy_reel()
    copy = screen.reeling.reel
    assert copy is not None and copy.id != reel.id and len(copy.items) == len(reel.items)
    screen.remove_reel()
    assert screen.choosing.isVisible() and vault.context.catalogue.reel(copy.id) is None
    assert len(screen.choosing.cards) == 1
    screen.choosing.undo.click()
    assert vault.context.catalogue.reel(copy.id) == copy
    assert len(screen.choosing.cards) == 2


def test_removing_a_reel_that_was_shown_says_what_is_lost_with_it(screen: ReelScreen, reel: Reel) -> None:
    screen.reeling.copy_reel()
    screen.remove_reel()
    assert screen.choosing.undo.isVisible() and not screen.choosing.missed.isVisible()
    reviewing.begin_review(screen.desk.context, reel.id)
    screen.desk.open_reel(reel.id)
    screen.remove_reel()
    assert screen.choosing.missed.isVisible()
    screen.choosing.undo.click()
    assert not screen.choosing.missed.isVisible()


def test_an_item_comes_once_more_right_after_itself(screen: ReelScreen, reel: Reel) -> None:
    screen.reeling.select(reel.items[1].id)
    screen.board.inspector.duplicate.click()
    assert [item.moment_id for item in screen.reeling.items[1:3]] == [reel.items[1].moment_id] * 2
    assert screen.reeling.position == 2


def test_under_three_frames_is_refused_in_words_and_under_a_second_is_told(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel
) -> None:
    index = vault.context.catalogue.frame_index(vault.clip.id)
    screen.reeling.edit(reel.items[1].id, span=index.span(5, 6))
    toast = screen.board.preview.view._toast
    assert toast is not None and "three frames" in toast.strong
    assert _stored(vault, reel).items[1] == reel.items[1]
    assert "Under a second" in screen.board.story.board.story.items[1].problem


def test_enter_adds_a_moment_and_alt_and_arrows_move_it(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    screen.board.bin.choose(0)
    key(screen.board.bin.view, KEY.Key_Return)
    assert len(screen.reeling.items) == 5
    added = screen.reeling.selected
    assert added is not None and added.id == screen.reeling.items[-1].id
    key(screen.board.story.board, KEY.Key_Left, ALT)
    assert _stored(vault, reel).items[3].id == added.id
    key(screen.board.story.board, KEY.Key_Right, ALT)
    assert _stored(vault, reel).items[4].id == added.id


def test_del_removes_and_undo_brings_back(screen: ReelScreen, shell: Shell, vault: VaultOnDesk, reel: Reel) -> None:
    screen.reeling.select(reel.items[1].id)
    key(screen.board.story.board, KEY.Key_Delete)
    assert _stored(vault, reel).items == (reel.items[0], *reel.items[2:])
    assert screen.reeling.selected == reel.items[2]
    shell.undo()
    assert screen.reeling.items == reel.items
    shell.redo()
    assert len(screen.reeling.items) == 3


def test_cards_and_stills_come_after_the_selected_item(screen: ReelScreen, qtbot: QtBot) -> None:
    dialog = CardDialog(screen.reeling, True, 1, screen)
    dialog.show()
    QTest.keyClicks(dialog.text, "What do you notice?")
    key(dialog.text, KEY.Key_Return)
    assert dialog.isVisible(), "a card may have several lines"
    key(dialog.text, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert not dialog.isVisible()
    assert _kinds(screen)[:2] == [ItemKind.TITLE, ItemKind.QUESTION]
    screen.reeling.select(screen.reeling.items[2].id)
    screen.control.follow()
    qtbot.waitUntil(lambda: screen.board.preview.bar.item == 2)
    screen.add("still")
    assert _kinds(screen)[3] is ItemKind.STILL
    still, source = screen.reeling.items[3], screen.reeling.items[2]
    assert still.span is not None and source.span is not None
    assert still.span.start_pts == source.span.start_pts


def test_an_empty_card_is_refused(screen: ReelScreen) -> None:
    dialog = CardDialog(screen.reeling, False, 0, screen)
    dialog.ok.click()
    assert dialog.error.said
    assert len(screen.reeling.items) == 4


def test_a_trim_moves_by_frames(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    index = vault.context.catalogue.frame_index(vault.clip.id)
    screen.reeling.select(reel.items[1].id)
    view = screen.board.inspector.trim.view
    key(view, KEY.Key_Right)
    screen.board.inspector.trim.nudges[TrimEdge.END, 1].click()
    span = _stored(vault, reel).items[1].span
    assert span == index.span(6, 10)


def test_what_is_edited_is_stored(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    inspector = screen.board.inspector
    screen.reeling.select(reel.items[1].id)
    inspector.speed.chosen.emit(Fraction(1, 2))
    inspector.hold.setValue(1.5)
    inspector.sound.click()
    inspector.talk.click()
    QTest.keyClicks(inspector.why, "He asks")
    screen.reeling.select(reel.items[0].id)
    item = _stored(vault, reel).items[1]
    assert (item.speed, item.hold_s, item.sound, item.talk, item.why_chosen) == (
        Fraction(1, 2), Fraction(3, 2), False, True, "He asks",
    )  # fmt: skip
    assert _stored(vault, reel).items[0] == reel.items[0], "looking at a card changes nothing"


def test_looking_through_all_items_changes_none(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    for item in (*reel.items, *reversed(reel.items)):
        screen.reeling.select(item.id)
    assert _stored(vault, reel) == reel


def test_rehearsing_plays_in_place_to_the_end(screen: ReelScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.playing.finished):
        screen.rehearse_reel()
    assert not screen.playing.is_playing
    assert screen.board.preview.bar.item == 3


def test_space_plays_and_pauses(screen: ReelScreen) -> None:
    key(screen.board.story.board, KEY.Key_Space)
    assert screen.playing.is_playing
    key(screen.board.preview.view, KEY.Key_Space)
    assert not screen.playing.is_playing


def test_the_length_is_told_against_the_target_and_never_blocks(screen: ReelScreen, reel: Reel) -> None:
    assert not screen.board.story.length.over
    screen.reeling.edit(reel.items[0].id, hold_s=Fraction(200))
    assert screen.board.story.length.over
    assert screen.show_parent.isEnabled()


def test_a_moment_with_a_tag_not_for_parents_is_asked_about(screen: ReelScreen, vault: VaultOnDesk) -> None:
    ctx = vault.context
    span = ctx.catalogue.frame_index(vault.clip.id).span(50, 54)
    tag = codebooks.tag_of(ctx.catalogue, "clinician/missed-signal")
    change = marking.mark(ctx, vault.clip.id, span, [tag])
    screen.desk.announce(change)
    answers = [False, True]
    screen.confirm = lambda _error: answers.pop(0)
    for expected in (4, 5):
        screen.reeling.add_moments([change.moments[0].moment_id])
        assert len(screen.reeling.items) == expected


def test_the_check_passes_with_consent(screen: ReelScreen) -> None:
    screen.show_parent.click()
    assert screen.check.isVisible()
    assert CheckState.STOP not in {row.state for row in screen.check.rows}
    asked: list[str] = []
    screen.desk.review_asked.connect(asked.append)
    screen.check.begin.click()
    assert asked == [screen.desk.reel_id]


def test_escape_leaves_the_check(screen: ReelScreen) -> None:
    screen.show_parent.click()
    key(screen.check.begin, Qt.Key.Key_Escape)
    assert screen.board.isVisible()


def test_without_consent_the_review_cannot_begin_and_the_reason_is_said(screen: ReelScreen, vault: VaultOnDesk) -> None:
    person = vault.context.catalogue.people(vault.case.id)[0]
    consenting.withdraw(vault.context, person, Purpose.REVIEW, date(2026, 1, 2))
    screen.show_parent.click()
    assert not screen.check.begin.isEnabled()
    assert person.label in screen.check.reason.text()
    screen.check.not_yet.click()
    assert screen.board.isVisible()


def test_someone_else_in_the_picture_is_left_out(
    screen: ReelScreen, vault: VaultOnDesk, moment_ids: list[str], reel: Reel
) -> None:
    screen.desk.announce(marking.edit(vault.context, moment_ids[1], other_person=True))
    assert screen.board.story.flagged.isVisible()
    screen.show_parent.click()
    assert not screen.check.begin.isEnabled()
    leave_out = next(row.button for row in screen.check.rows if row.state is CheckState.STOP)
    assert isinstance(leave_out, QPushButton)
    leave_out.click()
    assert screen.check.begin.isEnabled()
    assert reel.items[2] not in screen.reeling.items


def test_the_case_id_in_a_caption_stops_the_review(screen: ReelScreen, reel: Reel) -> None:
    screen.reeling.edit(reel.items[1].id, caption=f"{CASE_CODE} looks up")
    screen.show_parent.click()
    assert not screen.check.begin.isEnabled()


def test_a_case_without_reels_offers_to_make_one(shell: Shell, desk: Desk, vault: VaultOnDesk) -> None:
    shell.go(Place.REELS)
    page = shell.page
    assert isinstance(page, ReelScreen)
    assert page.choosing.first.isVisible()
    dialog = ReelDialog(page.reeling, "How does he ask?", parent=page)
    QTest.keyClicks(dialog.title, "Looking")
    dialog.ok.click()
    assert dialog.result() == QDialog.DialogCode.Accepted
    (made,) = vault.context.catalogue.reels(vault.case.id)
    assert (made.title, made.question) == ("Looking", "How does he ask?")
    assert page.board.isVisible()
    assert page.trail()[-1] == "Looking"
    assert not page.show_parent.isEnabled()


def test_the_reels_of_the_case_are_offered(shell: Shell, reel: Reel) -> None:
    shell.go(Place.REELS)
    page = shell.page
    assert isinstance(page, ReelScreen)
    (card,) = page.choosing.cards
    key(card, KEY.Key_Return)
    assert page.reeling.reel == reel


def test_a_reel_without_its_clip_says_so(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    failures: list[ExpectedError] = []
    screen.playing.failed.connect(failures.append)
    person = vault.context.catalogue.people(vault.case.id)[0]
    consenting.give(vault.context, person, Purpose.RECORD, date(2026, 1, 1))
    consenting.withdraw(vault.context, person, Purpose.RECORD, date(2026, 1, 2))
    screen.left()
    screen.entered()
    assert [error.kind for error in failures] == [ErrorKind.NO_CONSENT]
    assert not screen.board.preview.play.isEnabled()
    assert screen.board.preview.view.painted_frame is None
    screen.desk.cases_changed.emit()
    assert screen.pictures.picture(vault.clip.id, 0) is None
    assert screen.pictures._thumbnails[vault.clip.id] is None, "nothing is read any more"


def test_another_case_closes_the_reel(screen: ReelScreen, shell: Shell) -> None:
    screen.desk.choose_case(None)
    assert screen.reeling.reel is None
    assert screen.playing.plan is None


def test_every_thread_ends_with_the_screen(screen: ReelScreen, shell: Shell) -> None:
    key(screen.board.story.board, KEY.Key_Space)
    shell.closing()
    assert [one.name for one in threading.enumerate() if one.name.startswith("vidfeed")] == []


def test_a_reel_made_elsewhere_is_kept_up_with(screen: ReelScreen, vault: VaultOnDesk, reel: Reel) -> None:
    screen.desk.announce(assembling.edit_reel(vault.context, reel.id, title="Asking and answering"))
    assert screen.trail()[-1] == "Asking and answering"
    screen.desk.announce(assembling.remove_reel(vault.context, reel.id))
    assert screen.choosing.isVisible()
