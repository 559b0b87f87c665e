"""The frame of small dialogs: a title, fields, what is wrong, and two buttons."""

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QWidget

from ui.screens.drafts import FormDraft, TextField
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.boxes import Part, column, row
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner
from ui.widgets.words import words
from vidfeed.errors import ExpectedError


class FormDialog(QDialog):
    """Fields that are used when the primary button is pressed; stays open where that is refused.

    Attributes:
        error: why it was refused.
        ok: the primary button.
    """

    def __init__(self, title: str, verb: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("vidfeed")
        self.setAccessibleName(title)
        self.setMinimumWidth(px(440))
        self._title = words(title, "h2")
        self.error = ErrorBanner()
        self.ok, self._cancel = push_button(verb, "primary"), push_button("Cancel")
        self.ok.setDefault(True)
        self.ok.clicked.connect(self._use)
        self._cancel.clicked.connect(self.reject)
        self._work: Callable[[], object] | None = None

    def set_form(self, work: Callable[[], object], *parts: Part) -> None:
        """Puts the fields in, and what happens with them; `work` may raise ExpectedError."""
        self._work = work
        buttons = row(None, self._cancel, self.ok)
        self.setLayout(column(self._title, 4, *parts, self.error, 8, buttons, gap_px=6, margins_px=(24, 20, 24, 20)))

    def keep_typed(self, desk: Desk, where: str, /, **fields: TextField) -> None:
        """What is typed into these fields outlives a lock; see `FormDraft`."""
        draft = FormDraft(desk, where, fields, self)
        self.finished.connect(lambda _result: draft.forget())

    def _use(self) -> None:
        assert self._work is not None, "a form has its work"
        try:
            self._work()
        except ExpectedError as error:
            self.error.show_error(error)
        else:
            self.accept()
