"""Whatever is being typed when the vault locks, or the program is killed, is there again afterwards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk, unlocked
from ui.screens.dialog import FormDialog
from ui.screens.drafts import FormDraft
from ui.screens.home.dialogs import CaseDialog, NewCaseDialog, RenameDialog, SessionDialog
from ui.screens.people.person_dialogs import PersonDialog
from ui.screens.reels.dialogs import CardDialog, ReelDialog
from ui.screens.reels.save_dialogs import SaveFilmDialog
from ui.screens.review.guard import VaultGuard
from ui.screens.review.window import ReviewWindow
from ui.screens.showing import ShowingScreen
from ui.state.desk import Desk
from ui.state.reeling import Reeling
from ui.state.review_record import ReviewRecord
from vidfeed.model.consent import Purpose, Role
from vidfeed.services import assembling, cases, consenting, marking

Make = Callable[[Desk], FormDialog]


def _reeling(desk: Desk) -> Reeling:
    reels = desk.context.catalogue.reels()
    reel = reels[0] if reels else assembling.create_reel(desk.context, CASE_CODE, "Looking")
    reeling = Reeling(desk)
    reeling.open(reel.id)
    return reeling


def _about_reel(desk: Desk) -> FormDialog:
    reeling = _reeling(desk)
    return ReelDialog(reeling, "", reeling.reel)


def _save_film(desk: Desk) -> FormDialog:
    reel = _reeling(desk).reel
    assert reel is not None
    return SaveFilmDialog(desk, reel)


def _case(desk: Desk) -> FormDialog:
    assert desk.case is not None
    return CaseDialog(desk, desk.case)


def _session(desk: Desk) -> FormDialog:
    assert desk.case is not None
    return SessionDialog(desk, desk.context.catalogue.sessions(desk.case.id)[0])


def _person(desk: Desk) -> FormDialog:
    assert desk.case is not None
    return PersonDialog(desk, desk.case)


FORMS: dict[str, Make] = {
    "a new case": NewCaseDialog,
    "a case's question and note": _case,
    "a session": lambda desk: SessionDialog(
        desk, desk.context.catalogue.sessions(desk.case.id if desk.case else "")[0]
    ),
    "a clip's title": lambda desk: RenameDialog(desk, desk.context.catalogue.clips()[0]),
    "a person": _person,
    "a new reel": lambda desk: ReelDialog(_reeling(desk), ""),
    "a reel": _about_reel,
    "a card": lambda desk: CardDialog(_reeling(desk), False, 0),
    "a question": lambda desk: CardDialog(_reeling(desk), True, 0),
    "saving a film": _save_film,
}


def _fields(dialog: FormDialog) -> list[QLineEdit | QPlainTextEdit]:
    """Those for words; a date has an editor of its own."""
    lines = [
        one for one in dialog.findChildren(QLineEdit) if not isinstance(one.parent(), (QAbstractSpinBox, QComboBox))
    ]
    return [*lines, *dialog.findChildren(QPlainTextEdit)]


def _text(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _type(dialog: FormDialog) -> list[str]:
    for number, field in enumerate(_fields(dialog)):
        field.setText(f"words {number}") if isinstance(field, QLineEdit) else field.setPlainText(f"words {number}")
    return [_text(field) for field in _fields(dialog)]


@pytest.mark.parametrize("make", FORMS.values(), ids=FORMS)
def test_every_form_is_as_it_was_after_a_lock(make: Make, vault: VaultOnDesk, folder: Path, qtbot: QtBot) -> None:
    desk = vault.desk()
    dialog = make(desk)
    qtbot.addWidget(dialog)
    typed = _type(dialog)
    assert typed
    desk.closing.emit()
    vault.close()
    again = unlocked(folder)
    desk = again.desk()
    dialog = make(desk)
    qtbot.addWidget(dialog)
    assert [_text(field) for field in _fields(dialog)] == typed
    dialog.reject()
    assert again.context.catalogue.drafts() == {}, "given up is given up"
    again.close()


def test_a_kill_takes_no_more_than_the_last_second_of_a_form(desk: Desk, qtbot: QtBot) -> None:
    dialog = NewCaseDialog(desk)
    qtbot.addWidget(dialog)
    dialog.code.setText("OWL-3")
    (latest,) = dialog.findChildren(FormDraft)[0].findChildren(QTimer)
    begun = latest.timerId()
    dialog.code.setText("OWL-34")
    assert latest.timerId() == begun, "typing on puts nothing off"
    latest.timeout.emit()
    assert "OWL-34" in desk.context.catalogue.drafts()["new-case"]
    dialog.ok.click()
    assert desk.context.catalogue.drafts() == {}


def test_a_form_that_nobody_typed_into_leaves_nothing(desk: Desk, qtbot: QtBot) -> None:
    dialog = _case(desk)
    qtbot.addWidget(dialog)
    desk.closing.emit()
    assert desk.context.catalogue.drafts() == {}


@pytest.fixture
def review(desk: Desk, vault: VaultOnDesk, qtbot: QtBot) -> ReviewWindow:
    """A review that stands in a talk."""
    ctx = vault.context
    for role in (Role.PARENT_A, Role.INFANT):
        consenting.give(ctx, cases.add_person(ctx, CASE_CODE, role), Purpose.REVIEW, ctx.today())
    (change,) = marking.mark(ctx, vault.clip.id, ctx.catalogue.frame_index(vault.clip.id).span(3, 9)).moments
    assert change.after is not None
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_moments(ctx, reel.id, [change.after.id])
    window = ReviewWindow(desk, VaultGuard(desk), ReviewRecord.begin(desk, reel.id), lambda: None)
    qtbot.addWidget(window)
    window.show()
    window.begin()
    window.flow.talk()
    return window


def test_a_parents_words_are_a_draft_until_they_say_yes(
    review: ReviewWindow, desk: Desk, vault: VaultOnDesk, qtbot: QtBot
) -> None:
    catalogue = vault.context.catalogue
    review.pages.talk.words.field.setPlainText("He looks at me")
    review.end()
    assert catalogue.kept_words(vault.case.id) == []
    showing = ShowingScreen(desk)
    qtbot.addWidget(showing)
    showing.show()
    showing.entered()
    buttons = {b.text(): b for b in showing.findChildren(QAbstractButton)}
    buttons["Keep these words"].click()
    assert [kept.words.text for kept in catalogue.kept_words(vault.case.id)] == ["He looks at me"]
    assert catalogue.drafts() == {}


def test_words_that_were_given_up_are_forgotten(review: ReviewWindow, vault: VaultOnDesk) -> None:
    review.pages.talk.words.field.setPlainText("He looks at me")
    review._typed.save()
    assert list(vault.context.catalogue.drafts().values()) == ["He looks at me"]
    review.pages.talk.words.field.clear()
    review._typed.save()
    assert vault.context.catalogue.drafts() == {}
    review.end()


def test_the_next_step_outlives_a_lock(review: ReviewWindow, vault: VaultOnDesk) -> None:
    review.flow.finish()
    (before,) = vault.context.catalogue.reviews()
    review.pages.open(review.pages.leaving)
    review.pages.leaving.step.setPlainText("Look out for his looks")
    review.end()
    (after,) = vault.context.catalogue.reviews()
    assert after.next_step == "Look out for his looks"
    assert after.finished_at == before.finished_at is not None
