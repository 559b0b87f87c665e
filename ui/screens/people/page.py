"""People and consent of a case."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QWidget

from ui.screens.dialog import FormDialog
from ui.screens.people.correction import CorrectionDialog
from ui.screens.people.details import ConsentDetails, Entries
from ui.screens.people.person_dialogs import LabelDialog, PersonDialog
from ui.screens.people.several import SeveralDialog
from ui.screens.people.table import ConsentTable
from ui.screens.people.withdrawal import WithdrawalDialog
from ui.state.consent_words import FilmName, film_names
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
from ui.widgets.words import words
from vidfeed.errors import ExpectedError
from vidfeed.model.case import Case
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.model.consent import Consent, Person, Purpose
from vidfeed.services import consenting
from vidfeed.services.correcting import corrections
from vidfeed.services.touching import touched_by

_ABOUT = "One line for each use, one column for each person. Labels, not names."
_SIDE_PX, _NARROW_SIDE_PX, _COMPACT_BELOW_PX = 356, 350, 1040


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
        self.details.correction_requested.connect(self._ask_correction)
        self.details.label_requested.connect(self._ask_label)
        self.details.withdrawal_requested.connect(self._ask_withdrawal)
        self.details.everything_requested.connect(lambda: self._ask_withdrawal(everything=True))
        self._about = words(_ABOUT, "quiet", wrap=True)
        title = column(words("Who agreed to what", "h2"), self._about, gap_px=2)
        body = column(self.table, None)
        self._table_area = scrolling(framed(body))
        self._table_area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._table_area)
        self._middle.addWidget(self._empty)
        card = Card()
        self._head = row(title, row(self.several_button, self.add_button, None))
        self._head.setStretch(0, 1)
        card.setLayout(column(self._head, self.error, self._middle, self.note, gap_px=10, margins_px=(18, 14, 14, 14)))
        self._side = side = Card()
        side.setLayout(column(scrolling(self.details), gap_px=0, margins_px=(2, 2, 2, 2)))
        side.setFixedWidth(px(_SIDE_PX))
        whole = row(card, side, gap_px=10, margins_px=(10, 10, 10, 10))
        whole.setStretch(0, 1)
        self.setLayout(whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        compact = self.width() < px(_COMPACT_BELOW_PX)
        self._about.setVisible(not compact)
        self._side.setFixedWidth(px(_NARROW_SIDE_PX if compact else _SIDE_PX))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if compact else across)
        self._head.setStretch(0, 0 if compact else 1)
        self.table.set_compact(compact)

    def header_widgets(self) -> list[QWidget]:
        """For the shell's header."""
        return [self._done]

    def show_case(self, case: Case) -> None:
        """Shows a case, with nothing chosen."""
        self._case, self._chosen = case, None
        self.error.hide()
        self.refresh()

    def begin(self) -> None:
        """Puts the focus where the work begins."""
        if self._chosen is None:
            self.add_button.setFocus()
        else:
            self._focus_cell(*self._chosen)

    def refresh(self) -> None:
        """Reads people and consents anew."""
        case = self._present()
        ctx = self._desk.context
        people, consents = ctx.catalogue.people(case.id), ctx.catalogue.consents(case.id)
        self._middle.setCurrentWidget(self._table_area if people else self._empty)
        self._empty.say("Add a parent and the baby first. Labels such as “Parent A” are enough, names are not needed.")
        self.table.show_people(ctx, people, consents, self._clip_ids())
        self._show_note(people, consents)
        if self._chosen is None and people:
            self._chosen = (people[0], Purpose.RECORD)
        elif self._chosen is not None:
            # The person may have another label by now.
            self._chosen = (next(one for one in people if one.id == self._chosen[0].id), self._chosen[1])
        self._side.setVisible(self._chosen is not None)
        self.several_button.setVisible(bool(people))
        if self._chosen is not None:
            self._show_details(*self._chosen, consents)

    def _present(self) -> Case:
        assert self._case is not None, "a case is shown"
        return self._case

    def _clips(self) -> list[Clip]:
        clips = self._desk.context.catalogue.clips(self._present().id)
        return [clip for clip in clips if clip.status is not ClipStatus.ERASING]

    def _clip_ids(self) -> list[str]:
        return [clip.id for clip in self._clips()]

    def _films(self) -> dict[str, FilmName]:
        names = film_names(self._desk.context, self._present().id)
        return {clip.id: names[clip.id] for clip in self._clips()}

    def _consents(self) -> list[Consent]:
        return self._desk.context.catalogue.consents(self._present().id)

    def _entries(self, person: Person, purpose: Purpose, consents: list[Consent]) -> list[Consent]:
        """Those in force of a person for a use, the telling one first."""
        today = self._desk.context.today()
        mine = [entry for entry in consents if entry.person_id == person.id and entry.purpose is purpose]
        return sorted(mine, key=lambda entry: (entry.holds(today), not entry.clip_ids, entry.given_on), reverse=True)

    def _show_details(self, person: Person, purpose: Purpose, consents: list[Consent]) -> None:
        ctx = self._desk.context
        today, clips, mine = ctx.today(), self._clips(), self._entries(person, purpose, consents)
        stands = standing(person, consents, purpose, today, self._clip_ids())
        wrong = corrections(ctx, person, purpose)
        self.details.show_entries(Entries(person, purpose, stands, mine, wrong), self._films(), today)
        ended = [entry for entry in mine if entry.withdrawn_on is not None and entry.withdrawn_on <= today]
        stopped = [clip.id for clip in clips if _is_stopped(mine, ended, clip)]
        touched = touched_by(ctx, person, purpose, stopped if len(stopped) < len(clips) else ())
        self.details.show_touched(touched_lines(touched) if stopped or (ended and not clips) else [])
        self.table.mark(person, purpose)

    def _show_note(self, people: list[Person], consents: list[Consent]) -> None:
        today = self._desk.context.today()
        films = self._clip_ids()
        uses = [use_today(people, consents, purpose, today, films) for purpose in Purpose]
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
        self._show_details(person, purpose, self._consents())

    # What is entered

    def _agree(self, said: Consent) -> None:
        assert self._chosen is not None, "details are shown for a cell"
        person, purpose = self._chosen
        ctx, by = self._desk.context, said.given_by
        self.error.hide()
        try:
            consenting.give(ctx, person, purpose, said.given_on, by, said.how, said.until, said.clip_ids)
        except ExpectedError as error:
            # What was filled in stays, to be put right.
            self.error.show_error(error)
            return
        self._changed()

    def _ask_withdrawal(self, everything: bool = False) -> None:
        assert self._chosen is not None, "details are shown for a cell"
        person, purpose = self._chosen
        purposes = list(Purpose) if everything else [purpose]
        self._open(WithdrawalDialog(self._desk, person, purposes, self._films(), self))

    def _ask_correction(self) -> None:
        assert self._chosen is not None, "details are shown for a cell"
        person, purpose = self._chosen
        entries = self._entries(person, purpose, self._consents())
        if entries:
            self._open(CorrectionDialog(self._desk, person, entries, self._films(), self))

    def _ask_label(self) -> None:
        assert self._chosen is not None, "details are shown for a cell"
        self._open(LabelDialog(self._desk, self._chosen[0], self))

    def ask_person(self) -> None:
        """Asks for a role and a label."""
        self._open(PersonDialog(self._desk, self._present(), self))

    def ask_several(self) -> None:
        """Asks who agrees to which uses."""
        people = self._desk.context.catalogue.people(self._present().id)
        self._open(SeveralDialog(self._desk, people, self))

    def _open(self, dialog: FormDialog) -> None:
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
        if self._chosen is not None:
            self._focus_cell(*self._chosen)

    def _focus_cell(self, person: Person, purpose: Purpose) -> None:
        cell = self.table.cells[person.id, purpose]
        cell.show()  # the table was made anew: only what is shown takes the focus
        cell.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_stopped(entries: list[Consent], ended: list[Consent], clip: Clip) -> bool:
    """Whether one of the ended entries was for the film, and no other holds for it."""
    holding = (entry for entry in entries if entry not in ended and entry.covers(clip.id))
    return any(entry.covers(clip.id) for entry in ended) and not any(holding)
