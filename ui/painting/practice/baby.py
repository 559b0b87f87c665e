"""The baby of the practice clip: a tuft of hair, a blue top with dots."""

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

SKIN, SKIN_SHADE = QColor("#E2AE8A"), QColor("#CC9470")
HAIR, HAIR_LIGHT = QColor("#4A342C"), QColor("#65493F")
TOP, SLEEVE, CUFF = QColor("#6FA3B8"), QColor("#5E93A8"), QColor("#527F93")
HAIRLINE = (
    *((-140.0, -14.0), (-112.0, -4.0), (-90.0, 8.0), (-70.0, 20.0), (-34.0, 35.0), (0.0, 38.0)),
    *((34.0, 35.0), (70.0, 20.0), (90.0, 8.0), (112.0, -4.0), (140.0, -14.0)),
)
DOT = QColor(255, 255, 255, 140)

REST = Pose(yaw=-20, gaze_x=-0.5, smile=0.6, left_x=764, left_y=640, right_x=888, right_y=652)
HIP: Point = (834.0, 770.0)
NECK: Point = (828.0, 452.0)
HEAD_FROM_NECK: Point = (-6.0, -112.0)
LEFT_SHOULDER: Point = (776.0, 538.0)
RIGHT_SHOULDER: Point = (892.0, 540.0)
LEAN_DEGREES = -6.0
DOTS: tuple[Point, ...] = (
    (816, 566),
    (872, 598),
    (806, 650),
    (866, 686),
    (846, 520),
    (760, 604),
    (910, 640),
    (758, 690),
)
LEFT_ARM = Arm(205, 54, 30, (-0.45, 0.8), TOP, SLEEVE, CUFF, SKIN, SKIN_SHADE)
RIGHT_ARM = Arm(205, 54, 30, (0.45, 0.8), TOP, SLEEVE, CUFF, SKIN, SKIN_SHADE)


def draw_body(painter: QPainter, pose: Pose, breath: float) -> None:
    """Draw torso and head; `breath` is -1 (out) to 1 (in)."""
    painter.save()
    painter.translate(HIP[0], HIP[1] - pose.lift_px)
    painter.rotate(pose.lean * LEAN_DEGREES)
    painter.translate(-HIP[0], -HIP[1])
    _draw_top(painter, breath)
    painter.translate(*NECK)
    painter.rotate(pose.tilt)
    painter.translate(HEAD_FROM_NECK[0], HEAD_FROM_NECK[1] - breath * 1.5)
    _draw_head(painter, pose)
    painter.restore()


def draw_arms(painter: QPainter, pose: Pose) -> None:
    """Draw both arms, over the body."""
    draw_arm(painter, RIGHT_ARM, _leant(RIGHT_SHOULDER, pose), (pose.right_x, pose.right_y), pose.right_open)
    draw_arm(painter, LEFT_ARM, _leant(LEFT_SHOULDER, pose), (pose.left_x, pose.left_y), pose.left_open)


def _leant(point: Point, pose: Pose) -> Point:
    turn = radians(pose.lean * LEAN_DEGREES)
    x, y = point[0] - HIP[0], point[1] - HIP[1]
    return HIP[0] + x * cos(turn) - y * sin(turn), HIP[1] - pose.lift_px + x * sin(turn) + y * cos(turn)


def _draw_top(painter: QPainter, breath: float) -> None:
    wide = breath * 2.0
    body = QPainterPath(QPointF(702, 790))
    body.cubicTo(690 - wide, 650, 716 - wide, 520, 776, 474)
    body.cubicTo(806, 452, 850, 450, 884, 474)
    body.cubicTo(950 + wide, 520, 984 + wide, 650, 980, 790)
    body.closeSubpath()
    fill(painter, body, TOP)
    dots = QPainterPath()
    for x, y in DOTS:
        dots.addEllipse(QPointF(x, y), 8.5, 8.5)
    fill(painter, dots, DOT)
    collar = QPainterPath(QPointF(788, 462))
    collar.cubicTo(800, 490, 860, 492, 874, 464)
    line(painter, pen(SLEEVE, 15), collar)


def _draw_head(painter: QPainter, pose: Pose) -> None:
    head = Head(119, 116, pose.yaw, pose.pitch)
    far, near = (-100, 100) if pose.yaw < 0 else (100, -100)
    _draw_ear(painter, head, far)
    disc(painter, SKIN, 0, 0, 119, 116)
    disc(painter, SKIN, head.spot(0, 0)[0] * 0.1, 20, 119, 98)
    _draw_tuft(painter, head)
    fill(painter, hair_cap(head, HAIRLINE, 6), HAIR)
    _draw_ear(painter, head, near)
    for azimuth in (-23, 23):
        draw_eye(painter, head, azimuth, -6, 17, pose)
        draw_brow(painter, head, azimuth, 15, 14, HAIR_LIGHT, pose)
    for azimuth in (-42, 42):
        draw_cheek(painter, head, azimuth, -27, 25, 0.26 + 0.1 * max(pose.joy, pose.worry))
    _draw_nose(painter, head)
    draw_mouth(painter, head, -34, 25 + 5 * pose.joy, False, pose)


def _draw_ear(painter: QPainter, head: Head, azimuth: float) -> None:
    x, y, _ = head.spot(azimuth, -5, 0.94)
    disc(painter, SKIN, x, y, 23, 25)
    bow = 7 if x > 0 else -7
    inner = QPainterPath(QPointF(x - bow * 0.4, y - 11))
    inner.cubicTo(x + bow * 1.6, y - 12, x + bow * 1.6, y + 8, x, y + 10)
    line(painter, pen(SKIN_SHADE, 5), inner)


def _draw_tuft(painter: QPainter, head: Head) -> None:
    x = head.spot(0, 60)[0] * 0.4
    top = -head.radius_y
    tuft = QPainterPath(QPointF(x - 18, top + 14))
    tuft.cubicTo(x - 22, top - 16, x - 14, top - 38, x + 14, top - 38)
    tuft.cubicTo(x + 2, top - 26, x + 6, top - 10, x + 22, top + 12)
    tuft.closeSubpath()
    fill(painter, tuft, HAIR)


def _draw_nose(painter: QPainter, head: Head) -> None:
    x, y, narrow = head.spot(0, -17, 1.04)
    nose = QPainterPath(QPointF(x - 10 * narrow, y))
    nose.quadTo(x, y + 11, x + 10 * narrow, y)
    line(painter, pen(SKIN_SHADE, 6), nose)
