"""What a prepared visit wakes with: the sign, and a pad for its PIN; no case, no ID, no list."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QStackedWidget, QWidget

from ui.screens.jobs import Failure, Jobs
from ui.screens.review.gate import Gate
from ui.screens.review.guard import Guard
from ui.screens.review.look import Page, label, review_style
from ui.screens.review.panel_parts import DayLine, quiet_button
from ui.screens.review.rest_pages import TwoCircles
from ui.screens.visit.screen_choice import ScreenChoice
from ui.state.pins import MOST_DIGITS, is_pin
from ui.theme import REVIEW, font, paint_icon, px
from ui.theme.tokens import DARK
from ui.widgets.announce import announce
from ui.widgets.boxes import column, framed, row

TITLE = "Our moments"
ASK, WRONG = "Type the PIN to begin", "That is not the PIN. Try once more."
INSTEAD, BACK = "Use the passphrase instead", "Use the PIN"
NO_MORE = "That was the third wrong PIN. Now only the passphrase opens."
OUTSIDE = (
    "While this visit is ready, this machine holds the keys to its one reel, asleep too. Keep it with you. "
    "Hold the full stop, or press F12, to make everything dark."
)
_KEY_W_PX, _KEY_H_PX, _GAP_PX, _DOT_PX = 104, 88, 14, 18


class PadKey(QAbstractButton):
    """A large key of the pad, with a digit or a sign."""

    def __init__(self, text: str, icon_name: str = "") -> None:
        super().__init__()
        self._icon_name = icon_name
        self.setText(text)
        self.setAccessibleName(text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(_KEY_W_PX), px(_KEY_H_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.setPen(QPen(QColor(DARK.apri), 3) if self.hasFocus() else Qt.PenStyle.NoPen)
        ground = QColor(REVIEW.button)
        painter.setBrush(ground.lighter(115) if self.isDown() else ground)
        if self._icon_name and not self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, px(20), px(20))
        if self._icon_name:
            side = px(30)
            sign = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            paint_icon(painter, sign, self._icon_name, QColor(DARK.ink2))
            return
        painter.setFont(font(30, 600))
        painter.setPen(QColor(REVIEW.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())


class Dots(QWidget):
    """How many digits were typed; never which."""

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self.setFixedSize(px(_DOT_PX * 2 * MOST_DIGITS), px(_DOT_PX + 4))

    def show_count(self, count: int) -> None:
        """So many."""
        self._count = count
        self.setAccessibleName(f"{count} digits typed")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(_DOT_PX)
        for place in range(MOST_DIGITS):
            full, next_one = place < self._count, place == self._count
            edge = DARK.pri if full else DARK.apri if next_one else DARK.edge
            painter.setPen(QPen(QColor(edge), 3 if next_one else 2))
            painter.setBrush(QColor(DARK.pri) if full else Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QRectF(place * side * 2 + side / 2, 2, side - 2, side - 2))


class PinPage(Page):
    """Full screen; only the PIN, or after three wrong ones a passphrase, leads on.

    Signals:
        opened(): it was the right one.
    """

    opened = Signal()

    def __init__(self, guard: Guard, want_passphrase: Callable[[bool], None]) -> None:
        super().__init__()
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle(TITLE)
        self.setStyleSheet(review_style())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._guard, self._want_passphrase = guard, want_passphrase
        self._typed, self._may_close = "", False
        self._jobs = Jobs(self)
        self.said, self.dots = label(ASK, "strong", centred=True), Dots()
        self.gate = Gate(guard, "{}", "Go on")
        self.gate.opened.connect(self._open)
        self.screens = ScreenChoice()
        self.instead = quiet_button("lock-outline", INSTEAD)
        self.instead.clicked.connect(self._swap)
        self._lay_out()

    def _lay_out(self) -> None:
        self.keys = {digit: PadKey(digit) for digit in "1234567890"}
        self.back, self.go = PadKey("Remove a digit", "backspace-outline"), PadKey("Begin", "arrow-right-circle")
        pad = QGridLayout()
        pad.setSpacing(px(_GAP_PX))
        for number, (digit, key) in enumerate(self.keys.items()):
            key.clicked.connect(lambda _=False, digit=digit: self._type(digit))
            pad.addWidget(key, number // 3, number % 3 if number < 9 else 1)
        pad.addWidget(self.back, 3, 0)
        pad.addWidget(self.go, 3, 2)
        self.back.clicked.connect(self._untype)
        self.go.clicked.connect(self.check)
        dots = row(None, self.dots, None)
        self._pad = framed(column(self.said, dots, row(None, pad, None), gap_px=18))
        self._ways = QStackedWidget()
        self._ways.addWidget(self._pad)
        self._ways.addWidget(framed(column(None, self.gate, None)))
        left = column(
            None, row(None, TwoCircles(), None), 20, label(TITLE, "head", centred=True),
            label("Ready when you are.", "quiet", centred=True), 20, self.screens, None, gap_px=10,
        )  # fmt: skip
        right = column(None, self._ways, None)
        middle = row(framed(left), framed(right))
        middle.setStretch(0, 1)
        middle.setStretch(1, 1)
        outside = label(OUTSIDE, "small", wrap=True, centred=True)
        foot = row(self.instead, outside, DayLine(quiet=False), gap_px=20)
        foot.setStretch(1, 1)
        lines = column(middle, foot, gap_px=10, margins_px=(32, 24, 32, 20))
        lines.setStretch(0, 1)
        self.setLayout(lines)

    def ask_passphrase(self) -> None:
        """The field for a passphrase instead of the pad."""
        self._want_passphrase(True)
        self._show_gate()

    def _swap(self) -> None:
        """To the field, and back: a hand that touched the button has taken nothing away."""
        if self._ways.currentIndex() == 0:
            self.ask_passphrase()
            return
        self._want_passphrase(False)
        self._ways.setCurrentIndex(0)
        self._name_instead(INSTEAD)
        self.setFocus()

    def _show_gate(self) -> None:
        self.gate.reset()
        self._ways.setCurrentIndex(1)
        self._name_instead(BACK)
        self.gate.field.setFocus()

    def _name_instead(self, text: str) -> None:
        self.instead.setText(text)
        self.instead.setAccessibleName(text)

    def _type(self, digit: str) -> None:
        if len(self._typed) < MOST_DIGITS and not self._jobs.busy:
            self._typed += digit
            self.dots.show_count(len(self._typed))
            if len(self._typed) == MOST_DIGITS:
                self.check()

    def _untype(self) -> None:
        self._typed = self._typed[:-1]
        self.dots.show_count(len(self._typed))

    def check(self) -> None:
        """Tries what was typed."""
        typed, self._typed = self._typed, ""
        self.dots.show_count(0)
        if is_pin(typed) and not self._jobs.busy:
            self._jobs.start(lambda _progress, _cancelled: self._guard.opens(typed), self._checked, self._failed)

    def _checked(self, right: bool) -> None:
        if right:
            self._open()
            return
        self.said.setText(WRONG)
        announce(self, WRONG, assertive=True)
        if self._guard.asks_for == "passphrase":
            self._show_gate()
            self.instead.hide()
            self.gate.answer.setText(NO_MORE)

    def _failed(self, _error: Failure) -> None:
        self.said.setText(ASK)

    def _open(self) -> None:
        self._may_close = True
        self.gate.closing()
        self._jobs.stop()
        self.opened.emit()
        self.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._ways.currentIndex() == 1:
            return
        if event.text() in self.keys and event.text():
            self._type(event.text())
        elif event.key() == Qt.Key.Key_Backspace:
            self._untype()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.check()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Only the right PIN closes it."""
        event.setAccepted(self._may_close)
