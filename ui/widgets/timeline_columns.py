"""Moments painted by pixel column: thousands cost no more than the pixels that they fall on."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QImage, QPainter

from ui.theme import colour
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_scale import TimelineScale
from ui.widgets.timeline_table import TONES, Detail, Ints, SpotTable

_SLIVER_PX = 3
_BAR_PX = 4
_APART_PX = 4
Columns = NDArray[np.uint8]
Flags = NDArray[np.bool_]


def weak(tone: str) -> str:
    """The colour that fills a moment of this tone."""
    return "sunken" if tone == "ink2" else f"{tone}_weak"


class ColumnPicture:
    """The lanes in device pixels, each a number of a colour: of tone n, 2n + 1 is the line and 2n + 2 the fill."""

    def __init__(self, table: SpotTable, scale: TimelineScale, rows: Rows, ratio: float) -> None:
        self._table, self._scale, self._rows, self._ratio = table, scale, rows, ratio
        self._top = rows.lane_tops[0] if rows.lane_tops else 0
        height = rows.lanes_bottom - self._top
        self._pixels = np.zeros((max(1, round(height * ratio)), max(1, round(rows.width * ratio))), np.uint8)

    def paint(self, painter: QPainter, detail: Detail) -> None:
        """Paints what is not painted whole."""
        if not len(detail.slivers) and not len(detail.blocks):
            return
        self._add_blocks(detail.blocks)
        self._add_slivers(detail.slivers)
        height, width = self._pixels.shape
        at = QRectF(self._rows.left, self._top, width / self._ratio, height / self._ratio)
        painter.drawImage(at, _picture(self._pixels))

    def _add_slivers(self, places: Ints) -> None:
        table = self._table
        for lane in np.unique(table.lane[places]).tolist():
            chosen = places[table.lane[places] == lane]
            columns = np.zeros(self._pixels.shape[1], np.uint8)
            self._stripe(columns, self._x(table.first[chosen]), 2 * table.tone[chosen] + 1)
            self._lay(columns > 0, *self._rows.band(lane), columns[columns > 0])

    def _add_blocks(self, places: Ints) -> None:
        """What is covered is filled and lined; where a moment begins or ends there is a bar, fewer in a crowd."""
        table, width = self._table, self._pixels.shape[1]
        start = self._x(table.first[places])
        stop = np.maximum(self._x(table.last[places] + 1), start + 1)
        of = np.stack((table.lane, table.row, table.rows, table.tone))[:, places]
        tracks, track = np.unique(of, axis=1, return_inverse=True)
        covered = _within(track, start, stop, (tracks.shape[1], width))
        bars = np.zeros(covered.shape, np.bool_)
        alone = ~table.crowded[places]
        self._bar(bars, track, np.where(alone, start, start // _APART_PX * _APART_PX))
        self._bar(bars, track[alone], stop[alone] - 1)
        for number, (lane, row, rows, tone) in enumerate(tracks.T.tolist()):
            top, height = self._rows.band(lane, row, rows)
            self._lay(covered[number], top, height, 2 * tone + 1)
            self._lay(covered[number] & ~bars[number], top + 1, height - 2, 2 * tone + 2)

    @staticmethod
    def _bar(bars: Flags, track: Ints, columns: Ints) -> None:
        """Notes a column of each track, where it is in the window."""
        seen = (columns >= 0) & (columns < bars.shape[1])
        bars[track[seen], columns[seen]] = True

    def _x(self, frames: Ints) -> Ints:
        """Device pixels from the left of the lanes."""
        x: Ints = np.floor(self._scale.x_across(frames) * self._ratio).astype(np.int64)
        return x

    def _stripe(self, columns: Columns, start: Ints, colours: Ints) -> None:
        """Colours a sliver's columns from each start; later ones over earlier ones."""
        for step in range(max(1, round(_SLIVER_PX * self._ratio))):
            inside = (start + step >= 0) & (start + step < len(columns))
            columns[start[inside] + step] = colours[inside]

    def _lay(self, columns: Flags, top: float, height: float, colours: int | Columns) -> None:
        """Colours columns between two heights of the widget."""
        above = round((top - self._top) * self._ratio)
        below = max(above + 1, round((top + height - self._top) * self._ratio))
        self._pixels[above:below, columns] = colours


def paint_whole_clip(painter: QPainter, table: SpotTable, bar: QRect, frames: int) -> None:
    """Paints every moment of the clip into a bar, at least four pixels each."""
    columns = np.zeros(bar.width(), np.uint8)
    per_frame = bar.width() / max(1, frames)
    start = (table.first * per_frame).astype(np.int64)
    stop = np.maximum(np.rint((table.last + 1) * per_frame).astype(np.int64), start + _BAR_PX)
    for tone, covered in enumerate(_within(table.tone, start, stop, (len(TONES), bar.width()))):
        columns[covered] = 2 * tone + 1
    for step in range(_BAR_PX):
        columns[np.minimum(start + step, bar.width() - 1)] = 2 * table.tone + 1
    painter.drawImage(bar.adjusted(0, 2, 0, -2), _picture(columns[np.newaxis, :]))


def _within(track: Ints, start: Ints, stop: Ints, shape: tuple[int, int]) -> Flags:
    """Which columns of each track lie in any of its half-open stretches."""
    tracks, width = shape
    at = track * (width + 1)
    steps = np.bincount(at + np.clip(start, 0, width), minlength=tracks * (width + 1))
    steps -= np.bincount(at + np.clip(stop, 0, width), minlength=tracks * (width + 1))
    inside: Flags = np.cumsum(steps.reshape(tracks, width + 1)[:, :-1], axis=1) > 0
    return inside


def _picture(pixels: Columns) -> QImage:
    """The numbers in their colours; its own copy."""
    height, width = pixels.shape
    data = pixels.tobytes()
    shown = QImage(data, width, height, width, QImage.Format.Format_Indexed8)
    shown.setColorTable([0, *(colour(name).rgba() for tone in TONES for name in (tone, weak(tone)))])
    return shown.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
