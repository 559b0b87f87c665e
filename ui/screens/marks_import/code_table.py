"""What each code of a file becomes: a tag of its own, one that is there already, or nothing."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem

from vidfeed.model.codebook import Codebook

_OWN, _OUT = "own", "out"
MAX_SHOWN = 100


class CodeTable(QTableWidget):
    """One line a code.

    Signals:
        changed()
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__(0, 2)
        self.setAccessibleName("Codes, and the tags they become")
        self.setHorizontalHeaderLabels(["In the file", "Becomes"])
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        for column in range(2):
            self.horizontalHeader().setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        self._books: list[Codebook] = []

    def clear_codes(self, books: list[Codebook]) -> None:
        """Begins anew; `books` are those whose tags are offered."""
        self._books = books
        self.setRowCount(0)

    def show_codes(self, tags: Mapping[str, str]) -> None:
        """Adds a line for each code that has none yet; the first hundred."""
        known = {self._label(line) for line in range(self.rowCount())}
        for label in tags:
            if label not in known and self.rowCount() < MAX_SHOWN:
                self._add(label)

    def _add(self, label: str) -> None:
        line = self.rowCount()
        self.insertRow(line)
        item = QTableWidgetItem(label)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self.setItem(line, 0, item)
        combo = QComboBox()
        combo.setAccessibleName(f"{label} becomes")
        combo.addItem("a tag of its own", _OWN)
        combo.addItem("nothing: leave it out", _OUT)
        for book in self._books:
            for tag in book.tags:
                combo.addItem(f"{tag.name} ({book.name})", tag.id)
        combo.activated.connect(lambda _index: self.changed.emit())
        self.setCellWidget(line, 1, combo)
        self.setRowHeight(line, combo.sizeHint().height() + 2)

    def _label(self, line: int) -> str:
        item = self.item(line, 0)
        return item.text() if item is not None else ""

    def choose(self, label: str, tag_id: str | None) -> None:
        """Chooses a tag for a code; None leaves it out."""
        line = next(line for line in range(self.rowCount()) if self._label(line) == label)
        combo = self.cellWidget(line, 1)
        assert isinstance(combo, QComboBox), "every line has its choice"
        combo.setCurrentIndex(combo.findData(_OUT if tag_id is None else tag_id))
        self.changed.emit()

    @property
    def chosen(self) -> dict[str, str | None]:
        """By code, those that become no tag of their own."""
        found: dict[str, str | None] = {}
        for line in range(self.rowCount()):
            combo = self.cellWidget(line, 1)
            value = str(combo.currentData()) if isinstance(combo, QComboBox) else _OWN
            if value != _OWN:
                found[self._label(line)] = None if value == _OUT else value
        return found
