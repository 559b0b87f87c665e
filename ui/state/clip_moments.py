"""The moments of the open clip, in order, and which one is selected."""

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from vidfeed.model.change import ChangeSet, clip_scope
from vidfeed.model.moment import Moment


class ClipMoments(QObject):
    """Kept up to date from change sets, without asking the vault again.

    Signals:
        changed: some moment is new, different or gone.
        selected_changed: another moment is selected, or the selected one differs.

    Attributes:
        ordered: by start, then end.
        chosen: the selected moment was picked, not just marked.
    """

    changed = Signal()
    selected_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._scope = ""
        self._by_id: dict[str, Moment] = {}
        self._selected = ""
        self.chosen = False
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
        if self.selected is not None:
            return self._beside(1)
        return next((moment for moment in self.ordered if moment.span.start_pts > pts), None)

    def before(self, pts: int) -> Moment | None:
        """The moment before the selected one, else the last that starts before `pts`."""
        if self.selected is not None:
            return self._beside(-1)
        return next((moment for moment in reversed(self.ordered) if moment.span.start_pts < pts), None)

    def _beside(self, step: int) -> Moment | None:
        place = next(place for place, moment in enumerate(self.ordered) if moment.id == self._selected) + step
        return self.ordered[place] if 0 <= place < len(self.ordered) else None

    def tag_counts(self) -> dict[str, int]:
        """How many moments carry each tag."""
        return dict(Counter(tag.tag_id for moment in self.ordered for tag in moment.tags))
