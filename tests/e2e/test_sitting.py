"""A whole sitting by keys only, through the real window: fourteen hearts at 1.5x, cards, tags, captions, a reel.

Eleven hearts are tapped, two held, one is started with Shift and ended by the same key. What each should be is worked
out from the numbers drawn into the pictures that were painted when its key went down and up.
"""

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.factories.doors import quick_doors
from tests.factories.films import FilmSpec
from tests.factories.vaults import CASE_CODE, PASSPHRASE, make_vault, unlocked
from tests.qt.watch.seeing import pictured_number
from ui.screens.pages import screen_makers
from ui.screens.rail import Place
from ui.screens.watch.screen import WatchScreen
from ui.screens.window import MainWindow
from ui.state.preferences import Preferences
from vidfeed.model.moment import Decision, Moment
from vidfeed.services import marking

FRAMES, EACH, LEAD, LAG = 1500, 100, 100, 50
HELD_FRAMES = 30
MARKS = 14
KEYS = "QWE123M"
HELD, STARTED = {4, 6}, {9}
TAGS = {
    "Q": "starter/turn-taking",
    "W": "starter/comforting",
    "E": "starter/enjoying",
    "1": "starter/connected",
    "2": "starter/noticing",
    "3": "starter/responding",
}
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


def press(which: Qt.Key | str, *, shift: bool = False, meanwhile: Callable[[], None] = lambda: None) -> None:
    """On whatever has the focus, as a keyboard does; `meanwhile` the key is down."""
    focus = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert focus is not None
    code = which if isinstance(which, Qt.Key) else Qt.Key(ord(which))
    modifiers = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyPress(focus, code, modifiers)
    meanwhile()
    QTest.keyRelease(focus, code, modifiers)


def stored(screen: WatchScreen) -> list[Moment]:
    assert screen.watched.clip is not None
    return screen.desk.context.catalogue.moments(screen.watched.clip.id)


def frames(screen: WatchScreen) -> list[tuple[int, int]]:
    assert screen.watched.film is not None
    inside = [screen.watched.film.film.index.frames_in(moment.span) for moment in stored(screen)]
    return [(found[0], found[-1]) for found in inside]


def now_seen(screen: WatchScreen) -> int:
    """The number in the picture that is painted."""
    number = pictured_number(screen)
    assert number is not None and number == screen.play.frame
    return number


def wait_past(screen: WatchScreen, qtbot: QtBot, frame: int) -> None:
    qtbot.waitUntil(lambda: screen.play.frame > frame, timeout=PATIENCE_MS)


def hearts(screen: WatchScreen, qtbot: QtBot) -> list[tuple[int, int]]:
    """The first pass; what each moment should be."""
    press(Qt.Key.Key_F3)
    while screen.watched.playing.speed < Fraction(3, 2):
        press("=")
    assert screen.watched.playing.speed == Fraction(3, 2)
    press(Qt.Key.Key_Space)
    expected = list[tuple[int, int]]()
    for number in range(MARKS):
        while screen.play.frame < number * EACH - 80:
            before = screen.play.frame
            press("L")
            wait_past(screen, qtbot, before + 59)
        # On a slow machine the one before may be late; a tap's lead would reach before it.
        wait_past(screen, qtbot, max(number * EACH - 1, expected[-1][0] + LEAD if expected else 0))
        expected.append(heart(screen, qtbot, number))
    press(Qt.Key.Key_K)
    return expected


def heart(screen: WatchScreen, qtbot: QtBot, number: int) -> tuple[int, int]:
    """Marks one; the first and last frame that it should have."""
    which, ends = KEYS[number % len(KEYS)], [now_seen(screen)]

    def go_on() -> None:
        wait_past(screen, qtbot, ends[0] + HELD_FRAMES)
        ends.append(now_seen(screen))

    if number in HELD:
        press(which, meanwhile=go_on)
    elif number in STARTED:
        press(which, shift=True)
        go_on()
        press(which)
    else:
        press(which)
        return max(0, ends[0] - LEAD), min(FRAMES, ends[0] + LAG) - 1
    return ends[0], ends[1]


def test_a_sitting_by_keys_only(window: MainWindow, screen: WatchScreen, qtbot: QtBot, tmp_path: Path) -> None:
    expected = hearts(screen, qtbot)
    order = sorted(range(MARKS), key=lambda number: expected[number])
    assert order == list(range(MARKS))
    assert frames(screen) == expected
    marked = [TAGS.get(KEYS[number % len(KEYS)]) for number in range(MARKS)]
    assert [[ref.tag_id for ref in one.tags] for one in stored(screen)] == [[tag] if tag else [] for tag in marked]

    press(Qt.Key.Key_F3)
    for number in range(MARKS):
        press(Qt.Key.Key_Down if number == 7 else Qt.Key.Key_Right if number in KEEP else Qt.Key.Key_Left)
    press(Qt.Key.Key_Right)
    decided = [Decision.KEEP if number in KEEP else Decision.NO for number in range(MARKS)]
    assert [one.decision for one in stored(screen)] == decided
    assert screen.sitting.bar.summary.accessibleName() == "Film of 1 minute: 14 moments, 6 kept."

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
    assert [item.span for item in reel.items] == [stored(screen)[number].span for number in sorted(KEEP)]
    assert [item.caption for item in reel.items] == [f"There {number}" for number in sorted(KEEP)]
    others = [one for number, one in enumerate(stored(screen)) if number not in KEEP]
    assert [(one.caption, len(one.tags)) for one in others] == [
        ("", 1 if marked[number] else 0) for number in range(MARKS) if number not in KEEP
    ]
    comes_back_after_a_restart(window, screen, tmp_path / "vault")


def comes_back_after_a_restart(window: MainWindow, screen: WatchScreen, folder: Path) -> None:
    """All of it, and the history down to the first mark."""
    before, scope = stored(screen), screen.history_scope()
    assert scope is not None
    window.close()
    again = unlocked(folder)
    try:
        assert again.context.catalogue.moments(again.clip.id) == before
        steps = 0
        while marking.undo(again.context, scope) is not None:
            steps += 1
        assert again.context.catalogue.moments(again.clip.id) == []
        assert steps > MARKS + len(KEEP)
        while marking.redo(again.context, scope) is not None:
            steps -= 1
        assert (steps, again.context.catalogue.moments(again.clip.id)) == (0, before)
    finally:
        again.close()


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
