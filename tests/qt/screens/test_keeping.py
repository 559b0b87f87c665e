"""Looking after a vault in its windows: users, checks, backups, records."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from tests.factories.doors import quick_doors
from tests.factories.vaults import CASE_CODE, PASSPHRASE, VaultOnDesk
from tests.qt.hands import key
from ui.screens.home import HomeScreen
from ui.screens.settings import SettingsScreen
from ui.screens.settings.screen import Part
from ui.screens.vault.page import VaultPage
from ui.screens.vault.records_page import RecordsPage
from ui.screens.vault.user_dialogs import EVERYONE_SEES, AddUserDialog, ChangePassphraseDialog, RemoveUserDialog
from ui.state.backups import backup_reminder
from ui.state.desk import Desk
from ui.state.folders import free_backup_folder
from ui.state.preferences import Preferences
from ui.state.recovery import confirm_sheet, sheet_is_safe, waive_sheet
from ui.widgets.announce import announcer
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole
from vidfeed.model.copy import Copy
from vidfeed.ports import no_progress

OTHER = "correct unusual lagoon trampoline gravel"


@pytest.fixture
def screen(desk: Desk, preferences: Preferences, qtbot: QtBot) -> Iterator[SettingsScreen]:
    made = SettingsScreen(desk, preferences)
    qtbot.addWidget(made)
    made.resize(1280, 680)
    made.show()
    made.show_part(Part.VAULT)
    yield made
    made.closing()


@pytest.fixture
def page(screen: SettingsScreen) -> VaultPage:
    assert screen.vault is not None
    return screen.vault


def test_someone_is_let_in_and_opens_the_vault(page: VaultPage, vault: VaultOnDesk, folder: Path, qtbot: QtBot) -> None:
    dialog = AddUserDialog(page.users._desk, page)
    dialog.show()
    assert not dialog.ok.isEnabled()
    dialog.name.setText("M.K.")
    dialog.present.setText(PASSPHRASE)
    words = dialog.choice._suggested
    dialog.choice.again.setText(words)
    dialog.choice._refresh()
    with qtbot.waitSignal(dialog.accepted):
        dialog.ok.click()
    page.users.refresh()
    assert set(page.users.rows) == {"anna", "M.K."}
    vault.close()
    quick_doors().unlock(folder, words).close()


def test_a_taken_name_is_refused_and_the_dialog_stays(page: VaultPage, vault: VaultOnDesk, qtbot: QtBot) -> None:
    dialog = AddUserDialog(page.users._desk, page)
    dialog.show()
    dialog.name.setText("Anna")
    dialog.present.setText(PASSPHRASE)
    dialog.choice.again.setText(dialog.choice._suggested)
    dialog.choice._refresh()
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.error.isVisible())
    assert "user of that name" in dialog.error.said
    assert dialog.isVisible()
    dialog.reject()


def test_who_finds_the_vault_unlocked_lets_nobody_in(page: VaultPage, vault: VaultOnDesk, qtbot: QtBot) -> None:
    dialog = AddUserDialog(page.users._desk, page)
    dialog.show()
    dialog.name.setText("M.K.")
    dialog.choice.again.setText(dialog.choice._suggested)
    dialog.choice._refresh()
    assert not dialog.ok.isEnabled()
    dialog.present.setText("something else")
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.error.isVisible())
    assert "Nobody was let in" in dialog.error.said
    assert [user.name for user in vault.keeping.users()] == ["anna"]
    dialog.reject()


def test_who_is_shut_out_opens_nothing_any_more(
    page: VaultPage, vault: VaultOnDesk, folder: Path, qtbot: QtBot
) -> None:
    vault.keeping.add_user("M.K.", OTHER)
    page.refresh()
    other = next(user for user in vault.keeping.users() if user.name == "M.K.")
    dialog = RemoveUserDialog(vault.keeping, other, page)
    dialog.show()
    with qtbot.waitSignal(dialog.accepted):
        dialog.ok.click()
    page.users.refresh()
    assert set(page.users.rows) == {"anna"}
    vault.close()
    with pytest.raises(ExpectedError) as refused:
        quick_doors().unlock(folder, OTHER)
    assert refused.value.kind is ErrorKind.WRONG_PASSPHRASE


def test_the_page_says_that_everyone_sees_all_cases_and_nobody_removes_themselves(page: VaultPage) -> None:
    assert EVERYONE_SEES in [label.text() for label in page.users.findChildren(QLabel)]
    assert page.users.rows["anna"].findChild(QPushButton) is None


def test_a_new_passphrase_needs_the_present_one(page: VaultPage, desk: Desk, folder: Path, qtbot: QtBot) -> None:
    dialog = ChangePassphraseDialog(desk, page)
    dialog.show()
    new = dialog.choice._suggested
    dialog.choice.again.setText(new)
    dialog.choice._refresh()
    dialog.present.setText("something else")
    dialog.ok.click()
    qtbot.waitUntil(lambda: dialog.error.isVisible())
    assert "Nothing was changed" in dialog.error.said
    dialog.present.setText(PASSPHRASE)
    with qtbot.waitSignal(dialog.accepted):
        dialog.ok.click()
    desk.vault.close()
    quick_doors().unlock(folder, new).close()


def test_the_result_at_unlock_is_shown(page: VaultPage) -> None:
    assert page.check.result.text() == "At unlock: everything is in order."


def test_checking_everything_goes_on_beside_and_finds_nothing_lost(page: VaultPage, qtbot: QtBot) -> None:
    said: list[str] = []
    announcer().announced.connect(lambda text, _assertive: said.append(text))
    page.check.deep.click()
    assert not page.check.quick.isEnabled()
    qtbot.waitUntil(lambda: page.check.result.text().startswith("Everything read"))
    assert page.check.result.text() == "Everything read: everything is in order."
    assert page.check.rows[0].accessibleName().startswith("In order: Each of the")
    assert page.check.result.text() in said
    assert page.check.quick.isEnabled()


def damage(vault: VaultOnDesk, role: AssetRole) -> None:
    asset = vault.context.catalogue.asset(vault.clip.id, role)
    assert asset is not None
    path = next(vault.vault.directory.glob(f"blobs/*/{asset.blob_id}.age"))
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_damaged_film_is_told_in_plain_words(page: VaultPage, vault: VaultOnDesk, qtbot: QtBot) -> None:
    damage(vault, AssetRole.ORIGINAL)
    page.check.deep.click()
    qtbot.waitUntil(lambda: page.check.result.text() == "Everything read: 1 thing needs you.")
    row = page.check.rows[0]
    spoken = row.accessibleName()
    assert spoken.startswith("Needs you: Part of the film “Floor play” can’t be read.")
    assert "Lost: " in spoken and "Safe: " in spoken and "What to do: " in spoken
    assert not {"corrupt", "fatal"} & set(spoken.lower().split())
    assert row.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_what_can_be_made_again_is_no_loss(page: VaultPage, vault: VaultOnDesk, qtbot: QtBot) -> None:
    damage(vault, AssetRole.STRIP)
    page.check.deep.click()
    qtbot.waitUntil(lambda: page.check.result.text().startswith("Everything read"))
    told = [row.accessibleName() for row in page.check.rows if row.accessibleName().startswith("Worth knowing")]
    assert len(told) == 1
    assert "The film itself" in told[0]
    assert "Lost" not in told[0]


def test_a_check_that_is_stopped_says_so(page: VaultPage, qtbot: QtBot) -> None:
    page.check.deep.click()
    page.check.strip.stop_button.click()
    qtbot.waitUntil(lambda: page.check.deep.isEnabled())
    assert page.check.result.text() in (
        "The check was stopped. Checking everything goes on from there.",
        "Everything read: everything is in order.",  # it was quicker
    )
    assert not page.check.strip.isVisible()


def test_a_backup_is_made_listed_and_brought_up_to_date(
    page: VaultPage, vault: VaultOnDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    page.backup.choose_folder = lambda *_: stick
    page.backup.make.click()
    qtbot.waitUntil(lambda: page.backup.done.isVisible())
    assert page.backup.done.said.startswith("The backup is complete.")
    (backup,) = vault.context.catalogue.backups()
    assert backup.place == str(stick)
    assert list(page.backup.again) == [backup.id]
    page.backup.renew(backup)
    qtbot.waitUntil(lambda: [one.id for one in vault.context.catalogue.backups()] != [backup.id])
    qtbot.waitUntil(lambda: page.backup.make.isEnabled())


def test_the_focus_waits_at_stop_and_comes_back(page: VaultPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.backup.choose_folder = lambda *_: tmp_path / "stick"
    page.backup.make.setFocus()
    page.backup.make.click()
    assert page.window().focusWidget() is page.backup.strip.stop_button
    qtbot.waitUntil(lambda: page.backup.done.isVisible())
    assert page.window().focusWidget() is page.backup.make


def test_the_focus_comes_back_to_the_backup_that_was_brought_up_to_date(
    page: VaultPage, vault: VaultOnDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    for name in ("one", "other"):
        vault.keeping.back_up(tmp_path / name, "", no_progress)
    page.refresh()
    first = next(one for one in vault.context.catalogue.backups() if one.place.endswith("one"))
    page.backup.again[first.id].setFocus()
    key(page.backup.again[first.id], Qt.Key.Key_Return)
    assert page.window().focusWidget() is page.backup.strip.stop_button
    qtbot.waitUntil(lambda: page.backup.done.isVisible())
    focused = page.window().focusWidget()
    assert focused is not None
    assert focused.accessibleName() == f"Bring the backup in {first.place} up to date"


def test_enter_in_the_last_field_lets_them_in(page: VaultPage, vault: VaultOnDesk, qtbot: QtBot) -> None:
    dialog = AddUserDialog(page.users._desk, page)
    dialog.open()
    QTest.keyClicks(dialog.present, PASSPHRASE)
    QTest.keyClicks(dialog.name, "M.K.")
    suggested = dialog.choice._suggested
    key(dialog.name, Qt.Key.Key_Return)
    assert dialog.choice._suggested == suggested, "Enter draws no other words"
    assert not dialog.jobs.busy
    QTest.keyClicks(dialog.choice.again, suggested)
    key(dialog.choice.again, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    assert {user.name for user in vault.keeping.users()} == {"anna", "M.K."}


def test_a_refusal_gives_the_focus_back(page: VaultPage, qtbot: QtBot) -> None:
    dialog = AddUserDialog(page.users._desk, page)
    dialog.open()
    QTest.keyClicks(dialog.present, "not mine at all")
    QTest.keyClicks(dialog.name, "M.K.")
    QTest.keyClicks(dialog.choice.again, dialog.choice._suggested)
    dialog.present.setFocus()
    key(dialog.present, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.error.isVisible)
    assert dialog.focusWidget() is dialog.present
    dialog.reject()


def test_a_backup_whose_stick_is_away_is_not_made_elsewhere(
    page: VaultPage, vault: VaultOnDesk, tmp_path: Path, qtbot: QtBot
) -> None:
    away = tmp_path / "away"
    vault.keeping.back_up(away, "", no_progress)
    away.rename(tmp_path / "drawer")
    page.backup.renew(vault.context.catalogue.backups()[0])
    assert "Plug its stick" in page.backup.error.said
    assert not away.exists()


def test_a_backup_into_the_vault_is_refused_in_a_sentence(page: VaultPage, vault: VaultOnDesk, qtbot: QtBot) -> None:
    page.backup.back_up(vault.vault.directory / "inside")
    qtbot.waitUntil(lambda: page.backup.error.isVisible())
    assert "cannot lie inside its vault" in page.backup.error.said


def test_a_synchronised_place_is_warned_of(page: VaultPage, tmp_path: Path, qtbot: QtBot) -> None:
    page.backup.back_up(tmp_path / "Dropbox" / "backup")
    assert page.backup.cloud.isVisible()
    assert "Dropbox" in page.backup.cloud.said
    qtbot.waitUntil(lambda: page.backup.done.isVisible())


@dataclass(frozen=True)
class LaterClock:
    """The machine's clock, some days on."""

    days: int

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(self.days)


