"""Painting of moments in their lanes, and of the playhead."""

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from ui.theme import colour, font, px
from ui.widgets.timeline_columns import ColumnPicture
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_scene import Scene
from ui.widgets.timeline_spots import Spot
from ui.widgets.timeline_whole import Frames, Labels, WholeSpans

HANDLE_PX = 8


def paint_spans(painter: QPainter, scene: Scene, rows: Rows, ratio: float, frames: Frames) -> None:
    """Paints the moments in the window but the selected one: whole where there is room, else by pixel column.

    `ratio` is that of device pixels to others; `frames` keeps what is painted again and again.
    """
    lanes = scene.lanes
    detail = lanes.table.detail(scene.scale, lanes.places_of(scene.selected) if scene.selected else ())
    ColumnPicture(lanes.table, scene.scale, rows, ratio).paint(painter, detail)
    by_lane = detail.whole[np.argsort(lanes.table.lane[detail.whole], kind="stable")]
    WholeSpans(painter, scene.scale, rows, ratio, frames).paint([lanes.spots[place] for place in by_lane.tolist()])


def paint_selected(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Paints the selected moment filled, with handles, over the others; where it is being dragged, there."""
    for spot in scene.lanes.by_moment.get(scene.selected, ()) if scene.selected else ():
        rect = selected_rect(scene, rows, spot)
        painter.setPen(QPen(colour(spot.look.tone), 1.4))
        painter.setBrush(colour(spot.look.tone))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        handles = rect.width() >= 3 * HANDLE_PX
        if handles:
            painter.setBrush(colour("on_group"))
            for x in (rect.left() + 1, rect.right() - HANDLE_PX - 1):
                painter.drawRoundedRect(QRectF(x, rect.top() + 1, HANDLE_PX, rect.height() - 2), 4, 4)
        inset = HANDLE_PX + 4 if handles else 3
        painter.setFont(font(11, 600))
        painter.setPen(colour("on_group"))
        Labels(painter).paint(rect.adjusted(inset, 0, -inset, 0), spot.look)


def selected_rect(scene: Scene, rows: Rows, spot: Spot) -> QRectF:
    """Where a spot of the selected moment stands, following a drag."""
    if scene.preview is not None and spot.moment_id == scene.selected:
        first, last = scene.preview
        spot = Spot(spot.moment_id, first, last, spot.lane, spot.look, spot.row, spot.rows)
    return rows.spot_rect(spot, scene.scale)


def paint_playhead(painter: QPainter, x: float, rows: Rows) -> None:
    """A line through all rows with a triangle at its head."""
    tint = colour("apri")
    painter.setPen(QPen(tint, 2))
    painter.drawLine(QLineF(x, px(8), x, rows.lanes_bottom - 2))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tint)
    half = px(7)
    head: Sequence[QPointF] = [QPointF(x - half, px(4)), QPointF(x + half, px(4)), QPointF(x, px(13))]
    painter.drawPolygon(QPolygonF(head))
