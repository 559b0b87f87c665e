"""One person's consent for one use: enter it, enter it again, or enter that it was withdrawn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from ui.screens.people.form import ConsentForm
from ui.screens.people.touched_list import TouchedList
from ui.state.consent_words import HOW, NOTHING_YET, Films, corrected_words, entry_words, usual_role
from ui.state.consents import PURPOSE_TITLES, Standing
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Rule
from ui.widgets.notice import Notice
from ui.widgets.words import words
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose
from vidfeed.services.correcting import Corrected

_KINDS = {Standing.YES: "ok", Standing.SO_FAR: "ok", Standing.WITHDRAWN: "bad", Standing.NOT_ENTERED: "info"}
_KEPT = "Nothing here says how long films are kept. What was withdrawn stops from that day; films and marks stay."


@dataclass(frozen=True)
class Entries:
    """What was entered for a person and a use.

    Attributes:
        standing: what it comes to today.
        in_force: the telling one first.
        corrected: what is out of force.
    """

    person: Person
    purpose: Purpose
    standing: Standing
    in_force: Sequence[Consent]
    corrected: Sequence[Corrected]


class ConsentDetails(QWidget):
    """The side panel.

    Signals:
        agreed(Consent): what the fields say, without an id.
        correction_requested(): of what was entered for this use.
        label_requested(): another label for the person.
        withdrawal_requested(): from this use.
        everything_requested(): a withdrawal from every use.
    """

    agreed = Signal(object)
    correction_requested = Signal()
    label_requested = Signal()
    withdrawal_requested = Signal()
    everything_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._who = words("", "h2", wrap=True), words("", "quiet", wrap=True)
        self._standing, self._before = Notice("info"), words("", "hint", wrap=True)
        self._entries: Entries | None = None
        self.form, self.touched = ConsentForm(), TouchedList()
        self.films, self.when = self.form.films, self.form.when
        self._gone = QFrame()
        self.agree = push_button("Agreed", "soft", "check")
        self.withdraw = push_button("Enter a withdrawal…")
        self.everything = push_button("", "ghost", "close-circle-outline")
        self.correct = push_button("Correct an entry…", "ghost", "pencil-outline")
        self.relabel = push_button("Other label…", "ghost")
        self.agree.clicked.connect(self._agree)
        self.correct.clicked.connect(self.correction_requested)
        self.relabel.clicked.connect(self.label_requested)
        self.films.changed.connect(self._show_possible)
        self.withdraw.clicked.connect(self.withdrawal_requested)
        self.everything.clicked.connect(self.everything_requested)
        self._build()

    def _build(self) -> None:
        self._gone.setLayout(column(words("From then on", "label"), self.touched, gap_px=4))
        who = row(self._who, self.relabel)
        who.setStretch(0, 1)
        self.setLayout(
            column(
                self._title, who, self._standing, self._gone, self._before, row(None, self.correct), Rule(),
                self.form, row(None, self.agree), Rule(), row(None, self.withdraw),
                self.everything, None, words(_KEPT, "hint", wrap=True), gap_px=8, margins_px=(12, 14, 12, 14),
            )
        )  # fmt: skip

    def show_entries(self, entries: Entries, films: Films, today: date) -> None:
        """Shows how it stands, and fields for a new entry."""
        self._entries, person = entries, entries.person
        entry = entries.in_force[0] if entries.in_force else None
        self._title.setText(PURPOSE_TITLES[entries.purpose][0])
        self._who.setText(person.label)
        self.relabel.setAccessibleName(f"Another label for {person.label}")
        said = NOTHING_YET if entry is None else entry_words(entry, films)
        self._standing.say(_KINDS.get(entries.standing, "warn"), entries.standing.value, said)
        self._show_history(entries, films)
        self.correct.setVisible(entry is not None)
        self.form.show_role(GivenBy(entry.given_by) if entry else usual_role(person))
        self.when.how.set_value(entry.how if entry and entry.how in HOW else None)
        self.when.begin(today)
        self.films.show_films(films)
        self.agree.setText("Agreed" if entry is None else "Agreed again")
        self.withdraw.setEnabled(entries.standing is not Standing.WITHDRAWN)
        self.everything.setText(f"{person.label} withdraws from everything…")
        self._show_possible()

    def _show_history(self, entries: Entries, films: Films) -> None:
        lines = [entry_words(one, films) for one in entries.in_force[1:]]
        lines = ["Entered besides:", *lines] if lines else []
        lines += [corrected_words(one, films) for one in entries.corrected]
        self._before.setText("\n".join(lines))
        self._before.setVisible(bool(lines))

    def show_touched(self, lines: Sequence[str]) -> None:
        """What the withdrawal touches; nothing where there is none."""
        self.touched.show_lines(lines)
        self._gone.setVisible(bool(lines))

    def _show_possible(self) -> None:
        self.agree.setEnabled(self.films.complete)
        self.agree.setToolTip("" if self.films.complete else "Tick a film first")

    def _agree(self) -> None:
        assert self._entries is not None, "details are shown for a cell"
        self.agreed.emit(self.form.entered(self._entries.person, self._entries.purpose))
