"""From a key on the picture to a moment in the vault, while a real film plays."""

import shutil
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.factories.vaults import unlocked
from tests.qt.hands import CONTROL, NONE, click, key, raw_key
from tests.qt.watch.seeing import painted_number, stored, stored_frames, wait_for, wait_past
from ui.screens.watch.screen import WatchScreen
from ui.state.key_bindings import KeyChoices
from ui.widgets.announce import announcer
from vidfeed.model.change import ChangeSet
from vidfeed.services import marking

SHIFT = Qt.KeyboardModifier.ShiftModifier
Q, W = Qt.Key.Key_Q, Qt.Key.Key_W
TURN_TAKING, COMFORTING = "starter/turn-taking", "starter/comforting"
LEAD, LAG, LAST = 100, 50, 149
"""Four seconds and two in frames; the film's last frame."""


@pytest.fixture
def view(screen: WatchScreen) -> QWidget:
    return screen.board.stage.view


def tap(frame: int) -> tuple[int, int]:
    return max(0, frame - LEAD), min(LAST, frame + LAG - 1)


def play(screen: WatchScreen, qtbot: QtBot, from_frame: int = 0) -> None:
    screen.play.seek(from_frame)
    wait_for(qtbot, screen, from_frame)
    screen.watched.playing.play()
    wait_past(qtbot, screen, from_frame + 2)


def tags(screen: WatchScreen) -> list[list[str]]:
    return [[ref.tag_id for ref in moment.tags] for moment in stored(screen)]


def test_a_tap_marks_around_the_painted_frame_and_the_film_plays_on(
    screen: WatchScreen, view: QWidget, qtbot: QtBot
) -> None:
    play(screen, qtbot)
    seen = painted_number(screen)
    assert seen is not None
    key(view, Q)
    assert stored_frames(screen) == [tap(seen)]
    assert tags(screen) == [[TURN_TAKING]]
    wait_past(qtbot, screen, seen + 5)


