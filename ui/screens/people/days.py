"""Fields for a day."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QDateEdit


def day_field(name: str) -> QDateEdit:
    """A field with a calendar."""
    field = QDateEdit()
    field.setCalendarPopup(True)
    field.setDisplayFormat("d MMM yyyy")
    field.setAccessibleName(name)
    return field


def in_a_year(day: date) -> date:
    """The same day a year on; 1 March for a 29 February."""
    return day.replace(year=day.year + 1) if (day.month, day.day) != (2, 29) else date(day.year + 1, 3, 1)


def show_day(field: QDateEdit, day: date) -> None:
    """Shows a day."""
    field.setDate(QDate(day.year, day.month, day.day))


def day_of(field: QDateEdit) -> date:
    """The day that it shows."""
    day = field.date()
    return date(day.year(), day.month(), day.day())
