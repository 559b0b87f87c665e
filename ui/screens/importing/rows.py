"""The list of films that are on their way in, of one case at a time."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.importing.filing import date_session, offered_sessions, session_number
from ui.screens.importing.row import CLOSE_WIDTH_PX, DATE_WIDTH_PX, SESSION_WIDTH_PX, ImportRow
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.state.imports import ImportEntry, ImportQueue, ImportState
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, row
from ui.widgets.card import Card
from ui.widgets.words import words
from vidfeed.errors import ExpectedError
from vidfeed.model.case import Case
from vidfeed.services.filing import refile

_UNDERWAY = (ImportState.WAITING, ImportState.COPYING)
_COLUMNS = (("Filmed on", DATE_WIDTH_PX), ("Goes into", SESSION_WIDTH_PX), ("", CLOSE_WIDTH_PX))


class ImportRows(Card):
    """A row a film; those of other cases go on unseen.

    Signals:
        changed(): a film came, went, or is in another state.
        failed(ExpectedError): a change of title, date or session was refused.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, queue: ImportQueue) -> None:
        super().__init__()
        self._desk, self._queue = desk, queue
        self._case: Case | None = None
        self._rows: dict[int, ImportRow] = {}
        self._total, self._list = words("", "label"), QVBoxLayout()
        self._list.setSpacing(0)
        columns = (_head(text, width_px) for text, width_px in _COLUMNS)
        head = row(self._total, None, *columns, gap_px=12, margins_px=(0, 8, 0, 8))
        self.setLayout(column(head, self._list, gap_px=0, margins_px=(14, 2, 14, 2)))
        queue.entry_added.connect(self._add)
        queue.entry_changed.connect(self._refresh)

    @property
    def shown(self) -> list[ImportRow]:
        """The rows of the case in view."""
        code = self._case.code if self._case is not None else None
        return [line for line in self._rows.values() if line.entry.request.case_code == code]

    def show_case(self, case: Case) -> None:
        """Shows the films of this case only."""
        self._case = case
        self._show_rows()

    def state_words(self) -> str:
        """How far all of them are."""
        shown = self.shown
        safe = sum(line.entry.clip is not None for line in shown)
        parts = [f"{safe} of {len(shown)} safely in the vault."] if shown else []
        if self.underway:
            parts.append("If you lock or close, copying stops safely; choose the missing films again then.")
        if any(line.undated for line in shown):
            parts.append("Choose the date of those that have none.")
        return " ".join(parts)

    @property
    def underway(self) -> bool:
        """Whether one of them is not in yet, and may still come."""
        return any(line.entry.state in _UNDERWAY for line in self.shown)

    def _add(self, entry: ImportEntry) -> None:
        if entry.clip is not None:
            return  # It came in at an earlier unlock, and is only prepared now.
        line = ImportRow(entry, _size_bytes(entry.request.path))
        line.stop_requested.connect(lambda: self._queue.stop(entry))
        line.gone.connect(lambda: self._remove(entry))
        line.renamed.connect(lambda title: self._refile(line, title=title))
        line.session_chosen.connect(lambda number: self._refile(line, session=number))
        line.dated.connect(lambda when: self._refile(line, recorded_at=when))
        self._rows[entry.number] = line
        self._list.addWidget(line)
        self._offer_sessions(line)
        self._show_rows()

    def _refresh(self, entry: ImportEntry) -> None:
        line = self._rows.get(entry.number)
        if line is None:
            return
        arrived = entry.state is ImportState.PREPARING and entry.done == 0.0
        if arrived and entry.clip is not None:
            date_session(self._desk.context, entry.clip)
            self._offer_sessions(line)
        line.refresh()
        if arrived or entry.state in (ImportState.DONE, ImportState.FAILED, ImportState.STOPPED):
            announce(self, line.spoken)
            self._show_rows()

    def _offer_sessions(self, line: ImportRow) -> None:
        ctx, entry = self._desk.context, line.entry
        case = ctx.catalogue.case_by_code(entry.request.case_code)
        if case is not None:
            present = session_number(ctx, entry.clip) if entry.clip is not None else entry.request.session or 1
            line.offer_sessions(offered_sessions(ctx, case), present)

    def _refile(
        self, line: ImportRow, title: str | None = None, session: int | None = None, recorded_at: str | None = None
    ) -> None:
        ctx, entry = self._desk.context, line.entry
        clip = ctx.catalogue.clip(entry.clip.id) if entry.clip is not None else None
        if clip is None:
            return
        try:
            entry.clip = refile(ctx, clip, title=title, session=session, recorded_at=recorded_at)
            date_session(ctx, entry.clip)
        except ExpectedError as error:
            self.failed.emit(error)
            return
        self._offer_sessions(line)
        line.refresh()
        self._show_rows()
        self._desk.cases_changed.emit()

    def _remove(self, entry: ImportEntry) -> None:
        line = self._rows.pop(entry.number)
        line.hide()
        line.deleteLater()
        self._show_rows()

    def _show_rows(self) -> None:
        shown = self.shown
        for line in self._rows.values():
            line.setVisible(line in shown)
        self._total.setText(counted(len(shown), "film"))
        self.setVisible(bool(shown))
        self.changed.emit()


def _head(text: str, width_px: int) -> QWidget:
    label = words(text, "label")
    label.setFixedWidth(px(width_px))
    return label


def _size_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
