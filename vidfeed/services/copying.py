"""Deliberate copies: consent first, then the ledger, then the file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

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
        agreed_by: name of a second user, who proved to be one; a duty needs it where the vault has several users.
        may_replace: the user was asked whether a file of that name may go.
    """

    for_whom: str
    why: str
    reference: str = ""
    agreed_by: str = ""
    may_replace: bool = False


class RecordedCopy:
    """A copy being made; whoever makes it sets `sha256`.

    Attributes:
        copy: its entry in the ledger.
        sha256: of the finished file.
    """

    def __init__(self, copy: Copy) -> None:
        self.copy = copy
        self.sha256 = ""


@contextmanager
def recorded_copy(
    ctx: Context,
    case_id: str,
    what: str,
    subject_ids: Sequence[str],
    clip_ids: Sequence[str],
    leaving: Leaving,
    target: Path,
    flagged: bool = False,
) -> Iterator[RecordedCopy]:
    """Enters a copy that is made inside the block; one that failed cleanly was none, and its entry goes again.

    Raises:
        ExpectedError: as `check_target` and `enter_copy`.
    """
    check_target(ctx, target, leaving.may_replace)
    made = RecordedCopy(enter_copy(ctx, case_id, what, subject_ids, clip_ids, leaving, flagged))
    try:
        yield made
    except (ExpectedError, KeyboardInterrupt):
        with ctx.catalogue.transaction():
            ctx.catalogue.void_copy(made.copy.serial)
            ctx.catalogue.record("copy.not-made", str(made.copy.serial))
        raise
    made.copy = finish_copy(ctx, made.copy, made.sha256)


def check_target(ctx: Context, target: Path, may_replace: bool = False) -> None:
    """Refuses a place where a file must not be written.

    Raises:
        ExpectedError: kind `exists` inside the vault's own folder, or where something has the name already.
    """
    if ctx.blobs.holds(target):
        raise ExpectedError(
            ErrorKind.EXISTS, "That place is inside the vault. Nothing was saved.", "Choose a folder outside it."
        )
    if target.exists() and not (may_replace and target.is_file()):
        raise ExpectedError(
            ErrorKind.EXISTS, "Something of that name is there already. Nothing was saved.", "Choose another name."
        )


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
            ctx.catalogue.record("copy.agreed", str(copy.serial), by=leaving.agreed_by)
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
    return next(entry for entry in ctx.catalogue.copies(copy.case_id) if entry.serial == copy.serial)
