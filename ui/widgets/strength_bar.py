"""How strong a passphrase is: four bars and words."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px
from ui.widgets.boxes import row
from ui.widgets.words import words

_BARS = 4


class _Bars(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.level, self.tint = 0, "ok"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(98), px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        each, top = self.width() / _BARS, self.height() / 2 - 2
        for number in range(_BARS):
            painter.setBrush(colour(self.tint if number < self.level else "line"))
            painter.drawRoundedRect(QRectF(number * each, top, each - px(3), px(5)), 2.5, 2.5)


class StrengthBar(QWidget):
    """Bars never stand alone: the words beside them say the same."""

    def __init__(self) -> None:
        super().__init__()
        self._bars, self._words = _Bars(), words("", wrap=True)
        box = row(self._bars, self._words, gap_px=8)
        box.setStretch(1, 1)
        self.setLayout(box)

    def show_strength(self, level: int, text: str, enough: bool) -> None:
        """A level from 0 to 4, in words."""
        self._bars.level, self._bars.tint = level, "ok" if enough else "warn"
        self._bars.update()
        self._words.setText(text)
        self._words.setProperty("role", "" if enough else "warn")
        self._words.style().polish(self._words)
