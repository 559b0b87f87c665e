"""The timeline as a screen reader meets it: a list whose items are the moments."""

from functools import cache
from typing import Protocol, cast

from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid

_NO_INTERFACE = cast("QAccessibleInterface", None)
_NO_OBJECT = cast("QObject", None)
"""Qt takes null here; its stubs do not say so."""

_SPARE_ITEMS = 64


class MomentsOnScreen(Protocol):
    """What the list asks of the timeline."""

    @property
    def moment_ids(self) -> tuple[str, ...]:
        """The clip's moments, by start."""

    @property
    def selected(self) -> str | None:
        """The selected moment's id."""

    def spoken_moment(self, moment_id: str) -> str:
        """Its name and when it is."""

    def moment_rect(self, moment_id: str) -> QRect:
        """Where it is painted, on the screen; empty where it is out of the window."""


class _Item(QAccessibleInterface):
    """One moment."""

    def __init__(self, holder: "_List", shown: MomentsOnScreen, moment_id: str) -> None:
        super().__init__()
        self._holder, self._shown, self.moment_id = holder, shown, moment_id

    def isValid(self) -> bool:
        return isValid(self._holder) and self.moment_id in self._shown.moment_ids

    def object(self) -> QObject:
        return _NO_OBJECT

    def window(self) -> QWindow:
        return self._holder.window()

    def parent(self) -> QAccessibleInterface:
        return self._holder

    def child(self, _index: int) -> QAccessibleInterface:
        return _NO_INTERFACE

    def childAt(self, _x: int, _y: int) -> QAccessibleInterface:
        return _NO_INTERFACE

    def childCount(self) -> int:
        return 0

    def indexOfChild(self, _child: QAccessibleInterface) -> int:
        return -1

    def role(self) -> QAccessible.Role:
        return QAccessible.Role.ListItem

    def rect(self) -> QRect:
        return self._shown.moment_rect(self.moment_id)

    def text(self, kind: QAccessible.Text) -> str:
        if not self.isValid():
            return ""
        if kind is QAccessible.Text.Name:
            return self._shown.spoken_moment(self.moment_id)
        if kind is QAccessible.Text.Value:
            ids = self._shown.moment_ids
            return f"moment {ids.index(self.moment_id) + 1} of {len(ids)}"
        return ""

    def setText(self, _kind: QAccessible.Text, _text: str) -> None:
        """Words are changed in the inspector."""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.selectable = 1
        state.selected = int(self.moment_id == self._shown.selected)
        state.offscreen = int(self.rect().isEmpty())
        return state


class _List(QAccessibleWidget):
    """The timeline: first its moments, then the widgets in it. Items are made when they are asked for."""

    def __init__(self, widget: QWidget, shown: MomentsOnScreen) -> None:
        super().__init__(widget, QAccessible.Role.List)
        self._shown = shown
        self._items: dict[str, tuple[_Item, int]] = {}

    def childCount(self) -> int:
        return len(self._shown.moment_ids) + super().childCount()

    def child(self, index: int) -> QAccessibleInterface:
        ids = self._shown.moment_ids
        return self._item(ids[index]) if 0 <= index < len(ids) else super().child(index - len(ids))

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        found = (one for one in self._shown.moment_ids if self._shown.moment_rect(one).contains(x, y))
        moment_id = next(found, None)
        return super().childAt(x, y) if moment_id is None else self._item(moment_id)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        ids = self._shown.moment_ids
        if isinstance(child, _Item):
            return ids.index(child.moment_id) if child.moment_id in ids else -1
        at = super().indexOfChild(child)
        return at + len(ids) if at >= 0 else -1

    def focusChild(self) -> QAccessibleInterface:
        selected = self._shown.selected
        return self._item(selected) if selected in self._shown.moment_ids else super().focusChild()

    def _item(self, moment_id: str) -> _Item:
        self._drop_gone()
        if moment_id not in self._items:
            item = _Item(self, self._shown, moment_id)
            self._items[moment_id] = item, QAccessible.registerAccessibleInterface(item)
        return self._items[moment_id][0]

    def _drop_gone(self) -> None:
        """Lets go of items whose moments are no more."""
        ids = self._shown.moment_ids
        if len(self._items) > len(ids) + _SPARE_ITEMS:
            self.let_go(set(self._items) - set(ids))

    def let_go(self, moment_ids: set[str] | None = None) -> None:
        """Deletes items, by default all."""
        for moment_id in list(self._items) if moment_ids is None else moment_ids:
            item, number = self._items.pop(moment_id)
            QAccessible.deleteAccessibleInterface(number)  # while Python holds it, or it would be deleted twice
            del item


_lists: list[_List] = []
"""Qt owns and deletes them; Python must hold them until it has."""


@cache
def list_moments_of(kind: type[QWidget]) -> None:
    """Lets widgets of this type, which are `MomentsOnScreen`, be lists of moments to assistive technology."""

    def made(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
        if not isinstance(thing, kind):
            return None
        _forget_dead()
        _lists.append(_List(thing, cast("MomentsOnScreen", thing)))
        return _lists[-1]

    QAccessible.installFactory(made)


def _forget_dead() -> None:
    for one in [one for one in _lists if not isValid(one)]:
        one.let_go()
        _lists.remove(one)


def tell_selected(widget: QWidget, place: int) -> None:
    """A moment is selected: the item at this place."""
    event = QAccessibleEvent(widget, QAccessible.Event.Selection)
    event.setChild(place)
    QAccessible.updateAccessibility(event)
