"""Reels: ordered moments, stills and cards."""

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from vidfeed.model.time import Span
from vidfeed.model.veil import SilentSpan, Veil

DEFAULT_CARD_S = Fraction(4)
DEFAULT_STILL_S = Fraction(5)
MAX_RATE = Fraction(60)


class ItemKind(StrEnum):
    """What a reel item is."""

    MOMENT = "moment"
    STILL = "still"
    TITLE = "title"
    QUESTION = "question"


class CaptionPlace(StrEnum):
    """Where captions stand, so that hands and faces are not covered."""

    TOP = "top"
    BOTTOM = "bottom"
    BENEATH = "beneath"


@dataclass(frozen=True)
class ReelItem:
    """One item of a reel.

    Attributes:
        moment_id: where it came from, for moments and stills.
        clip_id: whose picture it shows; None for cards.
        span: its own trim in the clip's time base, half-open; a still shows `span.start_pts`.
        time_base: of the clip; None for cards.
        speed: film seconds per shown second.
        hold_s: shown seconds of a card or still, or of the freeze after a moment.
        text: a card's words.
        caption: parent-facing words on the picture.
        talk: pause and talk after it, with `question`.
        why_chosen: for the record; private.
        gain_db: of its sound, on top of the even loudness.
        other_person: its moment was flagged so when it was added; kept, should the moment go.
        veils: what is hidden of its picture.
        muted: what is silenced of its sound.
        looked_through: someone has watched it with its veils, whole.
        caption_place: a `CaptionPlace`, or empty for the reel's place.
    """

    id: str
    kind: ItemKind
    moment_id: str | None = None
    clip_id: str | None = None
    span: Span | None = None
    time_base: Fraction | None = None
    speed: Fraction = Fraction(1)
    hold_s: Fraction = Fraction(0)
    text: str = ""
    caption: str = ""
    baby_voice: bool = False
    sound: bool = True
    gain_db: float = 0.0
    talk: bool = False
    question: str = ""
    why_chosen: str = ""
    other_person: bool = False
    veils: tuple[Veil, ...] = ()
    muted: tuple[SilentSpan, ...] = ()
    looked_through: bool = False
    caption_place: str = ""

    @property
    def place(self) -> CaptionPlace:
        """Where its caption stands; at the bottom where nothing, or nothing known, was chosen."""
        known = set(CaptionPlace)
        return CaptionPlace(self.caption_place) if self.caption_place in known else CaptionPlace.BOTTOM

    @property
    def is_still(self) -> bool:
        """Whether it shows one frame."""
        return self.kind is ItemKind.STILL

    @property
    def duration(self) -> Fraction:
        """Shown seconds."""
        if self.kind is not ItemKind.MOMENT or self.span is None or self.time_base is None:
            return self.hold_s
        return self.span.length_pts * self.time_base / self.speed + self.hold_s


@dataclass(frozen=True)
class Reel:
    """An ordered list of items for one case.

    Attributes:
        question: the parent's question that it answers.
        target_s: the length aimed at.
        caption_place: a `CaptionPlace`, or empty for the usual place, the bottom.
    """

    id: str
    case_id: str
    title: str
    question: str = ""
    target_s: int = 180
    created_at: str = ""
    items: tuple[ReelItem, ...] = field(default=())
    caption_place: str = ""

    @property
    def duration(self) -> Fraction:
        """Shown seconds in all."""
        return sum((item.duration for item in self.items), Fraction(0))
