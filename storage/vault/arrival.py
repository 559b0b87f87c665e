"""What the trail says of coming and going, and whether the computer's clock can be believed."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Final

from storage.catalogue import User
from storage.vault.core import Core, SystemClock
from storage.vault.tries import forget_wrong_tries, wrong_tries
from vidfeed.errors import ErrorKind, ExpectedError, VidfeedError
from vidfeed.model.finding import Finding, Severity

_CLOCKS_DIFFER: Final = timedelta(minutes=1)  # a clock is put right by seconds all the time


def enter_unlock(core: Core, user: User) -> list[Finding]:
    """Enters who unlocked the vault, and how many wrong passphrases there were before.

    Returns:
        What is amiss: the clock, or that a full disk took no entry. It does not lock anyone out of their films.

    Raises:
        ExpectedError: `read-only`, `damaged`, ...
    """
    last = core.catalogue.last_entry()
    findings = clock_findings(last.at if last else None)
    try:
        with core.catalogue.transaction():
            tries = wrong_tries(core.layout).count
            if tries:
                core.catalogue.record("vault.wrong-tries", f"tries:{tries}")
            core.catalogue.record("vault.unlock", f"user:{user.id}")
        forget_wrong_tries(core.layout)
    except ExpectedError as problem:
        if problem.kind is not ErrorKind.NO_SPACE:
            raise
        message = "The disk is too full to enter in the trail that the vault was unlocked."
        findings.append(Finding(Severity.WARNING, "trail-full", "", message, "Free some space."))
    return findings


def enter_lock(core: Core, user: User) -> None:
    """Enters that the vault was locked, if that can still be written: locking goes on all the same."""
    with suppress(VidfeedError):
        core.catalogue.record("vault.lock", f"user:{user.id}")


def clock_findings(latest: str | None) -> list[Finding]:
    """Warns where the clock stands before what was entered already; `latest` is that instant, ISO 8601."""
    if latest is None or SystemClock().now() + _CLOCKS_DIFFER >= _instant(latest):
        return []
    return [
        Finding(
            Severity.WARNING,
            "clock",
            "",
            "The computer's clock is earlier than the last entry in this vault.",
            "Set the clock right: consent that ended, and the times of what you enter, go by it. Nothing is lost; the "
            "trail keeps its order.",
        )
    ]


def _instant(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:  # an altered line, which the check of the trail's chain tells
        return datetime.min.replace(tzinfo=UTC)
    return at if at.tzinfo else at.replace(tzinfo=UTC)
