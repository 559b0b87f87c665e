"""People of a case and what they agreed to, per purpose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Role(StrEnum):
    """Who a person is in the case."""

    PARENT_A = "parent-a"
    PARENT_B = "parent-b"
    INFANT = "infant"
    OTHER = "other"


class Purpose(StrEnum):
    """What consent can be given for."""

    RECORD = "record"
    REVIEW = "review"
    SUPERVISION = "supervision"
    TRAINING = "training"
    RESEARCH = "research"
    COPY = "copy"
    CLINICAL_RECORD = "clinical-record"
    FILMED_REVIEW = "filmed-review"


class Duty(StrEnum):
    """Reasons to hand something over that need no consent, but a reference."""

    SUBJECT_ACCESS = "subject-access"
    COURT = "court"
    POLICE = "police"
    SAFEGUARDING = "safeguarding"


class GivenBy(StrEnum):
    """In what role consent was given."""

    SELF = "self"
    PARENTAL_RESPONSIBILITY = "parental-responsibility"
    LOCAL_AUTHORITY = "local-authority"


@dataclass(frozen=True)
class Person:
    """Someone in the case's films; `main` people's consent is asked for every use."""

    id: str
    case_id: str
    role: Role
    label: str
    main: bool


@dataclass(frozen=True)
class Consent:
    """One entry. `clip_ids` empty means all films; `until` is the last day it holds."""

    id: str
    person_id: str
    purpose: Purpose
    given_on: date
    given_by: GivenBy
    how: str = ""
    until: date | None = None
    withdrawn_on: date | None = None
    clip_ids: tuple[str, ...] = ()

    def holds(self, on: date, clip_id: str | None = None) -> bool:
        """Whether it covers the day and, if given, the clip."""
        covered = clip_id is None or self.covers(clip_id)
        current = self.given_on <= on and (self.until is None or on <= self.until)
        return covered and current and (self.withdrawn_on is None or on < self.withdrawn_on)

    def covers(self, clip_id: str | None) -> bool:
        """Whether it was given for this film; for a film that is still to come (None), only where it is for all."""
        return not self.clip_ids or clip_id in self.clip_ids

    def ended(self, on: date) -> bool:
        """Whether it is withdrawn by that day, or its last day is past."""
        withdrawn = self.withdrawn_on is not None and self.withdrawn_on <= on
        return withdrawn or (self.until is not None and self.until < on)


def missing_people(
    people: Iterable[Person], consents: Iterable[Consent], purpose: Purpose, on: date, clip_ids: Iterable[str]
) -> list[Person]:
    """Main people without current consent for the purpose, for any of the clips."""
    entries = list(consents)
    clips: list[str | None] = list(clip_ids) or [None]
    return [
        person
        for person in people
        if person.main
        and not all(
            any(c.person_id == person.id and c.purpose is purpose and c.holds(on, clip) for c in entries)
            for clip in clips
        )
    ]


def stopped_people(
    people: Iterable[Person], consents: Iterable[Consent], on: date, clip_ids: Iterable[str] = ()
) -> list[Person]:
    """Main people whose `record` consent was entered for one of the clips, and is withdrawn or has expired.

    Without clips it is about a film that is still to come.
    """
    entries = [consent for consent in consents if consent.purpose is Purpose.RECORD]
    clips: list[str | None] = list(clip_ids) or [None]
    return [
        person
        for person in people
        if person.main and any(_stopped([c for c in entries if c.person_id == person.id], on, clip) for clip in clips)
    ]


def _stopped(entries: Iterable[Consent], on: date, clip_id: str | None) -> bool:
    covering = [consent for consent in entries if consent.covers(clip_id)]
    return any(consent.ended(on) for consent in covering) and not any(consent.holds(on) for consent in covering)
