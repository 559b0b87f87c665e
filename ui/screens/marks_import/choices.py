"""What of a file is wanted: its observation, its tiers, and what the columns of a table are."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QListWidget, QListWidgetItem, QWidget

from ui.theme import px
from ui.widgets.boxes import column
from ui.widgets.words import field_label, words
from vidfeed.model.foreign import MarksFile

_COLUMNS = {
    "start": "Start",
    "end": "End",
    "duration": "Length",
    "tags": "Tag",
    "tier": "Tier or group",
    "subject": "Who",
    "caption": "Caption for the parent",
    "note": "Private note",
}
_NO_COLUMN = "no column"


class FileChoices(QWidget):
    """Shows only what the file has.

    Signals:
        changed()
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.observation, self.tiers = QComboBox(), QListWidget()
        self.tiers.setMinimumHeight(px(90))
        self.tiers.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.columns = {role: QComboBox() for role in _COLUMNS}
        self._parts: dict[str, list[QWidget]] = {
            "observation": [field_label("Observation", self.observation), self.observation],
            "tiers": [field_label("Tiers and codes", self.tiers), self.tiers],
        }
        self._columns_title = words("Columns", "h3")
        lines: list[QWidget] = [self._columns_title]
        for role, combo in self.columns.items():
            lines += [field_label(_COLUMNS[role], combo), combo]
            combo.activated.connect(lambda _index: self.changed.emit())
        self._parts["columns"] = lines
        self.observation.activated.connect(lambda _index: self.changed.emit())
        self.tiers.itemChanged.connect(lambda _item: self.changed.emit())
        self.setLayout(column(*(part for parts in self._parts.values() for part in parts), None, gap_px=4))
        self.clear()

    def clear(self) -> None:
        """A file was not read yet."""
        for parts in self._parts.values():
            for part in parts:
                part.hide()
        self.tiers.clear()
        self.observation.clear()

    def ask_observation(self, names: Sequence[str]) -> None:
        """Only the observation: it has to be chosen before anything can be shown."""
        self._offer(self.observation, ["", *names], "")
        self._show("observation", bool(names))

    def show_file(self, file: MarksFile) -> None:
        """Offers what the file has; what was chosen stays."""
        if file.observations:
            self._offer(self.observation, file.observations, self.chosen_observation)
        self._show("observation", len(file.observations) > 1)
        self._show("tiers", len(file.tiers) > 1)
        with QSignalBlocker(self.tiers):
            known = {self.tiers.item(n).text() for n in range(self.tiers.count())}
            for tier in file.tiers:
                if tier not in known:
                    item = QListWidgetItem(tier)
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Checked)
                    self.tiers.addItem(item)
        roles = {role: heading for heading, role in file.columns.items()}
        for role, combo in self.columns.items():
            self._offer(combo, ["", *file.headings], roles.get(role, ""))
        self._show("columns", bool(file.headings))

    def _show(self, part: str, shown: bool) -> None:
        for widget in self._parts[part]:
            widget.setVisible(shown)

    def _offer(self, combo: QComboBox, texts: Sequence[str], chosen: str) -> None:
        with QSignalBlocker(combo):
            combo.clear()
            for text in texts:
                combo.addItem(text or _NO_COLUMN, text)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))

    @property
    def chosen_observation(self) -> str:
        """The one chosen, or ""."""
        return str(self.observation.currentData() or "")

    @property
    def chosen_tiers(self) -> tuple[str, ...]:
        """Those ticked; empty where all are."""
        items = [self.tiers.item(n) for n in range(self.tiers.count())]
        ticked = [item.text() for item in items if item.checkState() is Qt.CheckState.Checked]
        return () if len(ticked) == len(items) else tuple(ticked)

    @property
    def no_tier(self) -> bool:
        """Whether the file has tiers and none is ticked."""
        return self.tiers.count() > 1 and self.chosen_tiers == () and not self._all_ticked()

    def _all_ticked(self) -> bool:
        return all(self.tiers.item(n).checkState() is Qt.CheckState.Checked for n in range(self.tiers.count()))

    @property
    def chosen_columns(self) -> dict[str, str]:
        """By role; "" where there is none."""
        return {role: str(combo.currentData() or "") for role, combo in self.columns.items() if combo.count()}
