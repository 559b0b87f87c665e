"""Home's small dialogs: a new case, a case's question and note, a session's day and place."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QLineEdit, QPlainTextEdit, QWidget

from ui.screens.dialog import FormDialog
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.boxes import row
from ui.widgets.words import field_label, words
from vidfeed.model.case import Case, Session
from vidfeed.model.clip import Clip
from vidfeed.services import cases
from vidfeed.services.filing import refile


def _area(text: str = "") -> QPlainTextEdit:
    area = QPlainTextEdit(text)
    area.setTabChangesFocus(True)
    area.setFixedHeight(px(72))
    return area


class NewCaseDialog(FormDialog):
    """A case ID and the parent's own question.

    Attributes:
        made: the case, after it was accepted.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("New case", "Make the case", parent)
        self._desk = desk
        self.made: Case | None = None
        self.code, self.question = QLineEdit(), _area()
        self.question.setProperty("audience", "parent")
        self.set_form(
            self._make,
            field_label("Case ID", self.code),
            self.code,
            words("An ID your team knows, such as WREN-07. Never a name.", "hint"),
            6,
            field_label("The parent’s own question, if there is one yet", self.question),
            self.question,
        )
        self.keep_typed(desk, "new-case", code=self.code, question=self.question)

    def _make(self) -> None:
        self.made = cases.add_case(self._desk.context, self.code.text(), question=self.question.toPlainText().strip())


class CaseDialog(FormDialog):
    """The parent's question and the private note of a case.

    Attributes:
        case: as it is afterwards.
    """

    def __init__(self, desk: Desk, case: Case, parent: QWidget | None = None) -> None:
        super().__init__("Question and note", "Keep", parent)
        self._desk, self.case = desk, case
        self.question, self.note = _area(case.question), _area(case.note)
        self.question.setProperty("audience", "parent")
        self.set_form(
            self._keep,
            field_label("The parent’s own question", self.question),
            self.question,
            6,
            field_label("Private note", self.note),
            self.note,
            words("Private: not for the parent. May be disclosed on request.", "hint"),
        )
        self.keep_typed(desk, f"case:{case.id}", question=self.question, note=self.note)

    def _keep(self) -> None:
        question, note = self.question.toPlainText().strip(), self.note.toPlainText().strip()
        self.case = cases.edit_case(self._desk.context, self.case, note=note, question=question)


class SessionDialog(FormDialog):
    """When and where a session was, and what was done."""

    def __init__(self, desk: Desk, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(f"Session {session.number}", "Keep", parent)
        self._desk, self._session = desk, session
        self.known, self.day = QCheckBox("Held on"), QDateEdit()
        self.place, self.activity = QLineEdit(session.place), QLineEdit(session.activity)
        held = session.held_on or desk.context.today()
        self.day.setDate(QDate(held.year, held.month, held.day))
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("d MMM yyyy")
        self.day.setAccessibleName("Held on")
        self.known.toggled.connect(self.day.setEnabled)
        self.known.setChecked(True)
        self.place.setPlaceholderText("such as home or clinic")
        self.activity.setPlaceholderText("such as floor play")
        self.set_form(
            self._keep,
            row(self.known, self.day, None),
            field_label("Place", self.place),
            self.place,
            field_label("Activity", self.activity),
            self.activity,
        )
        self.keep_typed(desk, f"session:{session.id}", place=self.place, activity=self.activity)

    def _keep(self) -> None:
        day = self.day.date()
        held = _date(day) if self.known.isChecked() else None
        place, activity = self.place.text().strip(), self.activity.text().strip()
        cases.describe_session(self._desk.context, self._session, held, place, activity)


def _date(day: QDate) -> date:
    return date(day.year(), day.month(), day.day())


class RenameDialog(FormDialog):
    """What a clip is called."""

    def __init__(self, desk: Desk, clip: Clip, parent: QWidget | None = None) -> None:
        super().__init__("Rename the clip", "Rename", parent)
        self.title = QLineEdit(clip.title)
        hint = words("Only for you: a parent never sees it.", "hint")
        self.set_form(
            lambda: refile(desk.context, clip, title=self.title.text()),
            field_label("Title", self.title),
            self.title,
            hint,
        )
        self.keep_typed(desk, f"clip-title:{clip.id}", title=self.title)
