"""Choosing tags to look for."""

from collections.abc import Iterable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton

from ui.theme import icon, set_icon
from ui.widgets.tag_look import TagLook


class TagFilter(QPushButton):
    """A button with a menu of tags to tick.

    Signals:
        tags_chosen(object): a frozenset of tag ids; empty means all.
    """

    tags_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__("Tags")
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAccessibleName("Filter by tags")
        self.setToolTip("Show only some tags")
        set_icon(self, "filter-variant", 16, tint_on="on_pri")
        self._menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        self.clicked.connect(self._open)

    def set_looks(self, looks: Iterable[TagLook]) -> None:
        """Offers these tags; those chosen before stay so."""
        chosen = self.chosen
        self._menu.clear()
        self._actions = {}
        for look in looks:
            action = self._menu.addAction(icon(look.icon, look.tone), look.name)
            action.setCheckable(True)
            action.setChecked(look.tag_id in chosen)
            action.toggled.connect(self._changed)
            self._actions[look.tag_id] = action
        self._menu.addSeparator()
        self._menu.addAction("Show all tags").triggered.connect(self.clear)
        self.setChecked(bool(self.chosen))

    @property
    def menu_actions(self) -> list[QAction]:
        """One for each tag, in order."""
        return list(self._actions.values())

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the ticked tags."""
        return frozenset(tag_id for tag_id, action in self._actions.items() if action.isChecked())

    def clear(self) -> None:
        """Unticks all."""
        for action in self._actions.values():
            action.setChecked(False)

    def _open(self) -> None:
        self.setChecked(bool(self.chosen))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _changed(self) -> None:
        self.setChecked(bool(self.chosen))
        count = len(self.chosen)
        self.setText(f"Tags {count}" if count else "Tags")
        self.tags_chosen.emit(self.chosen)
