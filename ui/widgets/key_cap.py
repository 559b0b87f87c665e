"""A key as printed on a keyboard."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, font, px


class KeyCap(QWidget):
    """A rounded key with its sign; `tone` gives it a tag group's colour."""

    def __init__(self, sign: str, tone: str = "") -> None:
        super().__init__()
        self._sign, self._tone = sign, tone
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(sign)

    def sizeHint(self) -> QSize:
        if self._tone:
            return QSize(px(42), px(42))
        return QSize(max(px(26), QFontMetrics(font(13, 600)).horizontalAdvance(self._sign) + px(16)), px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = colour(self._tone or "edge")
        area = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(edge)
        painter.drawRoundedRect(area, 7, 7)
        painter.setPen(QPen(edge, 1))
        painter.setBrush(colour(f"{self._tone}_weak" if self._tone else "surface"))
        painter.drawRoundedRect(area.adjusted(0, 0, 0, -2), 7, 7)
        painter.setFont(font(15 if self._tone else 13, 700 if self._tone else 600))
        painter.setPen(colour(self._tone or "ink"))
        painter.drawText(area.adjusted(0, 0, 0, -2), Qt.AlignmentFlag.AlignCenter, self._sign)
