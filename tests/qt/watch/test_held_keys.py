"""Keys that are held, crossed, started and forgotten: no wrong one costs anything, and what runs is seen and said."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from tests.qt.hands import ALT, CONTROL, NONE, click, key, raw_key
from tests.qt.watch.seeing import stored, stored_frames, wait_for, wait_past
from ui.screens.watch.screen import WatchScreen
from ui.state.marking import NO_TAG
from ui.widgets.announce import announcer
from ui.widgets.tag_key import TagKey
from vidfeed.model.consent import Purpose, Role
from vidfeed.services import cases, consenting, marking

SHIFT = Qt.KeyboardModifier.ShiftModifier
Q, W, M, G = Qt.Key.Key_Q, Qt.Key.Key_W, Qt.Key.Key_M, Qt.Key.Key_G
TURN_TAKING, COMFORTING = "starter/turn-taking", "starter/comforting"
M_OF_AZERTY, Q_PLACE, ONE_PLACE = 58, 24, 10
"""Scan codes of X11: where a British keyboard has M, Q and 1."""


@pytest.fixture
def view(screen: WatchScreen, qtbot: QtBot) -> QWidget:
    """The film plays, past its first frames."""
    screen.watched.playing.play()
    wait_past(qtbot, screen, 2)
    return screen.board.stage.view


@pytest.fixture
def said() -> Iterator[list[str]]:
    """What is told to screen readers."""
    heard: list[str] = []
    listening = announcer().announced.connect(lambda text, _now: heard.append(text))
    yield heard
    announcer().announced.disconnect(listening)


def palette_key(screen: WatchScreen, row: int, column: int) -> TagKey:
    found = screen.board.palette.key_at((row, column))
    assert found is not None
    return found


def tags(screen: WatchScreen) -> list[list[str]]:
    return [[ref.tag_id for ref in moment.tags] for moment in stored(screen)]


def crossed_key(view: QWidget, down: bool, which: Qt.Key, scan_code: int, shift: bool) -> None:
    kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
    QApplication.sendEvent(view, QKeyEvent(kind, which, SHIFT if shift else NONE, scan_code, 0, 0))


def alt_right(view: QWidget, *, down: bool, repeat: bool = False) -> None:
    kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
    QApplication.sendEvent(view, QKeyEvent(kind, Qt.Key.Key_Right, ALT, "", repeat))


def test_a_key_let_go_with_shift_down_is_let_go(
    screen: WatchScreen, view: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.platformName", lambda: "xcb")
    first = screen.play.frame
    crossed_key(view, True, Qt.Key.Key_Comma, M_OF_AZERTY, shift=False)
    wait_past(qtbot, screen, first + 12)
    last = screen.play.frame
    crossed_key(view, False, Qt.Key.Key_Question, M_OF_AZERTY, shift=True)
    assert stored_frames(screen) == [(first, last)]
    assert screen.watched.marking.running == ()


def test_a_letter_that_is_learnt_ends_no_other_hold(
    screen: WatchScreen, view: QWidget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.platformName", lambda: "xcb")
    first = screen.play.frame
    raw_key(view, True, Qt.Key.Key_Ampersand, "&", ONE_PLACE)
    wait_past(qtbot, screen, first + 4)
    raw_key(view, True, Qt.Key.Key_A, "a", Q_PLACE)
    assert palette_key(screen, 1, 0).look.letter == "A"
    assert stored(screen) == []
    wait_past(qtbot, screen, first + 14)
    last = screen.play.frame
    raw_key(view, False, Qt.Key.Key_Ampersand, "&", ONE_PLACE)
    raw_key(view, False, Qt.Key.Key_A, "a", Q_PLACE)
    assert stored_frames(screen)[0] == (first, last)
    assert len(stored(screen)) == 2


def test_shift_starts_a_moment_without_a_tag_too(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    first = screen.play.frame
    QTest.keyClick(view, M, SHIFT)
    wait_past(qtbot, screen, first + 12)
    last = screen.play.frame
    assert stored(screen) == []
    key(view, M)
    assert stored_frames(screen) == [(first, last)]


def test_shift_repeats_the_last_tag_until_it_is_pressed_again(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    key(view, W)
    screen.play.seek(120)
    wait_past(qtbot, screen, 121)
    first = screen.play.frame
    QTest.keyClick(view, G, SHIFT)
    wait_past(qtbot, screen, first + 4)
    last = screen.play.frame
    key(view, G)
    assert stored_frames(screen)[-1] == (first, last)
    assert tags(screen) == [[COMFORTING], [COMFORTING]]


def test_what_was_started_stays_in_sight_and_is_said(screen: WatchScreen, view: QWidget, said: list[str]) -> None:
    started = palette_key(screen, 1, 0)
    QTest.keyClick(view, Q, SHIFT)
    screen.board.palette.flash(COMFORTING)
    assert started.lit and started.isDown()
    assert "running" in started.accessibleDescription()
    assert QAccessible.queryAccessibleInterface(started).state().pressed
    assert said[-1].startswith("Turn-taking runs from ")
    assert [badge.text.split(" from")[0] for badge in screen.board.stage.view.badges] == ["Turn-taking runs"]
    QTest.keyClick(view, M, SHIFT)
    assert [badge.text for badge in screen.board.stage.view.badges] == ["2 moments run"]
    key(view, M)
    key(view, Q)
    assert screen.board.stage.view.badges == ()
    assert not started.isDown() and "running" not in started.accessibleDescription()


def test_escape_says_what_it_dropped(screen: WatchScreen, view: QWidget, said: list[str]) -> None:
    QTest.keyClick(view, Q, SHIFT)
    QTest.keyPress(view, W)
    key(view, Qt.Key.Key_Escape)
    assert said[-1] == "Comforting, begun at 0 seconds, dropped. Nothing was marked"
    assert screen.watched.marking.running == (TURN_TAKING,)
    QTest.keyRelease(view, W)
    key(view, Qt.Key.Key_Escape)
    assert said[-1].startswith("Turn-taking, begun at")
    assert stored(screen) == []


def test_a_moment_whose_tag_was_taken_off_is_not_made_longer_by_it(
    screen: WatchScreen, view: QWidget, qtbot: QtBot
) -> None:
    key(view, Q)
    (made,) = stored(screen)
    screen.watched.marking.toggle(made, TURN_TAKING)
    key(view, Q)
    assert tags(screen) == [[], [TURN_TAKING]]


def test_repeating_lets_a_held_key_of_that_tag_go_on(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    screen.watched.marking.last_tag = TURN_TAKING
    first = screen.play.frame
    QTest.keyPress(view, Q)
    wait_past(qtbot, screen, first + 10)
    key(view, G)
    assert stored(screen) == []
    last = screen.play.frame
    QTest.keyRelease(view, Q)
    assert stored_frames(screen) == [(first, last)]


def test_nothing_to_repeat_is_said_and_marks_nothing(screen: WatchScreen, view: QWidget, said: list[str]) -> None:
    key(view, G)
    assert "Nothing to repeat yet" in said[-1]
    assert stored(screen) == []


def test_a_tag_that_this_film_does_not_have_is_not_repeated(screen: WatchScreen, view: QWidget) -> None:
    film = screen.watched.film
    assert film is not None
    screen.watched.marking.last_tag = "someone/elses"
    screen.watched.marking.open(film)
    assert screen.watched.marking.last_tag == NO_TAG


def test_leaving_the_film_keeps_what_was_started(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    first = screen.play.frame
    QTest.keyClick(view, Q, SHIFT)
    wait_past(qtbot, screen, first + 12)
    screen.left()
    found = screen.watched.clip
    assert found is not None
    (moment,) = screen.desk.context.catalogue.moments(found.id)
    index = screen.desk.context.catalogue.frame_index(found.id)
    frames = index.frames_in(moment.span)
    assert (frames.start, frames.stop - 1) == (first, screen.play.frame)


def test_a_menu_that_opens_ends_a_hold_there(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    film = screen.watched.film
    assert film is not None
    screen.desk.announce(marking.mark(screen.desk.context, film.clip.id, film.film.index.span(100, 120)))
    screen.watched.moments.select(stored(screen)[0].id, chosen=False)
    first = screen.play.frame
    QTest.keyPress(view, Q)
    wait_past(qtbot, screen, first + 12)
    key(view, Qt.Key.Key_B)
    assert screen.watched.marking.running == ()
    assert len(stored(screen)) == 2
    screen.reel.menu.close()


def test_joining_takes_the_moment_after_the_selected_one_wherever_the_film_stands(
    screen: WatchScreen, view: QWidget, qtbot: QtBot
) -> None:
    film = screen.watched.film
    assert film is not None
    for first in (10, 40, 90):
        span = film.film.index.span(first, first + 9)
        screen.desk.announce(marking.mark(screen.desk.context, film.clip.id, span))
    screen.watched.playing.pause()
    screen.moment.go_to(stored(screen)[0].id)
    screen.play.seek(140)
    wait_for(qtbot, screen, 140)
    key(view, Qt.Key.Key_Y, SHIFT)
    assert stored_frames(screen) == [(10, 49), (90, 99)]


def test_a_hold_over_a_palette_key_ends_when_the_focus_goes(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    button = palette_key(screen, 0, 0)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    first = screen.play.frame
    QTest.keyPress(button, Q)
    QTest.keyPress(button, M)
    assert screen.watched.marking.running == (TURN_TAKING, NO_TAG)
    wait_past(qtbot, screen, first + 12)
    last = screen.play.frame
    screen.board.timeline.setFocus()
    assert not screen.watched.marking.running
    assert stored_frames(screen) == [(first, last)] * 2


def test_undo_and_redo_say_what_they_did_wherever_it_lies(screen: WatchScreen, view: QWidget, said: list[str]) -> None:
    key(view, Qt.Key.Key_Z, CONTROL)
    assert said[-1].startswith("Nothing to take back")
    key(view, Q)
    key(view, Qt.Key.Key_Z, CONTROL)
    assert said[-1] == "Mark moment, 0 seconds to 2 seconds, taken back"
    key(view, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert said[-1] == "Mark moment, 0 seconds to 2 seconds, made again"


def test_an_undo_that_is_refused_says_why_and_changes_nothing(
    screen: WatchScreen, view: QWidget, vault: VaultOnDesk, said: list[str]
) -> None:
    key(view, Q)
    before = stored(screen)
    infant = cases.add_person(vault.context, vault.case.code, Role.INFANT, "Baby")
    consenting.give(vault.context, infant, Purpose.RECORD, vault.context.today())
    consenting.withdraw(vault.context, infant, Purpose.RECORD, vault.context.today())
    key(view, Qt.Key.Key_Z, CONTROL)
    assert "consent" in said[-1].lower()
    assert stored(screen) == before


def test_a_still_whose_edge_is_dragged_stays_one_frame(screen: WatchScreen, view: QWidget) -> None:
    screen.watched.playing.pause()
    screen.play.frame = 30
    key(view, Qt.Key.Key_N)
    (still,) = stored(screen)
    screen.watched.editing.put_edges(still, 30, 44)
    assert stored_frames(screen) == [(44, 44)]
    screen.watched.editing.put_edges(stored(screen)[0], 20, 44)
    assert stored_frames(screen) == [(20, 20)]
    assert stored(screen)[0].still


def select_marked(screen: WatchScreen, first: int, last: int) -> None:
    """A moment of these frames, both included; it is selected, and the film stands."""
    film = screen.watched.film
    assert film is not None
    screen.watched.playing.pause()
    screen.desk.announce(marking.mark(screen.desk.context, film.clip.id, film.film.index.span(first, last)))
    screen.moment.go_to(stored(screen)[0].id)


def test_a_nudge_says_where_the_edge_is_to_the_frame(screen: WatchScreen, view: QWidget, said: list[str]) -> None:
    select_marked(screen, 50, 99)
    key(view, Qt.Key.Key_Left, ALT)
    assert said[-1] == "Moment ends, 00:02.00–00:03.96, 1.96 s"
    screen.watched.editing.start_here(stored(screen)[0], 52)
    key(view, Qt.Key.Key_Right, ALT)
    assert said[-1] == "Moment starts, 00:02.12–00:03.96, 1.84 s"
    assert stored_frames(screen) == [(53, 98)]


def test_a_held_nudge_is_one_step_of_the_history(screen: WatchScreen, view: QWidget) -> None:
    select_marked(screen, 20, 49)
    for repeat in (False, True, True, True):
        alt_right(view, down=True, repeat=repeat)
    alt_right(view, down=False)
    alt_right(view, down=True)
    alt_right(view, down=False)
    assert stored_frames(screen) == [(20, 54)]
    ends = []
    for _ in range(2):
        key(view, Qt.Key.Key_Z, CONTROL)
        ends += stored_frames(screen)
    assert ends == [(20, 53), (20, 49)]
    screen.desk.redo(screen.history_scope() or "")
    assert stored_frames(screen) == [(20, 53)]


def test_a_held_nudge_goes_on_with_nothing_but_itself(screen: WatchScreen, view: QWidget) -> None:
    select_marked(screen, 20, 49)
    alt_right(view, down=True)
    screen.moment.star(1)
    alt_right(view, down=True, repeat=True)
    alt_right(view, down=False)
    key(view, Qt.Key.Key_Z, CONTROL)
    assert (stored_frames(screen), stored(screen)[0].stars) == ([(20, 50)], 1)


AZERTY = {"A": (Qt.Key.Key_A, 24), "Z": (Qt.Key.Key_Z, 25)}
"""Keys of a French keyboard by what is printed, with where X11 says that they lie."""


def test_a_french_keyboard_marks_by_place_and_takes_back_by_letter(
    screen: WatchScreen, view: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PySide6.QtGui.QGuiApplication.platformName", lambda: "xcb")
    for letter in ("A", "Z"):
        which, scan_code = AZERTY[letter]
        for down in (True, False):
            raw_key(view, down, which, letter.lower(), scan_code)
    assert sorted(tags(screen)) == [[COMFORTING], [TURN_TAKING]]
    letters = [palette_key(screen, 1, column).look.letter for column in (0, 1)]
    assert letters == ["A", "Z"]
    which, scan_code = AZERTY["Z"]
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(view, QKeyEvent(kind, which, CONTROL, scan_code, 0, 0))
    assert tags(screen) == [[TURN_TAKING]]


def test_a_click_on_what_was_taken_back_makes_it_again(screen: WatchScreen, view: QWidget) -> None:
    def click_toast() -> None:
        QApplication.processEvents()
        screen.repaint()
        click(view, QPoint(40, view.height() - 24))

    key(view, Q)
    made = stored(screen)
    for left in ([], made, []):
        click_toast()
        assert stored(screen) == left
