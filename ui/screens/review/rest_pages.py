"""Pages on which nothing plays: dark after a panic, and the end."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from ui.screens.review.big_button import BigButton, Face
from ui.screens.review.gate import Gate
from ui.screens.review.guard import Guard
from ui.screens.review.look import MARGIN_PX, Page, label
from ui.screens.review.words_card import REHEARSAL
from ui.theme import px
from ui.theme.tokens import DARK
from ui.widgets.boxes import column, framed, row

_SIGN_PX = 120
PANEL_HERE = "Your panel, with your notes, is then on this one."
ONE, BOTH = "The screen was dark", "Both screens are dark"


class TwoCircles(QWidget):
    """The program's sign; decoration."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(px(_SIGN_PX), px(_SIGN_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        side = self.width()
        for tint, x, y, radius in ((DARK.pri, 0.34, 0.34, 0.34), ("#E08A3C", 0.76, 0.76, 0.24)):
            painter.setBrush(QColor(tint))
            painter.drawEllipse(QPointF(side * x, side * y), side * radius, side * radius)


class BlankPage(Page):
    """Black and nothing else; a key or a touch shows the field, and only the passphrase leads on.

    Signals:
        resumed(): go on from the same place.
        finished(): go to the end.
    """

    resumed = Signal()
    finished = Signal()

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.gate = Gate(guard, "{} to go on", "Go on")
        self.resume = BigButton("play", "Go on from the same place", Face.PLAY)
        self.finish = BigButton("check", "Finish")
        self._dark, self._closed, self._open = QWidget(), QWidget(), QWidget()
        closed = (None, row(None, TwoCircles(), None), label("Paused", "head", centred=True))
        self.said = label("", "quiet", centred=True)
        framed(column(*closed, self.said, self.gate, None, gap_px=14), self._closed)
        framed(column(None, row(None, self.resume, self.finish, None, gap_px=20), None), self._open)
        self._parts = QStackedWidget()
        for part in (self._dark, self._closed, self._open):
            self._parts.addWidget(part)
        self.setLayout(column(self._parts, margins_px=(0, 0, 0, 0)))
        self.gate.opened.connect(lambda: self._parts.setCurrentWidget(self._open))
        self.resume.clicked.connect(self.resumed)
        self.finish.clicked.connect(self.finished)

    @property
    def dark(self) -> bool:
        """Whether nothing at all is shown."""
        return self._parts.currentWidget() is self._dark

    def go_dark(self, both: bool = False) -> None:
        """Black at once; `both` where the other screen is, and stays, dark too."""
        self.said.setText(f"{BOTH if both else ONE}, and the sound is off.")
        self.gate.reset()
        self._parts.setCurrentWidget(self._dark)
        self.repaint()

    def show_gate(self) -> None:
        """Somebody wants to go on."""
        if self.dark:
            self._parts.setCurrentWidget(self._closed)
            self.gate.field.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.dark:
            QPainter(self).fillRect(self.rect(), Qt.GlobalColor.black)
        else:
            super().paintEvent(event)


class FinishedPage(Page):
    """The end, for the parent: thanks, and once more; the therapist's passphrase leads out.

    Signals:
        again_requested().
        opened(): the therapist is there.
    """

    again_requested = Signal()
    opened = Signal()

    def __init__(self, guard: Guard) -> None:
        super().__init__()
        self.again = BigButton("restart", "Watch it once more", Face.PLAY, wide_px=260)
        self._kept = label("Your words and favourites are kept safely.", "quiet", wrap=True, centred=True)
        self.gate = Gate(guard, "Therapist {}", "Leave the review")
        self.again.clicked.connect(self.again_requested)
        self.gate.opened.connect(self.opened)
        self.setLayout(
            column(
                None,
                row(None, TwoCircles(), None),
                20,
                label("Thank you for looking together.", "head", wrap=True, centred=True),
                self._kept,
                24,
                row(None, self.again, None),
                None,
                self.gate,
                gap_px=10,
                margins_px=(MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX),
            )
        )

    def mark_rehearsal(self) -> None:
        """Promises nothing."""
        self._kept.setText(REHEARSAL)


class WaitingPage(Page):
    """Calm, while a screen is missing or one is offered: nothing of the reel, nothing of the therapist's.

    Signals:
        here_requested(): go on with one screen.
        there_requested(): go on with the other screen, which is there.
    """

    here_requested = Signal()
    there_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.here = BigButton("play", "Go on here", Face.PLAY, wide_px=200)
        self.there = BigButton("television", "Use the other screen", Face.PLAY, wide_px=280)
        self.here.clicked.connect(self.here_requested)
        self.there.clicked.connect(self.there_requested)
        self._hint = label(PANEL_HERE, "small", centred=True)
        self.offer(False)
        head = label("A short pause.", "head", centred=True)
        buttons = row(None, self.here, self.there, None, gap_px=20)
        self.setLayout(column(None, row(None, TwoCircles(), None), 20, head, 24, buttons, self._hint, None, gap_px=10))

    def offer(self, there: bool) -> None:
        """Whether there is another screen."""
        self.there.setVisible(there)
        self._hint.setVisible(there)
