"""The picture: letterboxed, sharp on any screen, with what is said over it."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, px
from ui.widgets.announce import announce
from ui.widgets.toast import SHOWN_MS, Toast, paint_toast, toast_size
from ui.widgets.video_overlays import (
    Badge,
    Caption,
    CaptionPlace,
    Message,
    MessageKind,
    caption_height,
    paint_badges,
    paint_caption,
    paint_message,
    round_corners,
)

_WHEEL_STEP = 120


class VideoView(QWidget):
    """Paints the latest picture and keeps it until there is a better one.

    Signals:
        view_size_changed(QSize): the room for a picture, in device pixels: what to decode for.
        picture_painted(int): the frame number now on the screen.
        clicked(): also for each half of a double click, so that play and pause cancel out.
        double_clicked().
        wheel_stepped(int): frames to step, positive forwards.
        undo_requested(): the toast was clicked.
    """

    view_size_changed = Signal(QSize)
    picture_painted = Signal(int)
    clicked = Signal()
    double_clicked = Signal()
    wheel_stepped = Signal(int)
    undo_requested = Signal()

    def __init__(self, name: str = "Film picture", rounded: bool = False) -> None:
        """`rounded` fits the upper corners into a card."""
        super().__init__()
        self._rounded = rounded
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 135)
        self.setAccessibleName(name)
        self._image: QImage | None = None
        self._pixels: object = None
        self._frame: int | None = None
        self._painted: int | None = None
        self._caption: Caption | None = None
        self._badges: tuple[Badge, ...] = ()
        self._message: Message | None = None
        self._toast: Toast | None = None
        self._toast_rect = QRect()
        self._wheel = 0
        self._by_key = False
        self._reported = QSize()
        self._toast_timer = QTimer(self)
        self._toast_timer.setSingleShot(True)
        self._toast_timer.timeout.connect(self.hide_toast)

    @property
    def painted_frame(self) -> int | None:
        """The frame number that the viewer last saw: what a mark refers to."""
        return self._painted

    @property
    def wanted_size(self) -> QSize:
        """The room for a picture, in device pixels."""
        area = self._picture_area().size()
        ratio = self.devicePixelRatioF()
        return QSize(round(area.width() * ratio), round(area.height() * ratio))

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
        self.hide_toast()
        self.repaint()

    def set_caption(self, caption: Caption | None) -> None:
        """Shows the parent's words, or none."""
        if caption != self._caption:
            self._caption = caption if caption and caption.text.strip() else None
            self.setAccessibleDescription(self._caption.shown if self._caption else "")
            self._report_size()
            self.update()

    def set_badges(self, *badges: Badge) -> None:
        """Shows plates such as "½ speed" at the upper right."""
        if badges != self._badges:
            self._badges = badges
            self.update()

    def show_message(self, title: str, detail: str = "", kind: MessageKind = MessageKind.PLAIN) -> None:
        """Says something in the picture's place; a picture that was there stays behind it. Errors are announced."""
        self._message = Message(title, detail, kind)
        if kind is MessageKind.ERROR:
            announce(self, f"{title} {detail}".strip(), assertive=True)
        self.update()

    def clear_message(self) -> None:
        """Takes the message away."""
        self._message = None
        self.update()

    def show_toast(self, toast: Toast, shown_ms: int = SHOWN_MS) -> None:
        """Names what was done, for `shown_ms`."""
        self._toast = toast
        self._toast_timer.start(shown_ms)
        announce(self, toast.spoken)
        self.update()

    def hide_toast(self) -> None:
        """Takes the toast away."""
        self._toast_timer.stop()
        self._toast = None
        self.update()

    def _picture_area(self) -> QRect:
        return self.rect().adjusted(0, 0, 0, -caption_height(self._caption, self.size()))

    def picture_rect(self) -> QRectF:
        """Where the picture lies in the widget, in logical pixels; empty without one."""
        if self._image is None or self._image.isNull():
            return QRectF()
        area = QRectF(self._picture_area())
        width, height = self._image.width(), self._image.height()
        scale = min(area.width() / width, area.height() / height)
        rect = QRectF(0, 0, width * scale, height * scale)
        rect.moveCenter(area.center())
        return self._on_device_pixels(rect)

    def _on_device_pixels(self, rect: QRectF) -> QRectF:
        """Moves edges to whole device pixels, so that a picture made for this size is not resampled."""
        ratio = self.devicePixelRatioF()
        left, top = round(rect.left() * ratio) / ratio, round(rect.top() * ratio) / ratio
        return QRectF(QPointF(left, top), rect.size())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("stage"))
        if self._image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.picture_rect(), self._image)
            self._note_painted()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._message is not None:
            paint_message(painter, self._message, self.rect(), self._image is not None)
        elif self._caption is not None:
            picture = self.rect() if self._image is None else self.picture_rect().toRect()
            paint_caption(painter, self._caption, picture, self.rect())
        paint_badges(painter, self._badges, self.rect())
        if self._toast is not None:
            size = toast_size(self._toast)
            self._toast_rect = QRect(px(10), self._toast_top(size.height()), size.width(), size.height())
            paint_toast(painter, self._toast_rect, self._toast)
        if self._rounded:
            round_corners(painter, self.rect())
        if self.hasFocus() and self._by_key:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _toast_top(self, height: int) -> int:
        """At the lower edge, unless the caption is there."""
        low = self._caption is None or self._caption.place is CaptionPlace.TOP
        return self.height() - height - px(10) if low else px(10)

    def _note_painted(self) -> None:
        if self._frame is not None and self._frame != self._painted:
            self._painted = self._frame
            self.picture_painted.emit(self._frame)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for those who come by key; after a click it would only stand on the picture."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._by_key = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._report_size()

    def _report_size(self) -> None:
        size = self.wanted_size
        if size != self._reported:
            self._reported = size
            self.view_size_changed.emit(size)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self.rect().contains(event.position().toPoint()):
            return
        if self._toast is not None and self._toast_rect.contains(event.position().toPoint()):
            if self._toast.keys:
                self.undo_requested.emit()
            self.hide_toast()
        else:
            self.clicked.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.double_clicked.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._wheel += event.angleDelta().y()
        steps = int(self._wheel / _WHEEL_STEP)
        self._wheel -= steps * _WHEEL_STEP
        if steps:
            self.wheel_stepped.emit(-steps)
        event.accept()
