"""The picture that the parent sees, and how far the reel has come."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import REVIEW, paint_icon, px
from ui.theme.tokens import DARK

_RADIUS_PX = 20
_STRIP_PX = 6


class ReviewPicture(QWidget):
    """Black until there is a picture; its corners are rounded, captions and cards are in the picture already.

    Signals:
        view_size_changed(QSize): the room for a picture, in device pixels.
        touched(): a click or a touch.
    """

    view_size_changed = Signal(QSize)
    touched = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 135)
        self.setAccessibleName(name)
        self._image: QImage | None = None
        self._loved = False
        self._reported = QSize()

    @property
    def image(self) -> QImage | None:
        """What is shown."""
        return self._image

    def show_image(self, image: QImage | None) -> None:
        """Another picture, or none."""
        self._image = image
        self.update()

    def clear(self) -> None:
        """Black at once."""
        self._image = None
        self.repaint()

    def set_loved(self, loved: bool) -> None:
        """A heart in the corner."""
        self._loved = loved
        self.update()

    def set_spoken(self, text: str) -> None:
        """What the picture says, for screen readers: its caption, or its card's words."""
        self.setAccessibleDescription(text)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        ratio = self.devicePixelRatioF()
        size = QSize(round(self.width() * ratio), round(self.height() * ratio))
        if size != self._reported:
            self._reported = size
            self.view_size_changed.emit(size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(REVIEW.stage))
        if self._image is None or self._image.isNull():
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        area = self._fitted()
        outline = QPainterPath()
        outline.addRoundedRect(area, px(_RADIUS_PX), px(_RADIUS_PX))
        painter.setClipPath(outline)
        painter.drawImage(area, self._image)
        if self._loved:
            self._paint_heart(painter, area)

    def _fitted(self) -> QRectF:
        assert self._image is not None, "only a picture is fitted"
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        area = QRectF(0, 0, self._image.width() * scale, self._image.height() * scale)
        area.moveCenter(QRectF(self.rect()).center())
        return area

    def _paint_heart(self, painter: QPainter, area: QRectF) -> None:
        disc = QRectF(area.right() - px(72), area.top() + px(16), px(56), px(56))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(REVIEW.plate))
        painter.drawEllipse(disc)
        paint_icon(painter, disc.adjusted(px(12), px(12), -px(12), -px(12)), "heart", QColor(REVIEW.heart))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.touched.emit()


class ItemStrip(QWidget):
    """One piece for each item: those seen are light, the present one is warm."""

    def __init__(self) -> None:
        super().__init__()
        self._count, self._present = 0, 0
        self.setFixedHeight(px(_STRIP_PX))

    def set_place(self, present: int, count: int) -> None:
        """Where the reel is, counted from 0."""
        self._present, self._count = present, count
        self.setAccessibleName(f"Moment {present + 1} of {count}")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(REVIEW.stage))
        for number in range(self._count):
            left, right = (round(self.width() * edge / self._count) for edge in (number, number + 1))
            tint = DARK.ink2 if number < self._present else REVIEW.talk if number == self._present else "#4A5252"
            painter.fillRect(left, 0, right - left - 3, self.height(), QColor(tint))
