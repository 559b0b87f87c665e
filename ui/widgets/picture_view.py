"""The picture of a film in the room there is for it: letterboxed, sharp on any screen, close up where one likes."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour
from ui.widgets.picture_zoom import PictureZoom
from vidfeed.model.zoom import ZoomRegion

_SHARPEST_PX = 3840
"""A close-up asks for no wider pictures than that: larger ones would only cost time."""


class PictureView(QWidget):
    """Paints the latest picture and keeps it until there is a better one.

    Signals:
        view_size_changed(QSize): the size that a whole picture is fitted into, in device pixels: what to decode for.
        picture_painted(int): the frame number now on the screen.
        zoom_changed(): it shows a larger or smaller part of the picture, or another one.
        cleared(): it is black, and nothing may be seen of the film anywhere else either.
    """

    view_size_changed = Signal(QSize)
    picture_painted = Signal(int)
    zoom_changed = Signal()
    cleared = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)
        self._image: QImage | None = None
        self._pixels: object = None
        self._frame: int | None = None
        self._painted: int | None = None
        self._reported = QSize()
        self._zoom = PictureZoom()

    @property
    def painted_frame(self) -> int | None:
        """The frame number that the viewer last saw: what a mark refers to."""
        return self._painted

    @property
    def wanted_size(self) -> QSize:
        """The size that a whole picture is fitted into, in device pixels: the room for it, or more in a close-up."""
        area = self.picture_area().size()
        scale = self.devicePixelRatioF() * self._zoom.factor
        most = max(1.0, area.width() * self.devicePixelRatioF(), _SHARPEST_PX) / max(1, area.width())
        scale = min(scale, most)
        return QSize(round(area.width() * scale), round(area.height() * scale))

    def show_picture(
        self, pixels: bytes | bytearray | memoryview, width: int, height: int, stride: int, frame: int | None = None
    ) -> None:
        """Shows a BGRA picture of `width` x `height` pixels, rows `stride` bytes apart; the buffer is kept."""
        self._pixels = pixels
        self.show_image(QImage(pixels, width, height, stride, QImage.Format.Format_RGB32), frame)

    def show_image(self, image: QImage, frame: int | None = None) -> None:
        """Shows a picture; `frame` is its number, if it is one of a film."""
        self._image, self._frame = image, frame
        self.update()

    def clear_picture(self) -> None:
        """Paints black at once and forgets the picture: before another family's appears, and at lock."""
        self._image = self._pixels = self._frame = self._painted = None
        self.set_zoom(PictureZoom())
        self.repaint()
        self.cleared.emit()

    # How closely

    @property
    def zoom(self) -> PictureZoom:
        """How closely the picture is shown, and which part."""
        return self._zoom

    def set_zoom(self, zoom: PictureZoom) -> None:
        """Shows another part."""
        if zoom != self._zoom:
            self._zoom = zoom
            self._report_size()
            self.update()
            self.zoom_changed.emit()

    def zoom_by(self, by: float, at: QPointF | None = None) -> None:
        """Closer for `by` above 1, around a point of the widget, by default its middle."""
        shape, room = self._shape(), self._room()
        if shape is not None:
            self.set_zoom(self._zoom.zoomed(by, room.center() if at is None else at, shape, room))

    def pan_by(self, by: QPointF) -> None:
        """Moves a close-up by logical pixels."""
        shape = self._shape()
        if shape is not None and self._zoom.close:
            self.set_zoom(self._zoom.panned(by, shape, self._room()))

    def fit(self) -> None:
        """Shows the whole picture again."""
        self.set_zoom(PictureZoom())

    def show_region(self, region: ZoomRegion) -> None:
        """As close as shows all of a region; nothing happens before there is a picture."""
        shape = self._shape()
        if shape is not None:
            self.set_zoom(PictureZoom.onto(region, shape, self._room()))

    @property
    def region(self) -> ZoomRegion | None:
        """The part that shows, in a close-up."""
        shape = self._shape()
        return self._zoom.region(shape, self._room()) if shape is not None and self._zoom.close else None

    def _shape(self) -> QSizeF | None:
        """Of the picture; None without one, or without room."""
        if self._image is None or self._image.isNull() or self.picture_area().isEmpty():
            return None
        return QSizeF(self._image.size())

    def _room(self) -> QRectF:
        return QRectF(self.picture_area())

    # Painting

    def picture_area(self) -> QRect:
        """The room for the picture, in logical pixels."""
        return self.rect()

    def picture_rect(self) -> QRectF:
        """Where the whole picture lies, in logical pixels; empty without one. A close-up reaches out of the widget."""
        shape = self._shape()
        return QRectF() if shape is None else self._on_device_pixels(self._zoom.rect(shape, self._room()))

    def _on_device_pixels(self, rect: QRectF) -> QRectF:
        """Moves edges to whole device pixels, so that a picture made for this size is not resampled."""
        ratio = self.devicePixelRatioF()
        left, top = round(rect.left() * ratio) / ratio, round(rect.top() * ratio) / ratio
        return QRectF(QPointF(left, top), rect.size())

    def paint_picture(self, painter: QPainter) -> None:
        """The picture on the stage's ground."""
        painter.fillRect(self.rect(), colour("stage"))
        if self._image is None:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setClipRect(self.picture_area())
        painter.drawImage(self.picture_rect(), self._image)
        painter.setClipping(False)
        if self._frame is not None and self._frame != self._painted:
            self._painted = self._frame
            self.picture_painted.emit(self._frame)

    def paintEvent(self, _event: QPaintEvent) -> None:
        self.paint_picture(QPainter(self))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        shape = self._shape()
        if shape is not None and self._zoom.close:
            self.set_zoom(self._zoom.settled(shape, self._room()))
        self._report_size()

    def event(self, event: QEvent) -> bool:
        """Another screen has other pixels."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._report_size()
            self.update()
        return super().event(event)

    def _report_size(self) -> None:
        size = self.wanted_size
        if size != self._reported:
            self._reported = size
            self.view_size_changed.emit(size)
