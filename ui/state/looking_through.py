"""Whether a veiled item was really watched: from its first frame to its last, with its veils."""

from bisect import bisect_right
from fractions import Fraction

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from ui.state.reel_playing import ReelPlaying
from vidfeed.model.reel import ReelItem
from vidfeed.model.reel_plan import ReelPlan

_MOST_MISSED_S, _MOST_MISSED_PART = Fraction(1, 2), Fraction(1, 4)
"""A slow machine leaves pictures out: together no more than this, nor than this part of the item."""


class LookingThrough(QObject):
    """Plays one item once, and notes which of its pictures were shown.

    Signals:
        changed(): an item was seen whole, or looking through began or ended.
    """

    changed = Signal()

    def __init__(self, playing: ReelPlaying, parent: QObject) -> None:
        super().__init__(parent)
        self._playing = playing
        self._plan: ReelPlan | None = None
        self._number = -1
        self._pictures: list[int] = []
        self._next = self._missed = 0
        self._seen: set[tuple[object, ...]] = set()
        playing.pictured.connect(self._note)
        playing.item_ended.connect(self._end)

    @property
    def under_way(self) -> bool:
        """Whether an item is being looked through."""
        return self._plan is not None and self._plan is self._playing.plan

    def begin(self, number: int) -> None:
        """Plays an item of the open reel from its first frame to its last, where it stops."""
        plan = self._playing.plan
        if plan is None or not plan.items[number].veils:
            return
        self._plan, self._number, self._next, self._missed = plan, number, 0, 0
        first, self._pictures = plan.starts[number], []
        for run in plan.runs(number):
            self._pictures.append(first)
            first += run.count
        self._playing.set_stops({number})
        self._playing.go(number)
        self._playing.play()
        self.changed.emit()

    def has_seen(self, item: ReelItem) -> bool:
        """Whether it was seen whole with the veils and the trim that it has."""
        return _key(item) in self._seen

    def _note(self, _image: QImage, frame: int) -> None:
        plan = self._plan
        if plan is None or plan is not self._playing.plan or plan.item_at(frame) != self._number:
            return
        shown = bisect_right(self._pictures, frame) - 1
        most = float(min(_MOST_MISSED_S * plan.rate, len(self._pictures) * _MOST_MISSED_PART))
        if shown < self._next:
            return
        self._missed += self._pictures[shown] - self._pictures[self._next]
        if self._missed <= max(1.0, most):
            self._next = shown + 1

    def _end(self, number: int) -> None:
        plan = self._plan
        if plan is None or number != self._number:
            return
        self._plan = None
        self._playing.set_stops(())
        if plan is self._playing.plan and self._next >= len(self._pictures):
            self._seen.add(_key(plan.items[number]))
        self.changed.emit()


def _key(item: ReelItem) -> tuple[object, ...]:
    return item.id, item.span, item.veils
