"""Widgets of our own that have a value, told to screen readers apart from their name."""

from functools import cache
from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleValueChangeEvent
from PySide6.QtWidgets import QAccessibleWidget, QWidget
from shiboken6 import isValid


class SpokenValue:
    """A widget with a value in words.

    Attributes:
        spoken_role: what kind of thing it is.
    """

    spoken_role = QAccessible.Role.ProgressBar

    @property
    def spoken_value(self) -> str:
        """Such as "2 of 3"."""
        raise NotImplementedError

    def tell_value(self) -> None:
        """Says to assistive technology that the value is another one."""
        widget = cast("QWidget", self)
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, self.spoken_value))


class _Valued(QAccessibleWidget):
    def __init__(self, widget: QWidget, valued: SpokenValue) -> None:
        super().__init__(widget, valued.spoken_role)
        self._valued = valued

    def text(self, kind: QAccessible.Text) -> str:
        return self._valued.spoken_value if kind is QAccessible.Text.Value else super().text(kind)


_known: list[_Valued] = []
"""Qt owns and deletes them; Python must hold them until it has."""


@cache
def speak_values() -> None:
    """Lets every `SpokenValue` be asked; call it before the first one is shown."""

    def made(_class_name: str, thing: QObject) -> QAccessibleInterface | None:
        if not (isinstance(thing, SpokenValue) and isinstance(thing, QWidget)):
            return None
        _known[:] = [one for one in _known if isValid(one)]
        _known.append(_Valued(thing, thing))
        return _known[-1]

    QAccessible.installFactory(made)
