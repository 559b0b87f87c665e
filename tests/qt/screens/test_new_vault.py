from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from tests.qt.hands import key
from ui.painting.recovery_groups import groups
from ui.painting.recovery_sheet import RecoverySheet
from ui.screens.entry.create_vault import CreateVaultPage
from ui.screens.entry.place_choice import PlaceChoice
from ui.screens.entry.recover import RecoverPage
from ui.screens.entry.recovery_sheet import RecoverySheetPage
from ui.screens.entry.restore import RestorePage
from ui.screens.entry.sheet_pane import SheetPane
from ui.state.doors import Doors, MadeVault
from ui.state.recovery import sheet_is_safe

OWN = "unpledged snugness triceps puppet"


@pytest.fixture
def page(doors: Doors, tmp_path: Path, qtbot: QtBot) -> CreateVaultPage:
    made = CreateVaultPage(doors, tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


def test_next_opens_once_the_six_words_are_typed(page: CreateVaultPage, tmp_path: Path, qtbot: QtBot) -> None:
    words = page.choice._suggested
    assert not page.next.isEnabled()
    page.choice.again.setText(" ".join(words.split()[:3]))
    page.choice.again.textEdited.emit("")
    assert page.choice.state.text().startswith("Three of six")
    page.choice.again.setText(words)
    page.choice.again.textEdited.emit("")
    assert page.next.isEnabled()
    with qtbot.waitSignal(page.made) as made:
        page.make()
    assert made.args is not None
    vault, where, named = made.args
    assert isinstance(vault, MadeVault)
    assert (where, named) == (tmp_path / "Vault 1", False)
    vault.opened.close()
    assert page.choice.again.text() == ""


def enter_makes_it(page: CreateVaultPage, field: QWidget, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.made) as made:
        key(field, Qt.Key.Key_Return)
    assert made.args is not None
    made.args[0].opened.close()


def test_enter_in_the_last_field_makes_the_vault(page: CreateVaultPage, qtbot: QtBot) -> None:
    key(page.place.initials, Qt.Key.Key_Return)
    assert not page.jobs.busy, "not before the six words are typed"
    QTest.keyClicks(page.choice.again, page.choice._suggested)
    QTest.keyClicks(page.place.initials, "M.K.")
    enter_makes_it(page, page.place.initials, qtbot)


def test_enter_weighs_ones_own_passphrase_at_once(page: CreateVaultPage, qtbot: QtBot) -> None:
    page.choice.modes.set_value("own")
    page.choice._choose_mode()
    page.choice.own.setFocus()
    QTest.keyClicks(page.choice.own, OWN)
    key(page.choice.own, Qt.Key.Key_Return)
    assert page.focusWidget() is page.choice.again
    QTest.keyClicks(page.choice.again, OWN)
    enter_makes_it(page, page.choice.again, qtbot)


def test_a_weak_passphrase_of_ones_own_is_refused_in_words(page: CreateVaultPage, qtbot: QtBot) -> None:
    page.choice.modes.set_value("own")
    page.choice._choose_mode()
    for text, enough in (("summer 2026", False), (OWN, True)):
        page.choice.own.setText(text)
        page.choice._own_edited()
        page.choice.again.setText(text)
        page.choice._judge()
        assert page.next.isEnabled() is enough


def test_a_name_of_ones_own_is_shown_at_unlock(qtbot: QtBot, tmp_path: Path) -> None:
    place = PlaceChoice(tmp_path)
    qtbot.addWidget(place)
    assert not place.named
    place.name.setText("Team North")
    assert place.named
    assert place.folder == tmp_path / "Team North"
    place.name.setText("a/b")
    assert place.folder is None
    assert place.why_not


def test_a_folder_that_a_service_copies_is_warned_of(qtbot: QtBot, tmp_path: Path) -> None:
    place = PlaceChoice(tmp_path)
    qtbot.addWidget(place)
    place.show()
    assert not place.warning.isVisible()
    place.set_parent_folder(tmp_path / "OneDrive - Trust" / "films")
    assert place.warning.isVisible()
    assert "OneDrive" in place.warning.said


@pytest.fixture
def made(doors: Doors, tmp_path: Path) -> MadeVault:
    return doors.create(tmp_path / "made", OWN, "anna")


def test_the_sheet_is_safe_once_two_groups_are_typed_back(made: MadeVault, qtbot: QtBot) -> None:
    page = RecoverySheetPage(made, date(2026, 11, 22))
    qtbot.addWidget(page)
    page.show()
    right = dict(enumerate(groups(made.recovery_secret), 1))
    for number, field in page.pane.fields.items():
        assert not page.pane.safe.isEnabled()
        field.setText(right[number].lower())
        field.textEdited.emit("")
    assert not sheet_is_safe(made.opened.context)
    with qtbot.waitSignal(page.finished):
        page.pane.safe.click()
    assert sheet_is_safe(made.opened.context)
    made.opened.close()


def test_whose_passphrase_it_is_is_asked_where_there_are_several(
    made: MadeVault, doors: Doors, tmp_path: Path, qtbot: QtBot
) -> None:
    assert isinstance(made.opened, VaultOnDesk)
    made.opened.keeping.add_user("M.K.", "correct unusual lagoon trampoline gravel")
    made.opened.close()
    page = RecoverPage(doors, tmp_path / "made")
    qtbot.addWidget(page)
    page.show()
    page.typed.setPlainText(" ".join(groups(made.recovery_secret)))
    QTest.keyClicks(page.choice.again, page.choice._suggested)
    key(page.choice.again, Qt.Key.Key_Return)
    qtbot.waitUntil(page.error.isVisible)
    assert page.focusWidget() is page.user
    QTest.keyClicks(page.user, "M.K.")
    with qtbot.waitSignal(page.recovered) as recovered:
        key(page.user, Qt.Key.Key_Return)
    assert recovered.args is not None
    assert recovered.args[1].keeping.user == "M.K."
    recovered.args[1].close()


def test_a_group_that_differs_is_said(made: MadeVault, qtbot: QtBot) -> None:
    made.opened.close()
    pane = SheetPane(RecoverySheet(made.recovery_secret, made.vault_id, date(2026, 11, 22)))
    qtbot.addWidget(pane)
    first, second = pane.fields
    QTest.keyClicks(pane.fields[first], "ZZZ")
    assert pane._differs.isHidden(), "not while it is being typed"
    QTest.keyClicks(pane.fields[first], "Z")
    assert pane._differs.text().startswith(f"Group {first}: not what the sheet says.")
    pane.fields[first].clear()
    QTest.keyClicks(pane.fields[second], groups(made.recovery_secret)[second - 1])
    assert pane._differs.isHidden()


def test_each_page_puts_the_focus_where_the_work_begins(made: MadeVault, doors: Doors, qtbot: QtBot) -> None:
    for page, expected in (
        (made_page := CreateVaultPage(doors), made_page.choice.again),
        (sheet := RecoverySheetPage(made, date(2026, 11, 22)), sheet.pane._print),
        (recover := RecoverPage(doors, Path()), recover.typed),
        (restore := RestorePage(doors), restore.source.button),
    ):
        qtbot.addWidget(page)
        page.show()
        assert page.focusWidget() is expected
    made.opened.close()


def test_the_groups_asked_for_are_hidden_while_they_are_asked(made: MadeVault, qtbot: QtBot) -> None:
    made.opened.close()
    pane = SheetPane(RecoverySheet(made.recovery_secret, made.vault_id, date(2026, 11, 22)))
    qtbot.addWidget(pane)
    assert pane.preview._hidden == pane._asked
    pane.by_hand.click()
    assert not pane.preview._hidden
    next(iter(pane.fields.values())).setText("X")
    pane._refresh()
    assert pane.preview._hidden == pane._asked


def test_the_sheet_is_saved_only_where_the_user_says(made: MadeVault, tmp_path: Path, qtbot: QtBot) -> None:
    made.opened.close()
    pane = SheetPane(RecoverySheet(made.recovery_secret, made.vault_id, date(2026, 11, 22)))
    qtbot.addWidget(pane)
    pane.choose_target = lambda *_: None
    before = set(tmp_path.rglob("*"))
    pane.save_sheet()
    assert set(tmp_path.rglob("*")) == before
    pane.choose_target = lambda *_: tmp_path / "sheet.pdf"
    pane.save_sheet()
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


def test_the_sheet_gives_a_new_passphrase(made: MadeVault, doors: Doors, tmp_path: Path, qtbot: QtBot) -> None:
    made.opened.close()
    page = RecoverPage(doors, tmp_path / "made")
    qtbot.addWidget(page)
    wrong = made.recovery_secret[:-1] + ("Q" if made.recovery_secret[-1] != "Q" else "P")
    page.typed.setPlainText(" ".join(groups(wrong)))
    assert "mistyped" in page._count.text()
    page.typed.setPlainText(" ".join(groups(made.recovery_secret)).lower())
    assert page._count.text() == "All groups are there."
    words = page.choice._suggested
    page.choice.again.setText(words)
    page.choice._refresh()
    assert page.button.isEnabled()
    with qtbot.waitSignal(page.recovered) as recovered:
        page.recover()
    assert recovered.args is not None
    recovered.args[1].close()
    doors.unlock(tmp_path / "made", words).close()
