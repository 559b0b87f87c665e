"""Painting of moments in their lanes, and of the playhead."""

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF

from ui.theme import colour, font, px
from ui.widgets.tag_look import TagLook, paint_shape
from ui.widgets.timeline_lanes import Spot
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_scene import Scene

HANDLE_PX = 8
_DENSE_PX = 4
_SLIVER_PX = 3
_PLACE_PX = 2
_VCENTRE = int(Qt.AlignmentFlag.AlignVCenter)


def paint_spans(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Paints the moments in the window; slivers that fall on the same pixels are painted once."""
    scale = scene.scale
    painter.setFont(font(11, 500))
    metrics = painter.fontMetrics()
    slivers = _Slivers(scene, rows)
    narrow = _DENSE_PX / scale.px_per_frame
    for spot in scene.lanes.between(scale.first_frame, scale.last_frame):
        if spot.moment_id == scene.selected:
            continue
        if spot.last + 1 - spot.first < narrow:
            slivers.paint(painter, spot)
        else:
            _paint_span(painter, rows.spot_rect(spot, scale), spot.look, metrics)


class _Slivers:
    """Moments too narrow for a frame; there may be thousands, most of which fall on the same pixels."""

    def __init__(self, scene: Scene, rows: Rows) -> None:
        self._scale, self._rows = scene.scale, rows
        self._first, self._per_place = scene.scale.first, scene.scale.px_per_frame / _PLACE_PX
        self._room = rows.spot_room()
        self._above = (rows.lane_height - self._room) / 2
        self._painted: set[tuple[int, int]] = set()

    def paint(self, painter: QPainter, spot: Spot) -> None:
        """Paints one, unless one stands there already."""
        place = (int((spot.first - self._first) * self._per_place), spot.lane)
        if place not in self._painted:
            self._painted.add(place)
            x, top = self._rows.left + self._scale.x_of(spot.first), self._rows.lane_tops[spot.lane] + self._above
            painter.fillRect(QRectF(x, top, _SLIVER_PX, self._room), colour(spot.look.tone))


def paint_selected(painter: QPainter, scene: Scene, rows: Rows) -> None:
    """Paints the selected moment filled, with handles, over the others; where it is being dragged, there."""
    for spot in scene.lanes.by_moment.get(scene.selected or "", ()):
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
        _paint_label(painter, rect.adjusted(inset, 0, -inset, 0), spot.look, painter.fontMetrics())


def selected_rect(scene: Scene, rows: Rows, spot: Spot) -> QRectF:
    """Where a spot of the selected moment stands, following a drag."""
    if scene.preview is not None and spot.moment_id == scene.selected:
        first, last = scene.preview
        spot = Spot(spot.moment_id, first, last, spot.lane, spot.look, spot.row, spot.rows)
    return rows.spot_rect(spot, scene.scale)


def _paint_span(painter: QPainter, rect: QRectF, look: TagLook, metrics: QFontMetrics) -> None:
    tone = colour(look.tone)
    plain = look.tone == "ink2"
    painter.setPen(QPen(tone, 1.2))
    painter.setBrush(colour("sunken" if plain else f"{look.tone}_weak"))
    radius = 5 if rect.height() > px(16) else 3
    painter.drawRoundedRect(rect.adjusted(0.6, 0.6, -0.6, -0.6), radius, radius)
    painter.fillRect(QRectF(rect.left(), rect.top() + radius - 2, 3, rect.height() - 2 * radius + 4), tone)
    _paint_label(painter, rect.adjusted(6, 0, -3, 0), look, metrics)


def _paint_label(painter: QPainter, room: QRectF, look: TagLook, metrics: QFontMetrics) -> None:
    """The name where it fits, else the key's letter, else the group's shape, else nothing."""
    if room.height() <= metrics.ascent():
        return
    for text in (look.name, look.letter):
        if text and metrics.horizontalAdvance(text) <= room.width():
            painter.drawText(room, _VCENTRE, text)
            return
    if room.width() >= px(8) and look.tone != "ink2":
        paint_shape(painter, QPointF(room.left() + px(4), room.center().y()), px(7), look.tone)


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
