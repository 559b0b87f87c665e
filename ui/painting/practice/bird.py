"""The small bird that comes to the window."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from ui.painting.practice.face import DARK, disc, fill, line, pen, wave
from ui.painting.practice.pose import Keyed, Pose, move

BACK, WING, BREAST, BEAK = QColor("#7E8F86"), QColor("#6B7C73"), QColor("#D98A5A"), QColor("#D9A441")
COMES_S, LANDS_S, LEAVES_S, GONE_S = 12.2, 13.2, 21.7, 22.7

# Only a place in the picture is keyed, as if the bird were a hand.
_FLIGHT = Keyed(
    Pose(left_x=1012, left_y=-60),
    (
        move(COMES_S, LANDS_S - COMES_S, left_x=1086, left_y=254),
        *(move(at_s, 0.1, left_y=244) for at_s in (14.2, 16.3, 18.6)),
        *(move(at_s + 0.1, 0.12, left_y=254) for at_s in (14.2, 16.3, 18.6)),
        move(16.3, 0.22, left_x=1074),
        move(18.6, 0.22, left_x=1090),
        move(LEAVES_S, GONE_S - LEAVES_S, left_x=1000, left_y=-60),
    ),
)


def draw_bird(painter: QPainter, at_s: float) -> None:
    """Draw the bird at a time in seconds, if it is there."""
    if not COMES_S < at_s < GONE_S:
        return
    place = _FLIGHT.values(at_s)
    flying = at_s < LANDS_S or at_s > LEAVES_S
    painter.save()
    painter.translate(place["left_x"], place["left_y"])
    painter.rotate(3 * wave(at_s, 1.9) if not flying else -8)
    _draw_body(painter)
    _draw_wing(painter, wave(at_s, 0.16) if flying else -0.9)
    painter.restore()


def _draw_body(painter: QPainter) -> None:
    tail = QPainterPath(QPointF(10, -2))
    tail.lineTo(34, 2)
    line(painter, pen(WING, 8), tail)
    disc(painter, BACK, 2, 0, 18, 15)
    disc(painter, BACK, -11, -12, 11)
    disc(painter, BREAST, -6, 4, 11, 10)
    beak = QPainterPath(QPointF(-20, -16))
    beak.lineTo(-29, -12)
    beak.lineTo(-20, -9)
    beak.closeSubpath()
    fill(painter, beak, BEAK)
    disc(painter, DARK, -14, -14, 2.4)


def _draw_wing(painter: QPainter, up: float) -> None:
    wing = QPainterPath(QPointF(-6, -3))
    wing.cubicTo(2, -6 - 20 * up, 18, -8 - 26 * up, 24, -4 - 18 * up)
    wing.cubicTo(20, 6 - 6 * up, 6, 9, -6, -3)
    fill(painter, wing, WING)
