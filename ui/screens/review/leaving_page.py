"""After the passphrase: what the therapist notes before the review is closed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPlainTextEdit

from ui.screens.review.big_button import BigButton, Face
from ui.screens.review.look import GAP_PX, MARGIN_PX, Page, label, panel
from ui.theme import px
from ui.widgets.boxes import column, framed, row

_WIDE_PX = 620


class LeavingPage(Page):
    """The next step that was agreed, and what could not be shown or written.

    Signals:
        closed(str): the review is over; with the next step, or "".
        back_requested(): to the parent's last page.
    """

    closed = Signal(str)
    back_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.step = QPlainTextEdit()
        self.step.setAccessibleName("Next step")
        self.step.setPlaceholderText("What did you agree to do next?")
        self.step.setTabChangesFocus(True)
        self.step.setFixedHeight(px(120))
        self.trouble = label("", "small", wrap=True)
        self.close_button = BigButton("check", "Close the review", Face.PLAY, wide_px=200)
        self.back_button = BigButton("arrow-left", "Back")
        self.close_button.clicked.connect(lambda: self.closed.emit(self.step.toPlainText().strip()))
        self.back_button.clicked.connect(self.back_requested)
        card = panel()
        buttons = row(None, self.back_button, self.close_button, gap_px=GAP_PX)
        lines = column(
            label("For the therapist", "small"),
            label("Next step", "strong"),
            self.step,
            self.trouble,
            buttons,
            gap_px=12,
            margins_px=(24, 20, 24, 20),
        )
        card.setLayout(lines)
        card.setFixedWidth(px(_WIDE_PX))
        margins = (MARGIN_PX, MARGIN_PX, MARGIN_PX, MARGIN_PX)
        self.setLayout(column(None, row(None, framed(column(card)), None), None, margins_px=margins))

    def show_trouble(self, skipped: Sequence[int], unwritten: int) -> None:
        """Which items could not be shown, counted from 1, and how many lines of the record could not be written."""
        lines = []
        if skipped:
            places = ", ".join(str(place) for place in skipped)
            lines.append(f"Not shown, because the film can’t be read there: item {places}. Check the vault afterwards.")
        if unwritten:
            lines.append("Part of the record could not be written. Check the free space on the disk.")
        self.trouble.setText("\n".join(lines))
        self.trouble.setVisible(bool(lines))
