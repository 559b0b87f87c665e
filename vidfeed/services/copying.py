"""Deliberate copies: consent first, then the ledger, then the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Duty
from vidfeed.model.copy import Copy
from vidfeed.services.consenting import purpose_or_duty, require
from vidfeed.services.context import Context


@dataclass(frozen=True)
class Leaving:
    """Why something leaves the vault.

    Attributes:
        for_whom: the recipient, in the user's words.
        why: a purpose of consent, or a duty such as a court's order.
        reference: of the duty; empty for a purpose.
        agreed_by: id of a second user, who proved to be one; a duty needs it where the vault has several users.
    """

    for_whom: str
    why: str
    reference: str = ""
    agreed_by: str = ""


def enter_copy(
    ctx: Context,
    case_id: str,
    what: str,
    subject_ids: Sequence[str],
    clip_ids: Sequence[str],
    leaving: Leaving,
    flagged: bool = False,
) -> Copy:
    """Checks consent and enters the copy; the ledger knows of it before the file exists.

    Raises:
        ExpectedError: kind `no-consent`, also where no recipient or reference is named, or `needs-second-user`.
    """
    reason = purpose_or_duty(leaving.why)
    if not leaving.for_whom.strip():
        raise ExpectedError(ErrorKind.NO_CONSENT, "A copy needs a recipient.", "Say for whom it is.")
    if isinstance(reason, Duty):
        _require_grounds(ctx, leaving)
    else:
        require(ctx, case_id, reason, clip_ids, flagged)
    with ctx.catalogue.transaction():
        copy = Copy(
            ctx.catalogue.next_serial(), case_id, what, tuple(subject_ids), leaving.for_whom.strip(), leaving.why,
            leaving.reference.strip(), "", ctx.timestamp(), "",
        )  # fmt: skip
        ctx.catalogue.add_copy(copy)
        ctx.catalogue.record(f"copy.{what}", str(copy.serial))
        if leaving.agreed_by:
            ctx.catalogue.record("copy.agreed", f"user:{leaving.agreed_by}")
    return copy


def _require_grounds(ctx: Context, leaving: Leaving) -> None:
    """A duty overrides what the family said: so it is written down, and nobody decides it alone."""
    if not leaving.reference.strip():
        raise ExpectedError(
            ErrorKind.NO_CONSENT, "This reason needs a reference, such as the order's number.", "Add the reference."
        )
    if not leaving.agreed_by and len(ctx.catalogue.user_names()) > 1:
        raise ExpectedError(
            ErrorKind.NEEDS_SECOND_USER,
            "Handing this over without consent needs a second user of this vault. Nothing was written.",
            "Ask a colleague to agree with their own passphrase.",
        )


def finish_copy(ctx: Context, copy: Copy, sha256: str) -> Copy:
    """Notes the digest of the finished file; the entry as it now stands."""
    ctx.catalogue.set_copy_sha256(copy.serial, sha256)
    return replace(copy, sha256=sha256)
