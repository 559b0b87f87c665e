"""A large button of the second pass: its key, what it says, and what becomes of the moment; and what it gathered."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.state.counting import counted
from ui.theme import colour, font, px
from ui.widgets.row_painting import device_size, paint_length, paint_picture
from vidfeed.model.moment import Moment

PictureOf = Callable[[Moment, QSize], QImage | None]


class ChoiceButton(QAbstractButton):
    """Says its key in a cap, its name, and a quiet line under it."""

    def __init__(self, sign: str, name: str, meaning: str, primary: bool = False, flat: bool = False) -> None:
        super().__init__()
        self._sign, self._meaning, self._primary, self._flat = sign, meaning, primary, flat
        self.setText(name)
        self.setAccessibleName(f"{name}: {meaning}")
        self.setToolTip(f"{name} ({sign})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(260), px(54)) if self._flat else QSize(px(150), px(150))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(3, 3, -3, -3)
        painter.setPen(QPen(colour("edge"), 1))
        painter.setBrush(colour("pri" if self._primary else "surface"))
        painter.drawRoundedRect(area, 14, 14)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("apri"), 3))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 16, 16)
        ink = "on_pri" if self._primary else "ink"
        if self._flat:
            cap = QRectF(area.left() + px(10), area.center().y() - px(15), px(30), px(30))
            words = QRectF(cap.right() + px(12), area.top() + px(5), area.width(), area.height() - px(10))
        else:
            cap = QRectF(area.center().x() - px(18), area.top() + px(18), px(36), px(36))
            words = QRectF(area.left() + px(6), cap.bottom() + px(8), area.width() - px(12), px(80))
        self._paint_words(painter, cap, words, ink)

    def _paint_words(self, painter: QPainter, cap: QRectF, words: QRectF, ink: str) -> None:
        painter.setPen(QPen(colour(ink if self._primary else "edge"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(cap, 7, 7)
        painter.setPen(colour(ink))
        painter.setFont(font(16, 700))
        painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._sign)
        across = Qt.AlignmentFlag.AlignLeft if self._flat else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(words, int(across | Qt.AlignmentFlag.AlignTop), self.text())
        below = words.adjusted(0, painter.fontMetrics().height(), 0, 0)
        painter.setFont(font(12))
        painter.drawText(below, int(across | Qt.AlignmentFlag.AlignTop) | int(Qt.TextFlag.TextWordWrap), self._meaning)


class Tray(QWidget):
    """The moments that were put to one choice, as small pictures with their lengths."""

    def __init__(self, name: str, hint: str = "", tinted: bool = False) -> None:
        super().__init__()
        self._name, self._hint, self._tinted = name, hint, tinted
        self._moments: Sequence[tuple[Moment, str]] = ()
        self.picture: PictureOf | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_moments(())

    def set_moments(self, moments: Sequence[tuple[Moment, str]]) -> None:
        """Shows these, each with its length in words."""
        self._moments = moments
        self.setAccessibleName(f"{self._name}: {counted(len(moments), 'moment')}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(96))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line"), 1))
        painter.setBrush(colour("pri_weak" if self._tinted else "surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 12, 12)
        painter.setPen(colour("ink"))
        painter.setFont(font(13, 700))
        top = QRect(px(11), px(4), self.width() - px(22), px(20))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignVCenter), f"{self._name}  {len(self._moments)}")
        painter.setFont(font(12))
        painter.setPen(colour("ink2"))
        painter.drawText(top, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), self._hint)
        self._paint_pictures(painter)

    def _paint_pictures(self, painter: QPainter) -> None:
        """The last ones that have room."""
        wide, high = px(100), px(60)
        room = max(1, (self.width() - px(14)) // (wide + px(8)))
        for place, (moment, length) in enumerate(self._moments[-room:]):
            box = QRectF(px(11) + place * (wide + px(8)), px(28), wide, high)
            paint_picture(painter, box, self.picture(moment, device_size(box, self)) if self.picture else None)
            paint_length(painter, box, length)
