"""Hands on a close-up: wheel, pinch, drag and keys."""

from typing import cast

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent, QNativeGestureEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture

from ui.widgets.picture_view import PictureView

_STEP = 1.25
_WHEEL_STEP = 120
_PAN_PART = 0.1
_ARROWS = {
    Qt.Key.Key_Left: QPointF(1, 0),
    Qt.Key.Key_Right: QPointF(-1, 0),
    Qt.Key.Key_Up: QPointF(0, 1),
    Qt.Key.Key_Down: QPointF(0, -1),
}


class ZoomHands(QObject):
    """Ctrl and the wheel, two fingers, or Ctrl with +, − and 0 bring a picture closer; a drag, or Ctrl and arrows, move
    it. Whatever is no such gesture goes on to the view: a click stays a click.
    """

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self._view = view
        self._held_at: QPointF | None = None
        self._dragging = False
        view.grabGesture(Qt.GestureType.PinchGesture)
        view.zoom_changed.connect(self._show_cursor)
        view.installEventFilter(self)

    def closer(self) -> None:
        """A step closer."""
        self._view.zoom_by(_STEP)

    def wider(self) -> None:
        """A step back."""
        self._view.zoom_by(1 / _STEP)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QWheelEvent):
            return self._wheel(event)
        if isinstance(event, QNativeGestureEvent):
            return self._native(event)
        if event.type() == QEvent.Type.Gesture:
            return self._pinch(cast("QGestureEvent", event))
        if isinstance(event, QKeyEvent):
            return event.type() == QEvent.Type.KeyPress and self._key(event)
        return isinstance(event, QMouseEvent) and self._mouse(event)

    def _wheel(self, event: QWheelEvent) -> bool:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        self._view.zoom_by(_STEP ** (event.angleDelta().y() / _WHEEL_STEP), event.position())
        event.accept()
        return True

    def _native(self, event: QNativeGestureEvent) -> bool:
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._view.zoom_by(1 + event.value(), event.position())
        return True

    def _pinch(self, event: QGestureEvent) -> bool:
        gesture = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(gesture, QPinchGesture):
            return False
        self._view.zoom_by(gesture.scaleFactor(), gesture.centerPoint())
        event.accept(gesture)
        return True

    def _key(self, event: QKeyEvent) -> bool:
        modifiers = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
        if modifiers != Qt.KeyboardModifier.ControlModifier:
            return False
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.closer()
        elif key == Qt.Key.Key_Minus:
            self.wider()
        elif key == Qt.Key.Key_0:
            self._view.fit()
        elif key in _ARROWS and self._view.zoom.close:
            by = _ARROWS[key] * _PAN_PART
            self._view.pan_by(QPointF(by.x() * self._view.width(), by.y() * self._view.height()))
        else:
            return False
        return True

    def _mouse(self, event: QMouseEvent) -> bool:
        """Drags a close-up; the release that ends a drag is no click."""
        left = event.button() is Qt.MouseButton.LeftButton
        if event.type() == QEvent.Type.MouseButtonPress and left and self._view.zoom.close:
            self._held_at = event.position()
        elif event.type() == QEvent.Type.MouseMove and self._held_at is not None:
            self._drag(event.position())
        elif event.type() == QEvent.Type.MouseButtonRelease and left and self._held_at is not None:
            dragged, self._held_at, self._dragging = self._dragging, None, False
            self._show_cursor()
            return dragged
        return False

    def _drag(self, at: QPointF) -> None:
        assert self._held_at is not None, "nothing is dragged that is not held"
        by = at - self._held_at
        if self._dragging or by.manhattanLength() > QGuiApplication.styleHints().startDragDistance():
            self._dragging, self._held_at = True, at
            self._view.setCursor(Qt.CursorShape.ClosedHandCursor)
            self._view.pan_by(by)

    def _show_cursor(self) -> None:
        if not self._view.zoom.close:
            self._view.unsetCursor()
        elif not self._dragging:
            self._view.setCursor(Qt.CursorShape.OpenHandCursor)
