"""Nought to three stars."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAccessible, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, paint_icon, px
from ui.widgets.valued import SpokenValue, speak_values
from vidfeed.model.moment import MAX_STARS

_STAR_PX = 16
_TARGET_PX = 24


def paint_stars(painter: QPainter, right: float, middle: float, stars: int) -> float:
    """Paints three stars that end at `right`, `stars` of them full; where they begin."""
    side = px(_STAR_PX)
    left = right - MAX_STARS * side
    for number in range(MAX_STARS):
        name = "star" if number < stars else "star-outline"
        paint_icon(painter, QRectF(left + number * side, middle - side / 2, side, side), name, colour("apri_ink"))
    return left


class Stars(QWidget, SpokenValue):
    """Click a star for that many, the same again for none; arrow keys and digits do too.

    Signals:
        chosen(int): 0 to 3.
    """

    chosen = Signal(int)
    spoken_role = QAccessible.Role.Slider

    def __init__(self) -> None:
        super().__init__()
        speak_values()
        self.setAccessibleName("Stars")
        self._stars = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setToolTip("Stars (Ctrl+1 to Ctrl+3)")
        self.set_stars(0)

    @property
    def stars(self) -> int:
        """How many are full."""
        return self._stars

    def set_stars(self, stars: int) -> None:
        """Shows so many without a signal."""
        self._stars = stars
        self.tell_value()
        self.update()

    @property
    def spoken_value(self) -> str:
        """Such as "2 of 3"."""
        return f"{self._stars} of {MAX_STARS}"

    def sizeHint(self) -> QSize:
        return QSize(px(_TARGET_PX) * MAX_STARS, px(_TARGET_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        each, side = self.width() / MAX_STARS, px(_STAR_PX + 2)
        for number in range(MAX_STARS):
            name = "star" if number < self._stars else "star-outline"
            box = QRectF(number * each + (each - side) / 2, (self.height() - side) / 2, side, side)
            paint_icon(painter, box, name, colour("apri_ink" if self.isEnabled() else "ink3"))
        if self.hasFocus():
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            number = int(event.position().x() * MAX_STARS / self.width()) + 1
            self._choose(0 if number == self._stars else number)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Down: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: 1}
        key = Qt.Key(event.key())
        if key in steps:
            self._choose(self._stars + steps[key])
        elif event.text() in ("0", "1", "2", "3"):
            self._choose(int(event.text()))
        else:
            super().keyPressEvent(event)

    def _choose(self, stars: int) -> None:
        stars = max(0, min(stars, MAX_STARS))
        if stars != self._stars:
            self.set_stars(stars)
            self.chosen.emit(stars)
