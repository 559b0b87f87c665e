"""The coloured half of the entry pages, and the sign of the program."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Family, colour, font, px
from ui.widgets.boxes import row
from ui.widgets.words import words

_GROUND, _LARGE, _SMALL, _WORDS = QColor("#1F5F58"), QColor("#2E7268"), QColor("#E08A3C"), QColor("#FBF6EA")


class ArtPanel(QWidget):
    """Two circles and a sentence; decoration."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self._sentence = sentence
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), _GROUND)
        painter.setPen(Qt.PenStyle.NoPen)
        unit = min(self.width() / 600, self.height() / 738)
        top = (self.height() - 738 * unit) / 2
        for tint, x, y, radius in ((_LARGE, 270, 290, 230), (_SMALL, 425, 485, 125)):
            painter.setBrush(tint)
            painter.drawEllipse(QPointF(x * unit, top + y * unit), radius * unit, radius * unit)
        painter.setPen(_WORDS)
        painter.setFont(font(38 * min(1.0, unit), 500, Family.WORDS))
        area = self.rect().adjusted(int(92 * unit), int(top + 196 * unit), 0, 0)
        painter.drawText(area, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), self._sentence)


class Sign(QWidget):
    """The program's sign: a large circle and a small one."""

    def __init__(self, side_px: int = 38) -> None:
        super().__init__()
        self._side_px = side_px
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(self._side_px), px(self._side_px))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        side = self.width()
        painter.setBrush(colour("pri"))
        painter.drawEllipse(QPointF(side * 0.34, side * 0.34), side * 0.34, side * 0.34)
        painter.setBrush(colour("bg"))
        painter.drawEllipse(QPointF(side * 0.75, side * 0.75), side * 0.28, side * 0.28)
        painter.setBrush(_SMALL)
        painter.drawEllipse(QPointF(side * 0.75, side * 0.75), side * 0.24, side * 0.24)


def name_line() -> QWidget:
    """The sign with the program's name."""
    name = words("vidfeed", "h1")
    holder = QWidget()
    holder.setLayout(row(Sign(), name, None, gap_px=12))
    return holder
