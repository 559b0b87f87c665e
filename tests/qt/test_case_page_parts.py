"""Lists and cards of a case's page, and what an import shows."""

from datetime import date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtWidgets import QProgressBar, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.hands import drop, key
from ui.widgets.busy import Busy
from ui.widgets.case_list import CaseFlag, CaseList, case_line
from ui.widgets.check_row import CheckRow, CheckState
from ui.widgets.clip_grid import ClipCard, ClipGrid
from ui.widgets.drop_zone import DropZone
from ui.widgets.import_row import ImportRow
from vidfeed.model.case import Case, CaseSummary, Session


def summary(number: int, code: str, moments: int = 0, session: bool = True) -> CaseSummary:
    case = Case(f"k{number}", code, "", "How does she tell me?" if number == 1 else "", "VIG", "")
    last = Session("s", case.id, 3, date(2026, 11, 12), "home", "") if session else None
    return CaseSummary(case, 3, 5, moments, last)


@pytest.fixture
def cases(qtbot: QtBot) -> CaseList:
    shown = CaseList()
    qtbot.addWidget(shown)
    shown.resize(286, 400)
    shown.set_cases(
        [summary(0, "WREN-07", 28), summary(1, "ALDER-12", 1), summary(2, "TEAL-09", session=False)],
        {"k2": CaseFlag("alert-circle-outline", "warn", "Consent to renew")},
    )
    shown.show()
    return shown


def test_a_line_says_how_far_a_case_has_come() -> None:
    assert case_line(summary(0, "A", 28)) == "Session 3 · 12 Nov · 28 moments"
    assert case_line(summary(0, "A", 1)) == "Session 3 · 12 Nov · 1 moment"
    assert case_line(summary(0, "A", session=False)) == "No sessions yet"
    assert case_line(summary(0, "A", session=False), "Consent to renew") == "No sessions yet · Consent to renew"


def test_cases_are_found_by_id_and_question_and_among_the_wanted(cases: CaseList) -> None:
    cases.set_words("wren")
    assert cases.shown == 1
    cases.set_words("tell me")
    assert cases.shown == 1
    cases.set_words("")
    cases.set_wanted({"k0", "k2"})
    assert cases.shown == 2


def test_choosing_is_told_and_being_shown_is_not(cases: CaseList, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(cases.case_chosen):
        cases.set_current("k0")
        cases.set_cases([summary(1, "ALDER-12"), summary(0, "WREN-07")])
    assert cases.current == "k0"
    with qtbot.waitSignal(cases.case_chosen) as chosen:
        key(cases, Qt.Key.Key_Up)
    with qtbot.waitSignal(cases.case_opened) as opened:
        key(cases, Qt.Key.Key_Return)
    assert (chosen.args, opened.args) == (["k1"], ["k1"])


def test_a_case_is_a_sentence(cases: CaseList) -> None:
    model = cases.model()
    assert model is not None
    spoken = model.index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "TEAL-09, VIG, No sessions yet, Consent to renew"
    assert not cases.grab().isNull()


def test_clips_open_unless_they_are_locked(qtbot: QtBot) -> None:
    grid = ClipGrid("Session 3")
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    grid.set_cards(
        [ClipCard("a", "Lunch", "10 moments", "04:12"), ClipCard("b", "Book", "", "1:00", locked="Withdrawn")]
    )
    grid.show()
    model = grid.model()
    assert model is not None
    grid.setCurrentIndex(model.index(0, 0))
    with qtbot.waitSignal(grid.clip_opened) as opened:
        key(grid, Qt.Key.Key_Return)
    assert opened.args == ["a"]
    grid.setCurrentIndex(model.index(1, 0))
    with qtbot.assertNotEmitted(grid.clip_opened):
        key(grid, Qt.Key.Key_Return)
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Book, 1:00, Withdrawn"
    assert not grid.grab().isNull()


def test_a_grid_is_as_high_as_its_cards(qtbot: QtBot) -> None:
    grid = ClipGrid("Session 3")
    qtbot.addWidget(grid)
    grid.resize(360, 100)
    grid.set_cards([ClipCard(str(number), "Clip", "", "1:00") for number in range(4)])
    grid.show()
    tall = grid.height()
    grid.resize(800, 100)
    assert grid.height() < tall


def test_dropped_files_are_paths(qtbot: QtBot, tmp_path: Path) -> None:
    zone = DropZone("Drop clips here")
    qtbot.addWidget(zone)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "ä film.mp4")), QUrl("https://example.org/x.mp4")])
    with qtbot.waitSignal(zone.dropped) as dropped:
        drop(zone, data, QPoint(5, 5))
    assert list(dropped.args[0]) == [tmp_path / "ä film.mp4"]


def test_an_import_without_a_date_asks_for_it(qtbot: QtBot) -> None:
    line = ImportRow("Peekaboo", "VID-0008.mp4 · 00:58")
    qtbot.addWidget(line)
    assert line.date_missing
    with qtbot.assertNotEmitted(line.filmed_on_changed):
        line.set_filmed_on(datetime(2026, 11, 26, 10, 14))
    assert not line.date_missing
    with qtbot.waitSignal(line.filmed_on_changed) as changed:
        line.filmed_on.setDateTime(line.filmed_on.dateTime().addDays(1))
    assert changed.args == [datetime(2026, 11, 27, 10, 14)]


def test_an_import_shows_how_far_it_is(qtbot: QtBot) -> None:
    line = ImportRow("Peekaboo", "")
    qtbot.addWidget(line)
    line.set_status("Copying 62 %", 0.62)
    bar = line.findChild(QProgressBar)
    assert isinstance(bar, QProgressBar)
    assert bar.value() == 620
    line.set_sessions([("Session 3", 3), ("Session 4 (new)", 4)], 4)
    assert line.session.currentData() == 4


def test_a_check_says_how_it_stands_and_offers_help(qtbot: QtBot) -> None:
    check = CheckRow("Review together")
    qtbot.addWidget(check)
    check.set_state(CheckState.STOP, "Withdrawn on 3 May.", "People and consent")
    assert check.accessibleName() == "Review together, stops this"
    with qtbot.waitSignal(check.action_requested):
        check.button.click()


def test_busy_covers_follows_and_can_be_stopped(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.resize(500, 300)
    page.show()
    busy = Busy(page)
    busy.start("Building the preview")
    page.resize(600, 400)
    assert busy.size() == page.size()
    busy.set_done(0.5)
    with qtbot.waitSignal(busy.cancelled):
        busy._cancel.click()
    busy.stop()
    assert not busy.isVisible()
