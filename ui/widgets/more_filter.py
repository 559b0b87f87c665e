"""Further filters of moments and their order, in a menu: who, captions, reels."""

from collections.abc import Collection
from enum import StrEnum

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QPushButton

from ui.theme import set_icon
from vidfeed.model.moment import Moment, Who


class Wanted(StrEnum):
    """What can be asked for beside words, stars and tags."""

    BABY = "About the baby"
    PARENT = "About the parent"
    BOTH = "About both"
    CAPTION = "With a caption"
    NO_CAPTION = "Without a caption"
    IN_REEL = "In a reel"


class Order(StrEnum):
    """By what moments are put in order."""

    TIME = "In order of the film"
    STARS = "Most stars first"
    LENGTH = "Shortest first"


_WHO = {Wanted.BABY: Who.BABY, Wanted.PARENT: Who.PARENT, Wanted.BOTH: Who.BOTH}


def fits(moment: Moment, wanted: Collection[Wanted], in_reels: Collection[str]) -> bool:
    """Whether a moment is about any of those asked for, and has all else that is asked for."""
    who = {_WHO[one] for one in wanted if one in _WHO}
    return (
        (not who or moment.who in who)
        and (Wanted.CAPTION not in wanted or bool(moment.caption.strip()))
        and (Wanted.NO_CAPTION not in wanted or not moment.caption.strip())
        and (Wanted.IN_REEL not in wanted or moment.id in in_reels)
    )


class MoreFilter(QPushButton):
    """A button with a menu.

    Signals:
        changed(): something else is asked for.
        order_chosen(object): an Order.
    """

    changed = Signal()
    order_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        set_icon(self, "dots-horizontal", 16, tint_on="on_pri")
        self.setToolTip("More filters, and the order")
        self._menu = QMenu(self)
        self.actions_by_wish: dict[Wanted, QAction] = {}
        for wish in Wanted:
            action = self._menu.addAction(wish.value)
            action.setCheckable(True)
            action.toggled.connect(self._note)
            self.actions_by_wish[wish] = action
        self._menu.addSeparator()
        group = QActionGroup(self._menu)
        self.orders: dict[Order, QAction] = {}
        for order in Order:
            action = self._menu.addAction(order.value)
            action.setCheckable(True)
            action.setChecked(order is Order.TIME)
            action.triggered.connect(lambda _=False, order=order: self.order_chosen.emit(order))
            group.addAction(action)
            self.orders[order] = action
        self.clicked.connect(self._open)
        self._name()

    @property
    def chosen(self) -> frozenset[Wanted]:
        """What is asked for."""
        return frozenset(wish for wish, action in self.actions_by_wish.items() if action.isChecked())

    def _note(self) -> None:
        self._name()
        self.changed.emit()

    def _name(self) -> None:
        self.setChecked(bool(self.chosen))
        asked = ", ".join(wish.value for wish in Wanted if wish in self.chosen)
        self.setAccessibleName(f"More filters and order: {asked}" if asked else "More filters and order")

    def _open(self) -> None:
        self.setChecked(bool(self.chosen))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))
