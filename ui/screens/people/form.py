"""The fields of a consent: as what, from when until when, how, and for which films."""

from datetime import date

from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QWidget

from ui.screens.people.days import day_field, day_of, in_a_year, show_day
from ui.screens.people.films import FilmChoice
from ui.state.consent_words import GIVEN_AS, HOW, Films
from ui.widgets.boxes import column, row
from ui.widgets.segmented import Segmented
from ui.widgets.words import field_label, words
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose


class OptionalDay(QWidget):
    """A day that may be left open."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.known, self.day = QCheckBox(name), day_field(name)
        self.day.setEnabled(False)
        self.known.toggled.connect(self.day.setEnabled)
        self.setLayout(column(self.known, self.day, gap_px=0))

    def show_day(self, day: date | None, otherwise: date) -> None:
        """Shows a day, or none: then what is offered once the box is ticked."""
        self.known.setChecked(day is not None)
        show_day(self.day, day or otherwise)

    @property
    def value(self) -> date | None:
        """The day, or None."""
        return day_of(self.day) if self.known.isChecked() else None


class WhenAndHow(QWidget):
    """From when until when, and how it was said."""

    def __init__(self) -> None:
        super().__init__()
        self.given_on, self.end = day_field("Given on"), OptionalDay("Until")
        self.limited, self.until = self.end.known, self.end.day
        self.how = Segmented("How", [(how, how, how) for how in HOW], optional=True)
        dates = row(column(field_label("Given on", self.given_on), self.given_on, gap_px=4), self.end, gap_px=12)
        self.setLayout(column(dates, words("How", "label"), self.how, gap_px=8))

    def begin(self, today: date) -> None:
        """From today on, as long as nobody says otherwise."""
        set_past_day(self.given_on, today, today)
        self.end.show_day(None, in_a_year(today))


class ConsentForm(QWidget):
    """All of it for one person and one use."""

    def __init__(self) -> None:
        super().__init__()
        self.given_by, self.when, self.films = QComboBox(), WhenAndHow(), FilmChoice()
        for value, text in GIVEN_AS.items():
            self.given_by.addItem(text, value)
        self.setLayout(
            column(
                field_label("As", self.given_by), self.given_by, self.when, words("For", "label"), self.films, gap_px=8
            )
        )  # fmt: skip

    def show_role(self, given_by: GivenBy) -> None:
        """As what it was given."""
        self.given_by.setCurrentIndex(self.given_by.findData(given_by))

    def show_entry(self, entry: Consent, films: Films, today: date) -> None:
        """What an entry says."""
        self.show_role(GivenBy(entry.given_by))
        set_past_day(self.when.given_on, entry.given_on, today)
        self.when.end.show_day(entry.until, in_a_year(today))
        self.when.how.set_value(entry.how if entry.how in HOW else None)
        self.films.show_films(films, entry.clip_ids)

    def entered(self, person: Person, purpose: Purpose) -> Consent:
        """What the fields say; without an id."""
        when = self.when
        return Consent(
            "", person.id, purpose, day_of(when.given_on), GivenBy(self.given_by.currentData()),
            str(when.how.value or ""), when.end.value, None, self.films.clip_ids,
        )  # fmt: skip


def set_past_day(field: QDateEdit, day: date, today: date) -> None:
    """Shows a day; none later than today can be chosen, unless it is that one."""
    field.clearMaximumDate()
    show_day(field, max(day, today))
    field.setMaximumDate(field.date())
    show_day(field, day)
