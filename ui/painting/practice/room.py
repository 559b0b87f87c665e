"""The room behind the figures: a wall, a window with curtains, a framed picture, a plant, a sofa. It never moves."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath

from ui.painting.practice.face import disc, fill, line, pen

WALL, WALL_SHADE = QColor("#C9D6CC"), QColor("#BACABF")
LIGHT = QColor(255, 252, 240, 40)
FRAME, SKY, HILL, TREE = QColor("#F6F1E3"), QColor("#E3EEF0"), QColor("#CFE0D2"), QColor("#BCD3C0")
SOFA, SOFA_SEAT, SOFA_SEAM = QColor("#8FA79A"), QColor("#9BB0A4"), QColor("#84998E")
LEAF, LEAF_SHADE, POT = QColor("#7C9C86"), QColor("#6E8E79"), QColor("#C98D6B")
CUSHION, CUSHION_STRIPE = QColor("#D9A98F"), QColor("#E6BFA8")


def draw_room(painter: QPainter) -> None:
    """Draw the room over the whole picture of 1280 x 720."""
    painter.fillRect(0, 0, 1280, 720, WALL)
    _draw_window(painter)
    _draw_light(painter)
    _draw_frame(painter)
    _draw_plant(painter)
    _draw_sofa(painter)


def _rounded(x: float, y: float, width: float, height: float, radius: float) -> QPainterPath:
    path = QPainterPath()
    path.addRoundedRect(QRectF(x, y, width, height), radius, radius)
    return path


def _draw_window(painter: QPainter) -> None:
    fill(painter, _rounded(876, -40, 308, 326, 8), FRAME)
    painter.save()
    painter.setClipRect(894, 0, 272, 270)
    painter.fillRect(894, 0, 272, 270, SKY)
    disc(painter, QColor(255, 255, 255, 130), 952, 74, 30, 13)
    disc(painter, QColor(255, 255, 255, 130), 978, 66, 28, 17)
    disc(painter, HILL, 960, 300, 150, 82)
    disc(painter, HILL, 1130, 318, 150, 90)
    disc(painter, TREE, 1128, 214, 34, 40)
    painter.fillRect(1125, 236, 6, 40, TREE)
    painter.restore()
    painter.fillRect(1024, 0, 12, 274, FRAME)
    fill(painter, _rounded(862, 272, 336, 20, 6), FRAME)
    for side in (1, -1):
        _draw_curtain(painter, side)


def _draw_curtain(painter: QPainter, side: int) -> None:
    """Draw the left (1) or the right (-1) curtain, each the other's mirror image."""

    def at(x: float) -> float:
        return 1030 - side * (1030 - x)

    curtain = QPainterPath(QPointF(at(828), -10))
    curtain.lineTo(at(940), -10)
    curtain.cubicTo(at(940), 120, at(926), 240, at(884), 346)
    curtain.cubicTo(at(868), 354, at(846), 354, at(828), 346)
    curtain.closeSubpath()
    fill(painter, curtain, WALL_SHADE)
    for top, bottom in ((862, 850), (898, 872)):
        fold = QPainterPath(QPointF(at(top), -10))
        fold.cubicTo(at(top), 120, at(bottom + 8), 230, at(bottom), 332)
        line(painter, pen(QColor("#ADBFB3"), 4), fold)


def _draw_light(painter: QPainter) -> None:
    for left in (300, 452):
        patch = QPainterPath(QPointF(left, 0))
        patch.lineTo(left + 120, 0)
        patch.lineTo(left - 60, 400)
        patch.lineTo(left - 180, 400)
        patch.closeSubpath()
        fill(painter, patch, LIGHT)


def _draw_frame(painter: QPainter) -> None:
    fill(painter, _rounded(562, 74, 156, 120, 6), WALL_SHADE)
    fill(painter, _rounded(558, 68, 156, 120, 6), FRAME)
    painter.fillRect(573, 83, 126, 90, WALL_SHADE)
    disc(painter, QColor(226, 166, 59, 180), 624, 126, 25)
    disc(painter, QColor(111, 163, 184, 230), 655, 135, 15)


def _draw_plant(painter: QPainter) -> None:
    stem = pen(LEAF_SHADE, 6)
    leaves = ((-62, 250, -34), (-30, 196, -18), (4, 168, 4), (34, 206, 22), (58, 262, 40))
    for lean, top, turn in leaves:
        stalk = QPainterPath(QPointF(52, 420))
        stalk.quadTo(52 + lean * 0.2, 340, 52 + lean, top + 40)
        line(painter, stem, stalk)
        painter.save()
        painter.translate(52 + lean, top)
        painter.rotate(turn)
        _draw_leaf(painter)
        painter.restore()


def _draw_leaf(painter: QPainter) -> None:
    leaf = QPainterPath(QPointF(0, 48))
    leaf.cubicTo(-34, 22, -28, -26, 0, -54)
    leaf.cubicTo(28, -26, 34, 22, 0, 48)
    fill(painter, leaf, LEAF)
    vein = QPainterPath(QPointF(0, 44))
    vein.lineTo(0, -30)
    line(painter, pen(LEAF_SHADE, 3.5), vein)


def _draw_sofa(painter: QPainter) -> None:
    fill(painter, _rounded(-20, 400, 1320, 400, 74), SOFA)
    seam = QPainterPath(QPointF(640, 412))
    seam.lineTo(640, 580)
    line(painter, pen(SOFA_SEAM, 5), seam)
    painter.save()
    painter.translate(1140, 500)
    painter.rotate(9)
    fill(painter, _rounded(-92, -84, 184, 176, 34), CUSHION)
    for x in (-52, 0, 52):
        painter.fillRect(QRectF(x - 7, -84, 14, 176), CUSHION_STRIPE)
    painter.restore()
    seat = QPainterPath(QPointF(-10, 604))
    seat.quadTo(640, 574, 1290, 604)
    seat.lineTo(1290, 730)
    seat.lineTo(-10, 730)
    seat.closeSubpath()
    fill(painter, seat, SOFA_SEAT)
