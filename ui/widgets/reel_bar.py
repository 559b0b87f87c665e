"""The reel as a bar of its items, with the playhead; a click goes there."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px

_BAR_PX, _HEIGHT_PX = 10, 34
_GAP_PX = 2


class ReelBar(QWidget):
    """Pieces as long as their items.

    Signals:
        sought(int): an output frame of the reel.
        stepped(int): the item before (-1) or after (1), by arrow keys.
    """

    sought = Signal(int)
    stepped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._starts: tuple[int, ...] = (0,)
        self._talks: frozenset[int] = frozenset()
        self._frame = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Click to go there; arrow keys go from item to item")
        self._name()

    def set_items(self, starts: Sequence[int], talks: Sequence[bool]) -> None:
        """First frame of each item and one past the last; which items are followed by a talk."""
        self._starts = tuple(starts) or (0,)
        self._talks = frozenset(number for number, talk in enumerate(talks) if talk)
        self.set_frame(self._frame)

    def set_frame(self, frame: int) -> None:
        """Where the reel is."""
        self._frame = max(0, min(frame, self._starts[-1]))
        self._name()
        self.update()

    @property
    def item(self) -> int:
        """The item at the playhead, counted from 0; -1 without items."""
        return sum(start <= self._frame for start in self._starts[:-1]) - 1

    def _name(self) -> None:
        self.setAccessibleName(f"Item {self.item + 1} of {len(self._starts) - 1}" if self.item >= 0 else "Empty reel")

    def sizeHint(self) -> QSize:
        return QSize(px(240), px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(_HEIGHT_PX))

    def _x(self, frame: int) -> float:
        return frame / max(1, self._starts[-1]) * self.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        top, high = (self.height() - px(_BAR_PX)) / 2, px(_BAR_PX)
        for number, start in enumerate(self._starts[:-1]):
            left, right = self._x(start), self._x(self._starts[number + 1])
            piece = QRectF(left, top, max(2.0, right - left - _GAP_PX), high)
            painter.setBrush(colour("pri" if number == self.item else "edge"))
            painter.setOpacity(1.0 if number == self.item else 0.55)
            painter.drawRoundedRect(piece, 3, 3)
            painter.setOpacity(1.0)
            if number in self._talks:
                painter.setBrush(colour("apri"))
                painter.drawRoundedRect(QRectF(piece.right() - px(6), top, px(6), high), 3, 3)
        if len(self._starts) > 1:
            painter.setBrush(colour("apri"))
            painter.drawRoundedRect(QRectF(self._x(self._frame) - 1.5, top - px(5), 3, high + px(10)), 1.5, 1.5)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event.position().x())

    def _seek(self, x: float) -> None:
        if self._starts[-1]:
            frame = int(x / max(1, self.width()) * self._starts[-1])
            self.sought.emit(max(0, min(frame, self._starts[-1] - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)
