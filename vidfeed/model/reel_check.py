"""What was found in looking at a reel before it is shown: in words, with how much it weighs."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vidfeed.model.reel import Reel, ReelItem

_MOST_NAMED, _WORDS_LENGTH = 4, 40


class CheckTopic(StrEnum):
    """What is looked at; stable words for scripts."""

    PLAYABLE = "playable"
    CONSENT = "consent"
    OTHERS = "others"
    VEILS = "veils"
    PRIVATE = "private"
    NAMES = "names"
    STRENGTHS = "strengths"
    REASONS = "reasons"
    TAGS = "tags"
    LENGTHS = "lengths"
    SOUND = "sound"
    REPEATED = "repeated"


class CheckWeight(StrEnum):
    """How it stands."""

    OK = "ok"
    ADVICE = "advice"
    STOP = "stop"


@dataclass(frozen=True)
class CheckLine:
    """One thing that was looked at.

    Attributes:
        item_ids: the items that it is about, if it is about some.
    """

    topic: CheckTopic
    weight: CheckWeight
    title: str
    detail: str
    item_ids: tuple[str, ...] = ()


def in_order(topic: CheckTopic, title: str, detail: str) -> CheckLine:
    """Nothing to do."""
    return CheckLine(topic, CheckWeight.OK, title, detail)


def advice(topic: CheckTopic, title: str, detail: str, items: Sequence[ReelItem] = ()) -> CheckLine:
    """Worth a thought; never in the way."""
    return CheckLine(topic, CheckWeight.ADVICE, title, detail, tuple(item.id for item in items))


def stops(lines: Sequence[CheckLine]) -> list[CheckLine]:
    """Those that stand in the way."""
    return [line for line in lines if line.weight is CheckWeight.STOP]


def item_words(reel: Reel, item: ReelItem) -> str:
    """What an item is called in a sentence: by its own words, else by its place."""
    number = reel.items.index(item) + 1
    first = next(iter((item.caption.strip() or item.text.strip()).splitlines()), "")
    return f"item {number} (“{first[:_WORDS_LENGTH]}”)" if first else f"item {number}"


def items_named(reel: Reel, items: Sequence[ReelItem]) -> str:
    """Several items in a sentence: the first few, and how many more."""
    named = [item_words(reel, item) for item in items[:_MOST_NAMED]]
    left = len(items) - len(named)
    return ", ".join(named) + (f" and {left} more" if left else "")
