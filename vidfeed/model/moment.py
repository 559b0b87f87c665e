"""Moments: a span or a still instant of a clip, tagged, starred, noted."""

from dataclasses import dataclass
from enum import StrEnum

from vidfeed.model.time import Span

MAX_TEXT_LENGTH = 1_000_000
MAX_STARS = 3


class Who(StrEnum):
    """Whom a moment is about."""

    BABY = "baby"
    PARENT = "parent"
    BOTH = "both"
    OTHER = "other"


class Decision(StrEnum):
    """The second pass: what becomes of a moment."""

    UNDECIDED = "undecided"
    KEEP = "keep"
    MAYBE = "maybe"
    NO = "no"


@dataclass(frozen=True)
class TagRef:
    """A tag as a moment carries it: with the codebook version it was given under."""

    tag_id: str
    codebook_id: str
    version: int


@dataclass(frozen=True)
class Moment:
    """A marked moment.

    Attributes:
        span: the frames it covers, half-open, in the clip's time base.
        still: it is the one instant at `span.start_pts`.
        caption: parent-facing words; `baby_voice` says that they speak for the child.
        note: private; never shown to a parent.
        other_person: someone else is in the picture.
        created_at: UTC, ISO 8601 text.
        zoom: the part of the picture that is shown, or empty for all of it.
    """

    id: str
    clip_id: str
    span: Span
    tags: tuple[TagRef, ...] = ()
    still: bool = False
    stars: int = 0
    who: Who | None = None
    caption: str = ""
    baby_voice: bool = False
    note: str = ""
    other_person: bool = False
    decision: Decision = Decision.UNDECIDED
    created_at: str = ""
    zoom: str = ""
