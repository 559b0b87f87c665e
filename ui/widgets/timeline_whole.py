"""Moments with all that they have: a filled frame, a bar where they begin, a name where it fits."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from ui.theme import colour, font, px
from ui.widgets.tag_look import TagLook, paint_shape
from ui.widgets.timeline_columns import weak
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_scale import TimelineScale
from ui.widgets.timeline_spots import Spot

_CAP_PX = 6
_OVER_PX = 16
_VCENTRE = int(Qt.AlignmentFlag.AlignVCenter)


class Labels:
    """Writes names with the painter's font; how wide each is, is measured once."""

    def __init__(self, painter: QPainter) -> None:
        self._painter, self._metrics = painter, painter.fontMetrics()
        self._widths: dict[str, int] = {}

    def paint(self, room: QRectF, look: TagLook) -> None:
        """The name where it fits, else the key's letter, else the group's shape, else nothing."""
        if room.height() <= self._metrics.ascent():
            return
        width = room.width()
        for text in (look.name, look.letter):
            if text and self._width(text) <= width:
                self._painter.drawText(room, _VCENTRE, text)
                return
        if width >= px(8) and look.tone != "ink2":
            pen = self._painter.pen()
            paint_shape(self._painter, QPointF(room.left() + px(4), room.center().y()), px(7), look.tone)
            self._painter.setPen(pen)

    def _width(self, text: str) -> int:
        if text not in self._widths:
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]


class WholeSpans:
    """Paints frames in whole pixels: a body that is cut to length and an end, each drawn once a colour and height."""

    def __init__(self, painter: QPainter, scale: TimelineScale, rows: Rows, ratio: float) -> None:
        painter.setFont(font(11, 500))
        self._painter, self._scale, self._rows, self._ratio = painter, scale, rows, ratio
        self._least, self._most = rows.left - _OVER_PX, rows.left + rows.width + _OVER_PX
        self._labels = Labels(painter)
        self._bands: dict[tuple[int, int, int], tuple[int, int]] = {}
        self._frames: dict[tuple[str, int], tuple[QPixmap, QPixmap]] = {}
        self._tone = ""

    def paint(self, spot: Spot) -> None:
        """Paints one moment; its name stands in the window where it began before."""
        origin, scale, tone = self._rows.left, self._scale, spot.look.tone
        left = max(round(origin + scale.x_of(spot.first)), self._least)
        length = max(0, min(round(origin + scale.x_of(spot.last + 1)), self._most) - left - _CAP_PX)
        top, height = self._band(spot.lane, spot.row, spot.rows)
        body, end = self._framed(tone, height)
        painter = self._painter
        painter.drawPixmap(left, top, length, height, body, 0, 0, self._device(length), body.height())
        painter.drawPixmap(left + length, top, end)
        if tone != self._tone:
            self._tone = tone
            painter.setPen(colour(tone))
        shown = max(left, origin) + _CAP_PX
        self._labels.paint(QRectF(shown, top, left + length + _CAP_PX - 3 - shown, height), spot.look)

    def _band(self, lane: int, row: int, rows: int) -> tuple[int, int]:
        key = lane, row, rows
        if key not in self._bands:
            top, height = self._rows.band(*key)
            self._bands[key] = round(top), round(height)
        return self._bands[key]

    def _device(self, length: int) -> int:
        return round(length * self._ratio)

    def _framed(self, tone: str, height: int) -> tuple[QPixmap, QPixmap]:
        found = self._frames.get((tone, height))
        if found is None:
            whole = self._drawn(tone, self._rows.width + 2 * _OVER_PX + _CAP_PX, height)
            cap = self._device(_CAP_PX)
            end = whole.copy(whole.width() - cap, 0, cap, whole.height())
            found = self._frames[tone, height] = (whole, end)
        return found

    def _drawn(self, tone: str, width: int, height: int) -> QPixmap:
        whole = QPixmap(self._device(width), self._device(height))
        whole.setDevicePixelRatio(self._ratio)
        whole.fill(Qt.GlobalColor.transparent)
        painter = QPainter(whole)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(tone), 1.2))
        painter.setBrush(colour(weak(tone)))
        radius = 5 if height > px(16) else 3
        painter.drawRoundedRect(QRectF(0.6, 0.6, width - 1.2, height - 1.2), radius, radius)
        painter.fillRect(QRectF(0, radius - 2, 3, height - 2 * radius + 4), colour(tone))
        painter.end()
        return whole
