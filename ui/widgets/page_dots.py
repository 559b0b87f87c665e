"""Which page of several is shown: a dot a page."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton

from ui.theme import colour, font, px


class PageDots(QAbstractButton):
    """Dots, "Page 1 of 2", the key that turns pages and what comes next; a click asks to turn."""

    def __init__(self) -> None:
        super().__init__()
        self._page, self._pages, self._next = 0, 1, ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedHeight(px(28))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip("Next page (Tab)")
        self.hide()

    def set_pages(self, page: int, pages: int, next_groups: str) -> None:
        """Shows page `page` (from 0) of `pages`; `next_groups` names what the next one holds."""
        self._page, self._pages, self._next = page, pages, next_groups
        self.setVisible(pages > 1)
        self.setAccessibleName(f"Page {page + 1} of {pages}, next: {next_groups}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = self.height() / 2 + 1
        painter.fillRect(0, 0, self.width(), 1, colour("line"))
        for page in range(self._pages):
            painter.setPen(QPen(colour("pri" if page == self._page else "edge"), 1.2))
            painter.setBrush(colour("pri") if page == self._page else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(px(7) + page * px(14), middle), px(4), px(4))
        painter.setFont(font(12))
        painter.setPen(colour("ink2"))
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        left = px(7) + self._pages * px(14)
        painter.drawText(self.rect().adjusted(left, 1, 0, 0), flags, f"Page {self._page + 1} of {self._pages}")
        self._paint_next(painter, flags)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def _paint_next(self, painter: QPainter, flags: int) -> None:
        room = self.width() // 2 - px(30)
        text = painter.fontMetrics().elidedText(self._next, Qt.TextElideMode.ElideRight, room)
        width = painter.fontMetrics().horizontalAdvance(text)
        left = self.width() - width - px(4)
        painter.drawText(self.rect().adjusted(left, 1, 0, 0), flags, text)
        painter.setFont(font(11, 600))
        key = painter.fontMetrics().horizontalAdvance("Tab") + px(10)
        box = QRectF(left - key - px(7), self.height() / 2 - px(8) + 1, key, px(17))
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("raised"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(colour("ink2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, "Tab")
