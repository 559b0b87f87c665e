"""The picture is in its place, on any screen, with what is said over it."""

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from tests.qt.hands import click, double_click, wheel
from ui.theme import colour
from ui.widgets.announce import announcer
from ui.widgets.toast import Toast
from ui.widgets.video_overlays import Badge, Caption, CaptionPlace, MessageKind
from ui.widgets.video_view import VideoView

BLUE = (200, 40, 20)
TOAST = Toast("hand-heart-outline", "Smiles back", "marked", "02:11–02:19", "Ctrl Z")


@pytest.fixture
def view(qtbot: QtBot) -> VideoView:
    shown = VideoView()
    qtbot.addWidget(shown)
    shown.resize(400, 400)
    shown.show()
    return shown


def bgra(width: int, height: int, stride: int) -> bytes:
    """A blue picture whose rows are padded with what must never show."""
    row = bytes((*BLUE, 255)) * width + b"\x00\xff\x00\xff" * (stride // 4 - width)
    return row * height


def test_a_picture_is_letterboxed_on_the_stage(view: VideoView) -> None:
    view.show_picture(bgra(160, 90, 704), 160, 90, 704, frame=7)
    shown = view.grab().toImage()
    assert view.picture_rect().toRect().height() == 225
    assert shown.pixelColor(200, 200) == QColor(BLUE[2], BLUE[1], BLUE[0])
    assert shown.pixelColor(395, 200) == QColor(BLUE[2], BLUE[1], BLUE[0])
    assert shown.pixelColor(200, 40) == colour("stage")


def test_it_tells_which_frame_was_painted(view: VideoView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.picture_painted) as painted:
        view.show_picture(bgra(16, 9, 64), 16, 9, 64, frame=7)
    assert painted.args == [7]
    assert view.painted_frame == 7


def test_the_wanted_size_counts_device_pixels_and_a_caption_beneath(view: VideoView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.view_size_changed) as changed:
        view.resize(640, 360)
    ratio = view.devicePixelRatioF()
    assert changed.args == [QSize(round(640 * ratio), round(360 * ratio))]
    view.set_caption(Caption("Look", place=CaptionPlace.BENEATH))
    assert view.wanted_size.height() < 360 * ratio
    view.set_caption(Caption("Look", place=CaptionPlace.TOP))
    assert view.wanted_size.height() == round(360 * ratio)


def test_clearing_paints_black_at_once(view: VideoView) -> None:
    view.show_picture(bgra(160, 90, 640), 160, 90, 640, frame=3)
    view.grab()
    view.clear_picture()
    assert view.painted_frame is None
    assert view.grab().toImage().pixelColor(200, 200) == colour("stage")


def test_the_last_picture_stays_behind_a_message(view: VideoView, qtbot: QtBot) -> None:
    view.show_picture(bgra(160, 90, 640), 160, 90, 640, frame=3)
    with qtbot.waitSignal(announcer().announced) as said:
        view.show_message("This part can’t be read.", "Play goes on after it.", MessageKind.ERROR)
    assert said.args == ["This part can’t be read. Play goes on after it.", True]
    view.grab()
    view.clear_message()
    assert view.grab().toImage().pixelColor(200, 200).blue() == BLUE[0]


def test_clicks_double_clicks_and_wheel(view: VideoView) -> None:
    seen: list[str] = []
    view.clicked.connect(lambda: seen.append("click"))
    view.double_clicked.connect(lambda: seen.append("double"))
    view.wheel_stepped.connect(lambda steps: seen.append(f"step {steps}"))
    click(view)
    double_click(view)
    for delta in (60, 60, -240):
        wheel(view, QPoint(9, 9), delta)
    assert seen == ["click", "double", "click", "step -1", "step 2"]


def test_a_toast_is_announced_goes_by_itself_and_can_be_undone(view: VideoView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(announcer().announced) as said:
        view.show_toast(TOAST, shown_ms=60)
    assert said.args == ["Smiles back marked 02:11 to 02:19", False]
    with_toast = view.grab().toImage()
    with qtbot.waitSignal(view.undo_requested):
        click(view, QPoint(60, 375))
    assert view.grab().toImage() != with_toast
    view.show_toast(TOAST, shown_ms=20)
    qtbot.waitUntil(lambda: view.grab().toImage() != with_toast)


def test_a_caption_is_readable_text(view: VideoView) -> None:
    view.set_caption(Caption("Here I am.", baby_voice=True))
    assert view.accessibleDescription() == "“Here I am.”"
    before = view.grab().toImage()
    view.set_badges(Badge("repeat", "A–B loop"))
    assert view.grab().toImage() != before
    view.set_caption(Caption("  "))
    assert view.accessibleDescription() == ""


def test_an_image_may_be_shown_as_it_is(view: VideoView) -> None:
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    view.show_image(image)
    assert view.grab().toImage().pixelColor(5, 5) == QColor(Qt.GlobalColor.red)
    assert view.painted_frame is None
