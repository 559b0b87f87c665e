"""Playing, stepping and seeking, judged by the numbers in the painted pictures; and leaving."""

import threading
from fractions import Fraction
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QSplitter
from pytestqt.qtbot import QtBot

from tests.factories.vaults import VaultOnDesk
from tests.qt.hands import ALT, drag_to, key, press, release, wheel
from tests.qt.watch.seeing import painted_number, stored, stored_frames, wait_for, wait_past
from ui.screens.watch.screen import WatchScreen
from ui.state.desk import Desk
from vidfeed.services import cases, marking


def lane_x(screen: WatchScreen, frame: int) -> int:
    """Where a frame's middle lies in the timeline."""
    timeline = screen.board.timeline
    return timeline.rows.left + round(timeline.scale.x_of(frame + 0.5))


def ruler(screen: WatchScreen, frame: int) -> QPoint:
    return QPoint(lane_x(screen, frame), screen.board.timeline.rows.strip_top + 3)


def test_frame_steps_show_the_next_number(screen: WatchScreen, qtbot: QtBot) -> None:
    view = screen.board.stage.view
    for which, expected in ((Qt.Key.Key_Period, 1), (Qt.Key.Key_Period, 2), (Qt.Key.Key_Comma, 1)):
        key(view, which)
        wait_for(qtbot, screen, expected)


def test_the_wheel_steps_too(screen: WatchScreen, qtbot: QtBot) -> None:
    wheel(screen.board.stage.view, QPoint(50, 50), -120)
    wait_for(qtbot, screen, 1)


def test_space_plays_and_k_stands_on_the_painted_frame(screen: WatchScreen, qtbot: QtBot) -> None:
    view = screen.board.stage.view
    key(view, Qt.Key.Key_Space)
    wait_past(qtbot, screen, 5)
    assert screen.watched.playing.is_playing
    key(view, Qt.Key.Key_K)
    assert not screen.watched.playing.is_playing
    qtbot.waitUntil(lambda: painted_number(screen) == screen.play.frame)


def test_keys_go_by_seconds_and_to_the_ends(screen: WatchScreen, qtbot: QtBot) -> None:
    view = screen.board.stage.view
    for which, expected in (
        (Qt.Key.Key_L, 75),
        (Qt.Key.Key_J, 0),
        (Qt.Key.Key_End, 149),
        (Qt.Key.Key_Home, 0),
    ):
        key(view, which)
        wait_for(qtbot, screen, expected)


def test_a_click_on_the_timeline_seeks(screen: WatchScreen, qtbot: QtBot) -> None:
    timeline = screen.board.timeline
    place = ruler(screen, 60)
    press(timeline, place)
    release(timeline, place)
    wait_for(qtbot, screen, timeline.scale.frame_at(place.x() - timeline.rows.left))


def test_dragging_shows_each_place_at_once(screen: WatchScreen, qtbot: QtBot) -> None:
    timeline = screen.board.timeline
    press(timeline, ruler(screen, 20))
    for frame in (40, 90, 30):
        drag_to(timeline, ruler(screen, frame))
        wait_for(qtbot, screen, timeline.scale.frame_at(lane_x(screen, frame) - timeline.rows.left))
    release(timeline, ruler(screen, 30))


def test_playing_goes_on_after_a_seek(screen: WatchScreen, qtbot: QtBot) -> None:
    screen.watched.playing.play()
    wait_past(qtbot, screen, 2)
    place = ruler(screen, 70)
    press(screen.board.timeline, place)
    release(screen.board.timeline, place)
    wait_past(qtbot, screen, 75)
    assert screen.watched.playing.is_playing


def test_a_time_can_be_typed(screen: WatchScreen, qtbot: QtBot) -> None:
    screen.board.stage.transport.time_entered.emit(Fraction(2))
    wait_for(qtbot, screen, 50)


