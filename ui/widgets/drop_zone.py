"""A place to drop files, and to press where one cannot."""

from pathlib import Path

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import colour, font, paint_icon, px


class DropZone(QAbstractButton):
    """Takes files and folders; a press asks for a way to choose them.

    Signals:
        dropped(object): a list of paths.
    """

    dropped = Signal(object)

    def __init__(self, text: str, detail: str = "", size_px: tuple[int, int] = (158, 89), wide: bool = False) -> None:
        super().__init__()
        self._detail, self._size_px, self._wide, self._over = detail, size_px, wide, False
        self.setText(text)
        self.setAccessibleName(f"{text}. {detail}".strip(". "))
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        across = QSizePolicy.Policy.Expanding if wide else QSizePolicy.Policy.Fixed
        self.setSizePolicy(across, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(self._size_px[0]), px(self._size_px[1]))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, _event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        event.acceptProposedAction()
        self.dropped.emit([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tint = "apri" if self.hasFocus() else "pri" if self._over or self._wide else "edge"
        painter.setPen(QPen(colour(tint), 2 if self._wide or self.hasFocus() else 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(colour("pri_weak") if self._over or self._wide else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)
        side = px(28 if self._wide else 22)
        middle = self.rect().center()
        lines = px(20) if not self._detail else px(40)
        top = middle.y() - (side + px(4) + lines) / 2
        paint_icon(painter, QRectF(middle.x() - side / 2, top, side, side), "tray-arrow-down", colour("pri_ink"))
        text = QRectF(px(6), top + side + px(4), self.width() - px(12), px(20))
        painter.setPen(colour("ink"))
        painter.setFont(font(16 if self._wide else 12, 600 if self._wide else 400))
        painter.drawText(text, Qt.AlignmentFlag.AlignCenter, self.text())
        if self._detail:
            painter.setPen(colour("ink2"))
            painter.setFont(font(13))
            painter.drawText(text.translated(0, px(21)), Qt.AlignmentFlag.AlignCenter, self._detail)
