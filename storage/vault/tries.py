"""Wrong passphrases since the last unlock: they are counted in a small file, and make the next one wait.

Who has a copy of the folder is not slowed down by it, only by scrypt; it is for hands at the keyboard.
"""

import json
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from storage.vault.durable import disk_errors, read_plain, remove, write_atomically
from storage.vault.layout import Layout
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.ports import Clock

FREE_TRIES: Final = 5
LONGEST_DELAY_S: Final = 60
_MAX_BYTES: Final = 200
_MOST: Final = 10**6
# Where a window counts the delay itself, its timer may end a little early.
_TIMER_SLACK: Final = 0.9


@dataclass(frozen=True)
class WrongTries:
    """How many, and when the last was."""

    count: int = 0
    last_at: datetime | None = None

    def wait_s(self, now: datetime) -> int:
        """Seconds until the next try; none where the clock was set back, for then nobody can tell."""
        if self.count <= FREE_TRIES or self.last_at is None or now < self.last_at:
            return 0
        delay_s = _TIMER_SLACK * delay_after(self.count)
        return max(0, -(-(self.last_at + timedelta(seconds=delay_s) - now) // timedelta(seconds=1)))


def delay_after(wrong_tries: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: 2, 4, 8 and so on after the sixth, at most 60."""
    late = wrong_tries - FREE_TRIES
    return min(2 ** min(late, 10), LONGEST_DELAY_S) if late > 0 else 0


def wrong_tries(layout: Layout) -> WrongTries:
    """Those since the last unlock; a file that is not ours, or cannot be read, counts as none."""
    try:
        card = json.loads(read_plain(layout.tries, _MAX_BYTES))
        count, at = card["wrong"], datetime.fromisoformat(card["at"])
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return WrongTries()
    if type(count) is not int or not 0 < count <= _MOST or at.tzinfo is None:
        return WrongTries()
    return WrongTries(count, at)


def require_patience(layout: Layout, clock: Clock) -> None:
    """Raises ExpectedError `too-many-tries` where the next one has to wait."""
    wait_s = wrong_tries(layout).wait_s(clock.now())
    if wait_s:
        seconds = f"{wait_s} second{'s' if wait_s > 1 else ''}"
        raise ExpectedError(
            ErrorKind.TOO_MANY_TRIES,
            "Too many passphrases were wrong, one after the other. This one was not tried.",
            f"Try again in {seconds}, or use the recovery sheet.",
        )


def note_wrong_try(layout: Layout, clock: Clock) -> None:
    """Counts one more; where the disk does not take it, that is not what its user needs to hear."""
    count = min(wrong_tries(layout).count + 1, _MOST)
    card = {"wrong": count, "at": clock.now().astimezone(UTC).isoformat(timespec="seconds")}
    with suppress(OSError):
        write_atomically(layout.tries, json.dumps(card).encode() + b"\n")


def forget_wrong_tries(layout: Layout) -> None:
    """After an unlock; raises ExpectedError as the disk does."""
    with disk_errors():
        if layout.tries.exists():
            remove(layout.tries)
