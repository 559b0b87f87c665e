"""The palette: a codebook's tags as keys, by groups, in pages."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedWidget, QVBoxLayout

from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.buttons import icon_button
from ui.widgets.card import Card
from ui.widgets.keyboard import Letters, Position, position_of
from ui.widgets.page_dots import PageDots
from ui.widgets.palette_page import Cells, PalettePage
from ui.widgets.tag_key import TagKey
from ui.widgets.tag_look import looks_of
from vidfeed.model.codebook import Codebook, palette_cells

EDIT_CODEBOOKS = "Edit codebooks…"


class TagPalette(Card):
    """Marks by mouse, touch and key; the screen decides what a press means.

    Signals:
        tag_pressed(str), tag_released(str): a tag's id; a release follows every press, also when focus is lost.
        codebook_chosen(str): the id of another codebook.
        edit_requested(): the codebooks themselves.
        letters_changed(): printed letters were learnt; looks should be made again.
        keys_requested(): the sheet of keys.

    Attributes:
        single_keys: the keyboard's keys mark and Tab turns pages; without, Tab and Space reach every key and the
            page's dots.
    """

    tag_pressed = Signal(str)
    tag_released = Signal(str)
    codebook_chosen = Signal(str)
    edit_requested = Signal()
    letters_changed = Signal()
    keys_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Tags")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.single_keys = True
        self.letters = Letters(QGuiApplication.inputMethod().locale())
        self._codebook: Codebook | None = None
        self._editable = False
        self._counts: Mapping[str, int] = {}
        self._tagged: frozenset[str] = frozenset()
        self._running: frozenset[str] = frozenset()
        self._held: dict[Position, str] = {}
        self._combo = QComboBox()
        self._combo.setAccessibleName("Codebook")
        self._combo.setProperty("extent", "small")
        self._combo.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._combo.activated.connect(self._chosen)
        self._pages = QStackedWidget()
        self._dots = PageDots()
        self._dots.clicked.connect(self.turn_page)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        keys = icon_button("keyboard-outline", "Keys", "F1")
        keys.clicked.connect(self.keys_requested)
        top.addWidget(self._combo, 1)
        top.addWidget(keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(8), px(8), px(8), px(6))
        column.setSpacing(px(5))
        column.addLayout(top)
        column.addWidget(self._pages, 1)
        column.addWidget(self._dots)

    def _chosen(self, number: int) -> None:
        """A codebook, or the last line of all: to edit them."""
        chosen_id = self._combo.itemData(number)
        if chosen_id:
            self.codebook_chosen.emit(chosen_id)
            return
        self._combo.setCurrentIndex(max(0, self._combo.findData(self._codebook.id if self._codebook else "")))
        self.edit_requested.emit()

    def offer_editing(self) -> None:
        """Adds a line below the codebooks that asks to edit them."""
        self._editable = True

    def set_codebooks(self, codebooks: Sequence[Codebook], chosen_id: str) -> None:
        """Offers `codebooks` and shows the chosen one's tags, from its first page."""
        self.release_all()
        self._combo.clear()
        for codebook in codebooks:
            self._combo.addItem(codebook.name, codebook.id)
        if self._editable:
            self._combo.insertSeparator(self._combo.count())
            self._combo.addItem(EDIT_CODEBOOKS, "")
        self._combo.setCurrentIndex(max(0, self._combo.findData(chosen_id)))
        self._codebook = next((book for book in codebooks if book.id == chosen_id), None)
        self._build()

    def _build(self) -> None:
        page_now = max(0, self._pages.currentIndex())
        for page in self._page_widgets():
            self._pages.removeWidget(page)
            page.deleteLater()
        large = self._codebook is not None and len(self._codebook.tags) <= 6 and len(self._codebook.groups) == 1
        for cells in self._cells():
            self._add_page(PalettePage(cells, large))
        self.set_counts(self._counts)
        self.set_tagged(self._tagged)
        self.set_running(self._running)
        self.show_page(min(page_now, self._pages.count() - 1))

    def _cells(self) -> list[Cells]:
        if self._codebook is None:
            return []
        looks = looks_of([self._codebook], self.letters)
        pages: dict[int, Cells] = {}
        for page, row, column, tag in palette_cells(self._codebook):
            pages.setdefault(page, {})[row, column] = looks[tag.id]
        return list(pages.values())

    def _add_page(self, page: PalettePage) -> None:
        for key in page.keys.values():
            key.held.connect(self.tag_pressed)
            key.let_go.connect(self.tag_released)
            key.focus_left.connect(self.release_all)
        self._pages.addWidget(page)

    @property
    def page(self) -> int:
        """The page shown, from 0."""
        return self._pages.currentIndex()

    def show_page(self, number: int) -> None:
        """Shows a page; its number counts round."""
        pages = self._page_widgets()
        if not pages:
            self._dots.set_pages(0, 0, "")
            return
        self.release_all()
        number %= len(pages)
        self._pages.setCurrentIndex(number)
        following = pages[(number + 1) % len(pages)]
        groups = dict.fromkeys(key.look.group for key in following.keys.values())
        self._dots.set_pages(number, len(pages), " · ".join(groups))

    def turn_page(self) -> None:
        """Shows the next page, and says so."""
        if self._pages.count() > 1:
            self.show_page(self.page + 1)
            announce(self, f"Page {self.page + 1} of {self._pages.count()}")

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many moments of the clip carry each tag, by tag id."""
        self._counts = counts
        for key in self._keys():
            key.set_count(counts.get(key.look.tag_id, 0))

    def set_tagged(self, tag_ids: Iterable[str]) -> None:
        """Outlines the tags of the selected moment."""
        self._tagged = frozenset(tag_ids)
        for key in self._keys():
            key.set_tagged(key.look.tag_id in self._tagged)

    def set_running(self, tag_ids: Iterable[str]) -> None:
        """Keeps the keys of moments that have begun filled."""
        self._running = frozenset(tag_ids)
        for key in self._keys():
            key.set_running(key.look.tag_id in self._running)

    def flash(self, tag_id: str) -> None:
        """Fills a tag's key for a moment."""
        for key in self._keys():
            if key.look.tag_id == tag_id:
                key.flash()

    def _page_widgets(self) -> list[PalettePage]:
        widgets = (self._pages.widget(number) for number in range(self._pages.count()))
        return [widget for widget in widgets if isinstance(widget, PalettePage)]

    def _keys(self) -> list[TagKey]:
        return [key for page in self._page_widgets() for key in page.keys.values()]

    def key_at(self, position: Position) -> TagKey | None:
        """The key of the page shown at a position of the keyboard."""
        pages = self._page_widgets()
        return pages[self.page].keys.get(position) if pages else None

    def watch(self, region: QObject) -> None:
        """Lets palette keys and Tab work while `region` (player, timeline, this palette) has the focus."""
        region.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusOut:
            self.release_all()
        if isinstance(event, QKeyEvent) and self.isEnabled():
            return self._take(event)
        return False

    def event(self, event: QEvent) -> bool:
        """Takes Tab before it would move the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            return self._take(event) or super().event(event)
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.release_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self._take(event):
            super().keyReleaseEvent(event)

    def _take(self, event: QKeyEvent) -> bool:
        """Handles a palette key; presses with modifiers and repeats of a held key mark nothing."""
        pressed = event.type() == QEvent.Type.KeyPress
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier) and pressed:
            return False
        if pressed and event.key() == Qt.Key.Key_Tab and self.single_keys and self._pages.count() > 1:
            if not event.isAutoRepeat():
                self.turn_page()
            return True
        position = position_of(event) if self.single_keys else None
        if position is None or event.type() not in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            return False
        if event.isAutoRepeat():
            return position in self._held
        return self._press(position, event) if pressed else self._release(position)

    def _press(self, position: Position, event: QKeyEvent) -> bool:
        if self._codebook is not None and self.letters.learn(event, position):
            self._relabel(self._codebook)
            self.letters_changed.emit()
        key = self.key_at(position)
        if key is None or position in self._held:
            return key is not None
        self._held[position] = key.look.tag_id
        key.set_down(True)
        self.tag_pressed.emit(key.look.tag_id)
        return True

    def _relabel(self, codebook: Codebook) -> None:
        """Prints other letters on the keys; those that are down stay so."""
        looks = looks_of([codebook], self.letters)
        for key in self._keys():
            key.set_look(looks[key.look.tag_id])

    def _release(self, position: Position) -> bool:
        tag_id = self._held.pop(position, None)
        if tag_id is None:
            return False
        self.flash(tag_id)
        self.tag_released.emit(tag_id)
        return True

    def release_all(self) -> None:
        """Ends every hold, as when the focus is lost or the page turned."""
        for position in list(self._held):
            self._release(position)
