"""All codebooks: the list, the tags of one with its palette, and the form for what is chosen."""

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget

from ui.screens.codebooks.about_form import AboutForm
from ui.screens.codebooks.actions import BookActions
from ui.screens.codebooks.tag_form import TagForm
from ui.state.codebook_draft import CodebookDraft
from ui.state.counting import counted
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, row, scrolling
from ui.widgets.buttons import icon_button, push_button
from ui.widgets.card import Card
from ui.widgets.notice import ErrorBanner, Notice
from ui.widgets.tag_palette import TagPalette
from ui.widgets.words import words
from vidfeed.errors import ExpectedError
from vidfeed.model.codebook import Codebook, Tag

_ID = Qt.ItemDataRole.UserRole
_ABOUT = "About this codebook"
BUILT_IN = "Built in: its meanings stay as they are. Make a copy to change it."


class CodebooksPage(QWidget):
    """Changes are kept with Save; what moments were tagged with stays in the version it had then.

    Signals:
        saved(): a codebook is not what it was.
    """

    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.draft = CodebookDraft(desk, self)
        self.books, self.tags = QListWidget(), QListWidget()
        self.books.setAccessibleName("Codebooks")
        self.tags.setAccessibleName("Tags")
        for listing in (self.books, self.tags):
            listing.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.tag_form, self.about_form, self.palette_view = TagForm(), AboutForm(), TagPalette()
        self.error, self.note = ErrorBanner(), Notice("info", "", BUILT_IN)
        self.save_button, self.discard_button = push_button("Save", "primary"), push_button("Discard changes")
        self.add = icon_button("plus", "Add a tag")
        self.remove = icon_button("delete-outline", "Remove the tag")
        self.up, self.down = icon_button("chevron-up", "Move up"), icon_button("chevron-down", "Move down")
        self.actions_bar = BookActions(desk, self)
        self._form = QStackedWidget()
        self._build()
        self._connect()
        self.read()

    def _build(self) -> None:
        self._form.addWidget(self.about_form)
        self._form.addWidget(self.tag_form)
        books, tags, form = Card(), Card(), Card()
        books.setLayout(column(words("Codebooks", "h3"), self.books, self.actions_bar, margins_px=(12, 10, 12, 12)))
        books.setMinimumWidth(px(180))
        books.setMaximumWidth(px(230))
        tools = row(words("Tags", "h3"), None, self.add, self.remove, self.up, self.down, gap_px=2)
        self.palette_view.setAccessibleName("Preview of the palette")
        self.palette_view.setMinimumHeight(px(250))
        middle = column(
            tools, self.tags, words("As it will look", "label"), self.palette_view, margins_px=(12, 10, 12, 12)
        )
        for place, stretch in ((1, 2), (3, 5)):
            middle.setStretch(place, stretch)
        tags.setLayout(middle)
        tags.setMinimumWidth(px(250))
        foot = row(None, self.discard_button, self.save_button)
        form.setLayout(column(self.note, scrolling(self._form), self.error, foot, margins_px=(14, 10, 14, 12)))
        whole = row(books, tags, form, gap_px=10)
        for place, stretch in ((0, 3), (1, 4), (2, 5)):
            whole.setStretch(place, stretch)
        self.setLayout(whole)

    def _connect(self) -> None:
        self.books.currentItemChanged.connect(lambda _now, _before: self._choose_book())
        self.tags.currentItemChanged.connect(lambda _now, _before: self._show_form())
        self.draft.changed.connect(self._show_draft)
        self.tag_form.edited.connect(self.draft.put_tag)
        self.tag_form.refused.connect(self.error.show_error)
        self.about_form.edited.connect(lambda fields: self.draft.put_book(**fields))
        self.save_button.clicked.connect(self.save)
        self.discard_button.clicked.connect(self.draft.discard)
        self.add.clicked.connect(self.add_tag)
        self.remove.clicked.connect(lambda: self.draft.remove_tag(self._tag_id()))
        self.up.clicked.connect(lambda: self.draft.move_tag(self._tag_id(), -1))
        self.down.clicked.connect(lambda: self.draft.move_tag(self._tag_id(), 1))
        self.actions_bar.done.connect(self._reread)
        self.actions_bar.failed.connect(self.error.show_error)

    # The list of codebooks

    def read(self, chosen_id: str = "") -> None:
        """Reads the codebooks anew, and shows one of them."""
        books = self._desk.context.catalogue.codebooks()
        wanted = chosen_id or (self.draft.book.id if self.draft.book else "")
        with QSignalBlocker(self.books):
            self.books.clear()
            for book in books:
                item = QListWidgetItem(_line(book))
                item.setData(_ID, book.id)
                self.books.addItem(item)
            self.books.setCurrentRow(next((n for n, book in enumerate(books) if book.id == wanted), 0))
        self._open(self.books.currentItem())

    def _reread(self, chosen_id: str) -> None:
        self.error.hide()
        self.read(chosen_id)
        self.saved.emit()

    def _choose_book(self) -> None:
        """What was changed in another one is saved first; where that is refused one stays."""
        item = self.books.currentItem()
        if self.draft.dirty and not self.save():
            with QSignalBlocker(self.books):
                self.books.setCurrentRow(self._row_of_draft())
            return
        self._open(item)

    def _open(self, item: QListWidgetItem | None) -> None:
        book = self._desk.context.catalogue.codebook(str(item.data(_ID))) if item is not None else None
        self.error.hide()
        self.draft.open(book)
        self.tags.setCurrentRow(0)

    def _row_of_draft(self) -> int:
        ids = [self.books.item(n).data(_ID) for n in range(self.books.count())]
        return ids.index(self.draft.book.id) if self.draft.book is not None else -1

    # The draft

    def _show_draft(self) -> None:
        book, usable = self.draft.book, not self.draft.built_in
        chosen = self._tag_id()
        with QSignalBlocker(self.tags):
            place = max(0, self.tags.currentRow())
            self.tags.clear()
            for text, tag_id in [(_ABOUT, ""), *((tag.name, tag.id) for tag in book.tags)] if book else []:
                item = QListWidgetItem(text)
                item.setData(_ID, tag_id)
                self.tags.addItem(item)
            ids = [self.tags.item(n).data(_ID) for n in range(self.tags.count())]
            self.tags.setCurrentRow(ids.index(chosen) if chosen in ids else min(place, len(ids) - 1))
        self.note.setVisible(not usable)
        self.palette_view.set_codebooks([book] if book else [], book.id if book else "")
        self.actions_bar.show_book(book)
        for button in (self.save_button, self.discard_button):
            button.setEnabled(self.draft.dirty)
        self._show_form()

    def _show_form(self) -> None:
        book, tag, usable = self.draft.book, self._tag(), not self.draft.built_in
        self.add.setEnabled(book is not None and usable)
        for button in (self.remove, self.up, self.down):
            button.setEnabled(tag is not None and usable)
        if tag is not None:
            self.tag_form.show_tag(tag, usable)
            self._form.setCurrentWidget(self.tag_form)
        elif book is not None:
            self.about_form.show_book(book, usable, self._versions(book))
            self._form.setCurrentWidget(self.about_form)

    def _versions(self, book: Codebook) -> str:
        kept = [one for one in self._desk.context.catalogue.codebook_versions() if one.id == book.id]
        earlier = f", and {counted(len(kept) - 1, 'earlier version')} that moments were tagged with" * (len(kept) > 1)
        return f"Version {book.version}{earlier}. {counted(len(book.tags), 'tag')}."

    def _tag_id(self) -> str:
        item = self.tags.currentItem()
        return str(item.data(_ID)) if item is not None else ""

    def _tag(self) -> Tag | None:
        return self.draft.book.tag(self._tag_id()) if self.draft.book is not None else None

    def add_tag(self) -> None:
        """A new tag, with its name ready to be typed over."""
        tag = self.draft.add_tag("New tag")
        self.tags.setCurrentRow([self.tags.item(n).data(_ID) for n in range(self.tags.count())].index(tag.id))
        self.tag_form.name.setFocus()
        self.tag_form.name.selectAll()

    def commit(self) -> None:
        """Takes over what is being typed."""
        form = self._form.currentWidget()
        if isinstance(form, AboutForm | TagForm) and self.draft.book is not None and not self.draft.built_in:
            form.take()

    def save(self) -> bool:
        """Keeps what was changed; whether that was possible."""
        self.commit()
        try:
            book = self.draft.save()
        except ExpectedError as error:
            self.error.show_error(error)
            return False
        self.error.hide()
        announce(self, f"Saved: {book.name}, version {book.version}")
        self.books.item(self._row_of_draft()).setText(_line(book))
        self.saved.emit()
        return True


def _line(book: Codebook) -> str:
    return book.name if book.enabled else f"{book.name} (off)"
