"""Times, people and yeses as other tools write them."""

import re
from fractions import Fraction

from vidfeed.model.foreign import MILLISECOND
from vidfeed.model.moment import Who

_CLOCK = re.compile(r"([+-])?(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,12})(?:[.,](\d{1,30}))?\s*s?", re.ASCII)
_PEOPLE = {
    Who.BABY: {"baby", "child", "infant", "toddler", "chi", "kind", "enfant"},
    Who.PARENT: {"parent", "mother", "father", "mum", "mom", "dad", "caregiver", "mot", "fat", "adult"},
    Who.BOTH: {"both", "dyad"},
    Who.OTHER: {"other"},
}
_YES = {"yes", "true", "1", "x", "y"}


def read_time(text: str) -> tuple[Fraction, Fraction] | None:
    """Seconds and the unit of the last digit, at most a millisecond; None where it is no time.

    Seconds with a point or a comma, MM:SS or HH:MM:SS; a sign is allowed.
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        return None
    sign, hours, minutes, whole, part = match.groups()
    if (minutes is not None and int(whole) >= 60) or (hours is not None and int(minutes) >= 60):
        return None
    seconds = Fraction(f"{whole}.{part or 0}") + 60 * int(minutes or 0) + 3600 * int(hours or 0)
    unit = min(MILLISECOND, Fraction(1, 10 ** len(part or "")))
    return (-seconds if sign == "-" else seconds), unit


def read_who(text: str) -> Who | None:
    """Whom a subject's name means, if it is an everyday word for one."""
    word = text.strip().casefold()
    return next((who for who, words in _PEOPLE.items() if word in words), None)


def is_yes(text: str) -> bool:
    """Whether a cell says yes."""
    return text.strip().casefold() in _YES


def note_lines(*named: tuple[str, str]) -> str:
    """Lines "name: text" of what there is; without a name the text alone."""
    return "\n".join(f"{name}: {text}" if name else text for name, text in named if text.strip())
