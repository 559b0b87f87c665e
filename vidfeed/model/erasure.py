"""Erasing for good: what was asked, how far it has come, what the receipt says."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

_COPYING: Final = timedelta(minutes=1)


class ErasureState(StrEnum):
    """How far an erasure has come; it goes on after any interruption."""

    MARKED = "marked"
    """The identities are gone: no film of the subject can be opened any more."""
    CLEARED = "cleared"
    """The rows are gone too; the key is yet to be changed."""
    DONE = "done"


@dataclass(frozen=True)
class Erasure:
    """One erasure of a case or a clip.

    Attributes:
        subject: "case:<id>" or "clip:<id>", the random ids.
        receipt: JSON text, without identifying content.
    """

    subject: str
    state: ErasureState
    receipt: str
    at: str
    user: str


@dataclass(frozen=True)
class Backup:
    """A backup that was made, and may still hold what was erased later.

    Attributes:
        place: where, as the user gave it.
        blob_ids: the encrypted files that it held, and those that have taken the place of one in the vault since.
    """

    id: str
    at: str
    label: str
    place: str
    blob_ids: tuple[str, ...] = ()

    def may_hold(self, blob_ids: Collection[str], case_made_at: str | None = None) -> bool:
        """Whether it has one of the files; or the people and notes of a case, as each has that was made since the case.

        Args:
            case_made_at: ISO 8601; made while the catalogue was copied, or where nobody can tell, it counts as in it.
        """
        return not set(blob_ids).isdisjoint(self.blob_ids) or (case_made_at is not None and self._since(case_made_at))

    def _since(self, made_at: str) -> bool:
        try:
            return datetime.fromisoformat(made_at) <= datetime.fromisoformat(self.at) + _COPYING
        except (ValueError, TypeError):
            return True


def case_subject(case_id: str) -> str:
    """A case as the subject of an erasure."""
    return f"case:{case_id}"


def clip_subject(clip_id: str) -> str:
    """A clip as the subject of an erasure."""
    return f"clip:{clip_id}"
