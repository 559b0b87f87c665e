"""The moments of the open clip, in order, and which one is selected."""

import math
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, Signal

from vidfeed.model.change import ChangeSet, clip_scope
from vidfeed.model.moment import Decision, Moment


class ClipMoments(QObject):
    """Kept up to date from change sets, without asking the vault again.

    Signals:
        changed: some moment is new, different or gone.
        selected_changed: another moment is selected, or the selected one differs.

    Attributes:
        ordered: by start, then end.
        chosen: the selected moment was picked, not just marked.
        only: the next one is one that was decided so; None for any.
    """

    changed = Signal()
    selected_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scope = ""
        self._by_id: dict[str, Moment] = {}
        self._counts: Counter[str] = Counter()
        self._selected = ""
        self.chosen = False
        self.only: Decision | None = None
        self.ordered: tuple[Moment, ...] = ()

    def open(self, clip_id: str, moments: Iterable[Moment]) -> None:
        """Takes a clip's moments over; none is selected."""
        self._scope = clip_scope(clip_id) if clip_id else ""
        self._by_id = {moment.id: moment for moment in moments}
        self._counts = Counter(tag.tag_id for moment in self._by_id.values() for tag in moment.tags)
        self._selected = ""
        self.ordered = tuple(sorted(self._by_id.values(), key=_in_film))
        self.changed.emit()
        self.selected_changed.emit()

    def take(self, change: ChangeSet) -> bool:
        """Takes a change over; whether it is of this clip."""
        if change.scope != self._scope:
            return False
        ordered = list(self.ordered)
        for one in change.moments:
            before = self._by_id.pop(one.moment_id, None)
            if before is not None:
                self._counts.subtract(_tag_ids(before))
                del ordered[bisect_left(ordered, _in_film(before), key=_in_film)]
            if one.after is not None:
                self._by_id[one.moment_id] = one.after
                self._counts.update(_tag_ids(one.after))
                insort(ordered, one.after, key=_in_film)
        self.ordered = tuple(ordered)
        touched = any(one.moment_id == self._selected for one in change.moments)
        if self._selected not in self._by_id:
            self._selected = ""
        self.changed.emit()
        if touched:
            self.selected_changed.emit()
        return True

    @property
    def selected(self) -> Moment | None:
        """The selected moment, as it is now."""
        return self._by_id.get(self._selected)

    def moment(self, moment_id: str) -> Moment | None:
        """One of them."""
        return self._by_id.get(moment_id)

    def select(self, moment_id: str, chosen: bool = True) -> None:
        """Selects a moment; "" or an unknown id selects none."""
        moment_id = moment_id if moment_id in self._by_id else ""
        self.chosen = chosen and bool(moment_id)
        if moment_id != self._selected:
            self._selected = moment_id
            self.selected_changed.emit()

    def after(self, pts: int) -> Moment | None:
        """The moment after the selected one, else the first that starts after `pts`."""
        place = self._place
        rest = self.ordered[place + 1 :] if place is not None else self.ordered
        return next((one for one in rest if self._fits(one) and (place is not None or one.span.start_pts > pts)), None)

    def beside(self, listed: Sequence[Moment], by: int, pts: int) -> Moment | None:
        """The one after (1) or before (-1) the selected moment in a list; None at its end.

        Where the selected one is not listed, or there is none, it is the next of the film that is, counted from it
        or from `pts`.
        """
        place = next((place for place, one in enumerate(listed) if one.id == self._selected), None)
        if place is not None:
            return listed[place + by] if 0 <= place + by < len(listed) else None
        here = _in_film(self.selected) if self.selected is not None else (pts, by * math.inf, "")
        if by > 0:
            return min((one for one in listed if _in_film(one) > here), key=_in_film, default=None)
        return max((one for one in listed if _in_film(one) < here), key=_in_film, default=None)

    def _fits(self, moment: Moment) -> bool:
        return self.only is None or moment.decision is self.only

    @property
    def _place(self) -> int | None:
        return next((place for place, moment in enumerate(self.ordered) if moment.id == self._selected), None)

    def tag_counts(self) -> dict[str, int]:
        """How many moments carry each tag."""
        return dict(+self._counts)


def _in_film(moment: Moment) -> tuple[float, float, str]:
    return moment.span.start_pts, moment.span.end_pts, moment.id


def _tag_ids(moment: Moment) -> list[str]:
    return [tag.tag_id for tag in moment.tags]
