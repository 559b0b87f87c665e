"""The timeline with hands: seeking, zooming, choosing and changing moments."""

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QToolButton, QToolTip

from ui.theme import px, set_icon
from ui.widgets.buttons import icon_button
from ui.widgets.timeline_canvas import TimelineCanvas
from ui.widgets.timeline_hints import hint_at
from ui.widgets.timeline_pointer import TimelinePointer
from ui.widgets.timeline_scale import TimelineScale

_ZOOM_STEP = 1.25
_WHEEL_STEP = 120


class TimelineView(TimelineCanvas):
    """Shows and changes when moments begin and end.

    Signals:
        seek_requested(int, bool): a frame; True while the hand still moves.
        moment_selected(str): its id.
        moment_opened(str): double click or Enter.
        moment_resized(str, int, int): id, first and last frame, both inclusive.
        edge_previewed(int): the frame at an edge while it is dragged.
    """

    seek_requested = Signal(int, bool)
    moment_selected = Signal(str)
    moment_opened = Signal(str)
    moment_resized = Signal(str, int, int)
    edge_previewed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self._pointer = TimelinePointer(self._scene, self)
        self._pointer.seeked.connect(self.seek_requested)
        self._pointer.picked.connect(self._pick)
        self._pointer.opened.connect(self.moment_opened)
        self._pointer.edge_moved.connect(self.edge_previewed)
        self._pointer.resized.connect(self.moment_resized)
        self._pointer.window_moved.connect(lambda first: self.set_scale(self.scale.starting_at(first)))
        self._pointer.changed.connect(self.update)
        self._zoom_out = self._zoom_button("magnify-minus-outline", "Show more of the clip", "Ctrl -", 1 / _ZOOM_STEP)
        self._zoom_in = self._zoom_button("magnify-plus-outline", "Show less, larger", "Ctrl +", _ZOOM_STEP)

    def _zoom_button(self, icon_name: str, name: str, keys: str, factor: float) -> QToolButton:
        button = icon_button(icon_name, name, keys, self)
        set_icon(button, icon_name, 17)
        button.setProperty("extent", "small")
        button.clicked.connect(lambda: self.zoom(factor))
        return button

    def set_playhead(self, frame: int, follow: bool = False) -> None:
        super().set_playhead(frame, follow and not self._pointer.active)

    def zoom(self, factor: float, at_x: float | None = None) -> None:
        """Zooms around a pixel of the lanes, by default around the playhead if it shows."""
        scale = self._scene.scale
        if at_x is None:
            at_x = scale.x_of(self._scene.playhead + 0.5)
            at_x = at_x if 0 <= at_x <= scale.width_px else scale.width_px / 2
        self.set_scale(scale.zoomed(factor, at_x))

    def show_all(self) -> None:
        """Shows the whole clip."""
        self.set_scale(TimelineScale.whole(self._scene.scale.frames, self.rows.width))

    def _pick(self, moment_id: str) -> None:
        self.set_selected(moment_id)
        self.moment_selected.emit(moment_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._zoom_out.move(px(8), 1)
        self._zoom_in.move(px(39), 1)

    def event(self, event: QEvent) -> bool:
        """What is under the pointer, in words; and another screen has other pixels."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self.refresh()
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.hint_at(QPointF(event.pos())), self)
            return True
        return super().event(event)

    def hint_at(self, at: QPointF) -> str:
        """What stands at a point; empty for nothing worth saying."""
        return hint_at(self._scene, self.rows, at)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self._scene.index is not None:
            self._pointer.press(self.rows, event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pointer.active:
            snap = not event.modifiers() & Qt.KeyboardModifier.AltModifier
            self._pointer.move(self.rows, event.position(), bool(snap))
        else:
            self.setCursor(self._pointer.cursor(self.rows, event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pointer.release(self.rows, event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pointer.double_click(self.rows, event.position())

    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            at = event.position() - QPointF(self.rows.left, 0)
            self.zoom(_ZOOM_STEP ** (delta.y() / _WHEEL_STEP), at.x())
        else:
            by = delta.x() if delta.x() else delta.y()
            self.set_scale(self._scene.scale.panned(-by))
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        frame, last = self._scene.playhead, self._scene.scale.frames - 1
        seeks = {Qt.Key.Key_Left: frame - 1, Qt.Key.Key_Right: frame + 1, Qt.Key.Key_Home: 0, Qt.Key.Key_End: last}
        key = Qt.Key(event.key())
        if key in seeks and not event.modifiers():
            self.seek_requested.emit(max(0, min(seeks[key], last)), False)
        elif control and key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(_ZOOM_STEP)
        elif control and key == Qt.Key.Key_Minus:
            self.zoom(1 / _ZOOM_STEP)
        elif control and key == Qt.Key.Key_0:
            self.show_all()
        elif key == Qt.Key.Key_Escape and self._pointer.active:
            self._pointer.cancel()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._scene.selected:
            self.moment_opened.emit(self._scene.selected)
        else:
            super().keyPressEvent(event)
