"""What can be done with a whole codebook: made, copied, brought in, written out, switched on and off."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.dialog import FormDialog
from ui.screens.file_choosing import choose_file, choose_target
from ui.state.desk import Desk
from ui.widgets.boxes import column
from ui.widgets.buttons import push_button
from ui.widgets.words import field_label
from vidfeed.errors import ExpectedError
from vidfeed.model.codebook import Codebook
from vidfeed.services.codebook_editing import copy_codebook, new_codebook, switch_codebook
from vidfeed.services.codebook_files import export_codebook, import_codebooks

IMPORT_FILTER = "Codebooks (*.json *.csv *.tsv *.ecv *.eaf);;All files (*)"
_EXPORT_FILTER = "vidfeed codebook (*.json);;Table (*.csv);;ELAN vocabulary (*.ecv)"


class BookActions(QWidget):
    """Buttons below the list of codebooks.

    Signals:
        done(str): the id of the codebook to show now.
        failed: an ExpectedError.
    """

    done = Signal(str)
    failed = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._book: Codebook | None = None
        self.choose_file, self.choose_target = choose_file, choose_target
        self.new = push_button("New…", "", "plus")
        self.copy = push_button("Make a copy…", "", "content-copy")
        self.bring = push_button("Import…", "", "tray-arrow-down")
        self.write = push_button("Export…", "", "tray-arrow-up")
        self.switch = push_button("Switch off")
        self.new.clicked.connect(self.ask_new)
        self.copy.clicked.connect(self.ask_copy)
        self.bring.clicked.connect(self.ask_import)
        self.write.clicked.connect(self.ask_export)
        self.switch.clicked.connect(self._switch)
        self.setLayout(column(self.new, self.copy, self.bring, self.write, self.switch, gap_px=5))

    def show_book(self, book: Codebook | None) -> None:
        """Which one copying, writing and switching are about."""
        self._book = book
        for button in (self.copy, self.write, self.switch):
            button.setEnabled(book is not None)
        off = book is not None and not book.enabled
        self.switch.setText("Switch on" if off else "Switch off")
        self.switch.setAccessibleName(self.switch.text())
        self.switch.setToolTip("Offer it for marking" if off else "No longer offer it for marking; its marks stay")

    def ask_new(self) -> None:
        """Asks for a name, and makes an empty one."""
        self._ask_name("New codebook", "Make it", "", lambda name: new_codebook(self._desk.context, name))

    def ask_copy(self) -> None:
        """Asks for a name, and makes a copy that can be changed."""
        book = self._book
        if book is not None:
            self._ask_name(
                f"Copy of {book.name}", "Make a copy", f"{book.name}, ours",
                lambda name: copy_codebook(self._desk.context, book.id, name),
            )  # fmt: skip

    def _ask_name(self, title: str, verb: str, name: str, make: Callable[[str], Codebook]) -> None:
        dialog, field = FormDialog(title, verb, self), QLineEdit(name)
        dialog.set_form(lambda: self.done.emit(make(field.text()).id), field_label("Name", field), field)
        dialog.open()
        field.setFocus()

    def ask_import(self) -> None:
        """Asks for a file, and brings its codebooks in."""
        path = self.choose_file(self, "Import codebooks", IMPORT_FILTER)
        if path is not None:
            self._try(lambda: import_codebooks(self._desk.context, path)[-1].id)

    def ask_export(self) -> None:
        """Asks where to, and writes the codebook as it is kept."""
        book = self._book
        if book is None:
            return
        path = self.choose_target(self, "Export the codebook", f"{book.id}.json", _EXPORT_FILTER)
        if path is not None:
            self._try(lambda: self._written(book, path))

    def _written(self, book: Codebook, path: Path) -> str:
        export_codebook(self._desk.context, book.id, path, may_replace=True)
        return book.id

    def _switch(self) -> None:
        book = self._book
        if book is not None:
            self._try(lambda: switch_codebook(self._desk.context, book.id, not book.enabled).id)

    def _try(self, work: Callable[[], str]) -> None:
        try:
            codebook_id = work()
        except ExpectedError as error:
            self.failed.emit(error)
        else:
            self.done.emit(codebook_id)
