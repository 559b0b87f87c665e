"""What the therapist has before them at each item of a reel, and the parent never."""

from dataclasses import dataclass
from fractions import Fraction

from vidfeed.model.reel import ItemKind, ReelItem

_CUES = {
    ItemKind.TITLE: "A title. It goes on by itself.",
    ItemKind.QUESTION: "A question for both of you. Give it time.",
    ItemKind.STILL: "A still. Let the eyes wander.",
    ItemKind.MOMENT: "Let it run without a word.",
}
_TALK = " Then wait: the picture stands, and you talk."


@dataclass(frozen=True)
class Cue:
    """One item.

    Attributes:
        name: its words, or what kind of item it is.
        cue: what the therapist does.
        question: asked after it, or "".
        why: why it was chosen.
        note: private note of its moment.
        duration: shown seconds.
    """

    kind: ItemKind
    name: str
    cue: str
    question: str
    why: str
    note: str
    duration: Fraction


def cue_of(item: ReelItem, why: str = "", note: str = "") -> Cue:
    """The cue of an item; reasons and notes only where they may be seen."""
    question = item.question or (item.text if item.kind is ItemKind.QUESTION else "")
    name = item.text or item.caption or {ItemKind.STILL: "Still"}.get(item.kind, "Moment")
    return Cue(item.kind, name, _CUES[item.kind] + (_TALK if item.talk else ""), question, why, note, item.duration)
