"""Found moments as rows of a list."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from ui.widgets.moment_model import first_words
from ui.widgets.spoken import spoken_time
from ui.widgets.tag_look import Looks, looks_for
from vidfeed.model.time import format_clock
from vidfeed.services.searching import FoundMoment

FOUND_ROLE = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex


class FoundModel(QAbstractListModel):
    """Pages of what was found, one under another."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[FoundMoment] = []
        self.looks: Looks = {}

    def start(self, found: Iterable[FoundMoment], looks: Looks) -> None:
        """Shows a first page."""
        self.beginResetModel()
        self.found, self.looks = list(found), looks
        self.endResetModel()

    def add(self, found: Iterable[FoundMoment]) -> None:
        """Shows a further page under what is there."""
        more = list(found)
        if more:
            self.beginInsertRows(QModelIndex(), len(self.found), len(self.found) + len(more) - 1)
            self.found += more
            self.endInsertRows()

    def rowCount(self, _parent: Index | None = None) -> int:
        return len(self.found)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        found = self.found[index.row()]
        if role == FOUND_ROLE:
            return found
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{place_of(found)} {start_of(found)} {self.names(found)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.spoken(found)
        if role == Qt.ItemDataRole.ToolTipRole:
            return f"{self.names(found)}\n{first_words(found.moment)}"
        return None

    def names(self, found: FoundMoment) -> str:
        """The names of its tags."""
        return ", ".join(look.name for look in looks_for(found.moment, self.looks)) or "No tag"

    def spoken(self, found: FoundMoment) -> str:
        """As a sentence, for screen readers."""
        moment, clip = found.moment, found.clip
        stars = f", {moment.stars} stars" if moment.stars else ""
        stopped = ". Consent to watching has ended" if found.stopped else ""
        when = spoken_time(clip.seconds(moment.span.start_pts))
        return f"{place_of(found)}, at {when}, {self.names(found)}{stars}. {first_words(moment)}{stopped}"


def place_of(found: FoundMoment) -> str:
    """Where it belongs: "WREN-07, session 3, Floor play"."""
    return f"{found.case.code}, session {found.session.number}, {found.clip.title}"


def start_of(found: FoundMoment) -> str:
    """When it starts in its film, to the tenth."""
    return format_clock(found.clip.seconds(found.moment.span.start_pts), 1)
