"""A short queue between two threads that either can end."""

import threading
from collections import deque
from typing import Generic, TypeVar

Item = TypeVar("Item")


class Handoff(Generic[Item]):
    """A bounded first-in-first-out queue; closing it wakes both sides at once."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._items: deque[Item] = deque()
        self._closed = False
        self._changed = threading.Condition()

    def put(self, item: Item) -> bool:
        """Waits for room and adds the item; False where the queue was closed instead."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or len(self._items) < self._limit)
            if self._closed:
                return False
            self._items.append(item)
            self._changed.notify_all()
            return True

    def take(self) -> Item | None:
        """Waits for an item; None where the queue was closed instead."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._items))
            if self._closed:
                return None
            item = self._items.popleft()
            self._changed.notify_all()
            return item

    def wait(self, timeout_s: float, items: int = 1) -> bool:
        """Waits for items, which stay in the queue; whether they came, or the queue was closed, in that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._closed or len(self._items) >= items, timeout_s)

    def __len__(self) -> int:
        with self._changed:
            return len(self._items)

    def close(self) -> None:
        """Ends the queue; what is in it is dropped."""
        with self._changed:
            self._closed = True
            self._items.clear()
            self._changed.notify_all()


class Mailbox(Generic[Item]):
    """One slot in which the latest item wins."""

    def __init__(self) -> None:
        self._item: Item | None = None
        self._closed = False
        self._changed = threading.Condition()

    def post(self, item: Item) -> None:
        """Puts the item in the slot, in place of one that was not taken yet."""
        with self._changed:
            self._item = item
            self._changed.notify_all()

    def take(self, timeout_s: float | None = None) -> Item | None:
        """Waits for an item; None where the mailbox was closed or the time is up."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._item is not None, timeout_s)
            item, self._item = self._item, None
            return None if self._closed else item

    def wait(self, timeout_s: float) -> bool:
        """Waits for an item, which stays in the slot; whether one came, or the mailbox was closed, in that time."""
        with self._changed:
            return self._changed.wait_for(lambda: self._closed or self._item is not None, timeout_s)

    @property
    def waiting(self) -> bool:
        """Whether an item was posted and not yet taken, or the mailbox is closed."""
        with self._changed:
            return self._closed or self._item is not None

    @property
    def closed(self) -> bool:
        """Whether it takes no more."""
        with self._changed:
            return self._closed

    def close(self) -> None:
        """Ends it."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
