"""One person's consent for one use: enter it, enter it again, or enter that it was withdrawn."""

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QWidget

from ui.screens.people.days import day_field, day_of, in_a_year, show_day
from ui.screens.people.films import FilmChoice
from ui.screens.people.touched_list import TouchedList
from ui.state.consents import PURPOSE_TITLES, Standing
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Rule
from ui.widgets.notice import Notice
from ui.widgets.segmented import Segmented
from ui.widgets.words import field_label, words
from vidfeed.model.clip import Clip
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role
from vidfeed.model.dates import short_date

HOW = ("Signed form", "Spoken, noted", "Form elsewhere")
_AS = {
    GivenBy.SELF: "For themselves",
    GivenBy.PARENTAL_RESPONSIBILITY: "With parental responsibility",
    GivenBy.LOCAL_AUTHORITY: "Local authority",
}
_KINDS = {Standing.YES: "ok", Standing.SOME: "warn", Standing.WITHDRAWN: "bad", Standing.NOT_ENTERED: "info"}
_KEPT = "Nothing here says how long films are kept. What was withdrawn stops from that day; films and marks stay."


class ConsentDetails(QWidget):
    """The side panel.

    Signals:
        agreed(GivenBy, date, str, object, tuple): as what, on which day, how, the last day it holds (None: open), and
            the ids of the films that it is for (none: all).
        withdrawal_requested(): from this use.
        everything_requested(): a withdrawal from every use.
    """

    agreed = Signal(object, object, str, object, object)
    withdrawal_requested = Signal()
    everything_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title, self._who = words("", "h2", wrap=True), words("", "quiet")
        self._standing, self._before = Notice("info"), words("", "hint", wrap=True)
        self.given_by, self.how = QComboBox(), Segmented("How", [(how, how, how) for how in HOW], optional=True)
        for value, text in _AS.items():
            self.given_by.addItem(text, value)
        self.given_on, self.until, self.limited = day_field("Given on"), day_field("Until"), QCheckBox("Until")
        self.films, self.touched = FilmChoice(), TouchedList()
        self._gone = QFrame()
        self.limited.toggled.connect(self.until.setEnabled)
        self.until.setEnabled(False)
        self.agree = push_button("Agreed", "soft", "pencil-outline")
        self.withdraw = push_button("Enter a withdrawal…")
        self.everything = push_button("", "ghost", "close-circle-outline")
        self.agree.clicked.connect(self._agree)
        self.films.changed.connect(self._show_possible)
        self.withdraw.clicked.connect(self.withdrawal_requested)
        self.everything.clicked.connect(self.everything_requested)
        self._build()

    def _build(self) -> None:
        dates = row(
            column(field_label("Given on", self.given_on), self.given_on, gap_px=4),
            column(self.limited, self.until, gap_px=0),
            gap_px=12,
        )
        self._gone.setLayout(column(words("From then on", "label"), self.touched, gap_px=4))
        self.setLayout(
            column(
                self._title, self._who, self._standing, self._gone, self._before, Rule(),
                field_label("As", self.given_by), self.given_by, dates, words("How", "label"), self.how,
                words("For", "label"), self.films, row(None, self.agree), Rule(), row(None, self.withdraw),
                self.everything, None, words(_KEPT, "hint", wrap=True), gap_px=8, margins_px=(16, 16, 16, 14),
            )
        )  # fmt: skip

    def show_consent(
        self,
        person: Person,
        purpose: Purpose,
        standing: Standing,
        entries: Sequence[Consent],
        clips: Sequence[Clip],
        today: date,
    ) -> None:
        """Shows how it stands; `entries` are the person's for the use, the telling one first."""
        entry = entries[0] if entries else None
        titles = {clip.id: clip.title for clip in clips}
        self._title.setText(PURPOSE_TITLES[purpose][0])
        self._who.setText(person.label)
        self._standing.say(_KINDS.get(standing, "warn"), standing.value, _said(entry, titles))
        before = [_said(one, titles) for one in entries[1:]]
        self._before.setText("\n".join(["Entered besides:", *before]) if before else "")
        self._before.setVisible(bool(before))
        given_by = entry.given_by if entry else usual_role(person)
        self.given_by.setCurrentIndex(self.given_by.findData(given_by))
        self.how.set_value(entry.how if entry and entry.how in HOW else None)
        show_day(self.given_on, today)
        self.given_on.setMaximumDate(self.given_on.date())
        self.limited.setChecked(False)
        show_day(self.until, in_a_year(today))
        self.films.show_films(clips)
        self.agree.setText("Agreed" if entry is None else "Agreed again")
        self.withdraw.setEnabled(standing is not Standing.WITHDRAWN)
        self.everything.setText(f"{person.label} withdraws from everything…")
        self._show_possible()

    def show_touched(self, lines: Sequence[str]) -> None:
        """What the withdrawal touches; nothing where there is none."""
        self.touched.show_lines(lines)
        self._gone.setVisible(bool(lines))

    def _show_possible(self) -> None:
        self.agree.setEnabled(self.films.complete)
        self.agree.setToolTip("" if self.films.complete else "Tick a film first")

    def _agree(self) -> None:
        until = day_of(self.until) if self.limited.isChecked() else None
        how = str(self.how.value or "")
        self.agreed.emit(self.given_by.currentData(), day_of(self.given_on), how, until, self.films.clip_ids)


def _said(entry: Consent | None, titles: Mapping[str, str]) -> str:
    if entry is None:
        return "Nobody has entered anything yet."
    parts = [f"Given {short_date(entry.given_on)}, {_AS[GivenBy(entry.given_by)].lower()}"]
    if entry.how:
        parts.append(entry.how.lower())
    if entry.clip_ids:
        parts.append(
            "for " + ", ".join(f"“{titles.get(clip_id, 'a film erased since')}”" for clip_id in entry.clip_ids)
        )
    if entry.until is not None:
        parts.append(f"until {short_date(entry.until)}")
    if entry.withdrawn_on is not None:
        parts.append(f"withdrawn {short_date(entry.withdrawn_on)}")
    return ", ".join(parts) + "."


def usual_role(person: Person) -> GivenBy:
    """As what consent is mostly given for them."""
    return GivenBy.SELF if person.role in (Role.PARENT_A, Role.PARENT_B) else GivenBy.PARENTAL_RESPONSIBILITY
