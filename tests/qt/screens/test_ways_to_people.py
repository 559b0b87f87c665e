"""Whatever consent refuses, the way to People and consent stands beside it; nothing goes on that has ended."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from ui.screens.home import HomeScreen
from ui.screens.home.case_facts import load_case
from ui.screens.pages import screen_makers
from ui.screens.people import PeoplePage
from ui.screens.rail import Place
from ui.screens.reels.save_dialogs import SaveFilmDialog
from ui.screens.reels.screen import ReelScreen
from ui.screens.shell import Shell
from ui.screens.summary import SummaryScreen
from ui.screens.watch.screen import WatchScreen
from ui.state.desk import Desk
from ui.state.new_day import NewDay
from ui.state.preferences import Preferences
from ui.widgets.people_way import PEOPLE
from vidfeed.model.consent import Person, Purpose, Role
from vidfeed.model.reel import Reel
from vidfeed.services import assembling, cases, consenting, marking
from vidfeed.services.context import Context
from vidfeed.services.finding import reel_of


@pytest.fixture
def ctx(vault: VaultOnDesk) -> Context:
    return vault.context


@pytest.fixture
def family(ctx: Context) -> list[Person]:
    people = [cases.add_person(ctx, CASE_CODE, role) for role in (Role.PARENT_A, Role.INFANT)]
    for person in people:
        consenting.give(ctx, person, Purpose.RECORD, ctx.today())
    return people


@pytest.fixture
def reel(ctx: Context, vault: VaultOnDesk) -> Reel:
    (change,) = marking.mark(ctx, vault.clip.id, ctx.catalogue.frame_index(vault.clip.id).span(3, 30)).moments
    assert change.after is not None
    made = assembling.create_reel(ctx, CASE_CODE, "Looking")
    assembling.add_moments(ctx, made.id, [change.after.id])
    return reel_of(ctx.catalogue, made.id)


@pytest.fixture
def shell(desk: Desk, preferences: Preferences, qtbot: QtBot) -> Iterator[Shell]:
    made = Shell(desk, screen_makers(preferences, lambda: None))
    qtbot.addWidget(made)
    made.resize(1366, 700)
    made.show()
    yield made
    made.closing()


def ways(within: QWidget) -> list[QAbstractButton]:
    """The buttons in sight that lead to People and consent."""
    return [b for b in within.findChildren(QAbstractButton) if b.text() == PEOPLE and b.isVisible()]


def goes_to_people(shell: Shell, within: QWidget) -> bool:
    ways(within)[0].click()
    page = shell.page
    return isinstance(page, HomeScreen) and page.people.isVisible()


def withdraw_on_the_page(shell: Shell, person: Person) -> None:
    """As one does it: on the People page, while the film stands open on another."""
    page = shell.page
    assert isinstance(page, HomeScreen)
    people: PeoplePage = page.people
    people.table.cells[person.id, Purpose.RECORD].click()
    people.details.withdraw.click()
    next(b for b in people.findChildren(QAbstractButton) if b.text() == "Withdraw" and b.isVisible()).click()


def test_watch_stops_when_recording_is_withdrawn_on_the_people_page(
    shell: Shell, vault: VaultOnDesk, family: list[Person], qtbot: QtBot
) -> None:
    shell.desk.open_clip(vault.clip)
    watch = shell.page
    assert isinstance(watch, WatchScreen)
    qtbot.waitUntil(lambda: watch.board.stage.view.painted_frame is not None, timeout=20_000)
    watch.watched.playing.play()
    assert ways(watch) == []
    shell.desk.ask_people()
    withdraw_on_the_page(shell, family[0])
    shell.go(Place.WATCH)
    assert watch.watched.film is None
    assert not watch.watched.playing.is_playing
    assert watch.board.stage.view._image is None
    assert goes_to_people(shell, watch)


@pytest.mark.usefixtures("family")
def test_a_film_that_plays_stops_at_midnight_after_its_last_day(
    shell: Shell, vault: VaultOnDesk, ctx: Context, family: list[Person], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    consenting.withdraw(ctx, family[1], Purpose.RECORD, ctx.today() - timedelta(days=1))
    consenting.give(ctx, family[1], Purpose.RECORD, ctx.today(), until=ctx.today())
    shell.desk.open_clip(vault.clip)
    watch = shell.page
    assert isinstance(watch, WatchScreen)
    qtbot.waitUntil(lambda: watch.board.stage.view.painted_frame is not None, timeout=20_000)
    watch.watched.playing.play()
    day = NewDay(shell.desk)
    day.look()
    assert watch.watched.film is not None
    now = ctx.clock.now() + timedelta(days=1)

    class Tomorrow:
        def now(self) -> datetime:
            return now

    moved = replace(ctx, clock=Tomorrow())
    monkeypatch.setattr(Desk, "context", property(lambda _self: moved))
    day.look()
    assert watch.watched.film is None
    assert ways(watch)


def test_a_reel_that_plays_stops_too(
    shell: Shell, ctx: Context, family: list[Person], reel: Reel, qtbot: QtBot
) -> None:
    shell.desk.open_reel(reel.id)
    page = shell.page
    assert isinstance(page, ReelScreen)
    qtbot.waitUntil(lambda: page.board.preview.view.painted_frame is not None, timeout=20_000)
    page.playing.play()
    consenting.withdraw(ctx, family[0], Purpose.RECORD, ctx.today())
    shell.desk.cases_changed.emit()
    assert page.playing.plan is None
    assert not page.playing.is_playing
    assert not page.board.preview.play.isEnabled()
    assert goes_to_people(shell, page.board.preview)


@pytest.mark.usefixtures("family")
def test_the_check_before_a_review(shell: Shell, reel: Reel) -> None:
    shell.desk.open_reel(reel.id)
    page = shell.page
    assert isinstance(page, ReelScreen)
    page.check_reel()
    assert goes_to_people(shell, page.check)


@pytest.mark.usefixtures("family")
def test_saving_a_film(desk: Desk, reel: Reel, qtbot: QtBot) -> None:
    dialog = SaveFilmDialog(desk, reel)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.ok.click()
    assert dialog.error.isVisible() and "recipient" in dialog.error.said
    dialog.for_whom.setText("the family")
    dialog.ok.click()
    with qtbot.waitSignal(desk.people_asked):
        ways(dialog)[0].click()
    assert dialog.leaving is None and not dialog.isVisible()


@pytest.mark.usefixtures("family", "reel")
def test_showing(shell: Shell, qtbot: QtBot) -> None:
    shell.go(Place.REVIEW)
    qtbot.waitUntil(lambda: bool(ways(shell.page)))
    assert goes_to_people(shell, shell.page)


@pytest.mark.usefixtures("family", "reel")
def test_the_summary(shell: Shell) -> None:
    shell.go(Place.SUMMARY)
    page = shell.page
    assert isinstance(page, SummaryScreen)
    assert goes_to_people(shell, page.gate)


def test_without_a_case_nobody_is_sent_anywhere(shell: Shell) -> None:
    shell.desk.choose_case(None)
    shell.desk.ask_people()
    assert shell.place is Place.HOME


def test_home_locks_the_films_that_may_not_be_watched(
    shell: Shell, ctx: Context, vault: VaultOnDesk, family: list[Person]
) -> None:
    ctx.catalogue.add_clip(replace(vault.clip, id="another", title="Mealtime", sha256="ab" * 32))
    consenting.withdraw(ctx, family[0], Purpose.RECORD, ctx.today(), [vault.clip.id])
    facts = load_case(ctx, vault.case)
    locked = {one.clip.title: one.locked for session in facts.sessions for one in session.clips}
    assert locked == {"Floor play": True, "Mealtime": False}
    assert facts.stopped is None, "the other one can be watched"
    going_on = facts.to_continue()
    assert going_on is not None and going_on.title == "Mealtime"
    consenting.withdraw(ctx, family[0], Purpose.RECORD, ctx.today())
    facts = load_case(ctx, vault.case)
    assert facts.stopped is not None and facts.to_continue() is None