def test_a_and_b_are_played_round_and_round(screen: WatchScreen, qtbot: QtBot) -> None:
    view, seen = screen.board.stage.view, list[int]()
    screen.play.seek(100)
    wait_for(qtbot, screen, 100)
    key(view, Qt.Key.Key_BracketLeft)
    screen.play.seek(106)
    wait_for(qtbot, screen, 106)
    key(view, Qt.Key.Key_BracketRight)
    screen.play.moved.connect(seen.append)
    key(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: any(later < earlier for earlier, later in pairwise(seen)))
    key(view, Qt.Key.Key_K)
    assert set(seen) <= set(range(100, 107))


def test_speed_goes_up_and_down_its_ladder(screen: WatchScreen) -> None:
    view = screen.board.stage.view
    key(view, Qt.Key.Key_Minus)
    assert screen.watched.playing.speed == Fraction(4, 5)
    key(view, Qt.Key.Key_Equal)
    key(view, Qt.Key.Key_Equal)
    assert screen.watched.playing.speed == Fraction(6, 5)


def test_moments_are_gone_through_and_played_once(screen: WatchScreen, qtbot: QtBot) -> None:
    assert screen.watched.film is not None
    index = screen.watched.film.film.index
    for first, last in ((20, 30), (60, 66)):
        screen.desk.announce(marking.mark(screen.desk.context, screen.watched.film.clip.id, index.span(first, last)))
    view = screen.board.stage.view
    key(view, Qt.Key.Key_Down)
    wait_for(qtbot, screen, 20)
    key(view, Qt.Key.Key_Down)
    wait_for(qtbot, screen, 60)
    key(screen.board.moments.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not screen.watched.playing.is_playing)
    wait_for(qtbot, screen, 66)


def test_an_edge_dragged_in_the_timeline_is_stored_to_the_frame(screen: WatchScreen, qtbot: QtBot) -> None:
    screen.watched.marking.mark_still(0)
    film = screen.watched.film
    assert film is not None
    index = film.film.index
    screen.desk.announce(marking.mark(screen.desk.context, film.clip.id, index.span(40, 80)))
    moment = stored(screen)[-1]
    screen.watched.moments.select(moment.id)
    timeline = screen.board.timeline
    spot = timeline.rows.spot_rect(timeline._scene.lanes.by_moment[moment.id][0], timeline.scale)  # where it is painted
    start = QPoint(round(spot.right()) - 2, round(spot.center().y()))
    wanted = round(20 * timeline.scale.px_per_frame)
    press(timeline, start)
    drag_to(timeline, start + QPoint(wanted, 0), ALT)
    release(timeline, start + QPoint(wanted, 0))
    assert stored_frames(screen)[-1] == (40, 100)
    key(timeline, Qt.Key.Key_Left, ALT)
    assert stored_frames(screen)[-1] == (40, 99)
    wait_for(qtbot, screen, 99)


def test_edges_are_set_to_the_painted_frame(screen: WatchScreen, qtbot: QtBot) -> None:
    film = screen.watched.film
    assert film is not None
    screen.desk.announce(marking.mark(screen.desk.context, film.clip.id, film.film.index.span(40, 80)))
    screen.moment.go_to(stored(screen)[0].id)
    for frame, which, expected in ((50, Qt.Key.Key_I, (50, 80)), (70, Qt.Key.Key_O, (50, 70))):
        screen.play.seek(frame)
        wait_for(qtbot, screen, frame)
        key(screen.board.stage.view, which)
        assert stored_frames(screen) == [expected]


def test_a_clip_opens_where_it_was_left(screen: WatchScreen, desk: Desk, vault: VaultOnDesk, qtbot: QtBot) -> None:
    screen.play.seek(88)
    wait_for(qtbot, screen, 88)
    screen.left()
    desk.open_clip(vault.clip)
    screen.entered()
    wait_for(qtbot, screen, 88)


def test_a_clip_opens_at_a_moment(screen: WatchScreen, desk: Desk, vault: VaultOnDesk, qtbot: QtBot) -> None:
    film = screen.watched.film
    assert film is not None
    marking.mark(vault.context, film.clip.id, film.film.index.span(33, 44))
    screen.left()
    desk.open_clip(vault.clip, stored(screen)[0].id)
    screen.entered()
    wait_for(qtbot, screen, 33)
    assert screen.watched.moments.selected is not None


