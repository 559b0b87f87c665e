"""The bin: moments of the case, to be put into the reel."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QListView, QStackedWidget

from ui.screens.reels.bin_rows import ENTRY_ROLE, BinDelegate, BinFilter, BinModel, RowPicture
from ui.state.case_moments import CaseMoment
from ui.theme import px, set_icon
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Card, Rule
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_field import SearchField
from ui.widgets.tag_filter import TagFilter
from ui.widgets.tag_look import Looks
from ui.widgets.words import words

NONE_YET = "No moments yet. Mark some in Watch."
NO_MATCH = "No moment matches."
_WIDE_PX, _NARROW_PX = 280, 224


class BinView(QListView):
    """Rows; Enter and a double click put one into the reel."""

    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Moments of the case")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QListView.DragDropMode.DragOnly)
        self.doubleClicked.connect(self.opened)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class Bin(Card):
    """Search and filters over the rows.

    Signals:
        add_requested(str): put this moment in, at the end.
    """

    add_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Moments")
        self.setMinimumWidth(px(_NARROW_PX))
        self.setMaximumWidth(px(_WIDE_PX))
        self.model = BinModel()
        self.model.setParent(self)
        self._filter = BinFilter(self.model)
        self._filter.setParent(self)
        self.view = BinView()
        self.view.setModel(self._filter)
        self._delegate = BinDelegate(self.model, self.view)
        self.view.setItemDelegate(self._delegate)
        self.search = SearchField("Find words or tags")
        self.stars, self.tags = push_button("2+", "chip", "star-outline"), TagFilter()
        self.sessions = QComboBox()
        self.sessions.setAccessibleName("Moments of")
        self._nothing = EmptyState(NONE_YET, "heart-outline")
        self._body = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.stars.setCheckable(True)
        self.stars.setAccessibleName("Two stars or more")
        self.stars.setToolTip("Show only moments with two stars or more")
        set_icon(self.stars, "star-outline", 16, tint_on="on_pri")
        self._body.addWidget(self.view)
        self._body.addWidget(self._nothing)
        head = row(words("Moments", "h3"), None, self.sessions, margins_px=(10, 8, 10, 0))
        finding = row(self.search, margins_px=(10, 6, 10, 0))
        filters = row(self.stars, self.tags, None, gap_px=6, margins_px=(10, 6, 10, 8))
        box = column(head, finding, filters, Rule(), 4, self._body, gap_px=0, margins_px=(1, 1, 1, 4))
        box.setStretch(5, 1)
        self.setLayout(box)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter.set_words)
        self.search.textChanged.connect(self._show_nothing)
        self.stars.toggled.connect(self._star)
        self.tags.tags_chosen.connect(self._choose_tags)
        self.sessions.activated.connect(self._choose_session)
        self.view.opened.connect(self._open)

    def set_entries(self, entries: Sequence[CaseMoment], sessions: Sequence[int], looks: Looks) -> None:
        """Shows the moments, with their tags to choose from; the one that was current stays so."""
        current = self.current
        self.model.set_entries(entries)
        carried = {tag.tag_id for entry in entries for tag in entry.moment.tags}
        self.tags.set_looks(look for tag_id, look in looks.items() if tag_id in carried)
        self._offer_sessions(sessions)
        places = [entry.moment.id for entry in entries]
        if current in places:
            self.view.setCurrentIndex(self._filter.mapFromSource(self.model.index(places.index(current))))
        self._show_nothing()

    def set_used(self, moment_ids: Collection[str]) -> None:
        """Ticks what the reel has already."""
        self.model.set_used(moment_ids)

    def set_pictures(self, provider: RowPicture | None) -> None:
        """Where pictures come from."""
        self._delegate.picture = provider
        self.refresh()

    def refresh(self) -> None:
        """Paints again, after pictures have arrived."""
        self.view.viewport().update()

    @property
    def current(self) -> str | None:
        """The id of the current moment."""
        entry = self.view.currentIndex().data(ENTRY_ROLE)
        return entry.moment.id if isinstance(entry, CaseMoment) else None

    @property
    def shown(self) -> int:
        """How many moments show."""
        return self._filter.rowCount()

    def choose(self, row_number: int) -> None:
        """Makes a shown row current."""
        self.view.setCurrentIndex(self._filter.index(row_number, 0, QModelIndex()))

    def sizeHint(self) -> QSize:
        return QSize(px(_WIDE_PX), super().sizeHint().height())

    def _offer_sessions(self, numbers: Sequence[int]) -> None:
        chosen = self.sessions.currentData()
        self.sessions.clear()
        self.sessions.addItem("This case", None)
        for number in numbers:
            self.sessions.addItem(f"Session {number}", number)
        self.sessions.setCurrentIndex(max(0, self.sessions.findData(chosen)) if chosen in numbers else 0)
        self.sessions.setVisible(len(numbers) > 1)
        self._choose_session()

    def _choose_session(self) -> None:
        self._filter.set_session(self.sessions.currentData())
        self._show_nothing()

    def _choose_tags(self, tag_ids: frozenset[str]) -> None:
        self._filter.set_tags(tag_ids)
        self._show_nothing()

    def _star(self, on: bool) -> None:
        self._filter.set_least_stars(2 if on else 0)
        self._show_nothing()

    def _show_nothing(self) -> None:
        self._nothing.say(NO_MATCH if self.model.rowCount() else NONE_YET)
        self._body.setCurrentIndex(0 if self._filter.rowCount() else 1)

    def _open(self) -> None:
        if self.current:
            self.add_requested.emit(self.current)
