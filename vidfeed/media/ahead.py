"""Work done a little ahead, in a thread of its own."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, Self, TypeVar

from vidfeed.media.handoff import Handoff

Item = TypeVar("Item")


@dataclass(frozen=True)
class _Made(Generic[Item]):
    item: Item


@dataclass(frozen=True)
class _Ended:
    error: BaseException | None


class Ahead(Generic[Item]):
    """Iterates over `items`, of which up to `limit` are made before they are asked for.

    Use as a context manager: leaving it ends the thread, and closes `items` where that is a generator. What `items`
    raises, iterating raises.
    """

    def __init__(self, items: Iterator[Item], limit: int) -> None:
        self._items = items
        self._queue: Handoff[_Made[Item] | _Ended] = Handoff(limit)
        self._thread = threading.Thread(target=self._work, name="vidfeed-ahead")
        self._thread.start()

    def __iter__(self) -> Iterator[Item]:
        while True:
            found = self._queue.take()
            if not isinstance(found, _Made):
                if found is not None and found.error is not None:
                    raise found.error
                return
            yield found.item

    def close(self) -> None:
        """Ends the work, and waits until it has ended."""
        self._queue.close()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _work(self) -> None:
        problem = None
        try:
            try:
                for item in self._items:
                    if not self._queue.put(_Made(item)):
                        break
            finally:
                close = getattr(self._items, "close", None)
                if close is not None:
                    close()
        except BaseException as error:
            problem = error
        self._queue.put(_Ended(problem))
