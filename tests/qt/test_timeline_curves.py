"""Movement and gaps on the timeline: painted, in words, and named under the pointer."""

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.qt.scenes import moment, timeline
from ui.theme import colour
from ui.widgets.timeline_curves import MOVEMENT_HINT
from ui.widgets.timeline_rows import rows_for
from ui.widgets.timeline_view import TimelineView

FRAMES = 2000
PER_S = 5


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    """80 seconds: still, then lively."""
    shown = timeline(qtbot, FRAMES)
    shown.set_motion(bytes(40 * PER_S) + b"\xff" * 40 * PER_S, PER_S)
    shown.show()
    return shown


def filled(view: TimelineView, left: int, width: int) -> int:
    """How many pixels of the curve's colour stand in a part of its row."""
    rows = view.rows
    image = view.grab(QRect(rows.left + left, rows.motion_top, width, rows.motion_height)).toImage()
    wanted = colour("pri_weak")
    return sum(image.pixelColor(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_stillness_is_low_and_activity_high(view: TimelineView) -> None:
    assert filled(view, 100, 200) == 0
    assert filled(view, 700, 200) > 200 * (view.rows.motion_height - 8)


def test_a_low_timeline_has_the_curve_behind_the_sound() -> None:
    high, low = rows_for(1000, 246, 4), rows_for(1000, 190, 4)
    assert high.motion_alone
    assert not low.motion_alone
    assert (low.motion_top, low.motion_height) == (low.sound_top, low.sound_height)
    for rows in (high, low):
        assert rows.strip_top + rows.media_height == rows.lane_tops[0]


def test_the_curve_is_said_in_words_at_the_playhead(view: TimelineView) -> None:
    view.set_playhead(10)
    assert view.accessibleDescription().endswith("; still here")
    view.set_playhead(1900)
    assert view.accessibleDescription().endswith("; much movement here")
    view.set_motion(b"", 1)
    assert view.accessibleDescription() == "At 01:16 of 01:20, 0 moments"


def test_gaps_are_hatched_in_the_film_and_in_the_whole_clip(view: TimelineView) -> None:
    before = view.grab().toImage()
    view.set_gaps([range(500, 900)])
    after, rows = view.grab().toImage(), view.rows

    def changed(area: QRect) -> bool:
        return before.copy(area) != after.copy(area)

    assert changed(QRect(rows.left + 260, rows.strip_top, 180, rows.media_height))
    assert changed(QRect(rows.left + 260, rows.overview().top(), 180, rows.overview().height()))
    assert not changed(QRect(rows.left + 500, rows.strip_top, 400, rows.media_height))
    assert after.pixelColor(rows.left + 250, rows.strip_top + 20) == QColor(colour("bad"))


def test_the_pointer_is_told_what_it_is_over(view: TimelineView) -> None:
    view.set_gaps([range(500, 900)])
    view.set_moments([moment("a", 200, 399, "book/Inviting0")])
    rows = view.rows
    assert view.hint_at(QPointF(rows.left + 150, rows.lane_tops[1] + 10)) == "Inviting 0, 00:08–00:16"
    assert view.hint_at(QPointF(rows.left + 300, rows.strip_top + 5)) == "Can’t be read: 00:20–00:36"
    assert view.hint_at(QPointF(rows.left + 600, rows.motion_top + 5)) == MOVEMENT_HINT
    assert view.hint_at(QPointF(20, rows.motion_top + 5)) == MOVEMENT_HINT
    assert view.hint_at(QPointF(rows.left + 600, rows.strip_top + 5)) == ""
