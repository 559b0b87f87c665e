"""The parent of the practice clip: hair in a bun, a yellow jumper, seen three-quarter from the front."""

from __future__ import annotations

from math import cos, radians, sin

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from ui.painting.practice.face import (
    Head,
    disc,
    draw_brow,
    draw_cheek,
    draw_eye,
    draw_mouth,
    fill,
    hair_cap,
    line,
    pen,
)
from ui.painting.practice.limbs import Arm, Point, draw_arm
from ui.painting.practice.pose import Pose

SKIN, SKIN_SHADE = QColor("#D9A07A"), QColor("#C88D67")
HAIR, HAIR_LIGHT = QColor("#3A2A26"), QColor("#55403A")
JUMPER, SLEEVE, CUFF = QColor("#E2A63B"), QColor("#CF9128"), QColor("#BC8120")
HAIRLINE = (
    *((-140.0, -40.0), (-96.0, -34.0), (-82.0, -18.0), (-68.0, 6.0), (-50.0, 27.0), (-22.0, 41.0)),
    *((8.0, 43.0), (36.0, 30.0), (56.0, 8.0), (90.0, 0.0)),
)
EARRING = QColor("#F0C766")

REST = Pose(yaw=33, pitch=0, gaze_x=0.5, gaze_y=0.25, smile=0.6, left_x=610, left_y=706, right_x=738, right_y=636)
HIP: Point = (330.0, 770.0)
NECK: Point = (352.0, 446.0)
HEAD_FROM_NECK: Point = (12.0, -174.0)
LEFT_SHOULDER: Point = (214.0, 560.0)
RIGHT_SHOULDER: Point = (470.0, 560.0)
LEAN_DEGREES = 5.5
LEFT_ARM = Arm(430, 80, 42, (-0.15, 0.9), JUMPER, SLEEVE, CUFF, SKIN, SKIN_SHADE)
RIGHT_ARM = Arm(380, 76, 42, (0.1, 0.9), JUMPER, SLEEVE, CUFF, SKIN, SKIN_SHADE)


def draw_body(painter: QPainter, pose: Pose, breath: float) -> None:
    """Draw torso, neck and head; `breath` is -1 (out) to 1 (in)."""
    painter.save()
    _stand(painter, pose)
    _draw_back_of_head(painter, pose)
    _draw_neck(painter)
    _draw_jumper(painter, breath)
    painter.save()
    painter.translate(*NECK)
    painter.rotate(pose.tilt)
    painter.translate(HEAD_FROM_NECK[0], HEAD_FROM_NECK[1] - breath * 1.2)
    _draw_head(painter, pose)
    painter.restore()
    painter.restore()


def draw_left_arm(painter: QPainter, pose: Pose) -> None:
    """Draw the arm nearer to the camera, over everything it may cross."""
    draw_arm(painter, LEFT_ARM, _leant(LEFT_SHOULDER, pose), (pose.left_x, pose.left_y), pose.left_open)


def draw_right_arm(painter: QPainter, pose: Pose) -> None:
    """Draw the other arm."""
    draw_arm(painter, RIGHT_ARM, _leant(RIGHT_SHOULDER, pose), (pose.right_x, pose.right_y), pose.right_open)


def _stand(painter: QPainter, pose: Pose) -> None:
    painter.translate(HIP[0], HIP[1] - pose.lift_px)
    painter.rotate(pose.lean * LEAN_DEGREES)
    painter.translate(-HIP[0], -HIP[1])


def _leant(point: Point, pose: Pose) -> Point:
    turn = radians(pose.lean * LEAN_DEGREES)
    x, y = point[0] - HIP[0], point[1] - HIP[1]
    return HIP[0] + x * cos(turn) - y * sin(turn), HIP[1] - pose.lift_px + x * sin(turn) + y * cos(turn)


def _draw_jumper(painter: QPainter, breath: float) -> None:
    rise = breath * 2.5
    body = QPainterPath(QPointF(84, 780))
    body.cubicTo(84, 640, 120, 520 - rise, 214, 470 - rise)
    body.cubicTo(262, 446 - rise, 300, 436, 352, 436)
    body.cubicTo(404, 436, 444, 446 - rise, 488, 478 - rise)
    body.cubicTo(556, 530 - rise, 580, 640, 588, 780)
    body.closeSubpath()
    fill(painter, body, JUMPER)
    collar = QPainterPath(QPointF(300, 440))
    collar.cubicTo(312, 496, 396, 496, 408, 440)
    line(painter, pen(SLEEVE, 17), collar)


def _draw_neck(painter: QPainter) -> None:
    neck = QPainterPath()
    neck.addRoundedRect(311, 350, 84, 130, 40, 40)
    fill(painter, neck, SKIN_SHADE)


def _draw_back_of_head(painter: QPainter, pose: Pose) -> None:
    painter.save()
    painter.translate(*NECK)
    painter.rotate(pose.tilt)
    painter.translate(*HEAD_FROM_NECK)
    back = (REST.yaw - pose.yaw) * 1.1
    disc(painter, HAIR, -146 + back * 1.3, -112 + pose.pitch * 0.8, 60)
    curl = QPainterPath(QPointF(-184 + back * 1.3, -126 + pose.pitch * 0.8))
    curl.cubicTo(-178 + back * 1.3, -156, -136 + back * 1.3, -166, -116 + back * 1.3, -140 + pose.pitch * 0.8)
    line(painter, pen(HAIR_LIGHT, 5), curl)
    disc(painter, HAIR, -26 + back, -18, 134, 138)
    painter.restore()


def _draw_head(painter: QPainter, pose: Pose) -> None:
    head = Head(106, 122, pose.yaw, pose.pitch)
    disc(painter, SKIN, 0, 0, 106, 122)
    fill(painter, hair_cap(head, HAIRLINE, 14), HAIR)
    _draw_ear(painter, head)
    for azimuth in (-19, 19):
        draw_eye(painter, head, azimuth, 3, 11, pose)
        draw_brow(painter, head, azimuth, 20, 20, HAIR, pose)
    draw_cheek(painter, head, -28, -21, 23, 0.2 + 0.08 * max(0.0, pose.joy))
    _draw_nose(painter, head)
    draw_mouth(painter, head, -33, 35, True, pose)


def _draw_ear(painter: QPainter, head: Head) -> None:
    x, y, narrow = head.spot(-84, -8)
    disc(painter, SKIN, x, y, 17 * (0.5 + 0.5 * narrow), 25)
    inner = QPainterPath(QPointF(x + 4, y - 11))
    inner.cubicTo(x - 8, y - 12, x - 8, y + 6, x + 1, y + 9)
    line(painter, pen(SKIN_SHADE, 5), inner)
    disc(painter, EARRING, x + 1, y + 27, 5.5)


def _draw_nose(painter: QPainter, head: Head) -> None:
    x, y, _ = head.spot(2, -8, 1.14)
    nose = QPainterPath(QPointF(x - 5, y - 20))
    nose.cubicTo(x + 4, y - 4, x + 13, y + 2, x + 9, y + 9)
    nose.cubicTo(x + 6, y + 14, x - 2, y + 14, x - 8, y + 12)
    line(painter, pen(SKIN_SHADE, 6.5), nose)
