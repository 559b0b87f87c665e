"""A prepared visit lets go of its keys: when its time is up, and before it waits for a disk."""

import gc
import weakref
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.factories.vaults import CASE_CODE, VaultOnDesk
from ui.screens.visit import screen_choice
from ui.screens.visit.showing import VisitShowing
from ui.state.desk import Desk
from ui.state.pins import PinHash
from ui.state.visit_parts import Aside, VisitGuard, VisitReel
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.reel import Reel
from vidfeed.model.visit import VisitLog
from vidfeed.services import marking
from vidfeed.services.cueing import nameless_cues

HOUR = timedelta(hours=1)


class Paper:
    """Takes down what happens, until its disk is full."""

    visit_id = "visitvisitvi"

    def __init__(self) -> None:
        self.full = False
        self.closed = False

    def write(self, log: VisitLog) -> None:
        if self.full:
            raise ExpectedError(ErrorKind.NO_SPACE, "The disk is full.", "Make room.")
        self.closed = log.closed


@pytest.fixture
def paper() -> Paper:
    return Paper()


@pytest.fixture
def reels(desk: Desk, reel: Reel) -> VisitReel:
    return VisitReel(desk.films_of(reel), datetime.now(UTC) + HOUR)


@pytest.fixture
def showing(vault: VaultOnDesk, reels: VisitReel, reel: Reel, paper: Paper, qtbot: QtBot) -> Iterator[VisitShowing]:
    """A visit that waits for its PIN."""
    guard = VisitGuard(PinHash.of("482173"), lambda _typed: False)
    aside = Aside(nameless_cues(vault.context, reel), ("What was that like?",))
    made = VisitShowing(reels, reel, guard, paper, lambda: None, aside)
    made.wait()
    yield made
    if made.window is not None:
        made.window.end()
        made.window.deleteLater()
    made.pin.hide()
    made.pin.deleteLater()
    made.deleteLater()


def overs(showing: VisitShowing) -> list[bool]:
    told: list[bool] = []
    showing.over.connect(lambda: told.append(True))
    return told


def test_a_visit_that_nobody_opened_ends_when_its_time_is_up(showing: VisitShowing, reels: VisitReel) -> None:
    told = overs(showing)
    assert showing._minutes.isActive()
    showing._minutes.timeout.emit()
    assert told == []
    assert reels.films is not None
    reels.until -= 2 * HOUR
    showing._minutes.timeout.emit()
    assert told == [True]
    assert reels.films is None


def test_what_plays_is_not_broken_off_and_what_stands_is(
    showing: VisitShowing, reels: VisitReel, paper: Paper, qtbot: QtBot
) -> None:
    told = overs(showing)
    showing.begin()
    window = showing.window
    assert window is not None
    assert window.playing.is_playing
    reels.until -= 2 * HOUR
    showing._minutes.timeout.emit()
    assert told == []
    assert window.isVisible()
    window.flow.talk()
    showing._minutes.timeout.emit()
    assert told == [True]
    assert not window.isVisible()
    assert paper.closed


def test_a_visit_that_waits_for_its_disk_holds_no_keys(
    showing: VisitShowing, reels: VisitReel, paper: Paper, qtbot: QtBot
) -> None:
    told = overs(showing)
    showing.begin()
    assert showing.window is not None
    held = weakref.ref(reels.films) if reels.films is not None else None
    showing.window.flow.finish()
    paper.full = True
    showing._end()
    assert told == []
    gc.collect()
    assert held is not None
    assert held() is None, "something still holds the films"
    paper.full = False
    showing._alone.timeout.emit()
    assert told == [True]
    assert paper.closed


def test_other_questions_come_to_the_users_own(showing: VisitShowing) -> None:
    showing.begin()
    assert showing.window is not None
    showing.window.flow.talk()
    talk = showing.window.pages.talk
    asked = []
    for _ in range(6):
        asked.append(talk.question.text())
        talk.ask_other()
    assert "What was that like?" in asked


def test_the_other_screen_is_taken_only_where_the_therapist_says_so(
    showing: VisitShowing, monkeypatch: pytest.MonkeyPatch
) -> None:
    choice = showing.pin.screens
    assert not choice.isVisible(), "there is one screen"
    other = showing.pin.screen()
    monkeypatch.setattr(screen_choice, "other_screens", lambda _own: [other])
    choice._look()
    assert choice.isVisible()
    assert choice.parents is None
    choice.button.click()
    assert choice.parents is other
    monkeypatch.setattr(screen_choice, "other_screens", lambda _own: [])
    choice._look()
    assert not choice.isVisible()
    assert choice.parents is None, "it was pulled out again"


def test_what_names_the_case_does_not_go_along(vault: VaultOnDesk, reel: Reel, moment_ids: list[str]) -> None:
    moment = vault.context.catalogue.moment(moment_ids[0])
    assert moment is not None
    marking.edit(vault.context, moment.id, note=f"As in {CASE_CODE.lower()}, before")
    cues = nameless_cues(vault.context, reel)
    assert [cue.note for cue in cues] == ["", "", "never shown", "never shown"]
