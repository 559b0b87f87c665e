"""The therapist's way out of the review: the passphrase of the open vault, or the PIN of a prepared visit."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.jobs import Failure, Jobs
from ui.screens.review.big_button import BigButton, Face
from ui.screens.review.guard import Guard
from ui.screens.review.look import ReviewIcon, label
from ui.theme import px
from ui.theme.tokens import DARK
from ui.widgets.announce import announce
from ui.widgets.boxes import column, row
from vidfeed.errors import ErrorKind, ExpectedError

WRONG = "That {} does not open this."
CHECKING = "One moment…"
TOO_SOON = "Too many were wrong. Wait a moment, then type it again."
_FREE_TRIES = 5
_LONGEST_DELAY_S = 60


class Gate(QWidget):
    """A quiet field with a button; where no word is asked for, the button alone.

    Signals:
        opened(): the passphrase was right.
    """

    opened = Signal()

    def __init__(self, guard: Guard, placeholder: str, verb: str) -> None:
        super().__init__()
        self._guard, self._placeholder = guard, placeholder
        self._jobs = Jobs(self)
        self._wrong_tries, self._asked = 0, guard.asks_for
        self.field = QLineEdit()
        self.answer = label("", "small", centred=True)
        self.button = BigButton("lock-open-variant-outline", verb, Face.PLAIN)
        self._dress()
        line = row(None, ReviewIcon("lock-outline", 22, DARK.ink2), self.field, self.button, None, gap_px=10)
        self.setLayout(column(line, self.answer, gap_px=8))

    def _dress(self) -> None:
        self._name_field()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhSensitiveData)
        self.field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.field.setFixedWidth(px(320))
        self.field.returnPressed.connect(self.check)
        self.button.clicked.connect(self.opened.emit if self._guard.open_to_all else self.check)
        self.field.setVisible(not self._guard.open_to_all)

    def _name_field(self) -> None:
        name = self._placeholder.format(self._guard.asks_for)
        name = name[0].upper() + name[1:]
        self.field.setPlaceholderText(name)
        self.field.setAccessibleName(name)

    def reset(self) -> None:
        """Forgets what was typed."""
        self.field.clear()
        self.answer.clear()
        self._name_field()

    def check(self) -> None:
        """Tries the passphrase off the window's thread; about a second of work."""
        typed = self.field.text()
        if not typed or self._jobs.busy or self.field.isReadOnly():
            return
        self._asked = self._guard.asks_for
        self.field.setReadOnly(True)
        self.answer.setText(CHECKING)
        self._jobs.start(lambda _progress, _cancelled: self._guard.opens(typed), self._checked, self._failed)

    def _checked(self, right: bool) -> None:
        self.field.clear()
        self.field.setReadOnly(False)
        if right:
            self._wrong_tries = 0
            self.answer.clear()
            self.opened.emit()
        else:
            self._refuse()

    def _refuse(self) -> None:
        self._wrong_tries += 1
        wrong = WRONG.format(self._asked)
        self._name_field()
        self.answer.setText(wrong if self._guard.asks_for == self._asked else f"{wrong} Type the passphrase.")
        announce(self, self.answer.text(), assertive=True)
        late = self._wrong_tries - _FREE_TRIES
        if late > 0:
            self.field.setReadOnly(True)
            wait_ms = min(2**late, _LONGEST_DELAY_S) * 1000
            QTimer.singleShot(wait_ms, self, lambda: self.field.setReadOnly(False))

    def _failed(self, error: Failure) -> None:
        self.field.setReadOnly(False)
        hurried = isinstance(error, ExpectedError) and error.kind is ErrorKind.TOO_MANY_TRIES
        self.answer.setText(TOO_SOON if hurried else "That could not be checked. Type it once more.")
        announce(self, self.answer.text(), assertive=True)

    def closing(self) -> None:
        """Ends what is being checked."""
        self._jobs.stop()
