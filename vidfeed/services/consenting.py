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
    if until is not None and until < given_on:
        raise ExpectedError(ErrorKind.BAD_TIME, "The consent would end before it was given.", "Check the two days.")
    if not set(clip_ids) <= {clip.id for clip in ctx.catalogue.clips(person.case_id)}:
        raise ExpectedError(ErrorKind.UNKNOWN_CLIP, "The case has no such clip.", "List the case to see its clips.")
    consent = Consent(new_id(), person.id, purpose, given_on, given_by, how, until, None, tuple(clip_ids))
    with ctx.catalogue.transaction():
        ctx.catalogue.add_consent(consent)
        ctx.catalogue.record("consent.give", consent.id)
    return consent


def withdraw(ctx: Context, person: Person, purpose: Purpose, withdrawn_on: date) -> list[Consent]:
    """Withdraws every entry of the person for the purpose; those changed, none where all were withdrawn already.

    Where nothing was entered yet the refusal is: an entry that is withdrawn from its first day, so that what needs
    no entry stops too.
    """
    entries = [
        consent
        for consent in ctx.catalogue.consents(person.case_id)
        if consent.person_id == person.id and consent.purpose is purpose
    ]
    changed = [replace(entry, withdrawn_on=withdrawn_on) for entry in entries if entry.withdrawn_on is None]
    refused = Consent(new_id(), person.id, purpose, withdrawn_on, GivenBy.SELF, withdrawn_on=withdrawn_on)
    with ctx.catalogue.transaction():
        for consent in changed:
            ctx.catalogue.update_consent(consent)
        if not entries:
            changed = [refused]
            ctx.catalogue.add_consent(refused)
        for consent in changed:
            ctx.catalogue.record("consent.withdraw", consent.id)
    return changed


def require_watching(ctx: Context, case_id: str) -> None:
    """Watching and marking need no entry, but stop on withdrawal or expiry.

    Raises:
        ExpectedError: kind `no-consent`, naming whose.
    """
    stopped = stopped_people(ctx.catalogue.people(case_id), ctx.catalogue.consents(case_id), ctx.today())
    if stopped:
        raise ExpectedError(
            ErrorKind.NO_CONSENT,
            f"Consent to recording and watching is withdrawn or has run out for {_names(stopped)}. The films are safe.",
            "Enter a new consent under People and consent, or erase the films.",
        )


def require(ctx: Context, case_id: str, purpose: Purpose, clip_ids: Iterable[str], flagged: bool = False) -> None:
    """Reviews, copies and packs need current consent from every main person, and from others where flagged.

    Args:
        flagged: someone else is in a picture that would be shown, and is not veiled.

    Raises:
        ExpectedError: kind `no-consent`, saying whose and why.
    """
    require_watching(ctx, case_id)
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
    clips = list(clip_ids)
    missing = missing_people(people, consents, purpose, ctx.today(), clips)
    if missing:
        raise _refusal(purpose, missing)
    if flagged:
        _require_others(ctx, people, consents, purpose, clips)


def _require_others(
    ctx: Context, people: list[Person], consents: list[Consent], purpose: Purpose, clip_ids: list[str]
) -> None:
    others = [replace(person, main=True) for person in people if not person.main]
    missing = missing_people(others, consents, purpose, ctx.today(), clip_ids)
    if missing or not others:
        raise ExpectedError(
            ErrorKind.NO_CONSENT,
            "Someone else is in one of the pictures, and has not agreed.",
            "Leave that moment out, or enter their consent.",
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