def test_a_hold_marks_from_press_to_release(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    play(screen, qtbot)
    first = painted_number(screen)
    QTest.keyPress(view, Q)
    for _ in range(3):
        raw_key(view, True, Q, repeat=True)
    assert first is not None
    wait_past(qtbot, screen, first + 12)
    raw_key(view, False, Q, repeat=True)
    assert stored(screen) == []
    last = painted_number(screen)
    QTest.keyRelease(view, Q)
    assert stored_frames(screen) == [(first, last)]


def test_losing_the_focus_ends_a_hold_there(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    play(screen, qtbot)
    first = screen.play.frame
    QTest.keyPress(view, Q)
    wait_past(qtbot, screen, first + 12)
    last = screen.play.frame
    screen.board.palette.setFocus()
    assert stored_frames(screen) == [(first, last)]
    QTest.keyRelease(view, Q)
    assert stored_frames(screen) == [(first, last)]


def test_two_keys_run_at_once(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    play(screen, qtbot)
    first = screen.play.frame
    QTest.keyPress(view, Q)
    wait_past(qtbot, screen, first + 4)
    second = screen.play.frame
    QTest.keyPress(view, W)
    wait_past(qtbot, screen, second + 10)
    last = screen.play.frame
    QTest.keyRelease(view, Q)
    QTest.keyRelease(view, W)
    assert stored_frames(screen) == [(first, last), (second, last)]


def test_with_shift_it_runs_until_the_next_press(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    play(screen, qtbot)
    first = screen.play.frame
    QTest.keyClick(view, Q, SHIFT)
    wait_past(qtbot, screen, first + 5)
    assert stored(screen) == []
    last = screen.play.frame
    QTest.keyClick(view, Q)
    assert stored_frames(screen) == [(first, last)]


def test_escape_drops_what_has_just_begun(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    play(screen, qtbot)
    QTest.keyPress(view, Q)
    key(view, Qt.Key.Key_Escape)
    QTest.keyRelease(view, Q)
    assert stored(screen) == []


def test_m_marks_without_a_tag_and_g_repeats_the_last(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    play(screen, qtbot)
    for which in (Qt.Key.Key_M, W):
        key(view, which)
    screen.watched.playing.pause()
    play(screen, qtbot, stored_frames(screen)[0][1] + 1)
    key(view, Qt.Key.Key_G)
    assert sorted(tags(screen)) == [[], [COMFORTING], [COMFORTING]]


def test_a_palette_key_works_by_mouse_too(screen: WatchScreen, qtbot: QtBot) -> None:
    play(screen, qtbot)
    button = screen.board.palette.key_at((1, 0))
    assert button is not None
    seen = screen.play.frame
    click(button)
    assert stored_frames(screen) == [tap(seen)]


def test_undo_and_redo_by_key(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    play(screen, qtbot)
    key(view, Q)
    before = stored(screen)
    key(view, Qt.Key.Key_Z, CONTROL)
    assert stored(screen) == []
    assert screen.board.moments.model.rowCount() == 0
    key(view, Qt.Key.Key_Z, CONTROL | SHIFT)
    assert stored(screen) == before
    assert screen.board.moments.model.rowCount() == 1


class Copying(QObject):
    """Copies the vault's folder at the moment when something is said of a mark: what a crash would leave."""

    def __init__(self, vault: Path, copy: Path) -> None:
        super().__init__()
        self._vault, self._copy = vault, copy

    def look(self, text: str, _assertive: bool) -> None:
        if "moment 1" in text and not self._copy.exists():
            shutil.copytree(self._vault, self._copy)


@pytest.fixture
def copying(screen: WatchScreen, tmp_path: Path) -> Iterator[Path]:
    copy = tmp_path / "copy"
    watcher = Copying(tmp_path / "vault", copy)
    announcer().announced.connect(watcher.look)
    yield copy
    announcer().announced.disconnect(watcher.look)


def test_a_mark_is_on_the_disk_before_the_toast(
    screen: WatchScreen, view: QWidget, qtbot: QtBot, copying: Path
) -> None:
    play(screen, qtbot)
    key(view, Q)
    crashed = unlocked(copying)
    assert crashed.context.catalogue.moments(crashed.clip.id) == stored(screen)
    crashed.close()


def test_letters_in_a_text_field_are_only_letters(screen: WatchScreen, qtbot: QtBot) -> None:
    screen.desk.announce(_marked(screen, 10, 20))
    screen.moment.go_to(stored(screen)[0].id)
    wait_for(qtbot, screen, 10)
    key(screen.board.stage.view, Qt.Key.Key_Return)
    caption = screen.board.inspector.caption
    assert caption.hasFocus()
    QTest.keyClicks(caption, "qwer m k j, ")
    assert caption.toPlainText() == "qwer m k j, "
    assert len(stored(screen)) == 1
    assert screen.play.frame == 10


def test_letters_in_the_search_field_are_only_letters(screen: WatchScreen, view: QWidget) -> None:
    for first in range(0, 80, 10):
        screen.desk.announce(_marked(screen, first, first + 5))
    key(view, Qt.Key.Key_F, CONTROL)
    search = screen.board.moments.search
    assert search.hasFocus()
    QTest.keyClicks(search, "qm ")
    key(search, Qt.Key.Key_Escape)
    key(search, Qt.Key.Key_Escape)
    assert view.hasFocus()
    assert len(stored(screen)) == 8
    assert screen.play.frame == 0


def test_enter_in_the_time_field_goes_there_and_opens_nothing(screen: WatchScreen, qtbot: QtBot) -> None:
    screen.desk.announce(_marked(screen, 10, 20))
    screen.moment.go_to(stored(screen)[0].id)
    wait_for(qtbot, screen, 10)
    time = screen.board.stage.transport.time
    time.edit()
    field = time.findChild(QLineEdit)
    assert field is not None and field.hasFocus()
    field.clear()
    QTest.keyClicks(field, "00:02")
    key(field, Qt.Key.Key_Return)
    wait_for(qtbot, screen, 50)
    assert not screen.board.inspector.caption.hasFocus()


def _marked(screen: WatchScreen, first: int, last: int) -> ChangeSet:
    film = screen.watched.film
    assert film is not None
    return marking.mark(screen.desk.context, film.clip.id, film.film.index.span(first, last))


def test_words_typed_in_the_inspector_are_kept(screen: WatchScreen, view: QWidget) -> None:
    screen.desk.announce(_marked(screen, 10, 20))
    screen.moment.go_to(stored(screen)[0].id)
    key(view, Qt.Key.Key_Return)
    QTest.keyClicks(screen.board.inspector.caption, "I looked up")
    key(screen.board.inspector.caption, Qt.Key.Key_Escape)
    assert stored(screen)[0].caption == "I looked up"
    assert view.hasFocus()
    key(view, Qt.Key.Key_Return, CONTROL)
    QTest.keyClicks(screen.board.inspector.note, "First time")
    screen.left()
    assert stored(screen)[0].note == "First time"


def test_paused_a_key_toggles_its_tag_on_the_selected_moment(screen: WatchScreen, view: QWidget) -> None:
    screen.desk.announce(_marked(screen, 10, 20))
    screen.moment.go_to(stored(screen)[0].id)
    key(view, Q)
    key(view, W)
    assert tags(screen) == [[TURN_TAKING, COMFORTING]]
    key(view, Q)
    assert tags(screen) == [[COMFORTING]]


def test_a_mark_left_behind_is_not_changed_by_the_next_key(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    screen.play.seek(0)
    wait_for(qtbot, screen, 0)
    key(view, Q)
    screen.play.seek(140)
    wait_for(qtbot, screen, 140)
    key(view, W)
    assert tags(screen) == [[TURN_TAKING], [COMFORTING]]


def test_stars_stills_and_removal_by_key(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    screen.play.seek(30)
    wait_for(qtbot, screen, 30)
    key(view, Qt.Key.Key_N)
    assert stored_frames(screen) == [(30, 30)]
    assert stored(screen)[0].still
    for expected in (2, 0):
        key(view, Qt.Key.Key_2, CONTROL)
        assert stored(screen)[0].stars == expected
    key(view, Qt.Key.Key_Delete, NONE)
    assert stored(screen) == []
    key(view, Qt.Key.Key_Z, CONTROL)
    assert len(stored(screen)) == 1


def test_a_further_press_joins_and_says_so_and_undo_parts_again(
    screen: WatchScreen, view: QWidget, qtbot: QtBot
) -> None:
    said: list[str] = []
    listening = announcer().announced.connect(lambda text, _now: said.append(text))
    screen.play.seek(20)
    wait_for(qtbot, screen, 20)
    key(view, Q)
    screen.moment.go_to("")
    screen.watched.marking.press(TURN_TAKING, 60)
    screen.watched.marking.release(TURN_TAKING, 60)
    assert stored_frames(screen) == [(0, tap(60)[1])]
    assert "joined to the one before: 0 seconds to 4 seconds. Undo makes it as it was" in said[-1]
    key(view, Qt.Key.Key_Z, CONTROL)
    assert stored_frames(screen) == [tap(20)]
    announcer().announced.disconnect(listening)


def test_o_says_how_short_the_moment_is_now(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    said: list[str] = []
    listening = announcer().announced.connect(lambda text, _now: said.append(text))
    screen.desk.announce(_marked(screen, 50, 99))
    screen.moment.go_to(stored(screen)[0].id)
    screen.play.seek(54)
    wait_for(qtbot, screen, 54)
    key(view, Qt.Key.Key_O)
    assert stored_frames(screen) == [(50, 54)]
    assert said[-1] == "Moment ends here, 00:02.0–00:02.2, 0.2 s"
    key(view, Qt.Key.Key_Z, CONTROL)
    assert stored_frames(screen) == [(50, 99)]
    announcer().announced.disconnect(listening)


def test_a_moment_is_cut_in_two_and_joined_again(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    screen.desk.announce(_marked(screen, 50, 99))
    screen.moment.go_to(stored(screen)[0].id)
    screen.play.seek(70)
    wait_for(qtbot, screen, 70)
    key(view, Qt.Key.Key_Y)
    assert stored_frames(screen) == [(50, 69), (70, 99)]
    screen.moment.go_to(stored(screen)[0].id)
    key(view, Qt.Key.Key_Y, SHIFT)
    assert stored_frames(screen) == [(50, 99)]
    key(view, Qt.Key.Key_Z, CONTROL)
    assert stored_frames(screen) == [(50, 69), (70, 99)]


def test_reaction_time_goes_back_by_the_speed_of_play(screen: WatchScreen, view: QWidget, qtbot: QtBot) -> None:
    screen.key_control.use(KeyChoices(reaction_ms=400))
    screen.play.seek(50)
    wait_for(qtbot, screen, 50)
    key(view, Qt.Key.Key_M)
    assert stored_frames(screen) == [tap(50)], "a film that stands is seen at leisure"
    play(screen, qtbot, 110)
    screen.play.set_speed(Fraction(3, 2))
    seen = screen.play.frame
    key(view, W)
    assert stored_frames(screen)[1] == tap(seen - 15)


def test_switched_off_single_keys_mark_nothing(screen: WatchScreen, view: QWidget) -> None:
    screen.key_control.use(KeyChoices(single_keys=False))
    for which in (Q, W, Qt.Key.Key_M, Qt.Key.Key_N):
        key(view, which)
    assert stored(screen) == []
    screen.key_control.use(KeyChoices())
    key(view, Q)
    assert len(stored(screen)) == 1
