"""A new recovery sheet: the old one is valid until the new one is known to be on paper."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from tests.qt.hands import Show
from ui.painting.recovery_groups import groups
from ui.screens.entry.sheet_dialog import SheetDialog
from ui.state.desk import Desk
from ui.state.recovery import sheet_is_safe


@pytest.fixture
def dialog(vault: VaultOnDesk, qtbot: QtBot) -> SheetDialog:
    made = SheetDialog(Desk(vault))
    qtbot.addWidget(made)
    made.show()
    return made


def shown(dialog: SheetDialog) -> str:
    assert dialog.pane is not None
    return dialog.pane._sheet.secret


def type_back(dialog: SheetDialog) -> None:
    assert dialog.pane is not None
    right = dict(enumerate(groups(shown(dialog)), 1))
    for number, field in dialog.pane.fields.items():
        field.setText(right[number])
        field.textEdited.emit("")


def test_it_fits_a_small_window_at_large_text(vault: VaultOnDesk, squeeze: Show) -> None:
    squeeze(window := QWidget(), 1093, 614)
    made = SheetDialog(Desk(vault), window)
    made.open()
    made.make.click()
    assert made.width() <= window.width()
    assert made.height() <= window.height()
    made.reject()


def test_a_sheet_that_was_only_shown_changes_nothing(dialog: SheetDialog, vault: VaultOnDesk) -> None:
    before = vault.vault.catalogue.slots()
    dialog.make.click()
    secret = shown(dialog)
    assert dialog.pane is not None
    dialog.pane.later.click()
    assert not dialog.isVisible()
    assert not vault.vault.opens_by(secret)
    assert vault.vault.catalogue.slots() == before


def test_it_is_valid_once_it_was_typed_back(dialog: SheetDialog, vault: VaultOnDesk, qtbot: QtBot) -> None:
    dialog.make.click()
    secret = shown(dialog)
    type_back(dialog)
    assert dialog.pane is not None
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        dialog.pane.safe.click()
    assert vault.vault.opens_by(secret)
    assert sheet_is_safe(vault.context)


def test_where_the_disk_takes_nothing_it_can_be_tried_again(
    dialog: SheetDialog, vault: VaultOnDesk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog.make.click()
    type_back(dialog)
    pane = dialog.pane
    assert pane is not None
    with monkeypatch.context() as patch:
        patch.setattr("storage.vault.core.write_atomically", _full)
        pane.safe.click()
        qtbot.waitUntil(pane.error.isVisible)
    assert not vault.vault.opens_by(shown(dialog))
    with qtbot.waitSignal(dialog.accepted, timeout=20_000):
        pane.safe.click()
    assert vault.vault.opens_by(shown(dialog))


def _full(_path: object, _data: bytes) -> None:
    raise OSError(28, "No space left on device")