def test_a_vault_that_was_not_backed_up_for_long_says_so(vault: VaultOnDesk, tmp_path: Path, qtbot: QtBot) -> None:
    assert backup_reminder(vault.context) == ""
    later = replace(vault.context, clock=LaterClock(20))
    assert backup_reminder(later) == "There is no backup yet."
    vault.keeping.back_up(tmp_path / "stick", "", no_progress)
    assert backup_reminder(replace(vault.context, clock=LaterClock(9))) == ""
    assert backup_reminder(later) == "The last backup is 20 days old."
    confirm_sheet(vault.context)
    home = HomeScreen(Desk(replace(vault, context=later)), lambda _clip_id: None)
    qtbot.addWidget(home)
    home.show()
    assert home._backup.isVisible()
    with qtbot.waitSignal(home.desk.keeping_asked):
        home._backup.findChildren(QPushButton)[0].click()
    home.closing()


def test_a_demonstration_asks_for_no_sheet(vault: VaultOnDesk, page: VaultPage) -> None:
    waive_sheet(vault.context)
    page.refresh()
    assert sheet_is_safe(vault.context)
    assert page.users.sheet_state.text() == "A demonstration needs none."


def test_a_stick_with_other_files_gets_a_folder_of_its_own(tmp_path: Path) -> None:
    assert free_backup_folder(tmp_path) == tmp_path
    (tmp_path / "holiday.txt").write_text("sun")
    assert free_backup_folder(tmp_path) == tmp_path / "vidfeed backup"


