"""Whatever takes the focus has a name, a size that can be hit, a ring, and rests when nothing happens."""

from collections.abc import Callable
from fractions import Fraction

import pytest
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.qt.scenes import FOUR, clip_index, moment
from ui.theme import ThemeName, apply_theme
from ui.widgets.check_row import CheckRow, CheckState
from ui.widgets.chip import TagChip
from ui.widgets.inspector import Inspector
from ui.widgets.moment_list import MomentList
from ui.widgets.round_button import RoundButton
from ui.widgets.segmented import Segment
from ui.widgets.stars import Stars
from ui.widgets.storyboard import Storyboard
from ui.widgets.switch import Switch
from ui.widgets.tag_look import looks_of
from ui.widgets.tag_palette import TagPalette
from ui.widgets.time_field import TimeField
from ui.widgets.timeline_view import TimelineView
from ui.widgets.transport import Transport
from ui.widgets.video_view import VideoView
from ui.widgets.volume import VolumeButton

LOOKS = looks_of([FOUR])
INDEX = clip_index(2000)
MOMENTS = [moment(str(n), n * 100, n * 100 + 60, "book/Receiving0", stars=2) for n in range(9)]
LEAST_PX = 24


def palette() -> TagPalette:
    made = TagPalette()
    made.set_codebooks([FOUR], "book")
    return made


def timeline() -> TimelineView:
    made = TimelineView()
    made.set_clip(INDEX)
    made.set_codebook(FOUR, LOOKS)
    made.set_moments(MOMENTS)
    return made


def moment_list() -> MomentList:
    made = MomentList()
    made.set_clip(INDEX, LOOKS)
    made.set_moments(MOMENTS)
    return made


def inspector() -> Inspector:
    made = Inspector()
    made.show_moment(MOMENTS[0], INDEX, LOOKS)
    return made


def transport() -> Transport:
    made = Transport()
    made.set_time(Fraction(5), Fraction(400))
    return made


def check_row() -> CheckRow:
    made = CheckRow("Review together")
    made.set_state(CheckState.TO_DO, "Enter it first.", "People and consent")
    return made


WIDGETS: list[Callable[[], QWidget]] = [
    VideoView,
    palette,
    timeline,
    moment_list,
    inspector,
    transport,
    check_row,
    Storyboard,
]

SINGLE: list[Callable[[], QWidget]] = [
    lambda: TagChip(LOOKS["book/Receiving0"]),
    lambda: RoundButton("play", "Play"),
    lambda: Segment("Both", "Who: both"),
    Stars,
    TimeField,
    VolumeButton,
    VideoView,
    lambda: Switch("Baby’s voice"),
]


def focusable(widget: QWidget) -> list[QWidget]:
    """Everything in reach of the keyboard that is our own and not a part inside a Qt field."""
    everything = [widget, *widget.findChildren(QWidget)]
    return [
        one
        for one in everything
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and not one.objectName().startswith("qt_")
    ]


@pytest.mark.parametrize("make", WIDGETS)
def test_everything_that_takes_the_focus_has_a_name(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    for one in focusable(widget):
        spoken = QAccessible.queryAccessibleInterface(one)
        assert one.accessibleName() or (spoken and spoken.text(QAccessible.Text.Name)), type(one)
    assert focusable(widget)


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("make", WIDGETS)
def test_everything_can_be_hit(make: Callable[[], QWidget], percent: int, qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, ThemeName.LIGHT, percent)
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(widget.sizeHint().expandedTo(QSize(900, 260)))
    widget.show()
    for one in focusable(widget):
        if not isinstance(one.parentWidget(), QLineEdit):
            assert min(one.width(), one.height()) >= LEAST_PX - 2, (type(one), one.size(), one.accessibleName())


@pytest.mark.parametrize("make", WIDGETS)
def test_nothing_ticks_while_nothing_happens(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    widget = make()
    qtbot.addWidget(widget)
    widget.show()
    assert [timer for timer in widget.findChildren(QTimer) if timer.isActive() and not timer.isSingleShot()] == []


@pytest.mark.parametrize("make", SINGLE)
def test_the_focus_shows_and_moves_nothing(make: Callable[[], QWidget], qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    widget = make()
    widget.setParent(holder)
    other = QLineEdit(holder)
    widget.setGeometry(0, 40, 240, 80)
    holder.show()
    holder.activateWindow()
    qtbot.waitUntil(holder.isActiveWindow)
    other.setFocus()
    before, size = widget.grab().toImage(), widget.sizeHint()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.grab().toImage() != before
    assert widget.sizeHint() == size


@pytest.mark.parametrize("name", list(ThemeName))
@pytest.mark.parametrize("make", WIDGETS)
def test_every_theme_paints_it(make: Callable[[], QWidget], name: ThemeName, qapp: QApplication, qtbot: QtBot) -> None:
    apply_theme(qapp, name)
    widget = make()
    qtbot.addWidget(widget)
    widget.resize(900, 260)
    assert not widget.grab().isNull()
