"""Close-ups: what stays where, what is asked for, and hands by wheel, drag, pinch and keys."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QNativeGestureEvent, QPainter, QPointingDevice
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.qt.hands import CONTROL, click, drag, key, wheel
from ui.widgets.picture_zoom import MAX_FACTOR, PictureZoom
from ui.widgets.video_view import VideoView
from ui.widgets.zoom_hands import ZoomHands
from vidfeed.model.zoom import ZoomRegion

ROOM = QRectF(0, 0, 400, 300)
HALVES = (QColor("red"), QColor("blue"))


@pytest.fixture
def view(qtbot: QtBot) -> VideoView:
    """A picture red on the left, blue on the right, as wide as the view."""
    shown = VideoView()
    qtbot.addWidget(shown)
    ZoomHands(shown)
    shown.resize(400, 300)
    shown.show()
    image = QImage(320, 180, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.fillRect(0, 0, 160, 180, HALVES[0])
    painter.fillRect(160, 0, 160, 180, HALVES[1])
    painter.end()
    shown.show_image(image, 0)
    return shown


@given(
    st.floats(0.2, 8),
    st.floats(0, 400),
    st.floats(0, 300),
    st.tuples(st.floats(-500, 500), st.floats(-500, 500)),
    st.tuples(st.integers(16, 4000), st.integers(16, 4000)),
)
def test_no_room_is_left_empty_that_the_picture_could_fill(
    by: float, x: float, y: float, pan: tuple[float, float], size: tuple[int, int]
) -> None:
    shape = QSizeF(*size)
    zoom = PictureZoom().zoomed(by, QPointF(x, y), shape, ROOM).panned(QPointF(*pan), shape, ROOM)
    whole = zoom.rect(shape, ROOM)
    assert 1 <= zoom.factor <= MAX_FACTOR
    for start, end, room in ((whole.left(), whole.right(), 400), (whole.top(), whole.bottom(), 300)):
        if end - start >= room:
            assert start <= 1e-6
            assert end >= room - 1e-6
        else:
            assert start + end == pytest.approx(room)


@given(st.floats(1.1, 7), st.floats(120, 280), st.floats(120, 180))
def test_the_place_under_the_pointer_stays_there(by: float, x: float, y: float) -> None:
    shape, at = QSizeF(400, 300), QPointF(x, y)
    whole = PictureZoom().zoomed(by, at, shape, ROOM).rect(shape, ROOM)
    assert (at.x() - whole.left()) / whole.width() == pytest.approx(x / 400)
    assert (at.y() - whole.top()) / whole.height() == pytest.approx(y / 300)


@given(st.floats(1.05, 7.9), st.floats(0, 1), st.floats(0, 1))
def test_what_shows_is_a_region_that_brings_it_back(factor: float, x: float, y: float) -> None:
    shape = QSizeF(1600, 1200)
    zoom = PictureZoom(factor, x, y).settled(shape, ROOM)
    again = PictureZoom.onto(zoom.region(shape, ROOM), shape, ROOM)
    assume(again.close)
    assert again.factor == pytest.approx(zoom.factor, rel=2e-3)
    assert (again.x, again.y) == pytest.approx((zoom.x, zoom.y), abs=2e-3)


def test_a_close_up_shows_the_part_and_asks_for_a_finer_picture(view: VideoView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.view_size_changed) as wanted:
        view.show_region(ZoomRegion(6000, 2500, 4000, 5000))
    assert wanted.args == [QSize(1000, 750) * view.devicePixelRatioF()]
    assert view.grab().toImage().pixelColor(20, 150) == HALVES[1]
    assert view.region == ZoomRegion(6000, 2333, 4000, 5333)
    view.fit()
    assert view.region is None
    assert view.grab().toImage().pixelColor(20, 150) == HALVES[0]


def test_ctrl_and_the_wheel_zoom_at_the_pointer_and_the_bare_wheel_still_steps(view: VideoView, qtbot: QtBot) -> None:
    wheel(view, QPoint(390, 150), 3 * 120, CONTROL)
    assert view.zoom.factor == pytest.approx(1.25**3)
    assert view.zoom.x > 0.5
    with qtbot.waitSignal(view.wheel_stepped):
        wheel(view, QPoint(390, 150), 120)


def test_keys_zoom_move_and_fit(view: VideoView) -> None:
    key(view, Qt.Key.Key_Equal, CONTROL)
    key(view, Qt.Key.Key_Plus, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    key(view, Qt.Key.Key_Minus, CONTROL)
    assert view.zoom.factor == pytest.approx(1.25)
    key(view, Qt.Key.Key_Right, CONTROL)
    assert view.zoom.x > 0.5
    key(view, Qt.Key.Key_0, CONTROL)
    assert view.zoom == PictureZoom()


def test_a_drag_moves_a_close_up_and_is_no_click(view: VideoView, qtbot: QtBot) -> None:
    view.zoom_by(4)
    with qtbot.assertNotEmitted(view.clicked):
        drag(view, QPoint(200, 150), QPoint(100, 150))
    assert view.zoom.x == pytest.approx(0.5 + 100 / 1600)
    with qtbot.waitSignal(view.clicked):
        click(view)


def test_a_drag_on_the_whole_picture_moves_nothing(view: VideoView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.clicked):
        drag(view, QPoint(200, 150), QPoint(100, 150))
    assert view.zoom == PictureZoom()


def test_two_fingers_on_a_pad_zoom(view: VideoView) -> None:
    at, zoom = QPointF(200, 150), Qt.NativeGestureType.ZoomNativeGesture
    device = QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(view, QNativeGestureEvent(zoom, device, 2, at, at, at, 0.5, QPointF()))
    assert view.zoom.factor == pytest.approx(1.5)


def test_another_film_begins_with_the_whole_picture(view: VideoView) -> None:
    view.zoom_by(4)
    view.clear_picture()
    assert view.zoom == PictureZoom()


def test_another_screen_has_other_pixels(view: VideoView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "devicePixelRatioF", lambda: 2.0)
    with qtbot.waitSignal(view.view_size_changed) as wanted:
        QApplication.sendEvent(view, QEvent(QEvent.Type.DevicePixelRatioChange))
    assert wanted.args == [QSize(800, 600)]
