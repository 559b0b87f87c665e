"""Who agreed to what: one line a use, one column a person."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QLabel, QWidget

from ui.screens.people.cell import ConsentCell
from ui.state.consents import PURPOSE_TITLES, Opening, standing, use_today
from ui.theme import px
from ui.widgets.boxes import clear, column, framed, row
from ui.widgets.card import Rule
from ui.widgets.words import IconLabel, words
from vidfeed.model.consent import Consent, Person, Purpose, Role
from vidfeed.services.context import Context

_PURPOSE_ICONS = {
    Purpose.RECORD: "video-outline",
    Purpose.REVIEW: "account-heart-outline",
    Purpose.SUPERVISION: "account-supervisor-outline",
    Purpose.TRAINING: "school-outline",
    Purpose.RESEARCH: "flask-outline",
    Purpose.COPY: "gift-outline",
    Purpose.CLINICAL_RECORD: "image-outline",
    Purpose.FILMED_REVIEW: "video-plus-outline",
}
_PERSON_ICONS = {Role.INFANT: "baby-face-outline", Role.OTHER: "account-child-outline"}
_ROLES = {Role.PARENT_A: "parent", Role.PARENT_B: "parent", Role.INFANT: "baby", Role.OTHER: "someone else"}
_TODAY_ROLES = {
    Opening.OPEN: "ok",
    Opening.VEIL_OTHERS: "warn",
    Opening.SOME_FILMS: "warn",
    Opening.STOPPED: "bad",
    Opening.RECORDING_STOPPED: "bad",
    Opening.TO_RENEW: "warn",
    Opening.NOT_YET: "quiet",
    Opening.NO_PEOPLE: "quiet",
}

_USE_PX, _PERSON_PX, _TODAY_PX = 96, 100, 74
_ANY_PX = (1 << 24) - 1  # what Qt calls QWIDGETSIZE_MAX


class ConsentTable(QWidget):
    """The matrix.

    Signals:
        chosen(Person, Purpose): a cell was pressed.
    """

    chosen = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.cells: dict[tuple[str, Purpose], ConsentCell] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(px(8))
        self._grid.setVerticalSpacing(px(3))
        self._group = QButtonGroup(self)
        self._compact = False
        self._asides: list[QWidget] = []
        self._wrapping: list[tuple[QLabel, int]] = []

    def set_compact(self, compact: bool) -> None:
        """Without signs and second lines, and with narrow columns, where room is scarce."""
        self._compact = compact
        self._grid.setHorizontalSpacing(px(2 if compact else 8))
        for aside in self._asides:
            aside.setVisible(not compact)
        for label, width_px in self._wrapping:
            self._fold(label, width_px)
        for cell in self.cells.values():
            cell.set_compact(compact)

    def _fold(self, label: QLabel, width_px: int) -> None:
        label.setWordWrap(self._compact)
        label.setMinimumWidth(px(width_px) if self._compact else 0)
        label.setMaximumWidth(px(width_px) if self._compact else _ANY_PX)

    def _folding(self, label: QLabel, width_px: int) -> QLabel:
        self._wrapping.append((label, width_px))
        self._fold(label, width_px)
        return label

    def show_people(
        self, ctx: Context, people: Sequence[Person], consents: Sequence[Consent], clip_ids: Sequence[str]
    ) -> None:
        """Shows how everything stands today, for the films `clip_ids`."""
        clear(self._grid)
        self.cells, self._group, self._asides, self._wrapping = {}, QButtonGroup(self), [], []
        for number, person in enumerate(people, 1):
            self._grid.addWidget(self._person(person), 0, number)
        today, opens = ctx.today(), column(words("Today", "h3"), self._aside(words("what is open", "hint")), gap_px=0)
        self._grid.addWidget(framed(opens), 0, len(people) + 1)
        for number, purpose in enumerate(Purpose):
            line = 2 * number + 1
            self._grid.addWidget(Rule(), line, 0, 1, len(people) + 2)
            self._grid.addWidget(self._purpose(purpose), line + 1, 0)
            for place, person in enumerate(people, 1):
                cell = ConsentCell(person, purpose, standing(person, consents, purpose, today, clip_ids))
                cell.set_compact(self._compact)
                cell.clicked.connect(lambda _=False, cell=cell: self.chosen.emit(cell.person, cell.purpose))
                self._group.addButton(cell)
                self.cells[person.id, purpose] = cell
                self._grid.addWidget(cell, line + 1, place)
            opening = use_today(people, consents, purpose, today, clip_ids).opening
            today_words = self._folding(words(opening.value, _TODAY_ROLES[opening]), _TODAY_PX)
            self._grid.addWidget(today_words, line + 1, len(people) + 1)
        self._grid.setColumnStretch(len(people) + 1, 1)

    def mark(self, person: Person, purpose: Purpose) -> None:
        """Marks the cell whose details are shown."""
        cell = self.cells.get((person.id, purpose))
        if cell is not None:
            cell.setChecked(True)

    def _person(self, person: Person) -> QWidget:
        role = _ROLES[person.role] + ("" if person.main else ", not main")
        lines = column(self._folding(words(person.label, "h3"), _PERSON_PX), words(role, "hint"), gap_px=0)
        sign = self._aside(IconLabel(_PERSON_ICONS.get(person.role, "account-outline"), 22))
        return framed(row(sign, lines, None, margins_px=(6, 0, 0, 4)))

    def _purpose(self, purpose: Purpose) -> QWidget:
        title, hint = PURPOSE_TITLES[purpose]
        lines = column(self._folding(words(title, "h3"), _USE_PX), self._aside(words(hint, "hint")), gap_px=0)
        return framed(row(self._aside(IconLabel(_PURPOSE_ICONS[purpose], 20)), lines, None, gap_px=10))

    def _aside(self, part: QWidget) -> QWidget:
        """Something to do without where room is scarce."""
        self._asides.append(part)
        part.setVisible(not self._compact)
        return part
