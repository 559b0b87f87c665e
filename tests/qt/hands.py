"""Pressing, clicking and typing on widgets, as a person would."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
ALT = Qt.KeyboardModifier.AltModifier
CONTROL = Qt.KeyboardModifier.ControlModifier

Show = Callable[[QWidget, int, int], None]
"""Shows a widget in so many pixels, wide and high."""


def press(widget: QWidget, at: QPoint) -> None:
    QTest.mousePress(widget, LEFT, NONE, at)


def release(widget: QWidget, at: QPoint) -> None:
    QTest.mouseRelease(widget, LEFT, NONE, at)


def click(widget: QWidget, at: QPoint | None = None) -> None:
    QTest.mouseClick(widget, LEFT, NONE, at or widget.rect().center())


def double_click(widget: QWidget, at: QPoint | None = None) -> None:
    """Only the second half: the double click itself and letting go."""
    QTest.mouseDClick(widget, LEFT, NONE, at or widget.rect().center())
    release(widget, at or widget.rect().center())


def key(widget: QWidget, which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(widget, which, modifiers)


def drag_to(widget: QWidget, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Moves the pressed pointer."""
    place = QPointF(end)
    event = QMouseEvent(QEvent.Type.MouseMove, place, widget.mapToGlobal(place), LEFT, LEFT, modifiers)
    QApplication.sendEvent(widget, event)


def drag(widget: QWidget, start: QPoint, end: QPoint, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Presses, moves in two steps, lets go."""
    press(widget, start)
    drag_to(widget, (start + end) / 2, modifiers)
    drag_to(widget, end, modifiers)
    release(widget, end)


def wheel(widget: QWidget, at: QPoint, delta: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    place, phase = QPointF(at), Qt.ScrollPhase.NoScrollPhase
    turn = QPoint(0, delta)
    event = QWheelEvent(place, place, QPoint(), turn, Qt.MouseButton.NoButton, modifiers, phase, False)
    QApplication.sendEvent(widget, event)


def raw_key(widget: QWidget, down: bool, key: Qt.Key, text: str = "", scan_code: int = 0, repeat: bool = False) -> None:
    """A key event with a scan code, as a window system sends it."""
    kind = QEvent.Type.KeyPress if down else QEvent.Type.KeyRelease
    QApplication.sendEvent(widget, QKeyEvent(kind, key, NONE, scan_code, 0, 0, text, repeat))


def drop(widget: QWidget, data: QMimeData, at: QPoint) -> bool:
    """Drags something in and lets go of it; whether the widget took it."""
    action = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(at, action, data, LEFT, NONE)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted():
        return False
    QApplication.sendEvent(widget, QDragMoveEvent(at, action, data, LEFT, NONE))
    return QApplication.sendEvent(widget, QDropEvent(QPointF(at), action, data, LEFT, NONE))
