"""In your own words: what the parent says, kept only when they say yes."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPlainTextEdit, QStackedWidget, QWidget

from ui.screens.review.big_button import BigButton, Face
from ui.screens.review.look import GAP_PX, label
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, framed, row
from vidfeed.model.review import Whose

BEFORE = "kept in your notes if you say yes"
SAFETY = "Anything that has to be recorded for safety goes into the service’s own record, as agreed at the start."
KEPT = "These words are kept in your notes."
NOT_KEPT = "These words could not be kept. They are still here."
ASK = "These words are not kept yet."
REHEARSAL = "A rehearsal: nothing is kept."


class WordsCard(QFrame):
    """The field, whose words they are, and Keep; nothing is stored before it is pressed.

    Signals:
        keep_requested(str, Whose): the parent said yes.
    """

    keep_requested = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("part", "panel")
        self.field = QPlainTextEdit()
        self.field.setAccessibleName("In your own words")
        self.field.setTabChangesFocus(True)
        self.field.setMinimumHeight(px(60))
        self.state = label(BEFORE, "small")
        self.mine, self.together = (
            BigButton("account-outline", "My words"),
            BigButton("account-group", "We said it together"),
        )
        self.keep = BigButton("check", "Keep these words", Face.KEEP)
        self.keep_first = BigButton("check", "Keep them", Face.KEEP)
        self.drop = BigButton("close", "Don’t keep them")
        self._then: Callable[[], None] | None = None
        self._before, self._kept_words = BEFORE, KEPT
        self._choices = QStackedWidget()
        self._choices.addWidget(self._usual())
        self._choices.addWidget(framed(row(self.keep_first, self.drop, None, gap_px=GAP_PX)))
        safety = label(SAFETY, "small", wrap=True)
        head = row(label("In your own words", "strong"), None, self.state)
        self.setLayout(column(head, self.field, self._choices, safety, gap_px=9, margins_px=(20, 14, 20, 14)))
        self._connect()

    def _usual(self) -> QWidget:
        whose = QButtonGroup(self)
        for button in (self.mine, self.together):
            button.setCheckable(True)
            whose.addButton(button)
        self.mine.setChecked(True)
        line = row(self.mine, self.together, None, self.keep, gap_px=GAP_PX)
        return framed(line)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.keep.clicked.connect(self._keep)
        self.keep_first.clicked.connect(self._keep)
        self.drop.clicked.connect(self._drop)
        self._typed()

    def mark_rehearsal(self) -> None:
        """Says so instead of what would be true in a review."""
        self._before = self._kept_words = REHEARSAL
        self.state.setText(REHEARSAL)

    @property
    def unkept(self) -> bool:
        """Whether words stand there that are not kept."""
        return bool(self.field.toPlainText().strip())

    def clear(self) -> None:
        """An empty field, for another moment."""
        self._then = None
        self.field.clear()
        self.mine.setChecked(True)
        self._choices.setCurrentIndex(0)
        self.state.setText(self._before)

    def leave(self, then: Callable[[], None]) -> None:
        """Goes on with `then`; asks first where words are not kept."""
        if not self.unkept:
            then()
            return
        self._then = then
        self._choices.setCurrentIndex(1)
        self.state.setText(ASK)
        announce(self, ASK)
        self.keep_first.setFocus()

    def show_kept(self, kept: bool) -> None:
        """What became of the words; kept ones leave the field."""
        if kept:
            self.field.clear()
        self.state.setText(self._kept_words if kept else NOT_KEPT)
        announce(self, self.state.text(), assertive=not kept)
        self._choices.setCurrentIndex(0)
        if kept:
            self._go_on()

    def _typed(self) -> None:
        self.keep.setEnabled(self.unkept)
        if self.unkept:
            self.state.setText(self._before)

    def _keep(self) -> None:
        if self.unkept:
            whose = Whose.TOGETHER if self.together.isChecked() else Whose.PARENT
            self.keep_requested.emit(self.field.toPlainText(), whose)

    def _drop(self) -> None:
        self.field.clear()
        self._choices.setCurrentIndex(0)
        self._go_on()

    def _go_on(self) -> None:
        then, self._then = self._then, None
        if then is not None:
            then()
