"""Films that cannot all be shown, or that stopped the work on them: told in plain words, nothing green, a way on."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from tests.factories.films import FilmSpec
from tests.factories.vaults import CASE_CODE, VaultOnDesk, copied, make_vault, unlocked
from tests.qt.hands import click
from tests.qt.watch.seeing import painted_number, wait_for
from ui.screens.watch.damage_words import length_text
from ui.screens.watch.screen import WatchScreen
from ui.widgets.page_dots import PageDots
from vidfeed.model.clip import AssetRole
from vidfeed.services import marking
from vidfeed.services.light_copies import mark_trouble

FRAMES = 150


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A locked vault with a film of several encrypted pieces, of which nothing was prepared."""
    spec = FilmSpec(width=1280, height=720, frames=FRAMES, gop=10, codec="mpeg4", audio=None)
    return make_vault(tmp_path_factory.mktemp("whole") / "vault", spec, prepared=False)


@pytest.fixture
def vault(whole: Path, tmp_path: Path) -> Iterator[VaultOnDesk]:
    """A byte of the film has changed on the disk, so that a piece of it is authentic no more."""
    opened = unlocked(copied(whole, tmp_path / "vault"))
    original = opened.context.catalogue.asset(opened.clip.id, AssetRole.ORIGINAL)
    assert original is not None
    blob = opened.vault.core.layout.blob(original.blob_id)
    blob.chmod(0o600)
    with blob.open("r+b") as file:
        file.seek(original.size_bytes // 2)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 1]))
    yield opened
    opened.close()


@pytest.fixture
def screen(vault: VaultOnDesk, qtbot: QtBot) -> Iterator[WatchScreen]:
    """The film was played over the damage and stands at its start again."""
    shown = WatchScreen(vault.desk(), make_sound=lambda: None)
    qtbot.addWidget(shown)
    shown.resize(1366, 654)
    with qtbot.waitActive(shown):
        shown.show()
    shown.desk.open_clip(vault.clip)
    shown.entered()
    wait_for(qtbot, shown, 0)
    assert not shown.controls.damage.card.isVisible()
    shown.play.seek(FRAMES // 2)
    qtbot.waitUntil(lambda: bool(shown.controls.damage.gaps))
    yield shown
    shown.closing()


def gap(screen: WatchScreen) -> range:
    return screen.controls.damage.gaps[0]


def button(screen: WatchScreen, name: str) -> QAbstractButton:
    found = screen.controls.damage.card.findChildren(QAbstractButton)
    return next(one for one in found if one.accessibleName() == name)


def test_what_is_lost_and_what_is_safe_is_told_at_once(screen: WatchScreen, qtbot: QtBot) -> None:
    card = screen.controls.damage.card
    assert card.isVisible()
    assert "Lost here" in card.said
    assert "Safe" in card.said
    assert screen.board.timeline._scene.gaps == screen.controls.damage.gaps
    assert 0 < len(gap(screen)) < FRAMES
    assert screen.header_line.damage in screen.header_widgets()
    button(screen, "Carry on with the rest").click()
    assert not card.isVisible()
    screen.header_line.damage.click()
    assert card.isVisible()


def test_a_moment_in_the_lost_part_is_named(screen: WatchScreen, qtbot: QtBot) -> None:
    film = screen.watched.film
    assert film is not None
    middle = gap(screen).start + 1
    assert "1 moment" not in screen.controls.damage.card.said
    change = marking.mark(screen.desk.context, film.clip.id, film.film.index.span(middle - 5, middle), ())
    screen.desk.announce(change)
    said = screen.controls.damage.card.said
    assert "1 moment is in the part that can’t be read" in said
    assert "The words are safe; the picture is not." in said


def test_standing_in_the_gap_keeps_the_last_good_picture_and_one_button_leads_past(
    screen: WatchScreen, qtbot: QtBot
) -> None:
    view = screen.board.stage.view
    screen.play.seek(3)
    wait_for(qtbot, screen, 3)
    assert view._message is None
    screen.play.seek(gap(screen).start)
    qtbot.waitUntil(lambda: view._message is not None)
    assert view._message is not None
    assert view._message.title == "This part can’t be shown"
    assert view.painted_frame == 3
    skip = next(one for one in view.findChildren(QAbstractButton) if one.text().startswith("Skip to"))
    assert skip.isVisible()
    after = gap(screen).stop
    click(skip)
    wait_for(qtbot, screen, after)
    assert not skip.isVisible()
    assert view._message is None


def test_playing_goes_past_the_gap_and_every_picture_is_a_good_one(screen: WatchScreen, qtbot: QtBot) -> None:
    painted: list[int | None] = []
    lost = gap(screen)
    screen.play.seek(max(0, lost.start - 10))
    wait_for(qtbot, screen, max(0, lost.start - 10))
    screen.board.stage.view.picture_painted.connect(painted.append)
    screen.watched.playing.play()
    qtbot.waitUntil(lambda: screen.play.frame >= min(FRAMES - 2, lost.stop + 5))
    screen.watched.playing.pause()
    assert not [frame for frame in painted if frame in lost]
    qtbot.waitUntil(lambda: painted_number(screen) == screen.play.frame)


def test_playing_into_the_gap_says_so_and_one_button_leads_past_while_it_plays(
    screen: WatchScreen, qtbot: QtBot
) -> None:
    view, playing = screen.board.stage.view, screen.watched.playing
    before = gap(screen).start - 3
    screen.play.seek(before)
    wait_for(qtbot, screen, before)
    screen.play.set_speed(Fraction(1, 10))
    playing.play()
    skip = next(one for one in view.findChildren(QAbstractButton) if one.text().startswith("Skip to"))
    qtbot.waitUntil(skip.isVisible)
    assert view._message is not None and view._message.title == "This part can’t be shown"
    stood = screen.play.frame
    assert any(stood + 1 in one for one in screen.controls.damage.gaps)
    playing.pause()
    assert not skip.isVisible() and view._message is None
    playing.play()
    qtbot.waitUntil(skip.isVisible)
    click(skip)
    qtbot.waitUntil(lambda: screen.play.frame > stood + 1)
    assert playing.is_playing
    assert not skip.isVisible() and view._message is None


def test_support_gets_numbers_and_nothing_of_the_family(screen: WatchScreen) -> None:
    button(screen, "Copy details for IT support").click()
    copied_text = QGuiApplication.clipboard().text()
    assert str(gap(screen).start) in copied_text
    assert CASE_CODE not in copied_text
    assert "Floor play" not in copied_text


def test_checking_the_vault_is_one_press_away(screen: WatchScreen, qtbot: QtBot) -> None:
    with qtbot.waitSignal(screen.desk.keeping_asked):
        button(screen, "Check the whole vault").click()


def test_a_film_in_trouble_is_opened_only_when_asked(vault: VaultOnDesk, qtbot: QtBot) -> None:
    mark_trouble(vault.context, vault.clip.id)
    shown = WatchScreen(vault.desk(), make_sound=lambda: None)
    qtbot.addWidget(shown)
    shown.resize(1366, 654)
    shown.show()
    shown.desk.open_clip(vault.clip)
    shown.entered()
    again = shown.controls.trouble.button.button
    assert again.isVisible()
    assert again.accessibleName() == "Try again"
    assert shown.watched.film is None
    assert not shown.header_line.add.isEnabled()
    assert not any(dots.isVisible() for dots in shown.board.palette.findChildren(PageDots))
    shown.desk.cases_changed.emit()
    assert shown.watched.film is None
    click(again)
    wait_for(qtbot, shown, 0)
    assert vault.clip.trouble == ""
    assert not again.isVisible()
    shown.closing()


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "less than a second"), (23, "23 s"), (60, "1 min"), (297, "4 min 57 s")]
)
def test_lengths_are_said_as_people_do(seconds: int, text: str) -> None:
    assert length_text(Fraction(seconds)) == text
