"""What a summary of tagged moments says, before it becomes a document."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction

from vidfeed.model.moment import Decision, TagRef


class SummaryAudience(StrEnum):
    """Whom a summary is for; decides what it may hold."""

    RECORD = "record"
    SUPERVISION = "supervision"
    PARENT = "parent"


@dataclass(frozen=True)
class SummaryMoment:
    """One moment in a summary.

    Attributes:
        start: seconds from the clip's second 0.
        end: likewise, exclusive.
        tags: names; empty for parents.
        note: private; empty but for supervision.
        still_frame: index of the frame to picture.
        refs: the tags themselves, as `tags` names them; empty for parents.
        still: it is one frame.
        other_person: someone else is in the picture; never said to parents, nor is `decision`.
    """

    moment_id: str
    clip_id: str
    clip_title: str
    session_number: int
    start: Fraction
    end: Fraction
    tags: tuple[str, ...]
    stars: int
    who: str
    caption: str
    note: str
    why_chosen: str
    still_frame: int
    refs: tuple[TagRef, ...] = ()
    still: bool = False
    baby_voice: bool = False
    other_person: bool = False
    decision: Decision = Decision.UNDECIDED


Stills = Callable[[SummaryMoment], bytes | None]
"""The picture of a moment as PNG bytes, as its audience may see it; None for no picture."""


@dataclass(frozen=True)
class SummaryWords:
    """What a parent said at a review."""

    on: str
    text: str
    together: bool


@dataclass(frozen=True)
class SummaryClip:
    """A film that moments of a summary are of; `title` is empty for parents."""

    id: str
    title: str
    duration: Fraction
    frame_rate: Fraction


@dataclass(frozen=True)
class Summary:
    """A selected extract of a case.

    Attributes:
        present: labels of the people in the case.
        sessions: lines such as "Session 3, 12 November 2026, home".
        next_steps: agreed at reviews, newest last.
        serial: of the copy.
        clips: that the moments are of, in their order.
    """

    case_code: str
    audience: SummaryAudience
    present: tuple[str, ...]
    question: str
    sessions: tuple[str, ...]
    moments: tuple[SummaryMoment, ...]
    words: tuple[SummaryWords, ...]
    next_steps: tuple[str, ...]
    author: str
    written_on: date
    serial: int
    clips: tuple[SummaryClip, ...] = ()
