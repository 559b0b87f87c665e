"""One person's consent for one use: enter it, enter it again, or enter that it was withdrawn."""

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QWidget

from ui.state.consents import PURPOSE_TITLES, Standing
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Rule
from ui.widgets.notice import Notice
from ui.widgets.segmented import Segmented
from ui.widgets.words import field_label, words
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role
from vidfeed.model.dates import short_date

_HOW = ("Signed form", "Spoken, noted", "Form elsewhere")
_AS = {
    GivenBy.SELF: "For themselves",
    GivenBy.PARENTAL_RESPONSIBILITY: "With parental responsibility",
    GivenBy.LOCAL_AUTHORITY: "Local authority",
}


class ConsentDetails(QWidget):
    """The side panel.

    Signals:
        agreed(GivenBy, date, str, object): as what, on which day, how, and the last day it holds (None: open).
        withdrawn(date): for this use.
        withdrawn_everything(date): for every use.
    """

    agreed = Signal(object, object, str, object)
    withdrawn = Signal(object)
    withdrawn_everything = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._title, self._who = words("", "h2", wrap=True), words("", "quiet")
        self._standing = Notice("info")
        self.given_by, self.how = QComboBox(), Segmented("How", [(how, how, how) for how in _HOW])
        for value, text in _AS.items():
            self.given_by.addItem(text, value)
        self.given_on, self.until, self.limited = _day("Given on"), _day("Until"), QCheckBox("Until")
        self.withdrawn_on = _day("Withdrawn on")
        self.limited.toggled.connect(self.until.setEnabled)
        self.until.setEnabled(False)
        self.agree, self.withdraw = push_button("Agreed", "soft", "pencil-outline"), push_button("Enter a withdrawal")
        self.everything = push_button("", "ghost", "close-circle-outline")
        self.agree.clicked.connect(self._agree)
        self.withdraw.clicked.connect(lambda: self.withdrawn.emit(_date(self.withdrawn_on)))
        self.everything.clicked.connect(lambda: self.withdrawn_everything.emit(_date(self.withdrawn_on)))
        self._build()

    def _build(self) -> None:
        dates = row(
            column(field_label("Given on", self.given_on), self.given_on, gap_px=4),
            column(self.limited, self.until, gap_px=0),
            gap_px=12,
        )
        gone = row(column(field_label("Withdrawn on", self.withdrawn_on), self.withdrawn_on, gap_px=4), None, gap_px=12)
        kept = (
            "Nothing here says how long films are kept. What was withdrawn stops from that day; films and marks stay."
        )
        self.setLayout(
            column(
                self._title, self._who, self._standing, Rule(), field_label("As", self.given_by), self.given_by, dates,
                words("How", "label"), self.how, row(None, self.agree), Rule(), gone, row(None, self.withdraw),
                self.everything, None, words(kept, "hint", wrap=True), gap_px=8, margins_px=(16, 16, 16, 14),
            )
        )  # fmt: skip

    def show_consent(
        self, person: Person, purpose: Purpose, standing: Standing, entry: Consent | None, today: date
    ) -> None:
        """Shows how it stands; `entry` is the latest, if there is any."""
        self._title.setText(PURPOSE_TITLES[purpose][0])
        self._who.setText(person.label)
        kind = {Standing.YES: "ok", Standing.WITHDRAWN: "bad", Standing.NOT_ENTERED: "info"}.get(standing, "warn")
        self._standing.say(kind, standing.value, _said(entry))
        given_by = entry.given_by if entry else _usual(person)
        self.given_by.setCurrentIndex(self.given_by.findData(given_by))
        self.how.set_value(entry.how if entry and entry.how in _HOW else _HOW[0])
        for field in (self.given_on, self.withdrawn_on):
            field.setDate(_qdate(today))
        self.limited.setChecked(False)
        self.until.setDate(_qdate(_in_a_year(today)))
        self.agree.setText("Agreed" if entry is None else "Agreed again")
        self.withdraw.setEnabled(standing in (Standing.YES, Standing.LATER))
        self.everything.setText(f"{person.label} withdraws from everything…")

    def _agree(self) -> None:
        until = _date(self.until) if self.limited.isChecked() else None
        self.agreed.emit(self.given_by.currentData(), _date(self.given_on), str(self.how.value or ""), until)


def _said(entry: Consent | None) -> str:
    if entry is None:
        return "Nobody has entered anything yet."
    parts = [f"Given {short_date(entry.given_on)}, {_AS[GivenBy(entry.given_by)].lower()}"]
    if entry.how:
        parts.append(entry.how.lower())
    if entry.withdrawn_on is not None:
        parts.append(f"withdrawn {short_date(entry.withdrawn_on)}")
    elif entry.until is not None:
        parts.append(f"until {short_date(entry.until)}")
    return ", ".join(parts) + "."


def _usual(person: Person) -> GivenBy:
    return GivenBy.SELF if person.role in (Role.PARENT_A, Role.PARENT_B) else GivenBy.PARENTAL_RESPONSIBILITY


def _in_a_year(day: date) -> date:
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)


def _day(name: str) -> QDateEdit:
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("d MMM yyyy")
    field.setAccessibleName(name)
    return field


def _qdate(day: date) -> QDate:
    return QDate(day.year, day.month, day.day)


def _date(field: QDateEdit) -> date:
    day = field.date()
    return date(day.year(), day.month(), day.day())
