"""Moments with all that they have: a filled frame, a bar where they begin, a name where it fits."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
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
_SHAPE_PX = 8
_VCENTRE = int(Qt.AlignmentFlag.AlignVCenter)


class Labels:
    """Writes names with the painter's font; how wide each is, is measured once.

    Attributes:
        least_px: nothing fits into less.
    """

    def __init__(self, painter: QPainter) -> None:
        self._painter, self._metrics = painter, painter.fontMetrics()
        self._widths: dict[str, int] = {}
        self.least_px = min(px(_SHAPE_PX), self._width("i"))

    def paint(self, room: QRectF, look: TagLook) -> None:
        """The name where it fits, else the key's letter, else the group's shape, else nothing."""
        if room.height() <= self._metrics.ascent():
            return
        width = room.width()
        for text in (look.name, look.letter):
            if text and self._width(text) <= width:
                self._painter.drawText(room, _VCENTRE, text)
                return
        if width >= px(_SHAPE_PX) and look.tone != "ink2":
            pen = self._painter.pen()
            paint_shape(self._painter, QPointF(room.left() + px(4), room.center().y()), px(7), look.tone)
            self._painter.setPen(pen)

    def _width(self, text: str) -> int:
        if text not in self._widths:
            self._widths[text] = self._metrics.horizontalAdvance(text)
        return self._widths[text]


class Frames:
    """A body that is cut to length and an end, each drawn once a colour and height and kept until forgotten."""

    def __init__(self) -> None:
        self._drawn: dict[tuple[str, int, int, float], tuple[QPixmap, QPixmap]] = {}

    def forget(self) -> None:
        """Colours, or sizes, are others now."""
        self._drawn.clear()

    def framed(self, tone: str, height: int, width: int, ratio: float) -> tuple[QPixmap, QPixmap]:
        """A frame `width` long and its last `_CAP_PX`, for so many device pixels a pixel."""
        key = tone, height, width, ratio
        if key not in self._drawn:
            whole = _drawn(tone, width, height, ratio)
            cap = round(_CAP_PX * ratio)
            self._drawn[key] = whole, whole.copy(whole.width() - cap, 0, cap, whole.height())
        return self._drawn[key]


def _drawn(tone: str, width: int, height: int, ratio: float) -> QPixmap:
    whole = QPixmap(round(width * ratio), round(height * ratio))
    whole.setDevicePixelRatio(ratio)
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


class _Band(NamedTuple):
    """What all moments of one colour and row of a lane are painted with."""

    top: int
    height: int
    body: QPixmap
    end: QPixmap


class WholeSpans:
    """Paints moments in whole pixels; a name stands in the window where its moment began before."""

    def __init__(self, painter: QPainter, scale: TimelineScale, rows: Rows, ratio: float, frames: Frames) -> None:
        painter.setFont(font(11, 500))
        self._painter, self._scale, self._rows, self._ratio, self._frames = painter, scale, rows, ratio, frames
        self._labels = Labels(painter)
        self._bands: dict[tuple[str, int, int, int], _Band] = {}

    def paint(self, spots: Sequence[Spot]) -> None:
        """Paints these, over one another as they come; names of one colour after another."""
        painter, origin, ratio = self._painter, self._rows.left, self._ratio
        tone = ""
        for spot, left, length in zip(spots, *self._reach(spots), strict=True):
            band = self._band(spot)
            painter.drawPixmap(left, band.top, length, band.height, band.body, 0, 0, round(length * ratio), -1)
            painter.drawPixmap(left + length, band.top, band.end)
            shown = max(left, origin) + _CAP_PX
            room = left + length + _CAP_PX - 3 - shown
            if room >= self._labels.least_px:
                if spot.look.tone != tone:
                    tone = spot.look.tone
                    painter.setPen(colour(tone))
                self._labels.paint(QRectF(shown, band.top, room, band.height), spot.look)

    def _reach(self, spots: Sequence[Spot]) -> tuple[list[int], list[int]]:
        """Where each begins, and how long its body is; what is far out of the window is cut off."""
        scale, origin = self._scale, self._rows.left
        first, stop = np.array([(spot.first, spot.last + 1) for spot in spots], np.int64).reshape(-1, 2).T
        left = np.rint(origin + scale.x_across(first)).clip(origin - _OVER_PX)
        right = np.rint(origin + scale.x_across(stop)).clip(max=origin + self._rows.width + _OVER_PX)
        length = (right - left - _CAP_PX).clip(0)
        return left.astype(np.int64).tolist(), length.astype(np.int64).tolist()

    def _band(self, spot: Spot) -> _Band:
        key = spot.look.tone, spot.lane, spot.row, spot.rows
        found = self._bands.get(key)
        if found is None:
            top, height = map(round, self._rows.band(*key[1:]))
            width = self._rows.width + 2 * _OVER_PX + _CAP_PX
            found = self._bands[key] = _Band(top, height, *self._frames.framed(key[0], height, width, self._ratio))
        return found
