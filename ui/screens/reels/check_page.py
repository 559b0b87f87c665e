"""Before you show this reel: everything that is checked, in words, and the reason why not."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.state.review_check import ReviewCheck
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import clear, column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Card, Rule
from ui.widgets.check_row import CheckRow, CheckState
from ui.widgets.people_way import people_button
from ui.widgets.words import IconLabel, words
from vidfeed.model.reel_check import CheckLine, CheckTopic, CheckWeight, in_order

_WIDE_PX, _SIDE_PX = 680, 28
_ALWAYS_SAID = (CheckTopic.PLAYABLE, CheckTopic.CONSENT, CheckTopic.OTHERS, CheckTopic.PRIVATE)
_STATES = {CheckWeight.OK: CheckState.OK, CheckWeight.ADVICE: CheckState.TO_DO, CheckWeight.STOP: CheckState.STOP}


class _Lines(QScrollArea):
    """As high as what it holds, where there is room; else it scrolls, and what is beneath it stays in view."""

    def __init__(self, body: QWidget) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body.setObjectName("body")
        self._body = body
        self.setWidget(body)

    def sizeHint(self) -> QSize:
        wide = px(_WIDE_PX - 2 * _SIDE_PX)
        layout = self._body.layout()
        high = layout.heightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else -1
        return QSize(wide, max(high, self._body.sizeHint().height()))


class CheckPage(QWidget):
    """The gate before a review.

    Signals:
        leave_out_requested(str), show_requested(str): item id.
        cancelled(), begun().
        people_requested(): consent is what is missing.
    """

    leave_out_requested = Signal(str)
    show_requested = Signal(str)
    cancelled = Signal()
    begun = Signal()
    people_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Before you show this reel")
        self._subtitle, self.reason = words("", "quiet", wrap=True), words("", "warn", wrap=True)
        self.rows: list[CheckRow] = []
        self._lines = QVBoxLayout()
        self._area = _Lines(framed(column(self._lines, None)))
        self.not_yet = push_button("Not yet", big=True)
        self.begin = push_button("Begin review", "primary", "account-heart-outline", big=True)
        self.people = people_button(self.people_requested.emit)
        self.not_yet.clicked.connect(self.cancelled)
        self.begin.clicked.connect(self.begun)
        quiet = row(
            IconLabel("bell-off-outline", 18),
            words("Switch on Do Not Disturb, and let nothing else be open.", "hint", wrap=True),
            gap_px=8,
        )
        quiet.setStretch(1, 1)
        buttons = row(self.reason, self.people, self.not_yet, self.begin, gap_px=10)
        buttons.setStretch(0, 1)
        self._card = Card()
        self._card.setLayout(
            column(
                words("Before you show this reel", "h2"),
                self._subtitle,
                8,
                self._area,
                4,
                Rule(),
                4,
                quiet,
                10,
                buttons,
                gap_px=4,
                margins_px=(_SIDE_PX, 22, _SIDE_PX, 20),
            )
        )
        self._card.setFixedWidth(px(_WIDE_PX))
        self.setLayout(column(None, row(None, self._card, None), None, margins_px=(10, 16, 10, 16)))

    def show_check(self, title: str, check: ReviewCheck) -> None:
        """Shows how everything stands; the focus goes to the first thing to do, else to Begin."""
        self._subtitle.setText(title)
        clear(self._lines)
        self.rows = [self._row(line) for line in _gathered(check.lines)]
        self.reason.setText(check.reason)
        self.people.setVisible(check.consent)
        self.begin.setEnabled(check.ready)
        self.begin.setToolTip(check.reason)
        self.begin.setAccessibleDescription(check.reason)
        self._area.updateGeometry()
        self._focus_first()
        announce(self, check.reason or "It may be shown.")

    def add_line(self, line: CheckLine) -> None:
        """One more thing that was looked at meanwhile."""
        self.rows.append(self._row(line))
        self._area.updateGeometry()

    def _row(self, line: CheckLine) -> CheckRow:
        made = CheckRow(line.title)
        action, signal = self._action(line)
        made.set_state(_STATES[line.weight], line.detail, action)
        if signal is not None:
            made.action_requested.connect(lambda: signal.emit(line.item_ids[0]))
        self._lines.addWidget(made)
        made.show()
        return made

    def _action(self, line: CheckLine) -> tuple[str, SignalInstance | None]:
        """What a button beside it does."""
        if line.topic is CheckTopic.OTHERS and line.item_ids:
            return "Leave out", self.leave_out_requested
        return ("Show", self.show_requested) if line.item_ids else ("", None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _focus_first(self) -> None:
        stopped = (one for one in self.rows if one.state is CheckState.STOP)
        to_do = next((one.button for one in stopped if not one.button.isHidden()), None)
        people = None if self.people.isHidden() else self.people
        (to_do or people or (self.begin if self.begin.isEnabled() else self.not_yet)).setFocus()


def _gathered(lines: Sequence[CheckLine]) -> list[CheckLine]:
    """What is in order and needs no words of its own comes last, in one line."""
    quiet = [line for line in lines if line.weight is CheckWeight.OK and line.topic not in _ALWAYS_SAID]
    said = [line for line in lines if line not in quiet]
    if quiet:
        titles = ", ".join(line.title for line in quiet)
        said.append(in_order(quiet[0].topic, "Also in order", titles))
    return said
