"""What was done in the vault, and every copy that left it: to read, never to change."""

from collections.abc import Callable, Sequence
from dataclasses import astuple

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from ui.state.counting import counted
from ui.state.desk import Desk
from ui.state.trail_words import Names, copy_lines, trail_lines
from ui.theme import px
from ui.widgets.boxes import column, row
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.record_table import RecordTable
from ui.widgets.words import field_label, words

Read = Callable[[str | None, Names], Sequence[Sequence[str]]]
"""The lines for a case's id, or of all where it is None."""

_TRAIL = ("When", "Who", "What", "About")
_COPIES = ("Copy", "When", "What", "From", "For whom", "Why", "By")
_TRAIL_NOTE = "Written by vidfeed as things happen; nobody can change it, and checking the vault checks it."
_COPIES_NOTE = "Every copy that left the vault. They are outside it, not encrypted, and erasing cannot reach them."


class RecordsPage(QWidget):
    """One table with a choice of case."""

    def __init__(self, desk: Desk, read: Read, table: RecordTable, note: str, empty: str) -> None:
        super().__init__()
        self._desk, self._read = desk, read
        self.table, self.cases = table, QComboBox()
        self._count, self._empty = words("", "quiet"), EmptyState(empty, "text-box-outline")
        self._pages = QStackedWidget()
        for page in (table, self._empty):
            self._pages.addWidget(page)
        self.cases.setMinimumWidth(px(180))
        self.cases.activated.connect(lambda _index: self._show())
        head = row(field_label("Case", self.cases), self.cases, self._count, None, gap_px=10)
        card = Card()
        card.setLayout(column(self._pages, margins_px=(8, 8, 8, 8)))
        self.setLayout(column(head, words(note, "hint", wrap=True), card, gap_px=8, margins_px=(18, 8, 18, 18)))

    def refresh(self) -> None:
        """As it stands now; the chosen case stays."""
        chosen = self.cases.currentData()
        self.cases.clear()
        self.cases.addItem("All cases", None)
        for summary in self._desk.context.catalogue.case_summaries():
            self.cases.addItem(summary.case.code, summary.case.id)
        self.cases.setCurrentIndex(max(0, self.cases.findData(chosen)))
        self._show()

    def _show(self) -> None:
        names = Names(self._desk.context.catalogue, self._desk.vault.keeping.users())
        rows = self._read(self.cases.currentData(), names)
        self.table.set_rows(rows)
        self._count.setText(counted(len(rows), "line"))
        self._pages.setCurrentWidget(self.table if rows else self._empty)


def trail_page(desk: Desk) -> RecordsPage:
    """Who did what, when."""
    catalogue = desk.context.catalogue

    def read(case_id: str | None, names: Names) -> Sequence[Sequence[str]]:
        entries = catalogue.audit() if case_id is None else catalogue.audit_of_case(case_id)
        return [astuple(line) for line in trail_lines(entries, names)]

    table = RecordTable("Who did what, when", _TRAIL, wide=3)
    return RecordsPage(desk, read, table, _TRAIL_NOTE, "Nothing yet.")


def copies_page(desk: Desk) -> RecordsPage:
    """What left the vault."""

    def read(case_id: str | None, names: Names) -> Sequence[Sequence[str]]:
        return [astuple(line) for line in copy_lines(desk.context.catalogue.copies(case_id), names)]

    table = RecordTable("Copies that left the vault", _COPIES, wide=4)
    return RecordsPage(desk, read, table, _COPIES_NOTE, "No copy has left the vault.")
