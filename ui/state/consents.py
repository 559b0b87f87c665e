"""How consent stands today, for screens: a person's for one use, and what that opens."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from vidfeed.model.consent import Consent, Person, Purpose, Role, missing_people, stopped_people

PURPOSE_TITLES = {
    Purpose.RECORD: ("Recording", "making and keeping films"),
    Purpose.REVIEW: ("Review together", "watching with the parents"),
    Purpose.SUPERVISION: ("Supervision", "extracts to a supervisor"),
    Purpose.TRAINING: ("Training", "extracts to teach others"),
    Purpose.RESEARCH: ("Research", "a named study only"),
    Purpose.COPY: ("Copy for the family", "a film they take away"),
    Purpose.CLINICAL_RECORD: ("Pictures in the record", "stills in the summary"),
    Purpose.FILMED_REVIEW: ("Filming the review", "recording your talk"),
}


SHOWN_USES = (Purpose.RECORD, Purpose.REVIEW, Purpose.SUPERVISION, Purpose.TRAINING)
"""The uses whose state is always in sight."""


class Standing(StrEnum):
    """How a person's consent for one use stands."""

    YES = "Yes"
    SO_FAR = "All so far"
    SOME = "Some films"
    WITHDRAWN = "Withdrawn"
    RAN_OUT = "Ran out"
    LATER = "From later on"
    NOT_ENTERED = "Not entered"


_WHOLE = (Standing.YES, Standing.SO_FAR)


class Opening(StrEnum):
    """What a use comes to today, over all main people."""

    OPEN = "Open"
    VEIL_OTHERS = "Veil others"
    SOME_FILMS = "Some films"
    STOPPED = "Stopped"
    RECORDING_STOPPED = "Recording stopped"
    TO_RENEW = "To renew"
    NOT_YET = "Not yet"
    NO_PEOPLE = "No people yet"


@dataclass(frozen=True)
class UseToday:
    """A use of the films today.

    Attributes:
        until: the last day before it ends for someone, or None.
    """

    purpose: Purpose
    opening: Opening
    until: date | None = None

    @property
    def usable(self) -> bool:
        """Whether it may be done at all."""
        return self.opening in (Opening.OPEN, Opening.VEIL_OTHERS, Opening.SOME_FILMS)


def standing(
    person: Person, consents: Iterable[Consent], purpose: Purpose, on: date, clip_ids: Iterable[str] = ()
) -> Standing:
    """Of one person for one use; `clip_ids` are the films in the case now."""
    entries = [entry for entry in consents if entry.person_id == person.id and entry.purpose is purpose]
    holding, ended = [e for e in entries if e.holds(on)], [e for e in entries if e.ended(on)]
    if any(not entry.clip_ids for entry in holding):
        return Standing.YES
    # Recording needs no entry: where it ended for named films only, the others go on.
    going_on = purpose is Purpose.RECORD and all(entry.clip_ids for entry in ended)
    if holding or (going_on and ended):
        stopping = ended if going_on else None
        return Standing.SO_FAR if _all_covered(holding, stopping, clip_ids) else Standing.SOME
    if any(entry.withdrawn_on is not None and entry.withdrawn_on <= on for entry in entries):
        return Standing.WITHDRAWN
    if any(entry.until is not None and entry.until < on for entry in entries):
        return Standing.RAN_OUT
    return Standing.LATER if entries else Standing.NOT_ENTERED


def _all_covered(holding: list[Consent], stopping: list[Consent] | None, clip_ids: Iterable[str]) -> bool:
    """Whether nothing stops any film; `stopping` is what would stop one where none needs an entry, else None."""
    films = list(clip_ids)
    bare = [clip_id for clip_id in films if not any(entry.covers(clip_id) for entry in holding)]
    if stopping is not None:
        bare = [clip_id for clip_id in bare if any(entry.covers(clip_id) for entry in stopping)]
    return bool(films) and not bare


def use_today(
    people: Iterable[Person], consents: Iterable[Consent], purpose: Purpose, on: date, clip_ids: Iterable[str] = ()
) -> UseToday:
    """What a use comes to; no film can be used whose recording has stopped, whatever else was agreed to.

    Args:
        clip_ids: the films in the case now: agreements for each of them come to one for all.
    """
    everyone, entries, films = list(people), list(consents), list(clip_ids)
    use = _agreed_to(everyone, entries, purpose, on, films)
    recording = {standing(person, entries, Purpose.RECORD, on, films) for person in everyone if person.main}
    if not use.usable or purpose is Purpose.RECORD:
        return use
    if recording & {Standing.WITHDRAWN, Standing.RAN_OUT}:
        return UseToday(purpose, Opening.RECORDING_STOPPED)
    return replace(use, opening=Opening.SOME_FILMS) if Standing.SOME in recording else use


def _agreed_to(
    everyone: list[Person], entries: list[Consent], purpose: Purpose, on: date, films: list[str]
) -> UseToday:
    """What a use comes to by the entries for it alone."""
    found = [standing(person, entries, purpose, on, films) for person in everyone if person.main]
    for bad, opening in ((Standing.WITHDRAWN, Opening.STOPPED), (Standing.RAN_OUT, Opening.TO_RENEW)):
        if bad in found:
            return UseToday(purpose, opening)
    if not _family(everyone):
        return UseToday(purpose, Opening.NO_PEOPLE)
    if any(one not in (*_WHOLE, Standing.SOME) for one in found):
        return UseToday(purpose, Opening.NOT_YET)
    others = [person for person in everyone if not person.main]
    agreed = all(standing(person, entries, purpose, on, films) in _WHOLE for person in others)
    holding = (entry for entry in entries if entry.purpose is purpose and entry.holds(on))
    ends = [entry.until for entry in holding if entry.until is not None]
    opening = Opening.OPEN if agreed else Opening.VEIL_OTHERS
    return UseToday(purpose, Opening.SOME_FILMS if Standing.SOME in found else opening, min(ends, default=None))


def needs_attention(people: Iterable[Person], consents: Iterable[Consent], clip_ids: Iterable[str], on: date) -> bool:
    """Whether anything was withdrawn, ran out or is not entered for everyone, or for one of these films."""
    everyone, entries, clips = list(people), list(consents), list(clip_ids)
    if clips and stopped_people(everyone, entries, on, clips):
        return True
    if clips and missing_people(everyone, entries, Purpose.REVIEW, on, clips):
        return True
    uses = [use_today(everyone, entries, purpose, on, clips) for purpose in (Purpose.RECORD, Purpose.REVIEW)]
    return any(not use.usable for use in uses)


def _family(people: Iterable[Person]) -> bool:
    mains = {person.role for person in people if person.main}
    return Role.INFANT in mains and bool(mains & {Role.PARENT_A, Role.PARENT_B})
