"""Who agreed to what, and what that lets one do."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import (
    Consent,
    Duty,
    GivenBy,
    Person,
    Purpose,
    Role,
    missing_people,
    stopped_people,
)
from vidfeed.model.ids import new_id
from vidfeed.services.context import Context

PURPOSE_WORDS = {
    Purpose.RECORD: "recording and watching",
    Purpose.REVIEW: "review together",
    Purpose.SUPERVISION: "supervision",
    Purpose.TRAINING: "training",
    Purpose.RESEARCH: "research",
    Purpose.COPY: "a copy for the family",
    Purpose.CLINICAL_RECORD: "the clinical record",
    Purpose.FILMED_REVIEW: "filming the review",
}


def give(
    ctx: Context,
    person: Person,
    purpose: Purpose,
    given_on: date,
    given_by: GivenBy = GivenBy.PARENTAL_RESPONSIBILITY,
    how: str = "",
    until: date | None = None,
    clip_ids: Sequence[str] = (),
) -> Consent:
    """Enters a person's consent for a purpose.

    Args:
        until: the last day that it holds.
        clip_ids: the films that it covers; none means all of the case.

    Raises:
        ExpectedError: `bad-time` where it would end before it begins, `unknown-clip` for a film of another case.
    """
    require_order(given_on, until)
    require_films((clip.id for clip in ctx.catalogue.clips(person.case_id)), clip_ids)
    consent = Consent(new_id(), person.id, purpose, given_on, given_by, how, until, None, tuple(clip_ids))
    with ctx.catalogue.transaction():
        ctx.catalogue.add_consent(consent)
        ctx.catalogue.record("consent.give", consent.id)
    return consent


def withdraw(
    ctx: Context, person: Person, purpose: Purpose, withdrawn_on: date, clip_ids: Sequence[str] = ()
) -> list[Consent]:
    """Withdraws what the person agreed to for the purpose; the entries changed, none where all were withdrawn already.

    Films that no entry covers yet get a refusal: an entry that is withdrawn from its first day, so that what needs
    no entry stops too. Withdrawn for some films only, an agreement that covers others as well goes on for those of
    them that are in the case by now; a film that comes later needs a new one.

    Args:
        clip_ids: the films that it is withdrawn for; none means all of them, those still to come too.

    Raises:
        ExpectedError: `unknown-clip` for a film of another case.
    """
    films = [clip.id for clip in ctx.catalogue.clips(person.case_id)]
    require_films(films, clip_ids)
    entries = [
        consent
        for consent in ctx.catalogue.consents(person.case_id)
        if consent.person_id == person.id and consent.purpose is purpose and _touches(consent, clip_ids)
    ]
    open_still = [entry for entry in entries if entry.withdrawn_on is None or entry.withdrawn_on > withdrawn_on]
    changed = [replace(entry, withdrawn_on=withdrawn_on) for entry in open_still]
    kept = [entry for entry in (_narrowed(entry, clip_ids, films) for entry in open_still) if entry is not None]
    refused = _refused(person, purpose, withdrawn_on, clip_ids, entries)
    with ctx.catalogue.transaction():
        for consent in changed:
            ctx.catalogue.update_consent(consent)
        for consent in kept:
            ctx.catalogue.add_consent(consent)
            ctx.catalogue.record("consent.narrow", consent.id)
        for consent in refused:
            ctx.catalogue.add_consent(consent)
        for consent in (*changed, *refused):
            ctx.catalogue.record("consent.withdraw", consent.id)
    ctx.works.forget_rendered()
    return [*changed, *refused]


def _touches(consent: Consent, clip_ids: Sequence[str]) -> bool:
    return not clip_ids or any(consent.covers(clip_id) for clip_id in clip_ids)


def _refused(
    person: Person, purpose: Purpose, on: date, clip_ids: Sequence[str], entries: Sequence[Consent]
) -> list[Consent]:
    """The refusal of what none of the entries covers; for all films only an entry for all of them does."""
    asked: Sequence[str | None] = clip_ids or [None]
    bare = [clip_id for clip_id in asked if not any(entry.covers(clip_id) for entry in entries)]
    named = tuple(clip_id for clip_id in bare if clip_id is not None)
    return [Consent(new_id(), person.id, purpose, on, GivenBy.SELF, "", None, on, named)] if bare else []


def _narrowed(entry: Consent, clip_ids: Sequence[str], films: Sequence[str]) -> Consent | None:
    """What is left of an entry once it is withdrawn for some films; None where that is nothing."""
    left = [clip_id for clip_id in entry.clip_ids or films if clip_id not in clip_ids] if clip_ids else []
    return replace(entry, id=new_id(), clip_ids=tuple(left)) if left else None


def require_order(given_on: date, *ends: date | None) -> None:
    """Raises ExpectedError `bad-time` where a consent would end before it was given."""
    if any(end is not None and end < given_on for end in ends):
        raise ExpectedError(ErrorKind.BAD_TIME, "The consent would end before it was given.", "Check the days.")


def require_films(films: Iterable[str], clip_ids: Iterable[str]) -> None:
    """Raises ExpectedError `unknown-clip` where one of `clip_ids` is not among the films."""
    if not set(clip_ids) <= set(films):
        raise ExpectedError(ErrorKind.UNKNOWN_CLIP, "The case has no such clip.", "List the case to see its clips.")


def require_watching(ctx: Context, case_id: str, clip_ids: Iterable[str] = ()) -> None:
    """Watching and marking need no entry, but stop on withdrawal or expiry.

    Args:
        clip_ids: the films; without any it is about one that is still to come.

    Raises:
        ExpectedError: kind `no-consent`, naming whose.
    """
    people, consents = ctx.catalogue.people(case_id), ctx.catalogue.consents(case_id)
    stopped = stopped_people(people, consents, ctx.today(), clip_ids)
    if stopped:
        raise ExpectedError(
            ErrorKind.NO_CONSENT,
            f"Consent to recording and watching is withdrawn or has run out for {_names(stopped)}. The films are safe.",
            "Enter a new consent under People and consent, or erase the films.",
        )


def stopped_clips(ctx: Context, case_id: str) -> frozenset[str]:
    """The case's films that may not be watched."""
    people, consents = ctx.catalogue.people(case_id), ctx.catalogue.consents(case_id)
    today = ctx.today()
    clips = ctx.catalogue.clips(case_id)
    return frozenset(clip.id for clip in clips if stopped_people(people, consents, today, [clip.id]))


