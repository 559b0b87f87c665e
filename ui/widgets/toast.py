"""A short message that goes by itself: painted over the picture, or standing in a window."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colour, font, paint_icon, px
from ui.theme.tokens import DARK
from ui.widgets.announce import announce

SHOWN_MS = 4000


@dataclass(frozen=True)
class Toast:
    """What one says: **strong** text `detail` [keys].

    Attributes:
        icon: name of an icon.
        strong: what it is about ("Smiles back").
        text: what happened ("marked").
        detail: quieter ("02:11–02:19").
        keys: what undoes it ("Ctrl Z"), or empty.
        tone: colour token of its edge and icon.
        said: to screen readers, where that differs from what is shown.
        again: it was taken back; the keys make it again.
    """

    icon: str
    strong: str
    text: str
    detail: str = ""
    keys: str = ""
    tone: str = "g3"
    said: str = ""
    again: bool = False

    @property
    def spoken(self) -> str:
        """As a sentence."""
        return self.said or " ".join(
            part for part in (self.strong, self.text, self.detail.replace("–", " to ")) if part
        )

    def parts(self) -> list[tuple[str, QFont, str]]:
        """Texts with font and colour token, in order, without the keys."""
        parts = [(self.strong, font(13, 700), "on_stage"), (self.text, font(13), "on_stage")]
        parts.append((self.detail, font(13, tabular=True), "on_stage2"))
        return [part for part in parts if part[0]]


def toast_size(toast: Toast) -> QSize:
    """How much room it takes."""
    width = px(10) * 2 + px(17) + px(6)
    width += sum(QFontMetrics(face).horizontalAdvance(text) + px(6) for text, face, _ in toast.parts())
    if toast.keys:
        width += QFontMetrics(font(11, 600)).horizontalAdvance(toast.keys) + px(14)
    return QSize(width, px(32))


def paint_toast(painter: QPainter, rect: QRect, toast: Toast) -> None:
    """Paints it into `rect`, which `toast_size` measured."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    tone = QColor(getattr(DARK, toast.tone))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tone)
    painter.drawRoundedRect(rect, 8, 8)
    painter.setBrush(colour("plate").rgb())
    painter.drawRoundedRect(rect.adjusted(px(4), 0, 0, 0), 7, 7)
    x = rect.left() + px(12)
    paint_icon(painter, QRect(x, rect.top() + px(7), px(18), px(18)), toast.icon, tone)
    x += px(18) + px(6)
    for text, face, token in toast.parts():
        painter.setFont(face)
        painter.setPen(colour(token))
        painter.drawText(QRect(x, rect.top(), rect.width(), rect.height()), Qt.AlignmentFlag.AlignVCenter, text)
        x += painter.fontMetrics().horizontalAdvance(text) + px(6)
    if toast.keys:
        _paint_keys(painter, QPoint(x, rect.center().y()), toast.keys)
    painter.restore()


def _paint_keys(painter: QPainter, at: QPoint, keys: str) -> None:
    painter.setFont(font(11, 600))
    width = painter.fontMetrics().horizontalAdvance(keys) + px(10)
    box = QRectF(at.x() + 0.5, at.y() - px(9) + 0.5, width, px(18))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(colour("on_stage2"))
    painter.drawRoundedRect(box, 4, 4)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, keys)


class ToastBar(QWidget):
    """A toast at the lower edge of a window; a click asks for undo."""

    undo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._toast: Toast | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setAccessibleName("Message")
        self.hide()

    def show_toast(self, toast: Toast, shown_ms: int = SHOWN_MS) -> None:
        """Shows and announces it; it goes after `shown_ms`."""
        self._toast = toast
        size = toast_size(toast)
        area = self._window.rect()
        self.setGeometry(
            QRect(QPoint((area.width() - size.width()) // 2, area.bottom() - size.height() - px(20)), size)
        )
        self.show()
        self.raise_()
        self.update()
        self._timer.start(shown_ms)
        announce(self, toast.spoken)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._toast is not None:
            painter = QPainter(self)
            paint_toast(painter, self.rect(), self._toast)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        if self._toast is not None and self._toast.keys:
            self.undo_requested.emit()
        self.hide()
