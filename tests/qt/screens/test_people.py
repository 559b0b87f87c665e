from datetime import timedelta

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from ui.screens.people import PeoplePage
from ui.screens.people.page import PersonDialog
from ui.state.consents import Standing
from ui.state.desk import Desk
from vidfeed.model.consent import GivenBy, Person, Purpose, Role
from vidfeed.services import cases


@pytest.fixture
def page(desk: Desk, vault: VaultOnDesk, qtbot: QtBot) -> PeoplePage:
    made = PeoplePage(desk)
    qtbot.addWidget(made)
    made.resize(1280, 680)
    made.show()
    made.show_case(vault.case)
    return made


@pytest.fixture
def parent(page: PeoplePage, vault: VaultOnDesk) -> Person:
    made = cases.add_person(vault.context, CASE_CODE, Role.PARENT_A)
    cases.add_person(vault.context, CASE_CODE, Role.INFANT)
    page.show_case(vault.case)
    return made


def choose(page: PeoplePage, person: Person, purpose: Purpose) -> None:
    page.table.cells[person.id, purpose].click()


def test_a_case_without_people_says_what_to_do(page: PeoplePage) -> None:
    assert page._empty.isVisible()


def test_a_person_is_added_under_a_label(page: PeoplePage, vault: VaultOnDesk, qtbot: QtBot) -> None:
    page.ask_person()
    dialog = page.findChild(PersonDialog)
    assert isinstance(dialog, PersonDialog)
    dialog.label.setText("Mother")
    with qtbot.waitSignal(page._desk.cases_changed):
        dialog.ok.click()
    assert [person.label for person in vault.context.catalogue.people(vault.case.id)] == ["Mother"]
    assert page.table.isVisible()


def test_consent_is_entered_as_it_was_given(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    choose(page, parent, Purpose.REVIEW)
    page.details.limited.setChecked(True)
    page.details.how.set_value("Spoken, noted")
    page.details.agree.click()
    (entry,) = vault.context.catalogue.consents(vault.case.id)
    today = vault.context.today()
    assert (entry.purpose, entry.given_on, entry.given_by) == (Purpose.REVIEW, today, GivenBy.SELF)
    assert entry.how == "Spoken, noted"
    assert entry.until is not None
    assert entry.until > today + timedelta(360)
    assert page.table.cells[parent.id, Purpose.REVIEW].standing is Standing.YES


def test_a_withdrawal_stops_its_use_and_the_page_says_so(page: PeoplePage, parent: Person) -> None:
    choose(page, parent, Purpose.SUPERVISION)
    assert not page.details.withdraw.isEnabled()
    page.details.agree.click()
    page.details.withdraw.click()
    assert page.table.cells[parent.id, Purpose.SUPERVISION].standing is Standing.WITHDRAWN
    assert page.note.isVisible()
    assert page.note.said == "Supervision has stopped. Watching and marking go on."


def test_withdrawing_from_everything_is_asked_first(page: PeoplePage, parent: Person) -> None:
    for purpose in (Purpose.RECORD, Purpose.REVIEW):
        choose(page, parent, purpose)
        page.details.agree.click()
    page.ask = lambda *_: QMessageBox.StandardButton.No
    page.details.everything.click()
    assert page.table.cells[parent.id, Purpose.RECORD].standing is Standing.YES
    page.ask = lambda *_: QMessageBox.StandardButton.Yes
    page.details.everything.click()
    for purpose in (Purpose.RECORD, Purpose.REVIEW):
        assert page.table.cells[parent.id, purpose].standing is Standing.WITHDRAWN
    assert "Nothing can be watched" in page.note.said
