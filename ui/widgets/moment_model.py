"""Moments as a model for lists, and the filter in front of it."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QSortFilterProxyModel, Qt, Signal

from ui.widgets.more_filter import Order
from ui.widgets.spoken import spoken_time
from ui.widgets.tag_look import Looks, looks_for
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment
from vidfeed.model.time import format_clock

MOMENT_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
Accepts = Callable[[Moment], bool]
NO_WORDS = "No words yet"
_MANY = 100


def first_words(moment: Moment) -> str:
    """What a list says of a moment: the caption, else the note."""
    text = moment.caption.strip() or moment.note.strip()
    return text.splitlines()[0] if text else NO_WORDS


class MomentModel(QAbstractListModel):
    """The moments of a clip, in the order given.

    Signals:
        looks_changed(): before rows are said to differ.
    """

    looks_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._moments: list[Moment] = []
        self._rows: dict[str, int] = {}
        self._index: FrameIndex | None = None
        self.looks: Looks = {}

    def set_clip(self, index: FrameIndex, looks: Looks) -> None:
        """Empties the list for another clip, whose times come from `index`."""
        self.beginResetModel()
        self._moments, self._rows = [], {}
        self._index, self.looks = index, looks
        self.endResetModel()

    def set_looks(self, looks: Looks) -> None:
        """Paints tags otherwise."""
        self.looks = looks
        self.looks_changed.emit()
        if self._moments:
            self.dataChanged.emit(self.index(0), self.index(len(self._moments) - 1))

    def set_moments(self, moments: Iterable[Moment]) -> None:
        """Shows these; rows that stay keep their place, so that selection and scroll position do too."""
        wanted = list(moments)
        places = {moment.id: place for place, moment in enumerate(wanted)}
        kept = [moment for moment in self._moments if moment.id in places]
        order = [places[moment.id] for moment in kept]
        if order != sorted(order) or len(wanted) - len(kept) > _MANY:
            self._reset(wanted)
            return
        for row in reversed(range(len(self._moments))):
            if self._moments[row].id not in places:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._moments[row]
                self.endRemoveRows()
        self._rows = places
        self._merge(wanted)

    def _merge(self, wanted: list[Moment]) -> None:
        for row, moment in enumerate(wanted):
            if row >= len(self._moments) or self._moments[row].id != moment.id:
                self.beginInsertRows(QModelIndex(), row, row)
                self._moments.insert(row, moment)
                self.endInsertRows()
            elif self._moments[row] is not moment:
                self._moments[row] = moment
                self.dataChanged.emit(self.index(row), self.index(row))

    def _reset(self, wanted: list[Moment]) -> None:
        self.beginResetModel()
        self._moments = wanted
        self._rows = {moment.id: row for row, moment in enumerate(wanted)}
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._moments)

    def row_of(self, moment_id: str) -> int | None:
        """The row of a moment, or None."""
        return self._rows.get(moment_id)

    def moment(self, row: int) -> Moment:
        """The moment in a row."""
        return self._moments[row]

    def seconds(self, moment: Moment) -> tuple[Fraction, Fraction]:
        """Where a moment starts and ends, in seconds of its clip."""
        if self._index is None:
            return Fraction(0), Fraction(0)
        return self._index.seconds(moment.span.start_pts), self._index.seconds(moment.span.end_pts)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        moment = self._moments[index.row()]
        if role == MOMENT_ROLE:
            return moment
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{format_clock(self.seconds(moment)[0])} {self.names(moment)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(moment)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self.names(moment)}\n{first_words(moment)}"
        return None

    def names(self, moment: Moment) -> str:
        """The names of its tags."""
        return ", ".join(look.name for look in looks_for(moment, self.looks)) or "No tag"

    def spoken(self, moment: Moment) -> str:
        """As a sentence, for screen readers."""
        start, end = (spoken_time(seconds) for seconds in self.seconds(moment))
        row = self._rows.get(moment.id, 0)
        stars = f", {moment.stars} stars" if moment.stars else ""
        return f"{self.names(moment)}, {start} to {end}, moment {row + 1}{stars}. {first_words(moment)}"


class MomentFilter(QSortFilterProxyModel):
    """Lets pass what has the words, the stars and any of the tags asked for."""

    def __init__(self, model: MomentModel) -> None:
        super().__init__()
        self._model = model
        self._words: list[str] = []
        self._least_stars = 0
        self._tag_ids: frozenset[str] = frozenset()
        self._more: Accepts | None = None
        self._order = Order.TIME
        self._texts: dict[str, tuple[Moment, str]] = {}
        model.modelReset.connect(self._texts.clear)
        model.looks_changed.connect(self._texts.clear)
        self.setSourceModel(model)

    def set_words(self, text: str) -> None:
        """Every word must be found somewhere in tags, caption or note; case does not matter."""
        self._change(words=text.casefold().split())

    def set_least_stars(self, stars: int) -> None:
        """So many stars at least."""
        self._change(stars=stars)

    def set_tags(self, tag_ids: Iterable[str]) -> None:
        """Any of these tags; none means all moments."""
        self._change(tags=frozenset(tag_ids))

    def set_more(self, accepts: Accepts | None) -> None:
        """What else must be so of a moment."""
        self.beginFilterChange()
        self._more = accepts
        self.endFilterChange()

    @property
    def tag_ids(self) -> frozenset[str]:
        """The tags asked for."""
        return self._tag_ids

    def _change(
        self, words: list[str] | None = None, stars: int | None = None, tags: frozenset[str] | None = None
    ) -> None:
        self.beginFilterChange()
        self._words = self._words if words is None else words
        self._least_stars = self._least_stars if stars is None else stars
        self._tag_ids = self._tag_ids if tags is None else tags
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        moment = self._model.moment(row)
        if moment.stars < self._least_stars:
            return False
        if self._tag_ids and self._tag_ids.isdisjoint(ref.tag_id for ref in moment.tags):
            return False
        if self._more is not None and not self._more(moment):
            return False
        if not self._words:
            return True
        text = self._text(moment)
        return all(word in text for word in self._words)

    def _text(self, moment: Moment) -> str:
        """What is looked through; kept while the moment stays as it is, for thousands are asked at each key."""
        known = self._texts.get(moment.id)
        if known is None or known[0] is not moment:
            text = f"{self._model.names(moment)} {moment.caption} {moment.note}".casefold()
            known = self._texts[moment.id] = (moment, text)
        return known[1]

    def set_order(self, order: Order) -> None:
        """By what rows are put in order when they are sorted next; those that are equal stay as in the film."""
        self._order = order
        self.invalidate()

    def lessThan(self, left: Index, right: Index) -> bool:
        if self._order is Order.TIME:
            return left.row() < right.row()
        return self._order_key(left.row()) < self._order_key(right.row())

    def _order_key(self, row: int) -> tuple[int, int]:
        moment = self._model.moment(row)
        return (-moment.stars if self._order is Order.STARS else moment.span.length_pts, row)
