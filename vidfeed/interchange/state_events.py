"""State events: a start and a stop that belong together."""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass, replace

from vidfeed.model.foreign import ForeignMark, LeftOut

UNPAIRED = "It begins and never ends, or ends and never began."


@dataclass(frozen=True)
class Event:
    """One event.

    Attributes:
        key: what start and stop have in common.
        stop: it says that it is a stop; None where the file does not say which it is.
    """

    mark: ForeignMark
    key: Hashable
    stop: bool | None


def pair(events: Iterable[Event]) -> Iterator[ForeignMark | LeftOut]:
    """Marks from each start to its stop, in the order of their starts' times; what has no partner is left out."""
    open_marks: dict[Hashable, ForeignMark] = {}
    for event in sorted(events, key=lambda event: event.mark.start):
        begun = open_marks.pop(event.key, None)
        if begun is not None and event.stop is not False:
            yield replace(begun, end=event.mark.start, note=_joined(begun.note, event.mark.note))
            continue
        if begun is not None:
            yield LeftOut(begun.where, UNPAIRED)
        if event.stop:
            yield LeftOut(event.mark.where, UNPAIRED)
        else:
            open_marks[event.key] = event.mark
    for mark in open_marks.values():
        yield LeftOut(mark.where, UNPAIRED)


def _joined(first: str, second: str) -> str:
    return "\n".join(dict.fromkeys(line for note in (first, second) for line in note.splitlines()))
