"""Drawing a veil on the picture: by hand, or with the arrow keys."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.theme import colour, px
from ui.widgets.announce import announce
from ui.widgets.picture_view import PictureView
from vidfeed.model.veil import WHOLE, Region, VeilShape

FIRST = Region(3_750, 2_500, 2_500, 3_500)
"""Where a new veil begins: the middle, about the size of a face."""

_STEP, _FINE_STEP, _SMALLEST = 200, 25, 200
_GRIP_PX = 14
_MOVES = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


class VeilDrawing(QWidget):
    """Lies over a picture while a veil is drawn; the broken line shows how much more will be hidden.

    Signals:
        kept(object): Enter or a double click: the Region.
        given_up(): Esc.
        stepped(int): frames to go on or back, by comma and full stop.
    """

    kept = Signal(object)
    given_up = Signal()
    stepped = Signal(int)

    def __init__(self, view: PictureView) -> None:
        super().__init__(view)
        self._view = view
        self._part = QRectF(0, 0, 1, 1)
        self._shape = VeilShape.ELLIPSE
        self._grip: tuple[int, int] | None = None
        self._held: QPointF | None = None
        self._began: Region | None = None
        self.region = FIRST
        self.touched = False
        self.setAccessibleName("Draw the veil")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        view.view_size_changed.connect(lambda _size: self.setGeometry(view.rect()))
        self.hide()

    def begin(self, part: QRectF, region: Region, shape: VeilShape) -> None:
        """Starts; `part` is where the film lies in the picture, in parts of it."""
        self._part, self._shape, self.touched = part, shape, False
        self.show_region(region)
        self.setGeometry(self._view.rect())
        self.show()
        self.raise_()
        self.setFocus()
        announce(self, "Draw the veil. Arrow keys move it, Shift and arrow keys change its size, Enter keeps it.")

    def show_region(self, region: Region) -> None:
        """Puts the veil elsewhere, as if nobody had drawn yet."""
        self.region = region
        left, top, width, height = (
            round(value / (WHOLE / 100)) for value in (region.left, region.top, region.width, region.height)
        )
        self.setAccessibleDescription(f"{left} % from the left, {top} % from the top, {width} by {height} %")
        self.update()

    def set_shape(self, shape: VeilShape) -> None:
        """Ellipse or rectangle."""
        self._shape = shape
        self.update()

    def _film(self) -> QRectF:
        """Where the film lies, in logical pixels."""
        whole = self._view.picture_rect()
        left, top = whole.left() + self._part.left() * whole.width(), whole.top() + self._part.top() * whole.height()
        return QRectF(left, top, self._part.width() * whole.width(), self._part.height() * whole.height())

    def _in_pixels(self, region: Region) -> QRectF:
        film = self._film()
        across, down = film.width() / WHOLE, film.height() / WHOLE
        return QRectF(
            film.left() + region.left * across,
            film.top() + region.top * down,
            region.width * across,
            region.height * down,
        )

    def _in_parts(self, at: QPointF) -> tuple[int, int]:
        film = self._film()
        x, y = (at.x() - film.left()) / max(1.0, film.width()), (at.y() - film.top()) / max(1.0, film.height())
        return round(min(1.0, max(0.0, x)) * WHOLE), round(min(1.0, max(0.0, y)) * WHOLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner, outer = self._in_pixels(self.region), self._in_pixels(self.region.widened())
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QColor(colour("apri"))
        ground.setAlpha(60)
        painter.setBrush(ground)
        self._outline(painter, inner)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for tint, wide, style in (("plate", 4, Qt.PenStyle.SolidLine), ("apri", 2, Qt.PenStyle.SolidLine)):
            painter.setPen(QPen(colour(tint), wide, style))
            self._outline(painter, inner)
        painter.setPen(QPen(colour("on_stage"), 1, Qt.PenStyle.DashLine))
        self._outline(painter, outer)
        painter.setPen(QPen(colour("plate"), 1))
        painter.setBrush(colour("apri"))
        for corner in self._corners().values():
            painter.drawRoundedRect(QRectF(corner.x() - 5, corner.y() - 5, 10, 10), 3, 3)

    def _outline(self, painter: QPainter, area: QRectF) -> None:
        if self._shape is VeilShape.ELLIPSE:
            painter.drawEllipse(area)
        else:
            painter.drawRect(area)

    def _corners(self) -> dict[tuple[int, int], QPointF]:
        area = self._in_pixels(self.region)
        return {
            (-1, -1): area.topLeft(),
            (1, -1): area.topRight(),
            (-1, 1): area.bottomLeft(),
            (1, 1): area.bottomRight(),
        }

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        at, grip = event.position(), px(_GRIP_PX)
        self._held, self._began = at, self.region
        self._grip = next(
            (which for which, corner in self._corners().items() if (corner - at).manhattanLength() <= grip), None
        )
        if self._grip is None and not self._in_pixels(self.region).contains(at):
            x, y = self._in_parts(at)
            self._began, self._grip = Region(x, y, 0, 0), (1, 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None or self._began is None:
            return
        (x, y), (from_x, from_y) = self._in_parts(event.position()), self._in_parts(self._held)
        if self._grip is None:
            self._draw(
                self._began.left + x - from_x, self._began.top + y - from_y, self._began.width, self._began.height
            )
            return
        across, down = self._grip
        far_x = self._began.left if across > 0 else self._began.right
        far_y = self._began.top if down > 0 else self._began.bottom
        self._draw(min(x, far_x), min(y, far_y), abs(x - far_x), abs(y - far_y))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = self._began = self._grip = None

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.kept.emit(self.region)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        which = Qt.Key(event.key())
        if which in _MOVES:
            self._move(*_MOVES[which], event.modifiers())
        elif which in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit(self.region)
        elif which == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif which in (Qt.Key.Key_Comma, Qt.Key.Key_Period):
            self.stepped.emit(-1 if which == Qt.Key.Key_Comma else 1)
        else:
            super().keyPressEvent(event)

    def _move(self, across: int, down: int, modifiers: Qt.KeyboardModifier) -> None:
        step = _FINE_STEP if modifiers & Qt.KeyboardModifier.ControlModifier else _STEP
        region = self.region
        if modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._draw(region.left, region.top, region.width + across * step, region.height + down * step)
        else:
            self._draw(region.left + across * step, region.top + down * step, region.width, region.height)

    def _draw(self, left: int, top: int, width: int, height: int) -> None:
        """Keeps the middle of it in the picture."""
        width, height = (max(_SMALLEST, min(size, WHOLE)) for size in (width, height))
        left = max(-width // 2, min(left, WHOLE - width // 2))
        top = max(-height // 2, min(top, WHOLE - height // 2))
        self.touched = True
        self.show_region(Region(left, top, width, height))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
