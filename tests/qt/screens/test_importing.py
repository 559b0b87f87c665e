from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QDateTime
from pytestqt.qtbot import QtBot

from tests.factories.films import FilmSpec, make_film
from tests.factories.vaults import VaultOnDesk, make_vault, unlocked
from tests.qt.hands import Show
from ui.screens.importing import ImportPage
from ui.state.desk import Desk
from ui.state.imports import ImportState
from ui.widgets.announce import announcer
from vidfeed.model.clip import AssetRole, ClipStatus
from vidfeed.services import cases

SHORT = FilmSpec(frames=25, gop=5)


@pytest.fixture
def page(desk: Desk, vault: VaultOnDesk, show: Show) -> Iterator[ImportPage]:
    show(made := ImportPage(desk), 1280, 680)
    made.show_case(vault.case)
    yield made
    made.closing()


@pytest.fixture
def film(tmp_path: Path) -> Path:
    return make_film(tmp_path / "IMG_2231.MOV.mp4", SHORT)


def all_through(page: ImportPage, qtbot: QtBot, count: int) -> None:
    qtbot.waitUntil(lambda: len(page.queue.entries) == count and not page.queue.busy, timeout=20_000)


def test_a_film_comes_in_checked_and_prepared(page: ImportPage, film: Path, vault: VaultOnDesk, qtbot: QtBot) -> None:
    spoken: list[str] = []
    announcer().announced.connect(lambda text, _assertive: spoken.append(text))
    page.add([film])
    all_through(page, qtbot, 1)
    (line,) = page.rows.shown
    assert line.entry.state is ImportState.DONE
    assert line._state.text() == "Encrypted and checked"
    assert page._state.text().startswith("1 of 1 safely in the vault.")
    assert any("Encrypted and checked" in text for text in spoken)
    clip = line.entry.clip
    assert clip is not None
    assert vault.context.catalogue.asset(clip.id, AssetRole.STRIP) is not None
    assert film.exists()


def test_what_is_no_film_and_what_is_there_already_is_told_and_others_go_on(
    page: ImportPage, film: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    junk = tmp_path / "holiday.mp4"
    junk.write_bytes(b"no film at all" * 1000)
    again = tmp_path / "copy.mp4"
    again.write_bytes(film.read_bytes())
    page.add([junk, film, again])
    all_through(page, qtbot, 3)
    states = [line.entry.state for line in page.rows.shown]
    assert states == [ImportState.FAILED, ImportState.DONE, ImportState.FAILED]
    told = [line._state.text() for line in page.rows.shown]
    assert told[0] == "Not imported"
    assert told[2] == "Already in this case"
    assert page.rows.shown[0]._trouble.text()


def test_a_film_is_renamed_dated_and_moved(page: ImportPage, film: Path, vault: VaultOnDesk, qtbot: QtBot) -> None:
    page.add([film])
    all_through(page, qtbot, 1)
    (line,) = page.rows.shown
    assert line.undated
    line.title.setText("Lunch")
    line.title.editingFinished.emit()
    line.session.setCurrentIndex(line.session.findText("Session 2 (new)"))
    line.session.activated.emit(line.session.currentIndex())
    line.when.setDateTime(QDateTime(2026, 11, 12, 10, 14, 0))
    line.when.editingFinished.emit()
    assert line.entry.clip is not None
    kept = vault.context.catalogue.clip(line.entry.clip.id)
    assert kept is not None
    session = vault.context.catalogue.session(kept.session_id)
    assert session is not None
    assert (kept.title, session.number, session.held_on) == ("Lunch", 2, date(2026, 11, 12))
    assert not line.undated


def test_a_new_day_is_a_new_session(page: ImportPage, film: Path, vault: VaultOnDesk, qtbot: QtBot) -> None:
    (session,) = vault.context.catalogue.sessions(vault.case.id)
    cases.describe_session(vault.context, session, date(2026, 1, 2), "home", "")
    page.add([film])
    all_through(page, qtbot, 1)
    assert [one.number for one in vault.context.catalogue.sessions(vault.case.id)] == [1, 2]


def test_stopping_keeps_nothing_of_what_waits(
    page: ImportPage, tmp_path: Path, vault: VaultOnDesk, qtbot: QtBot
) -> None:
    films = [make_film(tmp_path / f"{n}.mp4", FilmSpec(frames=25, gop=5 + n)) for n in range(3)]
    page._queue_films(vault.case, films)
    page.stop_copying()
    qtbot.waitUntil(lambda: not page.queue.busy, timeout=20_000)
    assert [line.entry.state for line in page.rows.shown][1:] == [ImportState.STOPPED, ImportState.STOPPED]
    assert not page.stop.isEnabled()


def test_films_of_another_case_go_on_unseen(page: ImportPage, film: Path, vault: VaultOnDesk, qtbot: QtBot) -> None:
    other = cases.add_case(vault.context, "ALDER-12")
    page.add([film])
    all_through(page, qtbot, 1)
    page.show_case(other)
    assert page.rows.shown == []
    assert not page.rows.isVisible()


def test_what_was_left_half_prepared_is_finished(tmp_path: Path, qtbot: QtBot) -> None:
    opened = unlocked(make_vault(tmp_path / "half", SHORT, prepared=False))
    page = ImportPage(opened.desk())
    qtbot.addWidget(page)
    qtbot.waitUntil(lambda: not page.queue.busy, timeout=20_000)
    assert opened.clip.status is ClipStatus.READY
    page.closing()
    opened.close()
