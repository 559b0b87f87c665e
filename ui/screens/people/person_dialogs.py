"""Who is in the films, and how they are called here."""

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from ui.screens.dialog import FormDialog
from ui.state.desk import Desk
from ui.widgets.words import field_label, words
from vidfeed.model.case import Case
from vidfeed.model.consent import Person, Role
from vidfeed.services import cases

_ROLE_NAMES = {
    Role.PARENT_A: "Parent A",
    Role.PARENT_B: "Parent B",
    Role.INFANT: "The baby",
    Role.OTHER: "Someone else, such as a sibling",
}
_LABEL = "Label, not a name"


class PersonDialog(FormDialog):
    """Someone new."""

    def __init__(self, desk: Desk, case: Case, parent: QWidget | None = None) -> None:
        super().__init__("Add a person", "Add", parent)
        self.role, self.label = QComboBox(), QLineEdit()
        taken = {person.role for person in desk.context.catalogue.people(case.id)}
        for role, name in _ROLE_NAMES.items():
            if role is Role.OTHER or role not in taken:
                self.role.addItem(name, role)
        self.label.setPlaceholderText("such as Sibling; empty takes the role")
        self.set_form(
            lambda: cases.add_person(desk.context, case.code, Role(self.role.currentData()), self.label.text()),
            field_label("Who", self.role),
            self.role,
            field_label(_LABEL, self.label),
            self.label,
        )
        self.keep_typed(desk, f"person:{case.id}", label=self.label)


class LabelDialog(FormDialog):
    """Another label for someone."""

    def __init__(self, desk: Desk, person: Person, parent: QWidget | None = None) -> None:
        super().__init__(f"Another label for {person.label}", "Change it", parent)
        self.label = QLineEdit(person.label)
        self.label.selectAll()
        self.set_form(
            lambda: cases.rename_person(desk.context, person, self.label.text()),
            field_label(_LABEL, self.label),
            self.label,
            words("“Who did what” says that it was changed, and keeps neither label.", "hint", wrap=True),
        )
        self.keep_typed(desk, f"person-label:{person.id}", label=self.label)
