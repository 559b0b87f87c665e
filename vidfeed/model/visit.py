"""Prepared visits: a review that goes on while the vault is locked."""

from dataclasses import dataclass, field

from vidfeed.model.review import Review


@dataclass(frozen=True)
class Visit:
    """A visit that was prepared.

    Attributes:
        id: of the review that it becomes, too.
        identity: opens what happened on it.
        mac_key: proves that the prepared process wrote it; 32 bytes.
        prepared_at: UTC, ISO 8601 text.
        merged_at: when all of it had come home; None until then.
    """

    id: str
    case_id: str
    reel_id: str
    identity: str = field(repr=False)
    mac_key: bytes = field(repr=False)
    prepared_at: str
    merged_at: str | None = None


@dataclass(frozen=True)
class VisitLog:
    """What happened on a visit, so far.

    Attributes:
        draft: the parent's words that were typed and not kept, or "".
        closed: the visit's process has ended and writes nothing more.
    """

    review: Review
    draft: str = ""
    closed: bool = False
