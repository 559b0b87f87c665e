"""Copies: what left the vault, and the trail of who did what."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Copy:
    """One deliberate copy, entered before it is made.

    Attributes:
        serial: counts up from 1 in the vault.
        what: the kind of thing ("reel", "summary-docx", "frame", "original").
        subject_ids: ids of what it holds (case, clips, reel).
        why: a purpose or a duty of the consent model.
        sha256: of the file as written; empty until it is.
    """

    serial: int
    case_id: str
    what: str
    subject_ids: tuple[str, ...]
    for_whom: str
    why: str
    reference: str
    sha256: str
    at: str
    user: str


@dataclass(frozen=True)
class AuditEntry:
    """One line of the trail: ids only, never content; `digest` chains it to the one before."""

    seq: int
    at: str
    user: str
    action: str
    subject: str
    digest: str
