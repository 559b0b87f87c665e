"""The list of cases."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import colour, font, paint_icon, px
from ui.widgets.row_painting import paint_row_ground, write
from vidfeed.model.case import CaseSummary
from vidfeed.model.dates import short_date

SUMMARY_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_ROW_PX = 58


@dataclass(frozen=True)
class CaseFlag:
    """Something about a case to look at: an icon in a tone, and its words for tooltip and screen reader."""

    icon: str
    tone: str
    text: str


def case_line(summary: CaseSummary, ending: str = "") -> str:
    """How far a case has come: "Session 3 · 12 Nov · 28 moments"; `ending` stands instead of the moments."""
    session = summary.last_session
    parts = [f"Session {session.number}"] if session else ["No sessions yet"]
    if session is not None and session.held_on is not None:
        day_and_month, _, _year = short_date(session.held_on).rpartition(" ")
        parts.append(day_and_month)
    if ending or session:
        parts.append(ending or ("1 moment" if summary.moments == 1 else f"{summary.moments} moments"))
    return " · ".join(parts)


class CaseModel(QAbstractListModel):
    """Cases in the order given."""

    def __init__(self) -> None:
        super().__init__()
        self._summaries: list[CaseSummary] = []
        self._flags: Mapping[str, CaseFlag] = {}

    def set_cases(self, summaries: Sequence[CaseSummary], flags: Mapping[str, CaseFlag]) -> None:
        """Shows these; `flags` by case id."""
        self.beginResetModel()
        self._summaries, self._flags = list(summaries), flags
        self.endResetModel()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self._summaries)

    def row_of(self, case_id: str) -> int | None:
        """The row of a case, or None."""
        return next((row for row, one in enumerate(self._summaries) if one.case.id == case_id), None)

    def flag(self, case_id: str) -> CaseFlag | None:
        """What there is to look at, or None."""
        return self._flags.get(case_id)

    def summary(self, row: int) -> CaseSummary:
        """The case in a row."""
        return self._summaries[row]

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        summary = self._summaries[index.row()]
        if role == SUMMARY_ROLE:
            return summary
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.case.code
        flag = self._flags.get(summary.case.id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (summary.case.code, summary.case.approach, case_line(summary), flag.text if flag else "")
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole and flag is not None:
            return flag.text
        return None


class _CaseFilter(QSortFilterProxyModel):
    """Cases with the words in ID, approach or question, among the wanted ones."""

    def __init__(self, model: CaseModel) -> None:
        super().__init__()
        self._model = model
        self.words: list[str] = []
        self.wanted: Collection[str] | None = None
        self.setSourceModel(model)

    def again(self) -> None:
        self.beginFilterChange()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, _parent: Index) -> bool:
        case = self._model.summary(row).case
        if self.wanted is not None and case.id not in self.wanted:
            return False
        text = f"{case.code} {case.approach} {case.question}".casefold()
        return all(word in text for word in self.words)


class _CaseDelegate(QStyledItemDelegate):
    """A disc with two letters, the ID and approach, how far it has come, and what to look at."""

    def __init__(self, model: CaseModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(px(200), px(_ROW_PX + 2))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        summary: CaseSummary = index.data(SUMMARY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole: QRect = option.rect
        area = whole.adjusted(0, 1, 0, -1)
        paint_row_ground(painter, area, option)
        disc = QRect(area.left() + px(8), area.center().y() - px(19), px(38), px(38))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("sunken"))
        painter.drawEllipse(disc)
        painter.setFont(font(13, 700))
        painter.setPen(colour("pri_ink"))
        painter.drawText(disc, Qt.AlignmentFlag.AlignCenter, summary.case.code[:2].capitalize())
        self._paint_words(painter, area, disc.right() + px(10), summary)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, left: int, summary: CaseSummary) -> None:
        right = area.right() - px(8)
        flag = self._model.flag(summary.case.id)
        if flag is not None:
            right -= px(22)
            box = QRect(right + px(4), area.center().y() - px(9), px(18), px(18))
            paint_icon(painter, box, flag.icon, colour(flag.tone))
        half = area.height() // 2
        top = QRect(left, area.top() + px(6), right - left, half - px(4))
        x = left + write(painter, top, summary.case.code, font(14, 700), "ink") + px(6)
        top.setLeft(min(x, right))
        write(painter, top, summary.case.approach, font(12), "ink2")
        below = QRect(left, area.top() + half, right - left, half - px(6))
        write(painter, below, case_line(summary, flag.text if flag else ""), font(12), "ink2")


class CaseList(QListView):
    """Chooses a case.

    Signals:
        case_chosen(str): its id, when it becomes the current one.
        case_opened(str): Enter or double click.
    """

    case_chosen = Signal(str)
    case_opened = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Cases")
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self._model = CaseModel()
        self._model.setParent(self)
        self._filter = _CaseFilter(self._model)
        self._filter.setParent(self)
        self.setModel(self._filter)
        self.setItemDelegate(_CaseDelegate(self._model, self))
        self._quiet = False
        self.selectionModel().currentChanged.connect(self._changed)
        self.doubleClicked.connect(self._open)

    def set_cases(self, summaries: Sequence[CaseSummary], flags: Mapping[str, CaseFlag] | None = None) -> None:
        """Shows these cases; the current one stays current if it is among them."""
        current = self.current
        self._quiet = True
        self._model.set_cases(summaries, flags or {})
        self._quiet = False
        self.set_current(current)

    def set_words(self, text: str) -> None:
        """Shows only cases with these words."""
        self._filter.words = text.casefold().split()
        self._filter.again()

    def set_wanted(self, case_ids: Collection[str] | None) -> None:
        """Shows only these cases; None for all."""
        self._filter.wanted = case_ids
        self._filter.again()

    @property
    def shown(self) -> int:
        """How many cases show."""
        return self._filter.rowCount()

    @property
    def current(self) -> str | None:
        """The id of the current case."""
        summary = self.currentIndex().data(SUMMARY_ROLE)
        return summary.case.id if isinstance(summary, CaseSummary) else None

    def set_current(self, case_id: str | None) -> None:
        """Makes a case current, without a signal."""
        row = self._model.row_of(case_id) if case_id else None
        index = QModelIndex() if row is None else self._filter.mapFromSource(self._model.index(row))
        self._quiet = True
        self.setCurrentIndex(index)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        else:
            super().keyPressEvent(event)

    def _changed(self) -> None:
        if not self._quiet and self.current:
            self.case_chosen.emit(self.current)

    def _open(self) -> None:
        if self.current:
            self.case_opened.emit(self.current)
