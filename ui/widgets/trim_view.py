"""Where an item begins and ends in its film: small pictures, with two edges to move."""

from collections.abc import Callable
from enum import StrEnum

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px
from ui.widgets.announce import announce
from ui.widgets.row_painting import paint_picture

TrimPicture = Callable[[int], QImage | None]
"""(frame) -> its picture, or None while it is being made."""

_HEIGHT_PX, _GRAB_PX, _EDGE_PX, _PICTURES = 50, 16, 8, 5


class TrimEdge(StrEnum):
    """One end."""

    START = "start"
    END = "end"


class TrimView(QWidget):
    """Shows some film around the item. Left and Right move the edge touched last by a frame, Up and Down choose it.

    Signals:
        previewed(int, int): first and last frame, both inclusive, while the hand moves.
        trimmed(int, int): the same, when it rests.
    """

    previewed = Signal(int, int)
    trimmed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self._first, self._last, self._low, self._high = 0, 0, 0, 1
        self._edge = TrimEdge.START
        self._dragging = False
        self.picture: TrimPicture | None = None
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.setAccessibleName("Trim")
        self.setToolTip("Drag an edge; with arrow keys: up and down choose it, left and right move it by a frame")

    @property
    def edge(self) -> TrimEdge:
        """The one touched last."""
        return self._edge

    def set_trim(self, first: int, last: int, frames: int) -> None:
        """Shows frames `first` to `last`, both inclusive, of a film with so many frames."""
        if self._dragging:
            return
        self._first, self._last = first, last
        around = max(12, (last - first + 1) // 2)
        self._low, self._high = max(0, first - around), min(frames, last + 1 + around)
        self._describe()
        self.update()

    def nudge(self, edge: TrimEdge, frames: int) -> None:
        """Moves an edge by some frames, as far as it can go."""
        self._edge = edge
        first, last = self._first, self._last
        if edge is TrimEdge.START:
            first = max(self._low, min(first + frames, last))
        else:
            last = min(self._high - 1, max(last + frames, first))
        if (first, last) != (self._first, self._last):
            self._first, self._last = first, last
            self._describe()
            self.update()
            self.trimmed.emit(first, last)

    def _describe(self) -> None:
        self.setAccessibleDescription(f"Frames {self._first + 1} to {self._last + 1}, {self._edge} chosen")

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(_HEIGHT_PX))

    def _x(self, frame: int) -> float:
        return (frame - self._low) / max(1, self._high - self._low) * self.width()

    def _frame(self, x: float) -> int:
        return self._low + round(x / max(1, self.width()) * (self._high - self._low))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strip = QRectF(self.rect()).adjusted(0, 2, 0, -2)
        self._paint_strip(painter, strip)
        chosen = QRectF(QPointF(self._x(self._first), 1), QPointF(self._x(self._last + 1), self.height() - 1))
        painter.setBrush(colour("surface"))
        painter.setOpacity(0.6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRect(QRectF(strip.topLeft(), QPointF(chosen.left(), strip.bottom())))
        painter.drawRect(QRectF(QPointF(chosen.right(), strip.top()), strip.bottomRight()))
        painter.setOpacity(1.0)
        self._paint_frame(painter, chosen)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("ink"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_strip(self, painter: QPainter, strip: QRectF) -> None:
        outline = QPainterPath()
        outline.addRoundedRect(strip, 6, 6)
        painter.save()
        painter.setClipPath(outline)
        wide = strip.width() / _PICTURES
        for number in range(_PICTURES):
            frame = self._low + int((number + 0.5) * (self._high - self._low) / _PICTURES)
            image = self.picture(frame) if self.picture else None
            paint_picture(painter, QRectF(strip.left() + number * wide, strip.top(), wide, strip.height()), image, 0)
        painter.restore()

    def _paint_frame(self, painter: QPainter, chosen: QRectF) -> None:
        painter.setPen(QPen(colour("apri"), 3))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(chosen.adjusted(1.5, 1, -1.5, -1), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("apri"))
        wide = min(px(_EDGE_PX), chosen.width() / 2)
        painter.drawRoundedRect(QRectF(chosen.left(), chosen.top(), wide, chosen.height()), 4, 4)
        painter.drawRoundedRect(QRectF(chosen.right() - wide, chosen.top(), wide, chosen.height()), 4, 4)

    def _edge_at(self, x: float) -> TrimEdge | None:
        to_start, to_end = abs(x - self._x(self._first)), abs(x - self._x(self._last + 1))
        near = TrimEdge.START if to_start <= to_end else TrimEdge.END
        return near if min(to_start, to_end) <= px(_GRAB_PX) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        edge = self._edge_at(event.position().x())
        if edge is not None and event.button() is Qt.MouseButton.LeftButton:
            self._edge, self._dragging = edge, True

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        over = self._dragging or self._edge_at(event.position().x()) is not None
        self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
        if self._dragging:
            frame = max(self._low, min(self._frame(event.position().x()), self._high))
            if self._edge is TrimEdge.START:
                self._first = min(frame, self._last)
            else:
                self._last = max(frame - 1, self._first)
            self.update()
            self.previewed.emit(self._first, self._last)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging and event.button() is Qt.MouseButton.LeftButton:
            self._dragging = False
            self._describe()
            self.trimmed.emit(self._first, self._last)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        edge = {Qt.Key.Key_Up: TrimEdge.START, Qt.Key.Key_Down: TrimEdge.END}.get(Qt.Key(event.key()))
        if step is not None:
            self.nudge(self._edge, step)
        elif edge is not None:
            self._edge = edge
            self._describe()
            announce(self, f"{edge} chosen".capitalize())
        else:
            super().keyPressEvent(event)
