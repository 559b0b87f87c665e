"""The list of cases with its search and filters."""

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QFrame, QListView, QPushButton, QStackedWidget, QVBoxLayout

from ui.screens.home.case_delegate import CaseDelegate
from ui.screens.home.case_model import LINE_ROLE, CaseFilter, CaseLine, CaseModel, CaseProxy, load_lines
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.boxes import column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField

_PAUSE_MS = 200
_TAG_SEARCH_FROM = 3
_FOUND_MOST = 500


class CaseList(QFrame):
    """Cases to choose from.

    Signals:
        chosen(Case)
    """

    chosen = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setProperty("card", "raised")
        self.setFixedWidth(px(286))
        self.model, self._proxy, self.view = CaseModel(self), CaseProxy(self), QListView()
        self._proxy.setSourceModel(self.model)
        self.search = SearchField("Search case ID or tag")
        self.filters = {wanted: self._filter_chip(wanted) for wanted in CaseFilter}
        self._empty = EmptyState("")
        self._lists = QStackedWidget()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._build()
        self.refresh()

    def _build(self) -> None:
        self.view.setModel(self._proxy)
        self.view.setItemDelegate(CaseDelegate(self.view))
        self.view.setMouseTracking(True)
        self.view.setAccessibleName("Cases")
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(self._choose)
        self._lists.addWidget(self.view)
        self._lists.addWidget(self._empty)
        self.search.textChanged.connect(self._search)
        self._pause.timeout.connect(self._search_tags)
        QShortcut(QKeySequence("Ctrl+F"), self, self.search.setFocus)
        group = QButtonGroup(self)
        for wanted, chip in self.filters.items():
            group.addButton(chip)
            chip.clicked.connect(lambda _=False, wanted=wanted: self._filter(wanted))
        self.filters[CaseFilter.ALL].setChecked(True)
        head = column(self.search, row(*self.filters.values(), None, gap_px=5), margins_px=(12, 12, 12, 6))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(framed(column(self._lists, margins_px=(8, 2, 8, 2))), 1)

    def _filter_chip(self, wanted: CaseFilter) -> QPushButton:
        chip = push_button(wanted.value, "chip")
        chip.setCheckable(True)
        return chip

    def refresh(self) -> None:
        """Reads the cases anew; the one on the desk stays chosen."""
        lines = load_lines(self._desk.context)
        selection = self.view.selectionModel()
        selection.blockSignals(True)
        self.model.set_lines(lines)
        for wanted, chip in self.filters.items():
            chip.setText(f"{wanted.value} {sum(line.passes(wanted) for line in lines)}")
        self._select_present()
        selection.blockSignals(False)
        self._show_empty()

    def _select_present(self) -> None:
        present = self._desk.case
        for number in range(self._proxy.rowCount()):
            index = self._proxy.index(number, 0)
            if present is not None and self._line(index).summary.case.id == present.id:
                self.view.setCurrentIndex(index)
                return
        self.view.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.Clear)

    def _line(self, index: QModelIndex) -> CaseLine:
        line = index.data(LINE_ROLE)
        assert isinstance(line, CaseLine), "every row is a case"
        return line

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._line(index).summary.case)

    def _search(self, text: str) -> None:
        self._proxy.search(text)
        self._pause.start()
        self._show_empty()

    def closing(self) -> None:
        """The vault is about to close: no search is still to come."""
        self._pause.stop()

    def _search_tags(self) -> None:
        """Adds the cases with a moment that has the words in its tags, caption or note."""
        text = self.search.text().strip()
        if len(text) < _TAG_SEARCH_FROM:
            return
        catalogue = self._desk.context.catalogue
        clips = {moment.clip_id for moment in catalogue.find_moments(text=text, limit=_FOUND_MOST)}
        cases = frozenset(clip.case_id for clip in catalogue.clips() if clip.id in clips) if clips else frozenset()
        self._proxy.search(text, cases)
        self._show_empty()

    def _filter(self, wanted: CaseFilter) -> None:
        self._proxy.filter_by(wanted)
        self._show_empty()

    def _show_empty(self) -> None:
        text = self.search.text().strip()
        if not self.model.lines:
            self._empty.say("No cases yet.")
        elif text:
            self._empty.say(f"No case matches “{text}”")
        else:
            self._empty.say("No case of this kind.")
        self._lists.setCurrentWidget(self.view if self._proxy.rowCount() else self._empty)
