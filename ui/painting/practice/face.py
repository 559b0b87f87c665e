"""Faces: features laid on a round head, so that they wander and narrow as it turns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, pi, radians, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from ui.painting.practice.pose import Pose

DARK = QColor("#2B1D1A")
MOUTH = QColor("#84313A")
TONGUE = QColor("#E88A86")
TEETH = QColor("#FFFDF8")
LIP = QColor("#8C3A3A")


Hairline = tuple[tuple[float, float], ...]
"""Where hair begins: (azimuth, elevation) in degrees, from the left of the face round to the right."""


@dataclass(frozen=True)
class Head:
    """A head around the origin, seen from the front: radii in px, turned by yaw and pitch in degrees."""

    radius_x: float
    radius_y: float
    yaw: float
    pitch: float

    def spot(self, azimuth: float, elevation: float, reach: float = 1.0) -> tuple[float, float, float]:
        """Return x, y and narrowing (0 to 1) of a point on the head; `reach` above 1 stands out from it."""
        around, up = radians(azimuth + self.yaw), radians(elevation + self.pitch)
        x = self.radius_x * reach * cos(up) * sin(around)
        return x, -self.radius_y * reach * sin(up), max(0.25, cos(around))


def pen(colour: QColor, width_px: float) -> QPen:
    """Return a line with round ends and joins."""
    return QPen(QBrush(colour), width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def fill(painter: QPainter, path: QPainterPath, colour: QColor) -> None:
    """Fill a path without an outline."""
    painter.fillPath(path, QBrush(colour))


def disc(painter: QPainter, colour: QColor, x: float, y: float, radius_x: float, radius_y: float | None = None) -> None:
    """Fill a circle or an ellipse."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(x, y), radius_x, radius_x if radius_y is None else radius_y)


def line(painter: QPainter, stroke: QPen, path: QPainterPath) -> None:
    """Draw a path as a line."""
    painter.strokePath(path, stroke)


def smooth(points: Sequence[tuple[float, float]]) -> QPainterPath:
    """Return a path through the points without corners (Catmull-Rom as cubic pieces)."""
    path = QPainterPath(QPointF(*points[0]))
    last = len(points) - 1
    for i in range(last):
        (x0, y0), (x1, y1) = points[max(0, i - 1)], points[i]
        (x2, y2), (x3, y3) = points[i + 1], points[min(last, i + 2)]
        path.cubicTo(x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6, x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6, x2, y2)
    return path


def hair_cap(head: Head, hairline: Hairline, crown_px: float) -> QPainterPath:
    """Return the hair above a hairline, `crown_px` deep at the crown and close to the head at the sides."""
    edge, bounds = [], []
    for step in range(-12, 13):
        azimuth = step * 7.5 - head.yaw
        elevation = _between(hairline, azimuth)
        edge.append(head.spot(azimuth, elevation, 1.025 if abs(step) == 12 else 1.0)[:2])
        bounds.append(elevation + head.pitch)
    path = smooth(edge)
    wide, high = head.radius_x + 3, head.radius_y + crown_px
    outline = QRectF(-wide, -high, 2 * wide, high + head.radius_y)
    path.arcTo(outline, bounds[-1], 180 - bounds[0] - bounds[-1])
    path.closeSubpath()
    return path


def _between(table: Hairline, azimuth: float) -> float:
    for (left, low), (right, high) in pairwise(table):
        if azimuth <= right:
            return low + (high - low) * max(0.0, azimuth - left) / (right - left)
    return table[-1][1]


def draw_eye(painter: QPainter, head: Head, azimuth: float, elevation: float, radius_px: float, pose: Pose) -> None:
    """Draw an eye: round and dark with a glint; a smile lifts its lower edge, a blink lowers its upper one."""
    x, y, narrow = head.spot(azimuth, elevation)
    x, y = x + pose.gaze_x * radius_px * 0.42, y + pose.gaze_y * radius_px * 0.36
    upper, lower = 1 - 1.72 * (1 - pose.lids), 1 - 1.62 * pose.joy
    if upper + lower < 0.14:
        upper, lower = (upper, 0.14 - upper) if pose.joy > 0.5 else (0.14 - lower, lower)
    opened = min(1.0, (upper + lower) / 2)
    edge, reach = radius_px * 0.32, radius_px * 1.14
    half = (radius_px * (1.28 - 0.28 * opened) - edge / 2) * (0.35 + 0.65 * narrow)
    path = QPainterPath(QPointF(x - half, y))
    path.cubicTo(x - half, y - upper * reach, x + half, y - upper * reach, x + half, y)
    path.cubicTo(x + half, y + lower * reach, x - half, y + lower * reach, x - half, y)
    painter.setPen(pen(DARK, edge))
    painter.setBrush(DARK)
    painter.drawPath(path)
    if opened > 0.42:
        _draw_glints(painter, x, y - 0.38 * upper * radius_px, radius_px, min(1.0, (opened - 0.42) * 4))


def _draw_glints(painter: QPainter, x: float, y: float, radius_px: float, strength: float) -> None:
    white = QColor(255, 255, 255)
    white.setAlphaF(strength)
    disc(painter, white, x - radius_px * 0.3, y, radius_px * 0.33)
    white.setAlphaF(strength * 0.55)
    disc(painter, white, x + radius_px * 0.3, y + radius_px * 0.74, radius_px * 0.15)


