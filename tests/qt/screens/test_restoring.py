"""A vault brought back from its backup on the entry pages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, PASSPHRASE, VaultOnDesk
from ui.screens.entry.restore import RestorePage
from ui.screens.entry.unlock import UnlockPage
from ui.state.doors import Doors
from ui.state.preferences import Preferences
from vidfeed.ports import no_progress


@pytest.fixture
def stick(vault: VaultOnDesk, tmp_path: Path) -> Path:
    place = tmp_path / "stick"
    vault.keeping.back_up(place, "", no_progress)
    return place


@pytest.fixture
def page(doors: Doors, tmp_path: Path, qtbot: QtBot) -> Iterator[RestorePage]:
    made = RestorePage(doors, tmp_path)
    qtbot.addWidget(made)
    made.resize(1000, 640)
    made.show()
    yield made
    made.closing()


def filled(page: RestorePage, stick: Path, passphrase: str = PASSPHRASE) -> None:
    page.choose_folder = lambda *_: stick
    page.source.button.click()
    page.place.name.setText("back")
    page.passphrase.setText(passphrase)


def test_a_backup_becomes_a_vault_again(page: RestorePage, stick: Path, tmp_path: Path, qtbot: QtBot) -> None:
    assert not page.button.isEnabled()
    filled(page, stick)
    page.button.click()
    qtbot.waitUntil(lambda: page.open.isVisible())
    with qtbot.waitSignal(page.restored) as told:
        page.open.click()
    assert told.args is not None
    folder, opened = told.args
    assert folder == tmp_path / "back"
    assert [summary.case.code for summary in opened.context.catalogue.case_summaries()] == [CASE_CODE]
    opened.close()


def test_receipts_are_followed(page: RestorePage, stick: Path, vault: VaultOnDesk, qtbot: QtBot) -> None:
    erased = vault.keeping.erase(f"case:{vault.case.id}", no_progress)
    filled(page, stick)
    page.receipts.set_folder(erased.receipt_file.parent)
    page.button.click()
    qtbot.waitUntil(lambda: page.open.isVisible())
    assert page._done is not None
    assert page._done.erased_again == 1
    assert page._done.opened.context.catalogue.case_summaries() == []


def test_a_wrong_passphrase_restores_nothing(page: RestorePage, stick: Path, tmp_path: Path, qtbot: QtBot) -> None:
    filled(page, stick, "not this one")
    page.button.click()
    qtbot.waitUntil(lambda: page.error.isVisible())
    assert not (tmp_path / "back").exists()
    assert page.button.isEnabled()


def test_a_folder_without_a_backup_is_told_of(page: RestorePage, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "empty").mkdir()
    filled(page, tmp_path / "empty")
    page.button.click()
    qtbot.waitUntil(lambda: page.error.isVisible())
    assert "no finished backup" in page.error.said


def test_a_synchronised_place_is_warned_of(page: RestorePage, tmp_path: Path) -> None:
    cloud = tmp_path / "OneDrive"
    cloud.mkdir()
    page.place.set_parent_folder(cloud)
    assert page.place.warning.isVisible()


def test_a_restored_vault_that_nobody_opens_is_locked(
    page: RestorePage, doors: Doors, stick: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    filled(page, stick)
    page.button.click()
    qtbot.waitUntil(lambda: page.open.isVisible())
    page.closing()
    doors.unlock(tmp_path / "back", PASSPHRASE).close()


def test_the_lock_screen_offers_it(doors: Doors, preferences: Preferences, qtbot: QtBot) -> None:
    unlock = UnlockPage(doors, preferences)
    qtbot.addWidget(unlock)
    action = next(one for one in unlock._other.menu().actions() if "backup" in one.text())
    with qtbot.waitSignal(unlock.restore_requested):
        action.trigger()
