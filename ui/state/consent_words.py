"""Consent entries, and the films that they name, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from vidfeed.model.consent import Consent, GivenBy, Person, Role
from vidfeed.model.dates import day_of, short_date
from vidfeed.model.quoting import in_quotes
from vidfeed.model.time import format_clock
from vidfeed.services.context import Context
from vidfeed.services.correcting import Corrected

HOW = ("Signed form", "Spoken, noted", "Form elsewhere")
GIVEN_AS = {
    GivenBy.SELF: "For themselves",
    GivenBy.PARENTAL_RESPONSIBILITY: "With parental responsibility",
    GivenBy.LOCAL_AUTHORITY: "Local authority",
}
NOTHING_YET = "Nobody has entered anything yet."


@dataclass(frozen=True)
class FilmName:
    """A film as it is told from others of the same title.

    Attributes:
        detail: its day, session and length, as far as they are known.
    """

    title: str
    detail: str

    @property
    def line(self) -> str:
        """In a list."""
        return f"{self.title} · {self.detail}"

    @property
    def said(self) -> str:
        """In a sentence."""
        return f"{in_quotes(self.title)} ({self.detail})"


Films = Mapping[str, FilmName]
"""By clip id."""


def film_names(ctx: Context, case_id: str) -> dict[str, FilmName]:
    """Of a case's films, those that are being erased too."""
    sessions = {session.id: session for session in ctx.catalogue.sessions(case_id)}
    names = {}
    for clip in ctx.catalogue.clips(case_id):
        session = sessions[clip.session_id]
        day = session.held_on or (day_of(clip.recorded_at) if clip.recorded_at else None)
        parts = [short_date(day)] if day else []
        parts.append(f"session {session.number}")
        if clip.frames:
            parts.append(format_clock(clip.duration))
        names[clip.id] = FilmName(clip.title, ", ".join(parts))
    return names


def entry_words(entry: Consent, films: Films) -> str:
    """An entry in a sentence."""
    parts = [f"Given {short_date(entry.given_on)}, {GIVEN_AS[GivenBy(entry.given_by)].lower()}"]
    if entry.how:
        parts.append(entry.how.lower())
    if entry.clip_ids:
        named = (films[one].said if one in films else "a film erased since" for one in entry.clip_ids)
        parts.append("for " + ", ".join(named))
    if entry.until is not None:
        parts.append(f"until {short_date(entry.until)}")
    if entry.withdrawn_on is not None:
        parts.append(f"withdrawn {short_date(entry.withdrawn_on)}")
    return ", ".join(parts) + "."


def corrected_words(corrected: Corrected, films: Films) -> str:
    """An entry that is out of force, and who said so."""
    by = f" by {corrected.line.user}" if corrected.line.user else ""
    return f"Corrected {short_date(day_of(corrected.line.at))}{by}; it said: {entry_words(corrected.entry, films)}"


def usual_role(person: Person) -> GivenBy:
    """As what consent is mostly given for them."""
    return GivenBy.SELF if person.role in (Role.PARENT_A, Role.PARENT_B) else GivenBy.PARENTAL_RESPONSIBILITY
