"""Generated words, numbered, three in a row."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import Family, colour, font, px

_COLUMNS, _TILE_PX, _GAP_PX, _PAD_PX = 3, 44, 8, 12


class WordGrid(QWidget):
    """Words on tiles."""

    def __init__(self) -> None:
        super().__init__()
        self._words: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_words(self, words: Sequence[str]) -> None:
        """Shows these."""
        self._words = tuple(words)
        self.setAccessibleName("Words: " + ", ".join(words))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = -(-max(1, len(self._words)) // _COLUMNS)
        return QSize(px(520), px(2 * _PAD_PX + lines * (_TILE_PX + _GAP_PX) - _GAP_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("pri_weak"))
        painter.drawRoundedRect(self.rect(), 10, 10)
        width = (self.width() - px(2 * _PAD_PX + (_COLUMNS - 1) * _GAP_PX)) / _COLUMNS
        for number, word in enumerate(self._words):
            line, place = divmod(number, _COLUMNS)
            left = px(_PAD_PX) + place * (width + px(_GAP_PX))
            tile = QRectF(left, px(_PAD_PX) + line * px(_TILE_PX + _GAP_PX), width, px(_TILE_PX))
            self._paint_tile(painter, tile, number + 1, word)

    def _paint_tile(self, painter: QPainter, tile: QRectF, number: int, word: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("surface"))
        painter.drawRoundedRect(tile, 7, 7)
        painter.setPen(colour("ink2"))
        painter.setFont(font(12, tabular=True))
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(tile.adjusted(px(12), 0, 0, 0), middle, str(number))
        painter.setPen(colour("ink"))
        painter.setFont(font(20, 500, Family.WORDS))
        painter.drawText(tile.adjusted(px(28), 0, -px(4), 0), middle, word)
