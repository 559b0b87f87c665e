"""What was entered wrongly is put right at the window."""

from datetime import timedelta

from PySide6.QtWidgets import QAbstractButton

from tests.factories.vaults import VaultOnDesk
from tests.qt.screens.people.asking import choose, corrections_dialog, withdrawal
from ui.screens.people import PeoplePage
from ui.screens.people.days import show_day
from ui.screens.people.person_dialogs import LabelDialog
from ui.state.consents import Standing
from vidfeed.model.consent import Person, Purpose


def test_a_wrong_entry_is_corrected_and_stays_in_the_list(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    choose(page, parent, Purpose.REVIEW)
    assert not page.details.correct.isVisible(), "there is nothing to correct yet"
    page.details.when.how.set_value("Signed form")
    page.details.agree.click()
    dialog = corrections_dialog(page)
    assert dialog.form.when.how.value == "Signed form"
    dialog.form.when.how.set_value("Spoken, noted")
    show_day(dialog.form.when.given_on, vault.context.today() - timedelta(3))
    dialog.ok.click()
    (entry,) = vault.context.catalogue.consents(vault.case.id)
    assert (entry.how, entry.given_on) == ("Spoken, noted", vault.context.today() - timedelta(3))
    assert "spoken, noted" in page.details._standing.said
    told = page.details._before.text()
    assert told.startswith("Corrected ")
    assert "by anna; it said: Given" in told
    assert "signed form" in told


def test_what_was_never_said_is_taken_out(page: PeoplePage, parent: Person) -> None:
    choose(page, parent, Purpose.RECORD)
    page.details.withdraw.click()
    withdrawal(page).ok.click()
    assert page.table.cells[parent.id, Purpose.RECORD].standing is Standing.WITHDRAWN
    dialog = corrections_dialog(page)
    dialog.never.click()
    assert not dialog.form.isEnabled()
    dialog.ok.click()
    assert page.table.cells[parent.id, Purpose.RECORD].standing is Standing.NOT_ENTERED
    assert "Corrected " in page.details._before.text()
    assert not page.note.isVisible()


def test_a_correction_that_cannot_be_stays_open_with_the_reason(page: PeoplePage, parent: Person) -> None:
    choose(page, parent, Purpose.REVIEW)
    page.details.agree.click()
    dialog = corrections_dialog(page)
    dialog.form.films.which.findChildren(QAbstractButton)[1].click()
    dialog.ok.click()
    assert "No film is ticked" in dialog.error.said
    assert dialog.isVisible()


def test_a_withdrawal_of_the_wrong_day_is_corrected_and_none_is_in_the_future(
    page: PeoplePage, parent: Person, vault: VaultOnDesk
) -> None:
    today = vault.context.today()
    choose(page, parent, Purpose.REVIEW)
    show_day(page.details.when.given_on, today - timedelta(9))
    page.details.agree.click()
    page.details.withdraw.click()
    withdrawal(page).ok.click()
    dialog = corrections_dialog(page)
    show_day(dialog.withdrawn.day, today + timedelta(5))
    assert dialog.withdrawn.value == today
    show_day(dialog.withdrawn.day, today - timedelta(2))
    dialog.ok.click()
    (entry,) = vault.context.catalogue.consents(vault.case.id)
    assert (entry.given_on, entry.withdrawn_on) == (today - timedelta(9), today - timedelta(2))


def test_which_of_several_entries_is_asked(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    choose(page, parent, Purpose.REVIEW)
    page.details.agree.click()
    page.details.when.how.set_value("Form elsewhere")
    page.details.agree.click()
    dialog = corrections_dialog(page)
    assert dialog.which.count() == 2
    at = next(n for n in range(2) if "form elsewhere" in dialog.which.itemText(n))
    dialog.which.setCurrentIndex(at)
    dialog.never.click()
    dialog.ok.click()
    assert [entry.how for entry in vault.context.catalogue.consents(vault.case.id)] == [""]


def test_a_person_gets_another_label(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    choose(page, parent, Purpose.REVIEW)
    page.details.relabel.click()
    dialog = page.findChild(LabelDialog)
    assert isinstance(dialog, LabelDialog)
    dialog.label.setText("Infant")
    dialog.ok.click()
    assert "already" in dialog.error.said
    dialog.label.setText("Mother")
    dialog.ok.click()
    assert [one.label for one in vault.context.catalogue.people(vault.case.id)] == ["Mother", "Infant"]
    assert page.details._who.text() == "Mother"
    page.details.agree.click()
    assert page.table.cells[parent.id, Purpose.REVIEW].standing is Standing.YES
