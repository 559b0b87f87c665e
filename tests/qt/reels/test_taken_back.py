"""Changes of a reel that are taken back, made again, or refused by a full disk."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.factories.vaults import VaultOnDesk
from ui.screens.reels.screen import ReelScreen
from ui.screens.shell import Shell
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.reel import Reel
from vidfeed.services import assembling, marking

KEY = Qt.Key
FULL = ExpectedError(ErrorKind.NO_SPACE, "The disk is full.", "Make room.")


def _stored(vault: VaultOnDesk, reel: Reel) -> Reel:
    stored = vault.context.catalogue.reel(reel.id)
    assert stored is not None
    return stored


def _said(screen: ReelScreen) -> tuple[str, str]:
    toast = screen.board.preview.view._toast
    assert toast is not None
    return toast.strong, toast.text


def test_undo_and_redo_say_what_they_did_or_why_not(
    screen: ReelScreen, shell: Shell, reel: Reel, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.reeling.remove(reel.items[1].id)
    shell.undo()
    assert _said(screen) == ("Remove item", "taken back")
    screen.board.preview.view.redo_requested.emit()
    assert _said(screen) == ("Remove item", "made again")
    shell.redo()
    assert _said(screen) == ("Nothing to make again", "")
    with monkeypatch.context() as refusing:
        refusing.setattr(marking, "undo", _refusing(FULL))
        shell.undo()
    assert _said(screen) == (FULL.message, FULL.hint)
    assert len(screen.reeling.items) == 3
    screen.board.preview.view.undo_requested.emit()
    assert screen.reeling.items == reel.items


def test_what_was_taken_back_is_said_over_an_empty_reel_too(screen: ReelScreen, shell: Shell, reel: Reel) -> None:
    for item in reel.items:
        screen.reeling.remove(item.id)
    shell.undo()
    shell.redo()
    screen.control.follow()
    assert _said(screen) == ("Remove item", "made again")


def test_a_reel_that_cannot_be_brought_back_now_can_be_later(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen.remove_reel()
    with monkeypatch.context() as refusing:
        refusing.setattr(marking, "undo", _refusing(FULL))
        screen.choosing.undo.click()
    assert FULL.message in screen.choosing.error.said and screen.choosing.error.isVisible()
    assert screen.choosing.undo.isVisible()
    screen.choosing.undo.click()
    assert _stored(vault, reel) == reel
    assert not screen.choosing.error.isVisible() and not screen.choosing.undo.isVisible()


def _refusing(error: ExpectedError) -> Callable[..., None]:
    """In a service's place: it always says so."""

    def refuse(*_given: object, **_fields: object) -> None:
        raise error

    return refuse


def test_words_that_could_not_be_stored_come_back_with_their_item(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, monkeypatch: pytest.MonkeyPatch
) -> None:
    caption, (first, other) = screen.board.inspector.caption, reel.items[1:3]
    screen.reeling.select(first.id)
    with monkeypatch.context() as refusing:
        refusing.setattr(assembling, "edit_item", _refusing(FULL))
        caption.show_draft("He looks up")
        screen.reeling.select(other.id)
    assert caption.toPlainText() == other.caption
    assert _stored(vault, reel) == reel
    screen.reeling.select(first.id)
    assert (caption.toPlainText(), caption.unsaved) == ("He looks up", True)
    screen.reeling.select(other.id)
    assert _stored(vault, reel).items[1].caption == "He looks up"


def test_what_a_full_disk_refused_is_not_shown_as_if_it_were_stored(
    screen: ReelScreen, vault: VaultOnDesk, reel: Reel, monkeypatch: pytest.MonkeyPatch
) -> None:
    inspector = screen.board.inspector
    screen.reeling.select(reel.items[1].id)
    with monkeypatch.context() as refusing:
        refusing.setattr(assembling, "edit_item", _refusing(FULL))
        QTest.keyClicks(inspector.why, "He asks")
        inspector.talk.click()
        inspector.flush()
        assert _said(screen) == (FULL.message, FULL.hint)
    assert not inspector.talk.isChecked()
    assert (inspector.why.toPlainText(), inspector.why.unsaved) == ("He asks", True)
    inspector.flush()
    assert _stored(vault, reel).items[1].why_chosen == "He asks"
