"""What the screen shows where something is missing, not allowed or broken."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage, QRegion
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from storage.vault.layout import Layout
from tests.factories.films import FilmSpec
from tests.factories.vaults import VaultOnDesk, make_vault, unlocked
from tests.qt.hands import Show, key
from tests.qt.watch.seeing import painted_number, stored, wait_for, wait_past
from ui.screens.watch.screen import WatchScreen
from ui.state.desk import Desk
from ui.widgets.timeline_scene import Sound
from vidfeed.model.clip import AssetRole
from vidfeed.model.consent import Person, Purpose, Role
from vidfeed.services import cases, consenting, importing, marking

TODAY = datetime.now(UTC).date()


@pytest.fixture
def infant(vault: VaultOnDesk) -> Person:
    """Someone who agreed, nine days ago."""
    person = cases.add_person(vault.context, vault.case.code, Role.INFANT, "Baby")
    consenting.give(vault.context, person, Purpose.RECORD, TODAY - timedelta(days=9))
    return person


def withdraw(vault: VaultOnDesk, person: Person) -> None:
    consenting.withdraw(vault.context, person, Purpose.RECORD, TODAY - timedelta(days=1))


def test_nothing_plays_once_consent_is_withdrawn(
    screen: WatchScreen, desk: Desk, vault: VaultOnDesk, infant: Person
) -> None:
    screen.watched.playing.play()
    withdraw(vault, infant)
    desk.cases_changed.emit()
    view = screen.board.stage.view
    assert screen.watched.film is None
    assert painted_number(screen) is None
    assert screen.header_line.consent.text == "Consent: withdrawn"
    assert not screen.board.palette.isEnabled()
    assert not screen.board.stage.transport.isEnabled()
    assert view._message is not None and "Baby" in view._message.title
    key(view, Qt.Key.Key_Q)
    key(view, Qt.Key.Key_Space)
    assert stored(screen) == []


@pytest.mark.parametrize(("width", "height"), [(985, 560), (1093, 614)])
def test_the_way_to_the_consents_covers_no_word(
    screen: WatchScreen, desk: Desk, vault: VaultOnDesk, infant: Person, squeeze: Show, width: int, height: int
) -> None:
    squeeze(screen, width, height)
    withdraw(vault, infant)
    desk.cases_changed.emit()
    QApplication.processEvents()
    view, button = screen.board.stage.view, screen.way.button
    assert button.isVisible() and view.rect().contains(button.geometry())
    bare = QImage(view.size(), QImage.Format.Format_RGB32)
    view.render(bare, QPoint(), QRegion(), QWidget.RenderFlag.DrawWindowBackground)
    beneath = bare.copy(button.geometry())
    colours = {beneath.pixel(x, y) for x in range(beneath.width()) for y in range(beneath.height())}
    assert len(colours) == 1


def test_it_plays_again_with_a_new_consent(
    screen: WatchScreen, desk: Desk, vault: VaultOnDesk, infant: Person, qtbot: QtBot
) -> None:
    withdraw(vault, infant)
    desk.cases_changed.emit()
    consenting.give(vault.context, infant, Purpose.RECORD, TODAY)
    desk.cases_changed.emit()
    wait_for(qtbot, screen, 0)
    assert screen.board.palette.isEnabled()
    assert screen.board.stage.view._message is None


def test_a_damaged_film_says_so_and_the_marks_stay(
    screen: WatchScreen, desk: Desk, vault: VaultOnDesk, qtbot: QtBot
) -> None:
    film = screen.watched.film
    assert film is not None
    marking.mark(vault.context, film.clip.id, film.film.index.span(10, 20))
    screen.left()
    asset = vault.context.catalogue.asset(film.clip.id, AssetRole.ORIGINAL)
    assert asset is not None
    blob = Layout(vault.vault.directory).blob(asset.blob_id)
    blob.write_bytes(blob.read_bytes()[:-40])
    desk.open_clip(vault.clip)
    screen.entered()
    view = screen.board.stage.view
    qtbot.waitUntil(lambda: view._message is not None)
    assert view._message is not None and view._message.title
    assert screen.board.moments.model.rowCount() == 1


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A vault with a silent film that nothing was prepared of yet."""
    spec = FilmSpec(frames=50, audio=None)
    return make_vault(tmp_path_factory.mktemp("bare") / "vault", spec, prepared=False)


@pytest.fixture
def unprepared(bare: Path, qtbot: QtBot) -> Iterator[tuple[VaultOnDesk, WatchScreen]]:
    vault = unlocked(bare)
    desk = vault.desk()
    screen = WatchScreen(desk, make_sound=lambda: None)
    qtbot.addWidget(screen)
    screen.resize(1366, 654)
    screen.show()
    desk.open_clip(vault.clip)
    screen.entered()
    wait_for(qtbot, screen, 0)
    yield vault, screen
    screen.closing()
    vault.close()


def test_a_film_plays_before_anything_is_prepared(unprepared: tuple[VaultOnDesk, WatchScreen], qtbot: QtBot) -> None:
    vault, screen = unprepared
    timeline = screen.board.timeline
    assert timeline._scene.sound is Sound.NONE
    screen.watched.playing.play()
    wait_past(qtbot, screen, 3)
    screen.watched.playing.pause()
    importing.prepare_clip(vault.context, vault.clip.id)
    screen.desk.cases_changed.emit()
    assert timeline._scene.thumbnails is not None
    qtbot.waitUntil(
        lambda: timeline._scene.thumbnails is not None and timeline._scene.thumbnails(30, QSize(80, 45)) is not None
    )


def test_a_clip_without_moments_says_what_to_do(screen: WatchScreen) -> None:
    assert screen.board.moments.model.rowCount() == 0
    assert not screen.board.inspector.isVisible()


def test_pictures_of_moments_come_from_the_strip(screen: WatchScreen, qtbot: QtBot) -> None:
    timeline = screen.board.timeline
    assert timeline._scene.sound is Sound.READY
    assert timeline._scene.thumbnails is not None
    qtbot.waitUntil(
        lambda: timeline._scene.thumbnails is not None and timeline._scene.thumbnails(75, QSize(80, 45)) is not None
    )


@pytest.mark.parametrize(("width", "folded"), [(1366, False), (1010, True)])
def test_the_side_folds_where_the_window_is_narrow(screen: WatchScreen, width: int, folded: bool) -> None:
    screen.resize(width, 560)
    assert screen.board.splits.folded is folded
    assert screen.board.moments.isVisible() is not folded
    screen.board.unfold()
    assert screen.board.moments.isVisible()


def test_every_part_fits_into_the_smallest_window(screen: WatchScreen) -> None:
    assert screen.minimumSizeHint().width() <= 1080 - 70
    screen.resize(1010, 538)
    assert screen.minimumSizeHint().height() <= 538
