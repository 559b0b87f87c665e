"""A whole sitting by keys only, through the real window: fourteen hearts at 1.5x, cards, tags, captions, a reel."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories.doors import quick_doors
from tests.factories.films import FilmSpec
from tests.factories.vaults import CASE_CODE, PASSPHRASE, make_vault
from ui.screens.pages import screen_makers
from ui.screens.rail import Place
from ui.screens.watch.screen import WatchScreen
from ui.screens.window import MainWindow
from ui.state.preferences import Preferences
from vidfeed.model.moment import Decision, Moment

FRAMES, EACH, LEAD, LAG = 1500, 100, 100, 50
MARKS = 14
KEYS = "QWE123M"
KEEP = {0, 3, 7, 8, 12, 13}
PATIENCE_MS = 30_000


@pytest.fixture
def window(tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    """With a film of a minute, unlocked."""
    folder = make_vault(tmp_path / "vault", FilmSpec(frames=FRAMES))
    preferences = Preferences(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    made = MainWindow(quick_doors(), preferences, screen_makers, folder, make_sound=lambda: None, relaunch=lambda: None)
    made.resize(1366, 700)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    made.unlock_with(PASSPHRASE)
    qtbot.waitUntil(lambda: made.shell is not None, timeout=PATIENCE_MS)
    yield made
    made.close()


@pytest.fixture
def screen(window: MainWindow, qtbot: QtBot) -> WatchScreen:
    """Watch, with the film at its first frame."""
    shell = window.shell
    assert shell is not None
    shell.desk.choose_case(shell.desk.context.catalogue.case_by_code(CASE_CODE))
    shell.go(Place.WATCH)
    page = shell.page
    assert isinstance(page, WatchScreen)
    qtbot.waitUntil(lambda: page.board.stage.view.hasFocus() and page.watched.film is not None, timeout=PATIENCE_MS)
    return page


def press(which: Qt.Key | str) -> None:
    """On whatever has the focus, as a keyboard does."""
    focus = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, which if isinstance(which, Qt.Key) else Qt.Key(ord(which)))


def stored(screen: WatchScreen) -> list[Moment]:
    assert screen.watched.clip is not None
    return screen.desk.context.catalogue.moments(screen.watched.clip.id)


def frames(screen: WatchScreen) -> list[tuple[int, int]]:
    assert screen.watched.film is not None
    inside = [screen.watched.film.film.index.frames_in(moment.span) for moment in stored(screen)]
    return [(found[0], found[-1]) for found in inside]


def wait_past(screen: WatchScreen, qtbot: QtBot, frame: int) -> None:
    qtbot.waitUntil(lambda: screen.play.frame > frame, timeout=PATIENCE_MS)


def hearts(screen: WatchScreen, qtbot: QtBot) -> list[tuple[int, int]]:
    """The first pass; what each moment should be."""
    press(Qt.Key.Key_F3)
    while screen.watched.playing.speed < Fraction(3, 2):
        press("=")
    assert screen.watched.playing.speed == Fraction(3, 2)
    press(Qt.Key.Key_Space)
    expected = []
    for number in range(MARKS):
        while screen.play.frame < number * EACH - 80:
            before = screen.play.frame
            press("L")
            wait_past(screen, qtbot, before + 59)
        wait_past(screen, qtbot, number * EACH - 1)
        seen = screen.play.frame
        press(KEYS[number % len(KEYS)])
        expected.append((max(0, seen - LEAD), min(FRAMES, seen + LAG) - 1))
    press(Qt.Key.Key_K)
    return expected


def test_a_sitting_by_keys_only(screen: WatchScreen, qtbot: QtBot) -> None:
    expected = hearts(screen, qtbot)
    assert frames(screen) == expected

    press(Qt.Key.Key_F3)
    for number in range(MARKS):
        press(Qt.Key.Key_Down if number == 7 else Qt.Key.Key_Right if number in KEEP else Qt.Key.Key_Left)
    press(Qt.Key.Key_Right)
    assert [number for number, one in enumerate(stored(screen)) if one.decision is Decision.KEEP] == sorted(KEEP)

    press(Qt.Key.Key_Return)
    for number in sorted(KEEP):
        describe(screen, number)
        press(Qt.Key.Key_Down)
    press(Qt.Key.Key_F3)
    assert frames(screen) == expected
    for number in sorted(KEEP):
        one = stored(screen)[number]
        assert (one.caption, "starter/connected" in {ref.tag_id for ref in one.tags}) == (f"There {number}", True)
    (reel,) = screen.adding.reels()
    assert [item.moment_id for item in reel.items] == [stored(screen)[number].id for number in sorted(KEEP)]


def describe(screen: WatchScreen, number: int) -> None:
    """Tag, caption and reel of the kept moment that is selected."""
    selected = screen.watched.moments.selected
    assert selected is not None and selected.id == stored(screen)[number].id
    if "starter/connected" not in {ref.tag_id for ref in selected.tags}:
        press("1")
    press(Qt.Key.Key_Return)
    caption = screen.board.inspector.caption
    assert caption.hasFocus()
    QTest.keyClicks(caption, f"There {number}")
    press(Qt.Key.Key_Escape)
    press("B")
    press(Qt.Key.Key_Return)
