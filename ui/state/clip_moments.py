"""The moments of the open clip, in order, and which one is selected."""

from collections import Counter
from collections.abc import Iterable

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
        only: going to the next or previous one passes over those that were decided otherwise; None over none.
    """

    changed = Signal()
    selected_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scope = ""
        self._by_id: dict[str, Moment] = {}
        self._selected = ""
        self.chosen = False
        self.only: Decision | None = None
        self.ordered: tuple[Moment, ...] = ()

    def open(self, clip_id: str, moments: Iterable[Moment]) -> None:
        """Takes a clip's moments over; none is selected."""
        self._scope = clip_scope(clip_id) if clip_id else ""
        self._by_id = {moment.id: moment for moment in moments}
        self._selected = ""
        self._sort()
        self.changed.emit()
        self.selected_changed.emit()

    def take(self, change: ChangeSet) -> bool:
        """Takes a change over; whether it is of this clip."""
        if change.scope != self._scope:
            return False
        for one in change.moments:
            if one.after is None:
                self._by_id.pop(one.moment_id, None)
            else:
                self._by_id[one.moment_id] = one.after
        touched = any(one.moment_id == self._selected for one in change.moments)
        if self._selected not in self._by_id:
            self._selected = ""
        self._sort()
        self.changed.emit()
        if touched:
            self.selected_changed.emit()
        return True

    def _sort(self) -> None:
        self.ordered = tuple(
            sorted(self._by_id.values(), key=lambda moment: (moment.span.start_pts, moment.span.end_pts, moment.id))
        )

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

    def before(self, pts: int) -> Moment | None:
        """The moment before the selected one, else the last that starts before `pts`."""
        place = self._place
        rest = self.ordered[:place] if place is not None else self.ordered
        found = (one for one in reversed(rest) if self._fits(one) and (place is not None or one.span.start_pts < pts))
        return next(found, None)

    def _fits(self, moment: Moment) -> bool:
        return self.only is None or moment.decision is self.only

    @property
    def _place(self) -> int | None:
        return next((place for place, moment in enumerate(self.ordered) if moment.id == self._selected), None)

    def tag_counts(self) -> dict[str, int]:
        """How many moments carry each tag."""
        return dict(Counter(tag.tag_id for moment in self.ordered for tag in moment.tags))
