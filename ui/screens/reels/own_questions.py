"""The list of open questions at an item's question field: taken from, added to, edited."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QPlainTextEdit, QToolButton, QWidget

from ui.screens.dialog import FormDialog
from ui.screens.reels.inspector import ItemInspector
from ui.state.desk import Desk
from ui.theme import icon, px
from ui.widgets.naming_hint import naming_hint
from ui.widgets.words import field_label, words
from vidfeed.errors import ExpectedError
from vidfeed.services.naming import naming_of
from vidfeed.services.own_questions import kept_questions, put_own_questions

_LONGEST = 60


class QuestionsDialog(FormDialog):
    """The list, a question a line."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("Open questions", "Keep the list", parent)
        self._desk = desk
        self.questions = QPlainTextEdit("\n".join(kept_questions(desk.context)))
        self.questions.setProperty("audience", "parent")
        self.questions.setTabChangesFocus(True)
        self.questions.setFixedHeight(px(220))
        self.set_form(
            self._apply,
            field_label("One question a line", self.questions),
            self.questions,
            naming_hint(naming_of(desk.context).said_of, self.questions),
            words("Open questions begin with what or how. Never a name: the parent sees them.", "hint", wrap=True),
        )
        self.keep_typed(desk, "open-questions", questions=self.questions)

    def _apply(self) -> None:
        put_own_questions(self._desk.context, self.questions.toPlainText().splitlines())


class OwnQuestions(QObject):
    """Fills the menu of the inspector's button, anew each time it opens.

    Signals:
        refused: an ExpectedError; the list stays as it was.

    Attributes:
        menu: the questions, then what is done with the list.
    """

    refused = Signal(object)

    def __init__(self, desk: Desk, inspector: ItemInspector, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._inspector, self._page = desk, inspector, page
        self.menu = QMenu(inspector.questions)
        self.menu.setAccessibleName("Open questions")
        self.menu.aboutToShow.connect(self.fill)
        inspector.questions.setMenu(self.menu)
        inspector.questions.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def fill(self) -> None:
        """Offers the list as it stands."""
        self.menu.clear()
        listed, typed = kept_questions(self._desk.context), " ".join(self._inspector.question.toPlainText().split())
        for text in listed:
            shown = text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
            action = self.menu.addAction(shown.replace("&", "&&"))
            action.triggered.connect(lambda _=False, text=text: self._inspector.ask(text))
        self.menu.addSeparator()
        keep = self.menu.addAction(icon("plus"), "Add this question to the list")
        keep.setEnabled(bool(typed) and typed not in listed)
        keep.triggered.connect(lambda: self._keep([*listed, typed]))
        self.menu.addAction(icon("pencil-outline"), "Edit the list…").triggered.connect(self.edit)

    def _keep(self, questions: Sequence[str]) -> None:
        try:
            put_own_questions(self._desk.context, questions)
        except ExpectedError as error:
            self.refused.emit(error)

    def edit(self) -> None:
        """Opens the list."""
        QuestionsDialog(self._desk, self._page).open()
