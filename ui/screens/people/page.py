"""People and consent of a case."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QStackedWidget, QWidget

from ui.screens.dialog import FormDialog
from ui.screens.people.details import ConsentDetails
from ui.screens.people.several import SeveralDialog
from ui.screens.people.table import ConsentTable
from ui.screens.people.withdrawal import WithdrawalDialog
from ui.state.consents import PURPOSE_TITLES, Opening, standing, use_today
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.state.touched_words import touched_lines
from ui.theme import px
from ui.widgets.boxes import column, framed, row, scrolling
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice import ErrorBanner, Notice
from ui.widgets.words import field_label, words
from vidfeed.errors import ExpectedError
from vidfeed.model.case import Case
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role
from vidfeed.services import cases, consenting
from vidfeed.services.touching import touched_by

_ROLE_NAMES = {
    Role.PARENT_A: "Parent A",
    Role.PARENT_B: "Parent B",
    Role.INFANT: "The baby",
    Role.OTHER: "Someone else, such as a sibling",
}


class PeoplePage(QWidget):
    """The table, and the details of one cell beside it.

    Signals:
        done(): back to the case.
    """

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case: Case | None = None
        self._chosen: tuple[Person, Purpose] | None = None
        self.table, self.details, self.note = ConsentTable(), ConsentDetails(), Notice("warn")
        self.error = ErrorBanner()
        self.add_button = push_button("Add a person", "", "account-plus-outline")
        self.several_button = push_button("Agree to several…", "", "check")
        self._done = push_button("Done", "primary")
        self._empty = EmptyState("", "account-group-outline")
        self._build()

    def _build(self) -> None:
        self.add_button.clicked.connect(self.ask_person)
        self.several_button.clicked.connect(self.ask_several)
        self._done.clicked.connect(self.done)
        self.table.chosen.connect(self._choose)
        self.details.agreed.connect(self._agree)
        self.details.withdrawal_requested.connect(self._ask_withdrawal)
        self.details.everything_requested.connect(lambda: self._ask_withdrawal(everything=True))
        title = column(
            words("Who agreed to what", "h2"),
            words("One line for each use, one column for each person. Labels, not names.", "quiet", wrap=True),
            gap_px=2,
        )
        body = column(self.table, None)
        self._table_area = scrolling(framed(body))
        self._table_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._table_area)
        self._middle.addWidget(self._empty)
        card = Card()
        head = row(title, self.several_button, self.add_button)
        head.setStretch(0, 1)
        card.setLayout(column(head, self.error, self._middle, self.note, gap_px=10, margins_px=(18, 14, 14, 14)))
        side = Card()
        side.setLayout(column(scrolling(self.details), gap_px=0, margins_px=(2, 2, 2, 2)))
        side.setFixedWidth(px(356))
        whole = row(card, side, gap_px=10, margins_px=(10, 10, 10, 10))
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def header_widgets(self) -> list[QWidget]:
        """For the shell's header."""
        return [self._done]

    def show_case(self, case: Case) -> None:
        """Shows a case, with nothing chosen."""
        self._case, self._chosen = case, None
        self.error.hide()
        self.refresh()

    def refresh(self) -> None:
        """Reads people and consents anew."""
        case = self._present()
        ctx = self._desk.context
        people, consents = ctx.catalogue.people(case.id), ctx.catalogue.consents(case.id)
        self._middle.setCurrentWidget(self._table_area if people else self._empty)
        self._empty.say("Add a parent and the baby first. Labels such as “Parent A” are enough, names are not needed.")
        self.table.show_people(ctx, people, consents)
        self._show_note(people, consents)
        if self._chosen is None and people:
            self._chosen = (people[0], Purpose.RECORD)
        self.details.setVisible(self._chosen is not None)
        self.several_button.setVisible(bool(people))
        if self._chosen is not None:
            self._show_details(*self._chosen, consents)

    def _present(self) -> Case:
        assert self._case is not None, "a case is shown"
        return self._case

    def _clips(self) -> list[Clip]:
        clips = self._desk.context.catalogue.clips(self._present().id)
        return [clip for clip in clips if clip.status is not ClipStatus.ERASING]

    def _show_details(self, person: Person, purpose: Purpose, consents: list[Consent]) -> None:
        ctx = self._desk.context
        today, clips = ctx.today(), self._clips()
        mine = [entry for entry in consents if entry.person_id == person.id and entry.purpose is purpose]
        mine.sort(key=lambda entry: (entry.holds(today), not entry.clip_ids, entry.given_on), reverse=True)
        self.details.show_consent(person, purpose, standing(person, consents, purpose, today), mine, clips, today)
        ended = [entry for entry in mine if entry.withdrawn_on is not None and entry.withdrawn_on <= today]
        stopped = [clip.id for clip in clips if _is_stopped(mine, ended, clip)]
        touched = touched_by(ctx, person, purpose, stopped if len(stopped) < len(clips) else ())
        self.details.show_touched(touched_lines(touched) if stopped or (ended and not clips) else [])
        self.table.mark(person, purpose)

    def _show_note(self, people: list[Person], consents: list[Consent]) -> None:
        today = self._desk.context.today()
        uses = [use_today(people, consents, purpose, today) for purpose in Purpose]
        stopped = [PURPOSE_TITLES[use.purpose][0] for use in uses if use.opening is Opening.STOPPED]
        ended = [PURPOSE_TITLES[use.purpose][0] for use in uses if use.opening is Opening.TO_RENEW]
        parts = [f"{name} has stopped." for name in stopped] + [f"{name} is to be renewed." for name in ended]
        if any(use.purpose is Purpose.RECORD and use.opening in (Opening.STOPPED, Opening.TO_RENEW) for use in uses):
            parts.append("Nothing can be watched or marked until a new consent is entered. The films are safe.")
        elif stopped_films := consenting.stopped_clips(self._desk.context, self._present().id):
            parts.append(f"{counted(len(stopped_films), 'film')} can’t be watched or marked. The films are safe.")
        elif parts:
            parts.append("Watching and marking go on.")
        self.note.setVisible(bool(parts))
        self.note.say("warn", "", " ".join(parts))

    def _choose(self, person: Person, purpose: Purpose) -> None:
        self._chosen = (person, purpose)
        self._show_details(person, purpose, self._desk.context.catalogue.consents(self._present().id))

    # What is entered

    def _agree(
        self, given_by: GivenBy, given_on: date, how: str, until: date | None, clip_ids: tuple[str, ...]
    ) -> None:
        assert self._chosen is not None, "details are shown for a cell"
        person, purpose = self._chosen
        ctx, by = self._desk.context, GivenBy(given_by)
        self.error.hide()
        try:
            consenting.give(ctx, person, purpose, given_on, by, how, until, clip_ids)
        except ExpectedError as error:
            # What was filled in stays, to be put right.
            self.error.show_error(error)
            return
        self._changed()
        cell = self.table.cells[person.id, purpose]
        cell.show()  # the table was made anew: only what is shown takes the focus
        cell.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_withdrawal(self, everything: bool = False) -> None:
        assert self._chosen is not None, "details are shown for a cell"
        person, purpose = self._chosen
        purposes = list(Purpose) if everything else [purpose]
        dialog = WithdrawalDialog(self._desk, person, purposes, self._clips(), self)
        dialog.accepted.connect(self._changed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def ask_person(self) -> None:
        """Asks for a role and a label."""
        dialog = PersonDialog(self._desk, self._present(), self)
        dialog.accepted.connect(self._changed)
        dialog.open()

    def ask_several(self) -> None:
        """Asks who agrees to which uses."""
        people = self._desk.context.catalogue.people(self._present().id)
        dialog = SeveralDialog(self._desk, people, self)
        dialog.accepted.connect(self._changed)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        self.refresh()
        self._desk.cases_changed.emit()


def _is_stopped(entries: list[Consent], ended: list[Consent], clip: Clip) -> bool:
    """Whether one of the ended entries was for the film, and no other holds for it."""
    holding = (entry for entry in entries if entry not in ended and entry.covers(clip.id))
    return any(entry.covers(clip.id) for entry in ended) and not any(holding)


class PersonDialog(FormDialog):
    """Who is in the films."""

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
            field_label("Label, not a name", self.label),
            self.label,
        )
        self.keep_typed(desk, f"person:{case.id}", label=self.label)
