"""Moments of the case as rows to choose from."""

from collections.abc import Callable, Collection, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.state.case_moments import CaseMoment
from ui.theme import colour, font, paint_icon, px
from ui.widgets.row_painting import paint_length, paint_picture, paint_row_ground, write
from ui.widgets.spoken import spoken_time
from ui.widgets.story_model import moment_data
from vidfeed.model.time import format_clock

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
RowPicture = Callable[[CaseMoment], QImage | None]
_ROW_PX = 54


class BinModel(QAbstractListModel):
    """The moments in the order given; those in the reel already are ticked."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[CaseMoment] = []
        self.used: Collection[str] = ()

    def set_entries(self, entries: Sequence[CaseMoment]) -> None:
        """Shows these."""
        self.beginResetModel()
        self.entries = list(entries)
        self.endResetModel()

    def set_used(self, moment_ids: Collection[str]) -> None:
        """Ticks these."""
        self.used = moment_ids
        if self.entries:
            self.dataChanged.emit(self.index(0), self.index(len(self.entries) - 1))

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == ENTRY_ROLE:
            return entry
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return ", ".join(entry.tags) or entry.title
        return None

    def _spoken(self, entry: CaseMoment) -> str:
        start, _ = entry.seconds
        used = ", in this reel" if entry.moment.id in self.used else ""
        return f"{entry.title}, session {entry.session}, {spoken_time(start)}, {length_text(entry)}{used}"

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return moment_data(()).formats()

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return moment_data(self.entries[index.row()].moment.id for index in indexes)


class BinFilter(QSortFilterProxyModel):
    """Lets pass what has the words, the stars and one of the tags, of the session asked for."""

    def __init__(self, model: BinModel) -> None:
        super().__init__()
        self._model = model
        self._words: list[str] = []
        self._least_stars = 0
        self._tags: frozenset[str] = frozenset()
        self._session: int | None = None
        self.setSourceModel(model)

    def set_words(self, text: str) -> None:
        """Every word must be found; case does not matter."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange()

    def set_least_stars(self, stars: int) -> None:
        """So many stars at least."""
        self.beginFilterChange()
        self._least_stars = stars
        self.endFilterChange()

    def set_tags(self, tag_ids: Collection[str]) -> None:
        """With one of these tags at least; all where there are none."""
        self.beginFilterChange()
        self._tags = frozenset(tag_ids)
        self.endFilterChange()

    def set_session(self, number: int | None) -> None:
        """Of one session, or of all."""
        self.beginFilterChange()
        self._session = number
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        entry = self._model.entries[row]
        if entry.moment.stars < self._least_stars or self._session not in (None, entry.session):
            return False
        if self._tags and not self._tags.intersection(tag.tag_id for tag in entry.moment.tags):
            return False
        text = entry.text.casefold()
        return all(word in text for word in self._words)


class BinDelegate(QStyledItemDelegate):
    """Picture with its length, title, session and time; a tick where it is used."""

    def __init__(self, model: BinModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self.picture: RowPicture | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(200), px(_ROW_PX))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: CaseMoment = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect
        paint_row_ground(painter, row.adjusted(px(4), 0, -px(4), 0), option)
        box = QRectF(row.left() + px(10), row.center().y() - px(22) + 1, px(78), px(44))
        paint_picture(painter, box, self.picture(entry) if self.picture else None, 6)
        paint_length(painter, box, length_text(entry))
        right = row.right() - px(12) - px(18)
        used = entry.moment.id in self._model.used
        sign = QRect(right, row.center().y() - px(9), px(18), px(18))
        paint_icon(painter, sign, "check-circle" if used else "drag-vertical", colour("ok" if used else "ink3"))
        left = round(box.right()) + px(8)
        wide = right - left - px(4)
        write(painter, QRect(left, row.top() + px(8), wide, px(20)), entry.title, font(13, 600), "ink")
        start, _ = entry.seconds
        stars = f" · {entry.moment.stars} ★" if entry.moment.stars else ""
        detail = f"Session {entry.session} · {format_clock(start)}{stars}"
        write(painter, QRect(left, row.top() + px(28), wide, px(18)), detail, font(12, tabular=True), "ink2")
        painter.restore()


def length_text(entry: CaseMoment) -> str:
    """How long it is, "8 s"."""
    if entry.moment.still:
        return "still"
    start, end = entry.seconds
    return f"{max(1, round(end - start))} s"
