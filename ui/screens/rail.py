"""The rail at the left: where one can go."""

from enum import StrEnum

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QSizePolicy, QToolBar, QToolButton, QWidget

from ui.theme import icon, px


class Place(StrEnum):
    """The screens behind the rail."""

    HOME = "Home"
    SEARCH = "Search"
    WATCH = "Watch"
    REELS = "Reels"
    REVIEW = "Review"
    SUMMARY = "Summary"
    SETTINGS = "Settings"


_ICONS = {
    Place.HOME: "home-variant-outline",
    Place.SEARCH: "magnify",
    Place.WATCH: "play-box-outline",
    Place.REELS: "filmstrip-box-multiple",
    Place.REVIEW: "account-heart-outline",
    Place.SUMMARY: "file-document-outline",
    Place.SETTINGS: "cog-outline",
}
NEEDS_CASE = "Choose a case first"


class Rail(QToolBar):
    """Buttons for the places, and the lock.

    Signals:
        chosen(Place)
        lock_requested()
    """

    chosen = Signal(object)
    lock_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName("Places")
        self.setOrientation(Qt.Orientation.Vertical)
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextUnderIcon)
        self.setIconSize(QSize(px(22), px(22)))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._group = QActionGroup(self)
        self._places: dict[Place, QAction] = {}
        for place in Place:
            if place is Place.SETTINGS:
                self._add_gap()
            self._add_place(place)
        self._lock = self.addAction(icon("lock-outline"), "Lock", self.lock_requested.emit)
        self._lock.setToolTip("Lock (Ctrl+L)")
        for button in self.findChildren(QToolButton):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _add_place(self, place: Place) -> None:
        action = self.addAction(icon(_ICONS[place]), place.value, lambda: self.chosen.emit(place))
        action.setCheckable(True)
        self._group.addAction(action)
        self._places[place] = action

    def _add_gap(self) -> None:
        gap = QWidget()
        gap.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        self.addWidget(gap)

    def set_place(self, place: Place) -> None:
        """Marks where one is."""
        self._places[place].setChecked(True)

    def allow(self, place: Place, allowed: bool) -> None:
        """Whether one can go there; only a missing case forbids it."""
        self._places[place].setEnabled(allowed)
        self._places[place].setToolTip(place.value if allowed else NEEDS_CASE)

    def allowed(self, place: Place) -> bool:
        """Whether one can go there."""
        return self._places[place].isEnabled()