def draw_brow(
    painter: QPainter, head: Head, azimuth: float, elevation: float, half_px: float, colour: QColor, pose: Pose
) -> None:
    """Draw the brow over the eye at this azimuth; negative is left of the nose."""
    x, y, narrow = head.spot(azimuth, elevation)
    y -= pose.brows * half_px * 0.5
    half = half_px * (0.25 + 0.75 * narrow)
    inner = 1 if azimuth < 0 else -1
    worry, arch = pose.worry * half_px * 0.62, half_px * (0.55 - 0.45 * pose.worry)
    path = QPainterPath(QPointF(x + inner * half, y - worry))
    path.quadTo(x, y - arch, x - inner * half, y + half_px * 0.18 + worry * 0.35)
    line(painter, pen(colour, half_px * 0.36), path)


def draw_cheek(painter: QPainter, head: Head, azimuth: float, elevation: float, radius_px: float, glow: float) -> None:
    """Draw a blush; `glow` is its opacity."""
    x, y, narrow = head.spot(azimuth, elevation)
    colour = QColor(224, 96, 79)
    colour.setAlphaF(glow)
    disc(painter, colour, x, y, radius_px * (0.45 + 0.55 * narrow), radius_px)


def draw_mouth(painter: QPainter, head: Head, elevation: float, size_px: float, teeth: bool, pose: Pose) -> None:
    """Draw the mouth, closed as a line or open as a shape with a tongue; `size_px` is half its width at rest."""
    x, y, narrow = head.spot(0, elevation)
    half = size_px * (1 - 0.45 * pose.round) * (1 + 0.22 * max(0.0, pose.smile)) * (0.5 + 0.5 * narrow)
    corner = y - size_px * 0.26 * pose.smile * (1 - 0.7 * pose.round)
    if pose.jaw < 0.06:
        path = QPainterPath(QPointF(x - half, corner))
        path.quadTo(x, y + size_px * 0.72 * pose.smile, x + half, corner)
        line(painter, pen(LIP, max(5.0, size_px * 0.2)), path)
        return
    top = y + size_px * (0.2 * max(0.0, pose.smile) - pose.jaw * (0.12 + 0.5 * pose.round))
    bottom = y + size_px * (0.2 + 1.25 * pose.jaw)
    corner += ((top + bottom) / 2 - corner) * pose.round
    fill(painter, _opening(x, corner, half, top, bottom, pose.round), MOUTH)
    if teeth and pose.joy > 0.1:
        depth = min(size_px * 0.3, (bottom - top) * 0.3) * pose.joy
        fill(painter, _upper_teeth(x, corner, half, top, depth), TEETH)
    if bottom - top > size_px * 0.5:
        rise = (bottom - max(top, corner)) * (0.42 - 0.14 * pose.round)
        _draw_tongue(painter, x, bottom, half * 0.56, rise)


def _opening(x: float, corner: float, half: float, top: float, bottom: float, rounded: float) -> QPainterPath:
    swell, top = half * (0.52 + 0.48 * rounded), corner + (top - corner) * (1 + rounded / 3)
    path = QPainterPath(QPointF(x - half, corner))
    path.cubicTo(x - swell, top, x + swell, top, x + half, corner)
    path.cubicTo(x + half * 1.02, corner + (bottom - corner) * 0.62, x + half * 0.55, bottom, x, bottom)
    path.cubicTo(x - half * 0.55, bottom, x - half * 1.02, corner + (bottom - corner) * 0.62, x - half, corner)
    return path


def _upper_teeth(x: float, corner: float, half: float, top: float, depth: float) -> QPainterPath:
    path = QPainterPath(QPointF(x - half * 0.9, corner + depth * 0.2))
    middle = corner + (top - corner) * 0.75
    path.cubicTo(x - half * 0.48, middle + 2, x + half * 0.48, middle + 2, x + half * 0.9, corner + depth * 0.2)
    path.cubicTo(x + half * 0.7, middle + depth, x + half * 0.4, middle + depth * 1.5, x, middle + depth * 1.5)
    path.cubicTo(
        x - half * 0.4, middle + depth * 1.5, x - half * 0.7, middle + depth, x - half * 0.9, corner + depth * 0.2
    )
    return path


def _draw_tongue(painter: QPainter, x: float, bottom: float, half: float, rise: float) -> None:
    path = QPainterPath()
    path.arcMoveTo(QRectF(x - half, bottom - rise, half * 2, rise * 1.7), 0)
    path.arcTo(QRectF(x - half, bottom - rise, half * 2, rise * 1.7), 0, 180)
    path.cubicTo(x - half * 0.7, bottom - 1, x - half * 0.4, bottom - 0.5, x, bottom - 0.5)
    path.cubicTo(x + half * 0.4, bottom - 0.5, x + half * 0.7, bottom - 1, x + half, bottom - rise * 0.15)
    fill(painter, path, TONGUE)


def wave(at_s: float, period_s: float, phase: float = 0.0) -> float:
    """Return a slow swing from -1 to 1."""
    return sin(2 * pi * (at_s / period_s + phase))
