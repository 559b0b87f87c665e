"""Errors: what a user can act on, and what is our own fault."""

from enum import StrEnum


class ErrorKind(StrEnum):
    """Stable words for expected failures; scripts rely on them."""

    WRONG_PASSPHRASE = "wrong-passphrase"
    TOO_MANY_TRIES = "too-many-tries"
    VAULT_MISSING = "vault-missing"
    VAULT_IN_USE = "vault-in-use"
    DAMAGED = "damaged"
    NOT_A_FILM = "not-a-film"
    UNREADABLE_PART = "unreadable-part"
    DUPLICATE = "duplicate"
    NO_SPACE = "no-space"
    NO_CONSENT = "no-consent"
    UNKNOWN_CASE = "unknown-case"
    UNKNOWN_CLIP = "unknown-clip"
    UNKNOWN_MOMENT = "unknown-moment"
    UNKNOWN_REEL = "unknown-reel"
    UNKNOWN_TAG = "unknown-tag"
    UNKNOWN_USER = "unknown-user"
    UNKNOWN_PERSON = "unknown-person"
    UNKNOWN_CODEBOOK = "unknown-codebook"
    EXISTS = "exists"
    WEAK_PASSPHRASE = "weak-passphrase"
    FILE_MISSING = "file-missing"
    READ_ONLY = "read-only"
    BAD_TIME = "bad-time"
    BAD_FILE = "bad-file"
    UNSUPPORTED_VERSION = "unsupported-version"
    CANCELLED = "cancelled"
    NEEDS_SECOND_USER = "needs-second-user"
    AMBIGUOUS = "ambiguous"
    NOT_READY = "not-ready"


class VidfeedError(Exception):
    """Base of everything that vidfeed raises on purpose."""


class ExpectedError(VidfeedError):
    """Something a user can meet and act on.

    Attributes:
        kind: stable word for scripts.
        message: one sentence: what happened, and what is safe.
        hint: one sentence: what to do next; may be empty.
    """

    def __init__(self, kind: ErrorKind, message: str, hint: str = "") -> None:
        super().__init__(kind, message, hint)
        self.kind = kind
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return self.message


class InternalError(VidfeedError):
    """A broken invariant: our own fault, never the user's."""


class WorkLostError(InternalError):
    """A child process died at its work, or fell silent and was ended: what it was given may be what killed it."""


def cancelled(what: str) -> ExpectedError:
    """The error for work that its user stopped; `what` begins the sentence ("The import")."""
    return ExpectedError(ErrorKind.CANCELLED, f"{what} was stopped. Nothing of it was kept.", "")


def bad_time(message: str) -> ExpectedError:
    """The error for a time that is not one, or lies outside its clip."""
    return ExpectedError(
        ErrorKind.BAD_TIME, message, "Give seconds, MM:SS.mmm or HH:MM:SS.mmm inside the clip's duration."
    )
