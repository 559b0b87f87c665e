"""Curves over the timeline: how loud it is, and how much moves."""

import math
from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.theme import colour, font, px
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_scene import PEAKS_PER_S, Scene, Sound

_BAR_APART_PX = 3
_LEAST_PX = 14
_STILL, _MUCH = 40, 130
MOVEMENT_HINT = "Movement: high where much moves in the picture, low where it is still"


def paint_sound(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Paints loudness as bars around a middle line, or says why there are none."""
    if rows.sound_height < px(_LEAST_PX):
        return
    middle = rows.sound_top + rows.sound_height / 2
    painter.setPen(QPen(colour("ink3"), 1.6))
    if scene.sound is not Sound.READY or scene.index is None:
        painter.drawLine(QLineF(rows.left, middle, rows.left + rows.width, middle))
        _paint_over_line(painter, scene.sound.value, rows, middle)
        return
    half = rows.sound_height / 2 - px(3)
    bars = []
    for x, peak in _stretches(scene, rows, scene.peaks, PEAKS_PER_S, np.maximum):
        height = max(1.0, half * peak / 255)
        bars.append(QLineF(rows.left + x + 1, middle - height, rows.left + x + 1, middle + height))
    painter.setOpacity(0.75)
    painter.drawLines(bars)
    painter.setOpacity(1)


def paint_motion(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Fills the curve of movement from the foot of its row; without a row of its own it lies behind the sound."""
    if not scene.motion or scene.index is None or rows.motion_height < px(_LEAST_PX):
        return
    foot, high = rows.motion_top + rows.motion_height - 1.5, rows.motion_height - px(4)
    curve = [QPointF(rows.left, foot)]
    x = 0.0
    for x, level in _stretches(scene, rows, scene.motion, scene.motion_per_s, np.add):
        # The root lifts small movements, of which infants make many, off the ground.
        curve.append(QPointF(rows.left + x, foot - high * math.sqrt(level / 255)))
    curve.append(QPointF(rows.left + x, foot))
    painter.setPen(QPen(colour("pri"), 1))
    painter.setBrush(colour("pri_weak"))
    painter.drawPolygon(QPolygonF(curve))


def movement_word(scene: Scene) -> str:
    """What the curve says at the playhead, in words; empty without a curve."""
    index = scene.index
    if not scene.motion or index is None:
        return ""
    seconds = index.seconds(index.pts[min(scene.playhead, index.frames - 1)])
    level = scene.motion[min(int(seconds * scene.motion_per_s), len(scene.motion) - 1)]
    return "still" if level < _STILL else "much movement" if level > _MUCH else "some movement"


def _stretches(scene: Scene, rows: Rows, levels: bytes, per_s: int, gather: np.ufunc) -> Iterator[tuple[float, float]]:
    """Places across the lanes, each with what falls into it: (x, the greatest or, by `np.add`, the mean)."""
    index, scale = scene.index, scene.scale
    assert index is not None, "curves are painted of clips only"
    count = math.ceil(min(float(rows.width), scale.x_of(scale.frames)) / _BAR_APART_PX)
    x = np.arange(count + 1) * _BAR_APART_PX
    frames = np.clip((scale.first + x / scale.px_per_frame).astype(np.int64), 0, scale.frames - 1)
    passed = np.frombuffer(index.pts, np.int64)[frames] - index.origin_pts
    edges = np.minimum((passed * (float(index.time_base) * per_s)).astype(np.int64), len(levels))
    values = np.append(np.frombuffer(levels, np.uint8), np.uint8(0)).astype(np.int64)
    gathered = gather.reduceat(values, edges)
    if gather is np.add:
        gathered = gathered / np.maximum(1, np.diff(edges, append=edges[-1]))
    yield from zip(x[:-1].tolist(), gathered[:-1].tolist(), strict=True)


def _paint_over_line(painter: QPainter, text: str, rows: Rows, middle: float) -> None:
    if not text:
        return
    painter.setFont(font(11))
    width = painter.fontMetrics().horizontalAdvance(text) + px(12)
    box = QRectF(rows.left + px(8), middle - px(8), width, px(16))
    painter.fillRect(box, colour("surface"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
