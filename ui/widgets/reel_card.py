"""A reel on the case's page."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import colour, font, paint_icon, px
from ui.widgets.chip import chip_width, paint_chip
from ui.widgets.row_painting import paint_picture, write


class ReelCard(QAbstractButton):
    """Picture, title, length and how it stands; a press opens it."""

    def __init__(self, title: str, detail: str) -> None:
        super().__init__()
        self._title, self._detail = title, detail
        self._picture: QImage | None = None
        self._status = ("", "plain", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{title}, {detail}")
        self.setToolTip(title)

    def set_picture(self, picture: QImage | None) -> None:
        """The reel's first picture."""
        self._picture = picture
        self.update()

    def set_status(self, text: str, kind: str = "plain", icon_name: str = "") -> None:
        """A chip under the detail ("1 item to check", warn); "rose" is plain text with a heart ("2 favourites")."""
        self._status = (text, kind, icon_name)
        self.setAccessibleName(", ".join(part for part in (self._title, self._detail, text) if part))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(260), px(86))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        border = ("apri", 2) if self.hasFocus() else ("pri", 1) if self.underMouse() else ("line", 1)
        painter.setPen(QPen(colour(border[0]), border[1]))
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
        box = QRectF(px(9), (self.height() - px(64)) / 2, px(104), px(64))
        paint_picture(painter, box, self._picture, 7)
        self._paint_play(painter, box.center())
        left = round(box.right()) + px(10)
        lines = 3 if self._status[0] else 2
        top = (self.height() - lines * px(22)) // 2
        line = QRect(left, top, self.width() - left - px(8), px(22))
        write(painter, line, self._title, font(14, 700), "ink")
        write(painter, line.translated(0, px(21)), self._detail, font(12), "ink2")
        if self._status[0]:
            self._paint_status(painter, line.translated(0, px(43)))

    def _paint_play(self, painter: QPainter, middle: QPointF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(255, 255, 255, 230))
        radius, side = px(13), px(18)
        painter.drawEllipse(middle, radius, radius)
        box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        paint_icon(painter, box, "play", QColor("#4F5B59"))

    def _paint_status(self, painter: QPainter, line: QRect) -> None:
        text, kind, icon_name = self._status
        if kind == "rose":
            side = px(14)
            paint_icon(painter, QRect(line.left(), line.center().y() - side // 2, side, side), "heart", colour("rose"))
            write(painter, line.adjusted(side + px(5), 0, 0, 0), text, font(12, 600), "rose")
            return
        width = min(line.width(), chip_width(text, bool(icon_name)))
        paint_chip(painter, QRect(line.left(), line.top(), width, px(22)), text, kind, icon_name)
