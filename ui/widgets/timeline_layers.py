"""The timeline's picture without playhead and selected moment, kept in layers so that little is painted anew."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from ui.widgets import timeline_curves as curves
from ui.widgets import timeline_painting as ground
from ui.widgets import timeline_spans as spans
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_scene import Scene
from ui.widgets.timeline_whole import Frames


class Layers:
    """What was painted of a scene, until it is dropped.

    The ground (names, ruler, pictures, curves) stays as it is while moments change; the overview (every moment of the
    clip) while the window moves.
    """

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._frames = Frames()
        self._ground: QPixmap | None = None
        self._overview: QPixmap | None = None
        self._whole: QPixmap | None = None

    def drop_moments(self) -> None:
        """Others are there, or elsewhere."""
        self._overview = self._whole = None

    def drop_window(self) -> None:
        """Another part of the clip shows."""
        self._ground = self._whole = None

    def drop_selection(self) -> None:
        """What stands over the ground is otherwise, but not the moments."""
        self._whole = None

    def drop_all(self) -> None:
        """Nothing is as it was: colours, sizes, what the rows hold."""
        self._frames.forget()
        self._ground = self._overview = self._whole = None

    def picture(self, size: QSize, rows: Rows, ratio: float) -> QPixmap:
        """All of them, for a widget of this size with so many device pixels a pixel."""
        if self._whole is None or self._whole.deviceIndependentSize().toSize() != size:
            self._whole = _painted(size, ratio, lambda painter: self._paint(painter, size, rows, ratio))
        return self._whole

    def _paint(self, painter: QPainter, size: QSize, rows: Rows, ratio: float) -> None:
        scene = self._scene
        if self._ground is None or self._ground.deviceIndependentSize().toSize() != size:
            self._ground = _painted(size, ratio, lambda over: self._paint_ground(over, size, rows, ratio))
        painter.drawPixmap(0, 0, self._ground)
        if self._overview is None:
            room = QSize(size.width(), size.height() - rows.overview_top)
            self._overview = _painted(room, ratio, lambda over: self._paint_overview(over, rows))
        painter.drawPixmap(0, rows.overview_top, self._overview)
        ground.paint_window(painter, scene, rows)
        painter.setClipRect(QRect(rows.left, 0, rows.width, size.height()))
        ground.paint_gaps(painter, scene, rows)
        ground.paint_loop(painter, scene, rows)
        spans.paint_spans(painter, scene, rows, ratio, self._frames)

    def _paint_ground(self, painter: QPainter, size: QSize, rows: Rows, ratio: float) -> None:
        ground.paint_names(painter, self._scene, rows)
        painter.setClipRect(QRect(rows.left, 0, rows.width, size.height()))
        ground.paint_ruler(painter, self._scene, rows)
        ground.paint_strip(painter, self._scene, rows, ratio)
        curves.paint_motion(painter, self._scene, rows)
        curves.paint_sound(painter, self._scene, rows)

    def _paint_overview(self, painter: QPainter, rows: Rows) -> None:
        painter.translate(0, -rows.overview_top)
        ground.paint_overview(painter, self._scene, rows)


def _painted(size: QSize, ratio: float, paint: Callable[[QPainter], None]) -> QPixmap:
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return made