def require(ctx: Context, case_id: str, purpose: Purpose, clip_ids: Iterable[str], flagged: bool = False) -> None:
    """Reviews, copies and packs need current consent from every main person, and from others where flagged.

    Args:
        flagged: someone else is in a picture that would be shown, and is not veiled.

    Raises:
        ExpectedError: kind `no-consent`, saying whose and why.
    """
    clips = list(clip_ids)
    require_watching(ctx, case_id, clips)
    people, consents = ctx.catalogue.people(case_id), ctx.catalogue.consents(case_id)
    mains = [person for person in people if person.main]
    if not any(p.role is Role.INFANT for p in mains) or not any(
        p.role in {Role.PARENT_A, Role.PARENT_B} for p in mains
    ):
        raise ExpectedError(
            ErrorKind.NO_CONSENT,
            "The case names no main parent and infant yet, so no consent can be shown.",
            "Enter the people and their consent under People and consent.",
        )
    missing = missing_people(people, consents, purpose, ctx.today(), clips)
    if missing:
        raise _refusal(purpose, missing)
    if flagged:
        _require_others(ctx, people, consents, purpose, clips)


def _require_others(
    ctx: Context, people: list[Person], consents: list[Consent], purpose: Purpose, clip_ids: list[str]
) -> None:
    """Who withdrew from recording is asked in vain for any other use, as with the main people."""
    others = [replace(person, main=True) for person in people if not person.main]
    missing = missing_people(others, consents, purpose, ctx.today(), clip_ids)
    stopped = stopped_people(others, consents, ctx.today(), clip_ids)
    refusing = [person for person in others if person in missing or person in stopped]
    if refusing or not others:
        has = "has" if len(refusing) == 1 else "have"
        why = f"{_names(refusing)} {has} not agreed" if refusing else "the case does not name them"
        raise ExpectedError(
            ErrorKind.NO_CONSENT,
            f"Someone else is in one of the pictures, and {why}.",
            "Leave that moment out, veil it, or enter their consent under People and consent.",
        )


def purpose_or_duty(why: str) -> Purpose | Duty:
    """The word after `--why`.

    Raises:
        ExpectedError: kind `no-consent` for any other word.
    """
    if why in set(Purpose):
        return Purpose(why)
    if why in set(Duty):
        return Duty(why)
    words = ", ".join([*Purpose, *Duty])
    raise ExpectedError(
        ErrorKind.NO_CONSENT, "That is not a purpose that consent is given for.", f"Use one of {words}."
    )


def _refusal(purpose: Purpose, missing: list[Person]) -> ExpectedError:
    return ExpectedError(
        ErrorKind.NO_CONSENT,
        f"There is no current consent to {PURPOSE_WORDS[purpose]} from {_names(missing)}.",
        "Ask them, and enter their consent under People and consent.",
    )


def _names(people: Iterable[Person]) -> str:
    return " and ".join(person.label for person in people)
