"""How long a reel is against the length aimed at: amber past it, and never in the way."""

from fractions import Fraction

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, font, px
from ui.widgets.spoken import spoken_time
from vidfeed.model.time import format_clock

_BAR_PX, _THICK_PX, _GAP_PX = 178, 8, 8


def short_clock(seconds: Fraction) -> str:
    """Minutes and seconds, "2:10"."""
    return format_clock(seconds).removeprefix("0")


class LengthBar(QWidget):
    """A bar and "2:10 of about 3:00"."""

    def __init__(self) -> None:
        super().__init__()
        self._length, self._target = Fraction(0), Fraction(1)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_lengths(self, length: Fraction, target_s: int) -> None:
        """Both in seconds."""
        self._length, self._target = length, Fraction(max(1, target_s))
        spoken = f"{spoken_time(length)} of about {spoken_time(self._target)}"
        self.setAccessibleName(spoken + (", longer than planned" if self.over else ""))
        self.setToolTip("Longer than planned. It can be shown all the same." if self.over else "")
        self.updateGeometry()
        self.update()

    @property
    def over(self) -> bool:
        """Whether the reel is longer than aimed at."""
        return self._length > self._target

    def _texts(self) -> tuple[str, str]:
        return short_clock(self._length), f"of about {short_clock(self._target)}"

    def sizeHint(self) -> QSize:
        strong, quiet = self._texts()
        wide = QFontMetrics(font(13, 700, tabular=True)).horizontalAdvance(strong)
        wide += QFontMetrics(font(13, tabular=True)).horizontalAdvance(quiet)
        return QSize(px(_BAR_PX) + wide + 3 * px(_GAP_PX), px(28))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bar = QRectF(0, (self.height() - px(_THICK_PX)) / 2, px(_BAR_PX), px(_THICK_PX))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(bar, 4, 4)
        part = min(1.0, float(self._length / self._target))
        if part > 0:
            painter.setBrush(colour("apri" if self.over else "pri"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), max(8.0, bar.width() * part), bar.height()), 4, 4)
        strong, quiet = self._texts()
        line = self.rect().adjusted(px(_BAR_PX + _GAP_PX), 0, 0, 0)
        painter.setFont(font(13, 700, tabular=True))
        painter.setPen(colour("apri_ink" if self.over else "ink"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), strong)
        line.setLeft(line.left() + painter.fontMetrics().horizontalAdvance(strong) + px(_GAP_PX))
        painter.setFont(font(13, tabular=True))
        painter.setPen(colour("ink2"))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), quiet)
