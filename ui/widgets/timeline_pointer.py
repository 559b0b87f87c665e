"""The pointer on the timeline: seeking, selecting, moving, resizing, panning."""

from PySide6.QtCore import QObject, QPointF, Qt, Signal

from ui.widgets.timeline_drag import SNAP_PX, Grip, Hold, dragged, hold_at, snap_targets
from ui.widgets.timeline_rows import Rows
from ui.widgets.timeline_scene import Scene

_STILL_PX = 3.0


class TimelinePointer(QObject):
    """Follows one press to its release.

    Signals:
        seeked(int, bool): frame; whether the pointer is still down.
        picked(str): a moment's id.
        opened(str): a moment was double-clicked.
        edge_moved(int): the frame at an edge under the hand.
        resized(str, int, int): a moment's new first and last frame.
        window_moved(float): the first frame that the lanes should show.
        changed(): the scene's preview changed.
    """

    seeked = Signal(int, bool)
    picked = Signal(str)
    opened = Signal(str)
    edge_moved = Signal(int)
    resized = Signal(str, int, int)
    window_moved = Signal(float)
    changed = Signal()

    def __init__(self, scene: Scene, parent: QObject) -> None:
        super().__init__(parent)
        self._scene = scene
        self._hold: Hold | None = None
        self._pressed_at = QPointF()
        self._moving = False

    @property
    def active(self) -> bool:
        """Whether a press is on."""
        return self._hold is not None

    def cursor(self, rows: Rows, at: QPointF) -> Qt.CursorShape:
        """What the pointer should look like at a point."""
        shapes = {
            Grip.START: Qt.CursorShape.SizeHorCursor,
            Grip.END: Qt.CursorShape.SizeHorCursor,
            Grip.BODY: Qt.CursorShape.PointingHandCursor,
        }
        return shapes.get(hold_at(self._scene, rows, at).grip, Qt.CursorShape.ArrowCursor)

    def press(self, rows: Rows, at: QPointF) -> None:
        """Takes hold of what is there."""
        self._hold = hold_at(self._scene, rows, at)
        self._pressed_at, self._moving = at, False
        if self._hold.grip is Grip.TIME:
            self.seeked.emit(self._frame(rows, at), True)
        elif self._hold.grip is Grip.OVERVIEW:
            self._move_window(rows, at)
        elif self._hold.spot is not None:
            self.picked.emit(self._hold.spot.moment_id)

    def move(self, rows: Rows, at: QPointF, snap: bool) -> None:
        """Follows the pointer; `snap` lets borders meet."""
        if self._hold is None:
            return
        if self._hold.grip is Grip.TIME:
            self.seeked.emit(self._frame(rows, at), True)
        elif self._hold.grip is Grip.OVERVIEW:
            self._move_window(rows, at)
        elif self._moving or abs(at.x() - self._pressed_at.x()) > _STILL_PX:
            self._moving = True
            self._drag(rows, at, snap)

    def release(self, rows: Rows, at: QPointF) -> None:
        """Lets go: a drag becomes final."""
        hold, preview = self._hold, self._scene.preview
        self.cancel()
        if hold is None:
            return
        if hold.grip is Grip.TIME:
            self.seeked.emit(self._frame(rows, at), False)
        elif hold.spot is not None and preview is not None and preview != (hold.spot.first, hold.spot.last):
            self.resized.emit(hold.spot.moment_id, *preview)

    def double_click(self, rows: Rows, at: QPointF) -> None:
        """Opens the moment there."""
        spot = hold_at(self._scene, rows, at).spot
        if spot is not None:
            self.opened.emit(spot.moment_id)

    def cancel(self) -> None:
        """Lets go and changes nothing."""
        self._hold, self._scene.preview = None, None
        self.changed.emit()

    def _drag(self, rows: Rows, at: QPointF, snap: bool) -> None:
        hold, scale = self._hold, self._scene.scale
        assert hold is not None and hold.spot is not None, "only moments are dragged"
        by = round((at.x() - self._pressed_at.x()) / scale.px_per_frame)
        targets = snap_targets(self._scene, hold.spot.moment_id, hold.grip) if snap else []
        preview = dragged(hold.grip, hold.spot, by, scale.frames, targets, SNAP_PX / scale.px_per_frame)
        if preview != self._scene.preview:
            self._scene.preview = preview
            self.changed.emit()
            if hold.grip is not Grip.BODY:
                self.edge_moved.emit(preview[0] if hold.grip is Grip.START else preview[1])

    def _frame(self, rows: Rows, at: QPointF) -> int:
        return self._scene.scale.frame_at(at.x() - rows.left)

    def _move_window(self, rows: Rows, at: QPointF) -> None:
        bar, scale = rows.overview(), self._scene.scale
        middle = (at.x() - bar.left()) / bar.width() * scale.frames
        self.window_moved.emit(middle - scale.shown / 2)
