"""Several pieces of work one after another, each begun while the one before it is still being used."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import TypeVar

from vidfeed.media.ahead import Ahead

Item = TypeVar("Item")


def relay(
    pieces: Sequence[Callable[[], Iterator[Item]]], limit: int, begun_early: Callable[[int], int]
) -> Generator[Item, None, None]:
    """All that the pieces yield, in order; the first of each is ready, as far as may be, when the one before ends.

    Close the generator to end the work that is under way.

    Args:
        pieces: called when their work begins; each works in a thread of its own.
        limit: how many items are made ahead, of each piece.
        begun_early: how many pieces after this one, by its number, are begun with it.
    """
    under_way: deque[Ahead[Item]] = deque()
    begun = 0
    try:
        for number in range(len(pieces)):
            while begun < min(len(pieces), number + 1 + begun_early(number)):
                under_way.append(Ahead(pieces[begun](), limit))
                begun += 1
            yield from under_way[0]
            under_way.popleft().close()
    finally:
        for work in under_way:
            work.close()
