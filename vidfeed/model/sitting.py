"""A sitting: three passes through one film, which may be left and gone on with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from vidfeed.model.moment import Decision, Moment


class Pass(StrEnum):
    """What one does while going through a film."""

    HEARTS = "hearts"
    CHOOSING = "choosing"
    TAGS = "tags"


@dataclass(frozen=True)
class Sitting:
    """Where the passes through a film stand.

    Attributes:
        stage: the pass that one is in. Where in the film the first one stands is the clip's own position.
        at: the moment that was dealt with last, or is being described; empty before the first.
        again: in the second pass, the maybes come round once more.
    """

    stage: Pass = Pass.HEARTS
    at: str = ""
    again: bool = False

    def text(self) -> str:
        """As it is kept with the clip: the pass, the moment or "-", and "again" or "first"."""
        return f"{self.stage} {self.at or '-'} {'again' if self.again else 'first'}"

    @classmethod
    def parse(cls, text: str) -> "Sitting | None":
        """What `text` gave; None for anything else, and where no sitting was begun."""
        parts = text.split(" ")
        if len(parts) != 3 or parts[0] not in set(Pass):
            return None
        return cls(Pass(parts[0]), "" if parts[1] == "-" else parts[1], parts[2] == "again")


class Asked(StrEnum):
    """How far the second pass is with a moment."""

    DONE = "done"
    NOW = "now"
    LATER = "later"


def to_choose(moments: Iterable[Moment], sitting: Sitting) -> list[Moment]:
    """What the second pass still asks about: first all that is undecided, then each maybe once more.

    Args:
        moments: of the clip, in order.
    """
    ordered = list(moments)
    undecided = [moment for moment in ordered if moment.decision is Decision.UNDECIDED]
    if undecided or not sitting.again:
        return undecided
    places = [place for place, moment in enumerate(ordered) if moment.id == sitting.at]
    rest = ordered[places[0] + 1 :] if places else ordered
    return [moment for moment in rest if moment.decision is Decision.MAYBE]


def asked(moments: Iterable[Moment], sitting: Sitting, card_id: str) -> list[Asked]:
    """For each of a clip's moments, in order, whether it was decided on, is asked about now, or comes later."""
    ordered = list(moments)
    later = {moment.id for moment in to_choose(ordered, sitting)}
    states = (Asked.NOW if one.id == card_id else Asked.LATER if one.id in later else Asked.DONE for one in ordered)
    return list(states)


def kept(moments: Iterable[Moment]) -> list[Moment]:
    """What the third pass is about."""
    return [moment for moment in moments if moment.decision is Decision.KEEP]


def decided(moments: Iterable[Moment]) -> Sequence[int]:
    """How many are kept, maybe and not for now."""
    found = [moment.decision for moment in moments]
    return [found.count(decision) for decision in (Decision.KEEP, Decision.MAYBE, Decision.NO)]
