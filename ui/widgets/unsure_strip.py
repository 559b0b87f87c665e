"""Where in an item a veil has to be looked at most: a bar to jump along."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px

_HEIGHT_PX, _BAR_PX, _MARK_PX = 26, 8, 16


class UnsureStrip(QWidget):
    """Unsure stretches stand higher than what is sure.

    Signals:
        jumped(int): a frame, counted from the item's first.
    """

    jumped = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._frames, self._at = 1, 0
        self.stretches: tuple[range, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Click to go there; arrow keys go from one unsure place to the next")

    def show_frames(self, frames: int, unsure: Sequence[int]) -> None:
        """How many frames the item has, and which of them are unsure; both counted from its first."""
        self._frames, self._at = max(1, frames), min(self._at, max(0, frames - 1))
        self.stretches = tuple(_stretches(unsure))
        places = "1 unsure place" if len(self.stretches) == 1 else f"{len(self.stretches)} unsure places"
        self.setAccessibleName(f"Where to look: {places}")
        self.update()

    def set_frame(self, frame: int) -> None:
        """Where the preview stands."""
        self._at = max(0, min(frame, self._frames - 1))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(160), px(_HEIGHT_PX))

    def minimumSizeHint(self) -> QSize:
        return QSize(px(60), px(_HEIGHT_PX))

    def _x(self, frame: int) -> float:
        return frame / self._frames * self.width()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("edge"))
        painter.drawRoundedRect(self._band(0, self._frames, px(_BAR_PX)), 3, 3)
        painter.setBrush(colour("apri"))
        for stretch in self.stretches:
            painter.drawRoundedRect(self._band(stretch.start, stretch.stop, px(_MARK_PX)), 2, 2)
        painter.setBrush(colour("ink"))
        painter.drawRect(QRectF(self._x(self._at), 1, 2, self.height() - 2))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _band(self, start: int, stop: int, high: int) -> QRectF:
        wide = max(3.0, self._x(stop) - self._x(start))
        return QRectF(self._x(start), (self.height() - high) / 2, wide, high)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            frame = int(event.position().x() / max(1, self.width()) * self._frames)
            self.jumped.emit(max(0, min(frame, self._frames - 1)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        starts = [stretch.start for stretch in self.stretches]
        if event.key() == Qt.Key.Key_Right:
            self._jump(next((start for start in starts if start > self._at), None))
        elif event.key() == Qt.Key.Key_Left:
            self._jump(next((start for start in reversed(starts) if start < self._at), None))
        else:
            super().keyPressEvent(event)

    def _jump(self, frame: int | None) -> None:
        if frame is not None:
            self.set_frame(frame)
            self.jumped.emit(frame)


def _stretches(frames: Sequence[int]) -> list[range]:
    """Neighbouring frames together."""
    found: list[range] = []
    for frame in sorted(frames):
        if found and found[-1].stop == frame:
            found[-1] = range(found[-1].start, frame + 1)
        else:
            found.append(range(frame, frame + 1))
    return found
