"""Dates in words."""

from datetime import date, datetime

# Not from strftime: its names follow the machine's language, and these documents are in English.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def long_date(day: date) -> str:
    """A date as in "20 November 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """A date as in "20 Nov 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}"


def day_of(timestamp: str) -> date:
    """The day here of an ISO 8601 text with its offset."""
    return datetime.fromisoformat(timestamp).astimezone().date()