def read(page: RecordsPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page._jobs.busy)


def test_the_trail_reads_as_words_and_goes_by_case(screen: SettingsScreen, qtbot: QtBot) -> None:
    screen.show_part(Part.TRAIL)
    page = screen._records[Part.TRAIL]
    read(page, qtbot)
    rows = page.table.records.rows
    assert any(row[1:] == ("anna", "Made a case", f"Case {CASE_CODE}") for row in rows)
    assert any(row[2:] == ("Brought a film in", f"{CASE_CODE} “Floor play”") for row in rows)
    assert not any("." in row[2] and " " not in row[2] for row in rows)
    page.cases.setCurrentIndex(page.cases.findText(CASE_CODE))
    page.cases.activated.emit(page.cases.currentIndex())
    read(page, qtbot)
    assert 0 < len(page.table.records.rows) < len(rows)
    cell = page.table.records.index(0, 2)
    assert str(page.table.records.data(cell, int(Qt.ItemDataRole.AccessibleTextRole))).startswith("What: ")
    spoken = QAccessible.queryAccessibleInterface(page.table)
    assert spoken.role() is QAccessible.Role.Table
    assert screen.trail() == ["Settings", "Who did what"]


def test_copies_are_listed_whole(screen: SettingsScreen, vault: VaultOnDesk, qtbot: QtBot) -> None:
    screen.show_part(Part.COPIES)
    page = screen._records[Part.COPIES]
    read(page, qtbot)
    assert page._pages.currentWidget() is page._empty
    ctx = vault.context
    ctx.catalogue.add_copy(
        Copy(1, vault.case.id, "reel", (vault.clip.id,), "the parents", "copy", "", "", ctx.timestamp(), "")
    )
    page.refresh()
    read(page, qtbot)
    serial, _when, what, about, for_whom, why, by = page.table.records.rows[0]
    assert (serial, what, about, for_whom, by) == ("0001", "Reel as a film", CASE_CODE, "the parents", "anna")
    assert why == "a copy for the family"


def test_the_practice_has_no_vault_to_look_after(vault: VaultOnDesk, preferences: Preferences, qtbot: QtBot) -> None:
    screen = SettingsScreen(Desk(vault, practice=True), preferences)
    qtbot.addWidget(screen)
    screen.show()
    assert not screen.parts.isVisible()
    assert screen.vault is None
    screen.closing()


def test_the_gravest_comes_first(page: VaultPage, vault: VaultOnDesk, qtbot: QtBot) -> None:
    damage(vault, AssetRole.ORIGINAL)
    (vault.vault.directory / "README.txt").write_text("Send us money.")
    page.check.deep.click()
    qtbot.waitUntil(lambda: page.check.result.text().startswith("Everything read"))
    assert [row.property("note") for row in page.check.rows][:2] == ["bad", "warn"]
