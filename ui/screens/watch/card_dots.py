"""How far one is with the cards: a mark for each moment, those decided filled, the present one in another colour."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px
from ui.widgets.valued import SpokenValue, speak_values
from vidfeed.model.sitting import Asked

_WIDE_PX, _NARROW_PX, _HIGH_PX, _GAP_PX = 10, 2, 6, 3
_MOST_WIDTH_PX = 260


class CardDots(QWidget, SpokenValue):
    """As wide as its marks; many become narrow, and more than that are one line."""

    def __init__(self) -> None:
        super().__init__()
        speak_values()
        self._cards: Sequence[Asked] = ()
        self.setAccessibleName("Moments decided")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_cards(self, cards: Sequence[Asked]) -> None:
        """Each of the clip's moments, in order."""
        self._cards = cards
        self.updateGeometry()
        self.update()
        self.tell_value()

    @property
    def spoken_value(self) -> str:
        """Such as "6 of 18"."""
        return f"{self._cards.count(Asked.DONE)} of {len(self._cards)}"

    def _each_px(self) -> float:
        """From one mark's left edge to the next one's."""
        room = px(_MOST_WIDTH_PX) / max(1, len(self._cards))
        return min(px(_WIDE_PX + _GAP_PX), room)

    def sizeHint(self) -> QSize:
        return QSize(round(self._each_px() * len(self._cards)), px(_HIGH_PX) + 2)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._each_px() >= px(_NARROW_PX + _GAP_PX):
            for place, asked in enumerate(self._cards):
                self._paint_mark(painter, place * self._each_px(), self._each_px() - px(_GAP_PX), asked)
        elif self._cards:
            self._paint_line(painter)

    def _paint_line(self, painter: QPainter) -> None:
        """Marks that are too many to be told apart: how much is done, and where one is."""
        each, whole = self._each_px(), self._each_px() * len(self._cards)
        self._paint_mark(painter, 0, whole, Asked.LATER)
        self._paint_mark(painter, 0, self._cards.count(Asked.DONE) * each, Asked.DONE)
        if Asked.NOW in self._cards:
            left = round(min(self._cards.index(Asked.NOW) * each, whole - px(_NARROW_PX)))
            painter.fillRect(left, 0, px(_NARROW_PX), self.height(), colour("apri"))

    def _paint_mark(self, painter: QPainter, left: float, wide: float, asked: Asked) -> None:
        tint = colour({Asked.DONE: "pri", Asked.NOW: "apri", Asked.LATER: "edge"}[asked])
        painter.setPen(QPen(tint, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if asked is Asked.LATER else tint)
        tall = px(_HIGH_PX) + 2 if asked is Asked.NOW else px(_HIGH_PX)
        box = QRectF(left + 0.5, (self.height() - tall) / 2 + 0.5, max(1.0, wide - 1), tall - 1)
        painter.drawRoundedRect(box, min(3.0, wide / 2), 3)
