"""How exact values stand in the catalogue as text."""

import json
from collections.abc import Iterable
from datetime import date
from fractions import Fraction


def fraction_text(value: Fraction) -> str:
    """The fraction in lowest terms, "n/d", which `Fraction` reads back."""
    return f"{value.numerator}/{value.denominator}"


def date_text(value: date | None) -> str | None:
    """ISO 8601, or None for none."""
    return None if value is None else value.isoformat()


def read_date(text: str | None) -> date | None:
    """The date that `date_text` wrote."""
    return None if text is None else date.fromisoformat(text)


def list_text(values: Iterable[str]) -> str:
    """A JSON list."""
    return json.dumps(list(values), ensure_ascii=False)


def read_list(text: str) -> tuple[str, ...]:
    """The texts that `list_text` wrote."""
    return tuple(json.loads(text))
