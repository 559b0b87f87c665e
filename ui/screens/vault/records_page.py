"""What was done in the vault, and every copy that left it: to read, never to change."""

from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass

from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from ui.screens.jobs import Failure, Jobs
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.state.trail_words import Names, copy_lines, trail_lines
from ui.theme import px
from ui.widgets.boxes import column, row
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.notice import sentences
from ui.widgets.record_table import RecordTable
from ui.widgets.words import field_label, words

Read = Callable[[str | None, Names], "Lines"]
"""The lines for a case's id, or of all where it is None; for a thread."""

_TRAIL = ("When", "Who", "What", "About")
_COPIES = ("Copy", "When", "What", "From", "For whom", "Why", "By")
_TRAIL_NOTE = "Written by vidfeed as things happen; nobody can change it, and checking the vault checks it."
_COPIES_NOTE = "Every copy that left the vault. They are outside it, not encrypted, and erasing cannot reach them."
_MOST = 5000


@dataclass(frozen=True)
class Lines:
    """The newest lines in words, and how many there are in all."""

    shown: Sequence[Sequence[str]]
    total: int


class RecordsPage(QWidget):
    """One table with a choice of case."""

    def __init__(self, desk: Desk, read: Read, table: RecordTable, note: str, empty: str) -> None:
        super().__init__()
        self._desk, self._read, self._jobs = desk, read, Jobs(self)
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
        """Years of work make a long trail: it is read off the window's thread."""
        self._jobs.stop()
        case_id, read = self.cases.currentData(), self._read
        catalogue, keeping = self._desk.context.catalogue, self._desk.vault.keeping
        self._count.setText("Reading…")
        self._jobs.start(
            lambda _progress, _cancelled: read(case_id, Names(catalogue, keeping.users())), self._fill, self._failed
        )

    def _fill(self, lines: Lines) -> None:
        self.table.set_rows(lines.shown)
        total = counted(lines.total, "line")
        self._count.setText(total if len(lines.shown) == lines.total else f"the newest {len(lines.shown)} of {total}")
        self._pages.setCurrentWidget(self.table if lines.shown else self._empty)

    def _failed(self, error: Failure) -> None:
        self._count.setText(" ".join(sentences(error)).strip())

    def closing(self) -> None:
        """Ends the reading."""
        self._jobs.stop()


def trail_page(desk: Desk) -> RecordsPage:
    """Who did what, when."""
    catalogue = desk.context.catalogue

    def read(case_id: str | None, names: Names) -> Lines:
        entries = catalogue.audit() if case_id is None else catalogue.audit_of_case(case_id)
        return Lines([astuple(line) for line in trail_lines(entries[-_MOST:], names)], len(entries))

    table = RecordTable("Who did what, when", _TRAIL, wide=3)
    return RecordsPage(desk, read, table, _TRAIL_NOTE, "Nothing yet.")


def copies_page(desk: Desk) -> RecordsPage:
    """What left the vault."""

    def read(case_id: str | None, names: Names) -> Lines:
        copies = desk.context.catalogue.copies(case_id)
        return Lines([astuple(line) for line in copy_lines(copies[-_MOST:], names)], len(copies))

    table = RecordTable("Copies that left the vault", _COPIES, wide=4)
    return RecordsPage(desk, read, table, _COPIES_NOTE, "No copy has left the vault.")
