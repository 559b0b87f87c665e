"""After the passphrase: what the therapist notes before the review is closed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from ui.screens.review.big_button import BigButton, Face
from ui.screens.review.look import GAP_PX, MARGIN_PX, Page, label, panel
from ui.screens.review.words_card import REHEARSAL
from ui.theme import px
from ui.widgets.boxes import column, framed, row
from vidfeed.errors import ExpectedError

_WIDE_PX = 620


class LeavingPage(Page):
    """The next step that was agreed, the next session's opening line, and what could not be shown or written.

    Signals:
        closed(): the review is over.
        back_requested(): to the parent's last page.
    """

    closed = Signal()
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.step = QPlainTextEdit()
        self.step.setAccessibleName("Next step")
        self.step.setPlaceholderText("What did you agree to do next?")
        self.step.setTabChangesFocus(True)
        self.step.setFixedHeight(px(120))
        self.opening = QLineEdit()
        self.opening.setAccessibleName("How the next session begins")
        self.opening.setPlaceholderText("Last time you said…")
        self.trouble = label("", "small", wrap=True)
        self.close_button = BigButton("check", "Close the review", Face.PLAY, wide_px=200)
        self.back_button = BigButton("arrow-left", "Back")
        self.close_button.clicked.connect(self.closed)
        self.back_button.clicked.connect(self.back_requested)
        card = panel()
        buttons = row(None, self.back_button, self.close_button, gap_px=GAP_PX)
        self._head = label("For the therapist", "small")
        self._lines = column(
            self._head,
            label("Next step", "strong"),
            self.step,
            label("How the next session begins", "strong"),
            self.opening,
            self.trouble,
            buttons,
            gap_px=12,
            margins_px=(24, 20, 24, 20),
        )
        card.setLayout(self._lines)
        card.setFixedWidth(px(_WIDE_PX))
        margins = (MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        self.setLayout(column(None, row(None, framed(column(card)), None), None, margins_px=margins))

    def mark_rehearsal(self) -> None:
        """Says that what is noted is noted nowhere."""
        self._head.setText(REHEARSAL)

    def take_step(self) -> QPlainTextEdit:
        """Lends the field to another page."""
        self._lines.removeWidget(self.step)
        return self.step

    def return_step(self) -> None:
        """Puts the field back in its place."""
        self._lines.insertWidget(2, self.step)
        self.step.show()

    def show_trouble(self, skipped: Sequence[int], failures: Sequence[ExpectedError]) -> None:
        """Which items could not be shown, counted from 1, and what else went wrong."""
        lines = []
        if skipped:
            places = ", ".join(str(place) for place in skipped)
            lines.append(f"Not shown, because the film can’t be read there: item {places}. Check the vault afterwards.")
        lines += dict.fromkeys(f"{error.message} {error.hint}".strip() for error in failures)
        self.trouble.setText("\n".join(lines))
        self.trouble.setVisible(bool(lines))
