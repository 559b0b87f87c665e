"""Reviews: a reel watched with the parent, and what they said."""

from dataclasses import dataclass, field
from enum import StrEnum


class ReviewAction(StrEnum):
    """What happened in a review, in its log."""

    SHOWN = "shown"
    AGAIN = "again"
    SLOWER = "slower"
    TALK = "talk"
    FAVOURITE = "favourite"
    UNFAVOURITE = "unfavourite"
    PANIC = "panic"
    SKIPPED = "skipped"


class Whose(StrEnum):
    """Whose words they are."""

    PARENT = "parent"
    TOGETHER = "together"


@dataclass(frozen=True)
class ReviewEvent:
    """One line of the log."""

    at: str
    action: ReviewAction
    item_id: str | None


@dataclass(frozen=True)
class ParentWords:
    """What the parent said, kept because they agreed, with its place in the reel."""

    id: str
    at: str
    item_id: str | None
    text: str
    whose: Whose


@dataclass(frozen=True)
class KeptWords:
    """A parent's words with the review and reel in which they were said."""

    review_id: str
    reel_id: str
    words: ParentWords


@dataclass(frozen=True)
class Review:
    """One review.

    Attributes:
        finished_at: None where it broke off.
        opening: the line that opens the next session.
        filmed_clip_id: the film of this review itself, if it was made and is still there.
        filmed_offset: seconds into that film at which the review began, as text of a fraction ("7/2", "-3").
    """

    id: str
    reel_id: str
    case_id: str
    started_at: str
    finished_at: str | None = None
    next_step: str = ""
    events: tuple[ReviewEvent, ...] = field(default=())
    words: tuple[ParentWords, ...] = field(default=())
    opening: str = ""
    filmed_clip_id: str | None = None
    filmed_offset: str = ""

    @property
    def favourites(self) -> tuple[str, ...]:
        """Item ids that the parent chose, in order of choosing."""
        chosen: dict[str, None] = {}
        for event in self.events:
            if event.item_id is None:
                continue
            if event.action is ReviewAction.FAVOURITE:
                chosen[event.item_id] = None
            elif event.action is ReviewAction.UNFAVOURITE:
                chosen.pop(event.item_id, None)
        return tuple(chosen)


def review_place(review_id: str) -> str:
    """Where the words lie, as a draft, that were typed in a review and not kept."""
    return f"review:{review_id}"