def test_leaving_ends_every_thread_and_forgets_the_picture(screen: WatchScreen, qtbot: QtBot) -> None:
    assert any(thread.name.startswith("vidfeed") for thread in threading.enumerate())
    screen.watched.playing.play()
    wait_past(qtbot, screen, 3)
    screen.left()
    assert [thread.name for thread in threading.enumerate() if thread.name.startswith("vidfeed")] == []
    assert painted_number(screen) is None


def test_a_double_click_takes_the_whole_screen_and_escape_gives_it_back(screen: WatchScreen) -> None:
    view = screen.board.stage.view
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton)
    assert screen.full_screen.on
    assert screen.board.stage.isFullScreen()
    key(view, Qt.Key.Key_Escape)
    assert not screen.full_screen.on
    assert screen.board.stage.window() is screen.window()


def test_k_held_with_l_plays_slowly_until_let_go(screen: WatchScreen, qtbot: QtBot) -> None:
    view = screen.board.stage.view
    QTest.keyPress(view, Qt.Key.Key_K)
    QTest.keyPress(view, Qt.Key.Key_L)
    wait_past(qtbot, screen, 2)
    QTest.keyRelease(view, Qt.Key.Key_L)
    QTest.keyRelease(view, Qt.Key.Key_K)
    assert not screen.watched.playing.is_playing
    assert screen.watched.playing.speed == 1


def test_k_held_with_j_goes_back_frame_by_frame(screen: WatchScreen, qtbot: QtBot) -> None:
    seen = list[int]()
    screen.play.seek(80)
    wait_for(qtbot, screen, 80)
    screen.play.moved.connect(seen.append)
    view = screen.board.stage.view
    QTest.keyPress(view, Qt.Key.Key_K)
    QTest.keyPress(view, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: screen.play.frame <= 76)
    QTest.keyRelease(view, Qt.Key.Key_J)
    assert all(later < earlier for earlier, later in pairwise(seen))


def test_the_header_leads_to_the_cases_other_clips(screen: WatchScreen, vault: VaultOnDesk) -> None:
    assert screen.trail() == ["WREN-07", "Session 1", "Floor play"]
    menu = screen.header_line.clips.menu()
    menu.aboutToShow.emit()
    lines = [(action.text(), action.isChecked()) for action in menu.actions() if not action.isSeparator()]
    assert lines == [("Session 1 · Floor play", True), ("Import marks from another tool…", False)]


def test_another_case_closes_the_clip_and_its_own_opens(
    screen: WatchScreen, desk: Desk, vault: VaultOnDesk, qtbot: QtBot
) -> None:
    other = cases.add_case(vault.context, "WREN-08")
    desk.choose_case(other)
    assert screen.watched.film is None
    assert painted_number(screen) is None
    screen.entered()
    assert screen.watched.film is None
    desk.choose_case(vault.case)
    screen.entered()
    wait_for(qtbot, screen, 0)


def test_the_screen_keeps_how_it_was_divided(screen: WatchScreen, desk: Desk, qtbot: QtBot) -> None:
    splitter = screen.board.splits.findChildren(QSplitter)[0]
    splitter.moveSplitter(700, 1)
    kept = screen.board.splits.state()
    assert kept
    screen.closing()
    again = WatchScreen(desk, make_sound=lambda: None)
    qtbot.addWidget(again)
    again.resize(1366, 654)
    again.show()
    assert again.board.splits.state() == kept


@pytest.mark.parametrize("modifiers", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_words_for_no_moment_say_what_comes_first(screen: WatchScreen, modifiers: Qt.KeyboardModifier) -> None:
    view = screen.board.stage.view
    assert screen.watched.moments.selected is None
    QTest.keyClick(view, Qt.Key.Key_Return, modifiers)
    assert view._toast is not None
    assert view._toast.strong == "Choose a moment first"
    assert not screen.board.inspector.caption.hasFocus()
