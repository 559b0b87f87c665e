"""The timeline under hand and key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.qt.hands import ALT, CONTROL, click, double_click, drag, drag_to, key, press, release, wheel
from tests.qt.scenes import FOUR, clip_index, moment, timeline
from ui.widgets.tag_look import looks_of
from ui.widgets.timeline_drag import Grip, dragged
from ui.widgets.timeline_lanes import LaneLayout
from ui.widgets.timeline_scene import Sound
from ui.widgets.timeline_spots import Spot
from ui.widgets.timeline_view import TimelineView

FRAMES = 2000


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    """2,000 frames over 1,000 pixels: two frames a pixel, nothing to round."""
    shown = timeline(qtbot, FRAMES)
    shown.set_moments([moment("a", 200, 399, "book/Tuning in0"), moment("b", 600, 799, "book/Inviting0")])
    shown.show()
    assert shown.scale.px_per_frame == 0.5
    return shown


def at(view: TimelineView, frame: float, lane: int = -1) -> QPoint:
    """A point over a frame, in a lane or, without one, on the ruler."""
    y = view.rows.lane_tops[lane] + view.rows.lane_height // 2 if lane >= 0 else 10
    return QPoint(view.rows.left + round(view.scale.x_of(frame)), y)


def test_a_click_on_the_ruler_seeks_and_then_rests(view: TimelineView, qtbot: QtBot) -> None:
    seeks: list[tuple[int, bool]] = []
    view.seek_requested.connect(lambda frame, dragging: seeks.append((frame, dragging)))
    click(view, at(view, 500))
    assert seeks == [(500, True), (500, False)]


def test_dragging_along_the_pictures_seeks_all_the_way(view: TimelineView, qtbot: QtBot) -> None:
    seeks: list[tuple[int, bool]] = []
    view.seek_requested.connect(lambda frame, dragging: seeks.append((frame, dragging)))
    drag(view, at(view, 500), at(view, 900))
    assert seeks[0] == (500, True)
    assert (900, True) in seeks
    assert seeks[-1] == (900, False)


def test_a_click_on_a_moment_selects_it_and_does_not_seek(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.seek_requested), qtbot.waitSignal(view.moment_selected) as picked:
        click(view, at(view, 300, 0))
    assert picked.args == ["a"]


def test_a_double_click_opens_the_moment(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.moment_opened) as opened:
        double_click(view, at(view, 300, 0))
    assert opened.args == ["a"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [(300, 400, ["a", 300, 499]), (202, 240, ["a", 238, 399]), (398, 498, ["a", 200, 499]), (186, 86, ["a", 100, 399])],
)
def test_a_drag_moves_or_resizes(
    view: TimelineView, qtbot: QtBot, start: int, end: int, expected: list[object]
) -> None:
    with qtbot.waitSignal(view.moment_resized) as resized:
        drag(view, at(view, start, 0), at(view, end, 0), ALT)
    assert resized.args == expected


def test_an_edge_snaps_to_the_playhead(view: TimelineView, qtbot: QtBot) -> None:
    view.set_playhead(150)
    with qtbot.waitSignal(view.moment_resized) as resized:
        drag(view, at(view, 202, 0), at(view, 160, 0))
    assert resized.args == ["a", 150, 399]


def test_a_press_that_hardly_moves_resizes_nothing(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.moment_resized):
        drag(view, at(view, 300, 0), at(view, 304, 0))


def test_escape_drops_a_drag(view: TimelineView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.moment_resized):
        press(view, at(view, 300, 0))
        drag_to(view, at(view, 500, 0))
        key(view, Qt.Key.Key_Escape)
        release(view, at(view, 500, 0))


def test_arrows_home_and_end_seek(view: TimelineView) -> None:
    seeks: list[int] = []
    view.seek_requested.connect(lambda frame, _dragging: seeks.append(frame))
    view.set_playhead(500)
    for which in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
        key(view, which)
    assert seeks == [499, 501, 0, FRAMES - 1]


def test_enter_opens_the_selected_moment(view: TimelineView, qtbot: QtBot) -> None:
    view.set_selected("b")
    with qtbot.waitSignal(view.moment_opened) as opened:
        key(view, Qt.Key.Key_Return)
    assert opened.args == ["b"]


def test_the_wheel_with_control_zooms_at_the_pointer_and_alone_pans(view: TimelineView) -> None:
    place = at(view, 1000)
    wheel(view, place, 360, CONTROL)
    assert view.scale.px_per_frame > 0.9
    assert view.scale.frame_at(place.x() - view.rows.left) == 1000
    before = view.scale.first
    wheel(view, place, -120)
    assert view.scale.first > before


def test_the_page_turns_when_the_playhead_leaves_it(view: TimelineView) -> None:
    view.zoom(4, 0)
    view.set_playhead(1500, follow=True)
    assert view.scale.first <= 1500 <= view.scale.first + view.scale.shown


def test_pictures_are_asked_for_in_device_pixels_and_painted(view: TimelineView) -> None:
    asked: list[tuple[int, QSize]] = []

    def provider(frame: int, size: QSize) -> QImage | None:
        asked.append((frame, size))
        picture = QImage(size, QImage.Format.Format_RGB32)
        picture.fill(QColor("#123456"))
        return picture if frame < 1000 else None

    view.set_thumbnails(provider)
    shown = view.grab().toImage()
    y = view.rows.strip_top + view.rows.strip_height // 2
    assert shown.pixelColor(at(view, 100).x(), y) == QColor("#123456")
    assert shown.pixelColor(at(view, 1500).x(), y) != QColor("#123456")
    assert asked[0][1].height() == view.rows.strip_height - 1


def test_sound_is_louder_where_it_is(view: TimelineView) -> None:
    view.set_sound(Sound.READY, bytes(2000) + bytes([255] * 2000))
    shown = view.grab().toImage()
    y = view.rows.sound_top + 6

    def inked(first: int) -> int:
        ground = shown.pixelColor(at(view, first).x(), view.rows.sound_top + 1)
        return sum(shown.pixelColor(at(view, frame).x(), y) != ground for frame in range(first, first + 60, 2))

    assert inked(500) == 0
    assert inked(1500) > 5


def test_five_thousand_moments_are_found_and_painted(view: TimelineView) -> None:
    many = [moment(str(n), n * 30, n * 30 + 40, f"book/Receiving{n % 4}") for n in range(5000)]
    view.set_clip(clip_index(180_000))
    view.set_moments(many)
    assert not view.grab().isNull()
    view.zoom(200, 0)
    visible = LaneLayout(clip_index(180_000), FOUR, looks_of([FOUR]), {}).lay_out(many)
    assert len(visible.between(view.scale.first_frame, view.scale.last_frame)) < 100


@given(
    st.sampled_from([Grip.BODY, Grip.START, Grip.END]),
    st.integers(0, 900),
    st.integers(0, 99),
    st.integers(-2000, 2000),
    st.lists(st.integers(0, 1000), max_size=5),
)
def test_a_drag_keeps_the_moment_in_the_clip(grip: Grip, first: int, length: int, by: int, snaps: list[int]) -> None:
    spot = Spot("a", first, first + length, 0, looks_of([FOUR])["book/Inviting0"])
    start, end = dragged(grip, spot, by, 1000, snaps, 12)
    assert 0 <= start <= end < 1000
    if grip is Grip.BODY:
        assert end - start == length
    if grip is Grip.START:
        assert end == spot.last
    if grip is Grip.END:
        assert start == spot.first
