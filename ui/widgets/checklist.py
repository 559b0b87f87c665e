"""A few small things to do, ticked one after another."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLabel, QVBoxLayout

from ui.theme import colour, font, paint_icon, px
from ui.widgets.announce import announce
from ui.widgets.card import Card


class Step(QAbstractButton):
    """One thing to do: a ring, filled with a tick when done; a step that can be asked for is a button."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.setText(text)
        self.done = self.following = False
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setEnabled(False)

    def sizeHint(self) -> QSize:
        return QSize(px(200), px(27))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = px(18)
        ring = QRectF(1, (self.height() - side) / 2, side, side)
        if self.done:
            paint_icon(painter, ring, "check-circle", colour("ok"))
        else:
            painter.setPen(QPen(colour("apri" if self.following else "edge"), 1.4))
            painter.drawEllipse(ring.adjusted(1, 1, -1, -1))
        words = self.rect().adjusted(side + px(8), 0, 0, 0)
        painter.setFont(font(13, 700 if self.following else 400))
        painter.setPen(colour("ink2" if self.done else "ink"))
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), self.text())
        if self.hasFocus():
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class Checklist(Card):
    """A title and its steps.

    Signals:
        step_asked(int): a step that was offered is to be done now.
    """

    step_asked = Signal(int)

    def __init__(self, title: str, steps: Sequence[str]) -> None:
        super().__init__("raised")
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(14), px(11), px(14), px(11))
        column.setSpacing(0)
        heading = QLabel(title)
        heading.setProperty("role", "label")
        column.addWidget(heading)
        self._steps = [Step(text) for text in steps]
        for number, step in enumerate(self._steps):
            step.clicked.connect(lambda _=False, number=number: self.step_asked.emit(number))
            column.addWidget(step)
        self.set_done(())

    @property
    def done(self) -> frozenset[int]:
        """Numbers of the steps that are ticked."""
        return frozenset(number for number, step in enumerate(self._steps) if step.done)

    def step(self, number: int) -> Step:
        """One of the steps."""
        return self._steps[number]

    def set_done(self, numbers: Collection[int]) -> None:
        """Ticks these steps; the first of the others is next."""
        news = set(numbers) - self.done
        following = next((number for number in range(len(self._steps)) if number not in numbers), None)
        for number, step in enumerate(self._steps):
            step.done, step.following = number in numbers, number == following
            step.setAccessibleName(f"{step.text()}, {'done' if step.done else 'to do'}")
            step.update()
        for number in sorted(news):
            announce(self, f"{self._steps[number].text()}: done")

    def offer(self, number: int, possible: bool) -> None:
        """Whether a step can be asked for by pressing it."""
        step = self._steps[number]
        step.setEnabled(possible)
        step.setFocusPolicy(Qt.FocusPolicy.TabFocus if possible else Qt.FocusPolicy.NoFocus)
        step.setCursor(Qt.CursorShape.PointingHandCursor if possible else Qt.CursorShape.ArrowCursor)
