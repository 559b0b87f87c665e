"""The running time, which becomes a field to type a time in."""

from fractions import Fraction

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from ui.theme import colour, font, px
from ui.widgets.announce import announce
from vidfeed.errors import ExpectedError
from vidfeed.model.time import format_clock, parse_seconds


class TimeField(QWidget):
    """Shows "02:14.32 / 06:48"; a click or Enter lets the user type.

    Signals:
        time_entered(object): a Fraction of seconds.
    """

    time_entered = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._position = self._duration = Fraction(0)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Time")
        self.setToolTip("Click to type a time")
        self._edit = QLineEdit(self)
        self._edit.setAccessibleName("Go to time")
        self._edit.hide()
        self._edit.returnPressed.connect(self._enter)
        self._edit.editingFinished.connect(self._edit.hide)

    def set_time(self, position: Fraction, duration: Fraction) -> None:
        """Shows a place in the film, both in seconds."""
        longer = format_clock(duration) != format_clock(self._duration)
        self._position, self._duration = position, duration
        self.setAccessibleDescription(f"{format_clock(position)} of {format_clock(duration)}")
        if longer:
            self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """What is shown."""
        return f"{format_clock(self._position, 2)} / {format_clock(self._duration)}"

    def sizeHint(self) -> QSize:
        widest = format_clock(self._duration, 2)
        bold = QFontMetrics(font(16, 700, tabular=True)).horizontalAdvance(widest)
        light = QFontMetrics(font(14, tabular=True)).horizontalAdvance(f" / {format_clock(self._duration)}")
        return QSize(bold + light + px(8), px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(font(16, 700, tabular=True))
        painter.setPen(colour("ink" if self.isEnabled() else "ink3"))
        now = format_clock(self._position, 2)
        flags = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(self.rect().adjusted(px(4), 0, 0, 0), flags, now)
        after = px(4) + painter.fontMetrics().horizontalAdvance(now)
        painter.setFont(font(14, tabular=True))
        painter.setPen(colour("ink3"))
        painter.drawText(self.rect().adjusted(after, 0, 0, 0), flags, f" / {format_clock(self._duration)}")
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        self.edit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit()
        else:
            super().keyPressEvent(event)

    def edit(self) -> None:
        """Opens the field with the time selected."""
        self._edit.setText(format_clock(self._position, 2))
        self._edit.setGeometry(QRect(0, 0, max(self.width(), px(110)), self.height()))
        self._edit.show()
        self._edit.setFocus()
        self._edit.selectAll()

    def _enter(self) -> None:
        try:
            seconds = parse_seconds(self._edit.text())
        except ExpectedError as error:
            announce(self, error.message, assertive=True)
            self._edit.setToolTip(f"{error.message} {error.hint}")
            return
        self._edit.hide()
        self.time_entered.emit(min(seconds, self._duration))
