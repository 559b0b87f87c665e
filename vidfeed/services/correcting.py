"""Putting a wrong consent entry right; it stays to be read."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vidfeed.errors import InternalError
from vidfeed.model.consent import Consent, Person, Purpose
from vidfeed.model.copy import AuditEntry
from vidfeed.model.ids import new_id
from vidfeed.services.consenting import require_films, require_order
from vidfeed.services.context import Context


@dataclass(frozen=True)
class Corrected:
    """An entry that is out of force, and the line of the trail that says who corrected it, and when."""

    entry: Consent
    line: AuditEntry


def correct(ctx: Context, wrong: Consent, right: Consent | None) -> Consent | None:
    """Puts an entry out of force and enters what is right instead; nothing changes where that says the same.

    Args:
        wrong: an entry in force.
        right: the entry as it ought to be, of the same person and use; None where it was never given. Its id is
            not used.

    Returns:
        The entry that is in force now.

    Raises:
        ExpectedError: `bad-time` where it would end before it begins, `unknown-clip` for a film of another case.
    """
    if right is not None and replace(right, id=wrong.id) == wrong:
        return wrong
    if not any(entry.id == wrong.id for entry in ctx.catalogue.consents()):
        raise InternalError("the entry is not in force")
    entry = None if right is None else replace(right, id=new_id(), person_id=wrong.person_id, purpose=wrong.purpose)
    if entry is not None:
        _check(ctx, wrong, entry)
    with ctx.catalogue.transaction():
        ctx.catalogue.supersede_consent(wrong.id)
        if entry is not None:
            ctx.catalogue.add_consent(entry)
            ctx.catalogue.record("consent.give" if entry.withdrawn_on is None else "consent.withdraw", entry.id)
    return entry


def _check(ctx: Context, wrong: Consent, right: Consent) -> None:
    require_order(right.given_on, right.until, right.withdrawn_on)
    case_id = next(person.case_id for person in ctx.catalogue.people() if person.id == wrong.person_id)
    # Films that were erased since may stay named.
    known = {clip.id for clip in ctx.catalogue.clips(case_id)} | set(wrong.clip_ids)
    require_films(known, right.clip_ids)


def corrections(ctx: Context, person: Person, purpose: Purpose) -> Sequence[Corrected]:
    """What was entered wrongly for a person and a use, in order of entry."""
    entries = ctx.catalogue.superseded_consents(person.case_id)
    mine = [entry for entry in entries if entry.person_id == person.id and entry.purpose is purpose]
    return [Corrected(entry, _line(ctx, entry)) for entry in mine]


def _line(ctx: Context, entry: Consent) -> AuditEntry:
    return next(line for line in ctx.catalogue.audit(entry.id) if line.action == "consent.correct")
