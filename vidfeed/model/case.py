"""Cases and sessions: under what a film is filed."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from vidfeed.errors import ErrorKind, ExpectedError

MAX_CODE_LENGTH = 64


@dataclass(frozen=True)
class Case:
    """One family's work, under a pseudonymous case ID.

    Attributes:
        id: internal random id.
        code: the case ID that people use ("WREN-07"); unique in the vault.
        note: private.
        question: the parent's own question, or empty.
        approach: the method's name, or empty.
        created_at: UTC, ISO 8601 text.
    """

    id: str
    code: str
    note: str
    question: str
    approach: str
    created_at: str


@dataclass(frozen=True)
class Session:
    """A visit: a numbered session of a case."""

    id: str
    case_id: str
    number: int
    held_on: date | None
    place: str
    activity: str


@dataclass(frozen=True)
class GoalRating:
    """Where the parent saw themselves on the way to their own goal, 1 to 10, on a day."""

    id: str
    case_id: str
    rated_on: date
    rating: int


@dataclass(frozen=True)
class CaseSummary:
    """A case with what a list shows of it."""

    case: Case
    sessions: int
    clips: int
    moments: int
    last_session: Session | None


def checked_code(text: str) -> str:
    """The case ID in NFC, without outer space.

    Raises:
        ExpectedError: kind `unknown-case` for an empty, overlong or unprintable ID.
    """
    code = unicodedata.normalize("NFC", text).strip()
    if not code or len(code) > MAX_CODE_LENGTH or any(unicodedata.category(c).startswith("C") for c in code):
        raise ExpectedError(
            ErrorKind.UNKNOWN_CASE,
            "That is not a usable case ID.",
            f"Use 1 to {MAX_CODE_LENGTH} letters, digits, spaces and signs, and never a name.",
        )
    return code
