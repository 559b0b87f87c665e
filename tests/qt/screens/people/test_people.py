from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from tests.qt.hands import key
from tests.qt.screens.people.asking import choose, withdrawal
from ui.screens.people import PeoplePage
from ui.screens.people.days import day_of, show_day
from ui.screens.people.person_dialogs import PersonDialog
from ui.screens.people.several import SeveralDialog
from ui.state.consents import Standing
from vidfeed.model.consent import GivenBy, Person, Purpose
from vidfeed.model.time import format_clock
from vidfeed.services import assembling, cases, consenting, marking


def test_a_case_without_people_says_what_to_do(page: PeoplePage) -> None:
    assert page._empty.isVisible()
    assert not page.details.isVisible(), "nobody is there to enter anything for"


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
    page.details.when.limited.setChecked(True)
    page.details.when.how.set_value("Spoken, noted")
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
    page.details.agree.click()
    page.details.withdraw.click()
    withdrawal(page).ok.click()
    assert page.table.cells[parent.id, Purpose.SUPERVISION].standing is Standing.WITHDRAWN
    assert page.note.isVisible()
    assert page.note.said == "Supervision has stopped. Watching and marking go on."


def test_what_it_touches_is_listed_before_and_after(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    ctx = vault.context
    reel = assembling.create_reel(ctx, CASE_CODE, "Looking")
    span = marking.still_span(ctx.catalogue.frame_index(vault.clip.id), 3)
    (change,) = marking.mark(ctx, vault.clip.id, span, still=True).moments
    assert change.after is not None
    assembling.add_moments(ctx, reel.id, [change.after.id])
    choose(page, parent, Purpose.RECORD)
    page.details.withdraw.click()
    dialog = withdrawal(page)
    lines = dialog.touched.lines
    assert lines[0] == "No watching, marking, showing or copying of 1 film: “Floor play”"
    assert "1 reel: “Looking”" in lines
    assert "1 still in these films" in lines
    assert ctx.catalogue.consents(vault.case.id) == [], "nothing happens before it is confirmed"
    dialog.ok.click()
    assert page.details.touched.lines == lines
    assert page.details.touched.isVisible()
    assert "Nothing can be watched" in page.note.said
    choose(page, parent, Purpose.REVIEW)
    assert not page.details.touched.isVisible()


def test_consent_for_named_films(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    choose(page, parent, Purpose.REVIEW)
    details = page.details
    details.films.which.findChildren(QAbstractButton)[1].click()
    assert not details.agree.isEnabled()
    details.films.ticks[0].click()
    details.agree.click()
    (entry,) = vault.context.catalogue.consents(vault.case.id)
    assert entry.clip_ids == (vault.clip.id,)
    assert page.table.cells[parent.id, Purpose.REVIEW].standing is Standing.SO_FAR
    assert "“Floor play”" in details._standing.said


def test_a_withdrawal_for_one_film_leaves_the_others(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    ctx = vault.context
    ctx.catalogue.add_clip(replace(vault.clip, id="another", title="Mealtime", sha256="ab" * 32))
    choose(page, parent, Purpose.RECORD)
    page.details.agree.click()
    page.details.withdraw.click()
    dialog = withdrawal(page)
    dialog.films.which.findChildren(QAbstractButton)[1].click()
    dialog.ok.click()
    assert dialog.error.isVisible()
    next(tick for tick in dialog.films.ticks if tick.accessibleName().startswith("Mealtime")).click()
    dialog.ok.click()
    assert consenting.stopped_clips(ctx, vault.case.id) == {"another"}
    assert page.table.cells[parent.id, Purpose.RECORD].standing is Standing.SOME
    assert page.note.said == "1 film can’t be watched or marked. The films are safe."
    assert page.details.touched.lines[0].endswith("1 film: “Mealtime”")
    assert page.details._standing.property("note") == "warn", "no green where a film has stopped"


def test_withdrawing_from_everything_is_asked_first(page: PeoplePage, parent: Person) -> None:
    for purpose in (Purpose.RECORD, Purpose.REVIEW):
        choose(page, parent, purpose)
        page.details.agree.click()
    page.details.everything.click()
    withdrawal(page).reject()
    assert page.table.cells[parent.id, Purpose.RECORD].standing is Standing.YES
    page.details.everything.click()
    withdrawal(page).ok.click()
    for purpose in (Purpose.RECORD, Purpose.REVIEW):
        assert page.table.cells[parent.id, purpose].standing is Standing.WITHDRAWN
    assert "Nothing can be watched" in page.note.said


def test_what_was_filled_in_stays_where_it_is_refused(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    choose(page, parent, Purpose.REVIEW)
    details = page.details
    details.when.limited.setChecked(True)
    before = vault.context.today() - timedelta(9)
    show_day(details.when.until, before)
    details.when.how.set_value("Spoken, noted")
    details.agree.click()
    assert "would end before it was given" in page.error.said
    assert details.when.limited.isChecked()
    assert day_of(details.when.until) == before
    assert details.when.how.value == "Spoken, noted"
    assert vault.context.catalogue.consents(vault.case.id) == []


def test_how_is_not_said_for_anyone_and_no_consent_comes_from_the_future(
    page: PeoplePage, parent: Person, vault: VaultOnDesk
) -> None:
    choose(page, parent, Purpose.REVIEW)
    assert page.details.when.how.value is None
    show_day(page.details.when.given_on, vault.context.today() + timedelta(400))
    assert day_of(page.details.when.given_on) == vault.context.today()
    page.details.agree.click()
    (entry,) = vault.context.catalogue.consents(vault.case.id)
    assert entry.how == ""


def test_the_focus_goes_back_to_the_table(page: PeoplePage, parent: Person) -> None:
    choose(page, parent, Purpose.REVIEW)
    page.details.agree.setFocus()
    page.details.agree.click()
    assert page.focusWidget() is page.table.cells[parent.id, Purpose.REVIEW]


def test_one_form_enters_several_agreements(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    page.several_button.click()
    dialog = page.findChild(SeveralDialog)
    assert isinstance(dialog, SeveralDialog)
    dialog.ok.click()
    assert "Nothing is ticked" in dialog.error.said
    for purpose in (Purpose.RECORD, Purpose.REVIEW):
        dialog.uses[purpose].click()
    dialog.when.how.set_value("Signed form")
    dialog.ok.click()
    consents = vault.context.catalogue.consents(vault.case.id)
    assert len(consents) == 4
    assert {entry.given_by for entry in consents} == {GivenBy.SELF, GivenBy.PARENTAL_RESPONSIBILITY}
    assert {entry.how for entry in consents} == {"Signed form"}
    assert {cell.standing for (_, use), cell in page.table.cells.items() if use is Purpose.RECORD} == {Standing.YES}


def test_esc_goes_back_to_the_case(page: PeoplePage, parent: Person, qtbot: QtBot) -> None:
    choose(page, parent, Purpose.REVIEW)
    with qtbot.waitSignal(page.done):
        key(page.table.cells[parent.id, Purpose.REVIEW], Qt.Key.Key_Escape)


def test_films_are_told_apart_by_day_and_length(page: PeoplePage, parent: Person, vault: VaultOnDesk) -> None:
    session = vault.context.catalogue.sessions(vault.case.id)[0]
    cases.describe_session(vault.context, session, date(2026, 11, 12), "", "")
    choose(page, parent, Purpose.REVIEW)
    page.refresh()
    page.details.films.which.findChildren(QAbstractButton)[1].click()
    (tick,) = page.details.films.ticks
    length = format_clock(vault.clip.duration)
    assert tick.accessibleName() == f"Floor play · 12 Nov 2026, session 1, {length}"
    assert tick.text() == tick.accessibleName()
    tick.click()
    page.details.agree.click()
    assert f"for “Floor play” (12 Nov 2026, session 1, {length})" in page.details._standing.said
