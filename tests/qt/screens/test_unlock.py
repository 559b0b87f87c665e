from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.factories.vaults import PASSPHRASE, VaultOnDesk
from tests.qt.hands import click, key
from ui.screens.entry.unlock import WRONG, UnlockPage
from ui.state.doors import Doors
from ui.state.preferences import Preferences
from ui.widgets.announce import announcer


@pytest.fixture
def page(doors: Doors, preferences: Preferences, folder: Path, qtbot: QtBot) -> UnlockPage:
    preferences.remember_vault(folder)
    made = UnlockPage(doors, preferences)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_right_passphrase_opens_the_vault_and_is_not_kept(page: UnlockPage, folder: Path, qtbot: QtBot) -> None:
    page.passphrase.setText(PASSPHRASE)
    with qtbot.waitSignal(page.unlocked) as opened:
        key(page.passphrase, Qt.Key.Key_Return)
        assert page.passphrase.isReadOnly()
        assert page.button.text() == "Unlocking…"
    assert opened.args is not None
    where, vault = opened.args
    assert where == folder
    assert isinstance(vault, VaultOnDesk)
    vault.close()
    assert page.passphrase.text() == ""


def test_a_wrong_passphrase_says_so_at_once_and_is_selected(page: UnlockPage, qtbot: QtBot) -> None:
    page.passphrase.setText("not it at all")
    with qtbot.waitSignal(announcer().announced) as said:
        page.unlock()
    assert said.args == [WRONG, True]
    assert page.passphrase.selectedText() != ""
    assert page.button.isEnabled()


def test_after_five_wrong_tries_one_has_to_wait(page: UnlockPage) -> None:
    for _ in range(5):
        page._refuse()
    assert page.button.isEnabled()
    page._refuse()
    assert not page.button.isEnabled()
    assert "seconds" in page._wrong.text()


def test_a_missing_vault_is_told_in_words(doors: Doors, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    page = UnlockPage(doors, preferences, tmp_path / "gone")
    qtbot.addWidget(page)
    page.show()
    page.passphrase.setText(PASSPHRASE)
    page.unlock()
    qtbot.waitUntil(page.error.isVisible)
    assert page.error.said


def test_six_words_open_with_hyphens_too(doors: Doors, preferences: Preferences, tmp_path: Path, qtbot: QtBot) -> None:
    words = doors.suggest_passphrase()
    while "-" in words:
        words = doors.suggest_passphrase()
    doors.create(tmp_path / "six", words, "anna").opened.close()
    page = UnlockPage(doors, preferences, tmp_path / "six")
    qtbot.addWidget(page)
    page.passphrase.setText(words.replace(" ", "-").title())
    with qtbot.waitSignal(page.unlocked) as opened:
        page.unlock()
    assert opened.args is not None
    opened.args[1].close()


def test_a_folder_shows_its_name_only_by_choice(
    doors: Doors, preferences: Preferences, folder: Path, qtbot: QtBot
) -> None:
    preferences.remember_vault(folder)
    quiet = UnlockPage(doors, preferences)
    preferences.remember_vault(folder, named=True)
    named = UnlockPage(doors, preferences)
    for page in (quiet, named):
        qtbot.addWidget(page)
    assert quiet.vaults.currentText() == "Vault 1"
    assert named.vaults.currentText() == folder.name


def test_a_known_vault_that_was_asked_for_is_chosen(
    doors: Doors, preferences: Preferences, folder: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    for known in (folder, tmp_path / "other"):
        preferences.remember_vault(known)
    page = UnlockPage(doors, preferences, folder)
    qtbot.addWidget(page)
    assert page.vaults.currentData() == folder


def test_the_passphrase_is_hidden_until_shown(page: UnlockPage) -> None:
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password
    click(page.passphrase._show)
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Normal


def test_caps_lock_is_noticed_by_what_the_keys_give(page: UnlockPage) -> None:
    QTest.keyClicks(page.passphrase, "A")
    assert page._caps.isVisible()
    QTest.keyClicks(page.passphrase, "a")
    assert not page._caps.isVisible()
