"""The storyboard's items, and what can be dragged onto it."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPersistentModelIndex, Qt, Signal

from ui.widgets.story_item import StoryItem

ITEM_ROLE = int(Qt.ItemDataRole.UserRole)
ITEM_MIME = "application/x-vidfeed-reel-item"
MOMENT_MIME = "application/x-vidfeed-moment"
Index = QModelIndex | QPersistentModelIndex


def moment_data(moment_ids: Iterable[str]) -> QMimeData:
    """What a list of moments hands to a drag."""
    data = QMimeData()
    data.setData(MOMENT_MIME, "\n".join(moment_ids).encode())
    return data


class StoryModel(QAbstractListModel):
    """Items of a reel; it asks for changes and makes none.

    Signals:
        move_asked(str, int): item id, and the place it shall have then, from 0.
        moments_dropped(object, int): tuple of moment ids, and the place of the first.
    """

    move_asked = Signal(str, int)
    moments_dropped = Signal(object, int)

    def __init__(self) -> None:
        super().__init__()
        self.items: list[StoryItem] = []

    def set_items(self, items: Sequence[StoryItem]) -> None:
        """Shows these."""
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def row_of(self, item_id: str) -> int | None:
        """The place of an item, or None."""
        return next((row for row, item in enumerate(self.items) if item.item_id == item_id), None)

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.items)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            place = f"position {index.row() + 1} of {len(self.items)}"
            return ", ".join(part for part in (item.title, item.words, item.length, item.problem, place) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.problem or item.words or item.title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction | Qt.DropAction.CopyAction

    def mimeTypes(self) -> list[str]:
        return [ITEM_MIME, MOMENT_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setData(ITEM_MIME, "\n".join(self.items[index.row()].item_id for index in indexes).encode())
        return data

    def dropMimeData(self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, _parent: Index) -> bool:
        place = row if row >= 0 else len(self.items)
        if data.hasFormat(MOMENT_MIME):
            self.moments_dropped.emit(tuple(_read(data, MOMENT_MIME)), place)
            return False
        for item_id in _read(data, ITEM_MIME)[:1]:
            self.ask_move(item_id, place)
        return False

    def ask_move(self, item_id: str, before: int) -> None:
        """Asks to put an item before the one that is now at `before`."""
        now = self.row_of(item_id)
        if now is None:
            return
        place = before - 1 if before > now else before
        if place != now and 0 <= place < len(self.items):
            self.move_asked.emit(item_id, place)


def _read(data: QMimeData, kind: str) -> list[str]:
    return bytes(data.data(kind).data()).decode().split("\n") if data.hasFormat(kind) else []
