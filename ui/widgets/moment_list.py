"""The list of a clip's moments, with search and filters."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from ui.theme import px, set_icon
from ui.widgets.boxes import row
from ui.widgets.buttons import icon_button, name_button
from ui.widgets.card import Rule
from ui.widgets.empty_state import EmptyState
from ui.widgets.moment_delegate import MomentDelegate, MomentPicture
from ui.widgets.moment_model import MOMENT_ROLE, MomentModel
from ui.widgets.moment_wish import MomentWish
from ui.widgets.more_filter import MoreFilter, Order, fits
from ui.widgets.search_field import SearchField
from ui.widgets.tag_filter import TagFilter
from ui.widgets.tag_look import Looks
from ui.widgets.words import words
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Decision, Moment

NONE_YET = "Press a key when something good happens."
NO_MATCH = "No moment matches."
_FEW = 8


class MomentListView(QListView):
    """Rows of moments.

    Signals:
        opened(): Enter on a row.
        remove_pressed(): Del on a row.
    """

    opened = Signal()
    remove_pressed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Moments")
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.remove_pressed.emit()
        else:
            super().keyPressEvent(event)


class MomentList(QWidget):
    """Header with the count, search and filters, then the rows.

    Signals:
        moment_selected(str): by the user.
        moment_opened(str): Enter or double click: play it once.
        remove_requested(str): Del.
    """

    moment_selected = Signal(str)
    moment_opened = Signal(str)
    remove_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Moments")
        self.model = MomentModel()
        self.model.setParent(self)
        self._wish = MomentWish(self.model.names)
        self._all: tuple[Moment, ...] = ()
        self._chosen: str | None = None
        self.view = MomentListView()
        # Row for row the same; but the view asks ten thousand times how many rows there are, and Python would answer.
        self._rows = QSortFilterProxyModel(self)
        self._rows.setSourceModel(self.model)
        self.view.setModel(self._rows)
        self._delegate = MomentDelegate(self.model, self.view)
        self.view.setItemDelegate(self._delegate)
        self.search = SearchField("Find words or tags")
        self._stars = QPushButton("2+")
        self._tags, self.more = TagFilter(), MoreFilter()
        self._count = words("", "hint")
        self._nothing = EmptyState(NONE_YET)
        self._empty_words = NONE_YET
        self._decision: Decision | None = None
        self._in_reels: frozenset[str] = frozenset()
        self._quiet = False
        self._lay_out()
        self._connect()
        self._show_count()

    def _lay_out(self) -> None:
        self._sort = icon_button("sort-clock-ascending-outline", "Earliest first")
        self._stars.setProperty("kind", "chip")
        self._stars.setCheckable(True)
        self._stars.setAccessibleName("Two stars or more")
        self._stars.setToolTip("Show only moments with two stars or more")
        set_icon(self._stars, "star-outline", 16, tint_on="on_pri")
        heading = words("Moments", "h3")
        head = row(heading, self._count, None, self._sort, self.more, gap_px=6, margins_px=(10, 8, 10, 4))
        self._filters = QWidget()
        filters = QHBoxLayout(self._filters)
        filters.setContentsMargins(px(10), 0, px(10), px(8))
        filters.setSpacing(px(6))
        filters.addWidget(self.search, 1)
        filters.addWidget(self._stars)
        filters.addWidget(self._tags)
        self._body = QStackedWidget()
        self._body.addWidget(self.view)
        self._body.addWidget(self._nothing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._filters)
        column.addWidget(Rule())
        column.addSpacing(px(4))
        column.addWidget(self._body, 1)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._search)
        self._stars.toggled.connect(self._star)
        self._tags.tags_chosen.connect(self._choose_tags)
        self.more.changed.connect(self._filter_more)
        self.more.order_chosen.connect(self._order)
        self._sort.clicked.connect(self._turn)
        self.view.selectionModel().currentChanged.connect(self._current_changed)
        self.view.doubleClicked.connect(self._open)
        self.view.opened.connect(self._open)
        self.view.remove_pressed.connect(self._remove)

    def set_clip(self, index: FrameIndex, looks: Looks) -> None:
        """Empties the list for another clip."""
        self._all, self._chosen = (), None
        self._wish.forget_names()
        self.model.set_clip(index, looks)
        self._tags.set_looks(looks.values())
        self._show_count()

    def set_looks(self, looks: Looks) -> None:
        """Paints and offers tags of another codebook."""
        self._wish.forget_names()
        self.model.set_looks(looks)
        self._tags.set_looks(looks.values())
        self._show()

    def set_moments(self, moments: Iterable[Moment]) -> None:
        """Shows those of these that are asked for; the selection stays where it was."""
        self._all = tuple(moments)
        self.model.whole = self._all
        self._show()

    def _show(self) -> None:
        """What is selected stays so; it is current again as soon as it is listed again."""
        self._quiet = True
        self.model.set_moments(self._wish.pick(self._all))
        self.set_selected(self._chosen)
        self._show_count()

    def set_decision(self, decision: Decision | None) -> None:
        """Lists only what was decided so; None lists all."""
        self._decision = decision
        self._filter_more()

    def set_in_reels(self, moment_ids: Iterable[str]) -> None:
        """Which moments stand in a reel."""
        self._in_reels = frozenset(moment_ids)
        self._filter_more()

    def _search(self, text: str) -> None:
        self._wish.set_words(text)
        self._show()

    def _star(self, on: bool) -> None:
        self._wish.least_stars = 2 if on else 0
        self._show()

    def _choose_tags(self, tag_ids: frozenset[str]) -> None:
        self._wish.tag_ids = tag_ids
        self._show()

    def _filter_more(self) -> None:
        decision, chosen, in_reels = self._decision, self.more.chosen, self._in_reels
        self._wish.accepts = (
            None
            if decision is None and not chosen
            else lambda moment: (decision is None or moment.decision is decision) and fits(moment, chosen, in_reels)
        )
        self._show()

    def set_pictures(self, provider: MomentPicture | None) -> None:
        """Where pictures come from."""
        self._delegate.picture = provider
        self.refresh()

    def refresh(self) -> None:
        """Paints again, after pictures have arrived."""
        self.view.viewport().update()

    def set_empty_words(self, text: str) -> None:
        """What stands there while there is no moment."""
        self._empty_words = text
        self._show_count()

    @property
    def selected(self) -> str | None:
        """The id of the current moment."""
        moment = self.view.currentIndex().data(MOMENT_ROLE)
        return moment.id if isinstance(moment, Moment) else None

    def set_selected(self, moment_id: str | None) -> None:
        """Makes a moment current and scrolls to it, without a signal."""
        self._chosen = moment_id
        place = self.model.row_of(moment_id) if moment_id else None
        index = QModelIndex() if place is None else self._rows.index(place, 0)
        self._quiet = True
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.view.selectionModel().setCurrentIndex(index, flags)
        self._quiet = False
        if index.isValid():
            self.view.scrollTo(index)

    def step(self, by: int) -> str | None:
        """Makes the next (1) or previous (-1) listed moment current; its id."""
        rows = self.model.rowCount()
        if not rows:
            return None
        now = self.view.currentIndex().row()
        target = (0 if by > 0 else rows - 1) if now < 0 else max(0, min(now + by, rows - 1))
        self.view.setCurrentIndex(self._rows.index(target, 0))
        return self.selected

    @property
    def listed(self) -> Sequence[Moment]:
        """The moments that show, in the order of the rows."""
        return self.model.moments

    @property
    def count_text(self) -> str:
        """How many show, "12 of 18"."""
        return self._count.text()

    def _show_count(self) -> None:
        shown, whole = self.model.rowCount(), len(self._all)
        self._count.setText(str(whole) if shown == whole else f"{shown} of {whole}")
        for part in (self._filters, self.more):
            part.setVisible(whole >= _FEW or shown != whole)
        self._nothing.say(NO_MATCH if whole else self._empty_words)
        self._body.setCurrentIndex(0 if shown else 1)

    def _turn(self) -> None:
        self._wish.backwards = not self._wish.backwards
        self._show()
        direction = "descending" if self._wish.backwards else "ascending"
        set_icon(self._sort, f"sort-clock-{direction}-outline")
        name_button(self._sort, "Latest first" if self._wish.backwards else "Earliest first")

    def _order(self, order: Order) -> None:
        self._wish.order = order
        self._show()

    def _current_changed(self) -> None:
        if not self._quiet and self.selected:
            self._chosen = self.selected
            self.moment_selected.emit(self.selected)

    def _open(self) -> None:
        if self.selected:
            self.moment_opened.emit(self.selected)

    def _remove(self) -> None:
        if self.selected:
            self.remove_requested.emit(self.selected)
