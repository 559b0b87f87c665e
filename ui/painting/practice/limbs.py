"""Arms in sleeves, and hands."""

from __future__ import annotations

from dataclasses import dataclass
from math import atan2, cos, degrees, hypot, sin, sqrt

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from ui.painting.practice.face import disc, line, pen

Point = tuple[float, float]


@dataclass(frozen=True)
class Arm:
    """The make of an arm.

    Attributes:
        length_px: From shoulder to hand when stretched.
        width_px: Of the sleeve.
        palm_px: Radius of the hand.
        sag: Where the elbow goes as the arm folds, as a direction.
        sleeve: Colour; so too the others.
        shade: The sleeve's edge.
        cuff: Likewise.
        skin: Likewise.
        crease: Of the hand's edge and between the fingers.
    """

    length_px: float
    width_px: float
    palm_px: float
    sag: Point
    sleeve: QColor
    shade: QColor
    cuff: QColor
    skin: QColor
    crease: QColor


def elbow(arm: Arm, shoulder: Point, hand: Point) -> Point:
    """Return where the arm bends to: midway, and off the straight line by as much as it is folded."""
    reach = hypot(hand[0] - shoulder[0], hand[1] - shoulder[1])
    fold = sqrt(max(0.0, arm.length_px**2 - reach**2)) * 0.62
    middle = ((shoulder[0] + hand[0]) / 2, (shoulder[1] + hand[1]) / 2)
    return middle[0] + arm.sag[0] * fold, middle[1] + arm.sag[1] * fold


def draw_arm(painter: QPainter, arm: Arm, shoulder: Point, hand: Point, opened: float) -> None:
    """Draw sleeve, cuff and hand; the shoulder melts into the body, the forearm stands out from it by its shade."""
    bent = elbow(arm, shoulder, hand)
    direction = atan2(hand[1] - bent[1], hand[0] - bent[0])
    along = (cos(direction), sin(direction))
    wrist = (hand[0] - along[0] * arm.palm_px * 0.95, hand[1] - along[1] * arm.palm_px * 0.95)
    line(painter, pen(arm.shade, arm.width_px + 5), _curve(shoulder, bent, wrist, 0.22))
    line(painter, pen(arm.sleeve, arm.width_px - 4), _curve(shoulder, bent, wrist, 0))
    draw_hand(painter, arm, hand, degrees(direction), opened)
    cuff = QPainterPath(QPointF(wrist[0] - along[0] * 7, wrist[1] - along[1] * 7))
    cuff.lineTo(wrist[0] + along[0] * 9, wrist[1] + along[1] * 9)
    flat = QPen(QBrush(arm.cuff), arm.width_px * 0.94, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    line(painter, flat, cuff)


def _curve(start: Point, middle: Point, end: Point, skip: float) -> QPainterPath:
    """Return the quadratic curve without its first part, `skip` of 0 to 1."""
    turn = _between(middle, end, skip)
    path = QPainterPath(QPointF(*_between(_between(start, middle, skip), turn, skip)))
    path.quadTo(*turn, *end)
    return path


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share


def draw_hand(painter: QPainter, arm: Arm, hand: Point, direction: float, opened: float) -> None:
    """Draw a hand that points along `direction` in degrees; `opened` spreads fingers and thumb."""
    painter.save()
    painter.translate(*hand)
    painter.rotate(direction)
    palm, fingers = arm.palm_px, _fingers(arm, opened)
    for colour, edge_px in ((arm.crease, 2.0), (arm.skin, 0.0)):
        line(painter, pen(colour, palm * 0.5 + edge_px * 2), fingers)
        disc(painter, colour, 0, 0, palm + edge_px)
    if opened > 0.3:
        line(painter, pen(arm.crease, 3), _gaps(palm, opened))
    painter.restore()


def _fingers(arm: Arm, opened: float) -> QPainterPath:
    palm, path = arm.palm_px, QPainterPath()
    for place in (-1.5, -0.5, 0.5, 1.5):
        spread = place * (0.2 + 0.1 * opened)
        length = palm * (0.7 + 0.72 * opened * (1 - 0.08 * place * place))
        path.moveTo(0, place * palm * 0.3)
        path.lineTo(cos(spread) * length, place * palm * 0.3 + sin(spread) * length * 0.9)
    side = -palm if arm.sag[0] >= 0 else palm
    path.moveTo(-palm * 0.1, side * 0.5)
    path.lineTo(palm * 0.35, side * (0.66 + 0.62 * opened))
    return path


def _gaps(palm: float, opened: float) -> QPainterPath:
    path, length = QPainterPath(), palm * (opened - 0.3) * 0.7
    for place in (-1.0, 0.0, 1.0):
        path.moveTo(palm * 0.94, place * palm * 0.44)
        path.lineTo(palm * 0.94 - length, place * palm * 0.4)
    return path
