"""Moments as a model for lists."""

from collections.abc import Collection, Iterable, Sequence
from fractions import Fraction
from itertools import takewhile
from operator import is_
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.widgets.spoken import spoken_time
from ui.widgets.tag_look import Looks, looks_for
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment
from vidfeed.model.time import format_clock

MOMENT_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
NO_WORDS = "No words yet"
_MANY = 100


def first_words(moment: Moment) -> str:
    """What a list says of a moment: the caption, else the note."""
    text = moment.caption.strip() or moment.note.strip()
    return text.splitlines()[0] if text else NO_WORDS


def _same(one: Iterable[Moment], other: Iterable[Moment]) -> int:
    """How many are the same from the beginning on."""
    return sum(takewhile(bool, map(is_, one, other)))


class MomentModel(QAbstractListModel):
    """Moments of a clip, in the order given.

    Attributes:
        whole: the clip's moments, listed or not, as in the film.
    """

    def __init__(self) -> None:
        super().__init__()
        self._moments: list[Moment] = []
        self._index: FrameIndex | None = None
        self.looks: Looks = {}
        self.whole: Sequence[Moment] = ()

    def set_clip(self, index: FrameIndex, looks: Looks) -> None:
        """Empties the list for another clip, whose times come from `index`."""
        self.beginResetModel()
        self._moments = []
        self._index, self.looks = index, looks
        self.endResetModel()

    def set_looks(self, looks: Looks) -> None:
        """Paints tags otherwise."""
        self.looks = looks
        if self._moments:
            self.dataChanged.emit(self.index(0), self.index(len(self._moments) - 1))

    def set_moments(self, moments: Iterable[Moment]) -> None:
        """Shows these; rows that stay keep their place, so that selection and scroll position do too."""
        wanted, shown = list(moments), self._moments
        first = _same(shown, wanted)
        same = min(_same(reversed(shown), reversed(wanted)), min(len(shown), len(wanted)) - first)
        old, new = shown[first : len(shown) - same], wanted[first : len(wanted) - same]
        places = {moment.id: place for place, moment in enumerate(new)}
        order = [places[moment.id] for moment in old if moment.id in places]
        if order != sorted(order) or len(new) + len(old) - 2 * len(order) > _MANY:
            self._reset(wanted)
        else:
            self._drop(first, old, places)
            self._merge(first, new)

    def _drop(self, first: int, old: list[Moment], wanted: Collection[str]) -> None:
        for row in reversed(range(first, first + len(old))):
            if self._moments[row].id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._moments[row]
                self.endRemoveRows()

    def _merge(self, first: int, new: list[Moment]) -> None:
        for row, moment in enumerate(new, first):
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
        self.endResetModel()

    @property
    def moments(self) -> Sequence[Moment]:
        """Row for row."""
        return self._moments

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._moments)

    def row_of(self, moment_id: str) -> int | None:
        """The row of a moment, or None."""
        return next((row for row, moment in enumerate(self._moments) if moment.id == moment_id), None)

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
        number = next((place for place, one in enumerate(self.whole, 1) if one.id == moment.id), 1)
        stars = f", {moment.stars} stars" if moment.stars else ""
        return f"{self.names(moment)}, {start} to {end}, moment {number}{stars}. {first_words(moment)}"
