"""The film's picture with what is said over it, and the hands on it."""

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from ui.theme import colour, px
from ui.widgets.announce import announce
from ui.widgets.picture_view import PictureView
from ui.widgets.toast import SHOWN_MS, Toast, paint_toast, toast_size
from ui.widgets.video_overlays import (
    Badge,
    Caption,
    CaptionPlace,
    Message,
    MessageKind,
    caption_height,
    message_places,
    paint_badges,
    paint_caption,
    paint_message,
    round_corners,
)

_WHEEL_STEP = 120


class VideoView(PictureView):
    """The picture with caption, badges, messages and toasts.

    Signals:
        clicked(): also for each half of a double click, so that play and pause cancel out.
        double_clicked().
        wheel_stepped(int): frames to step, positive forwards.
        undo_requested(), redo_requested(): the toast was clicked.
        message_changed(): there is another message, or none.
    """

    clicked = Signal()
    double_clicked = Signal()
    wheel_stepped = Signal(int)
    undo_requested = Signal()
    redo_requested = Signal()
    message_changed = Signal()

    def __init__(self, name: str = "Film picture", rounded: bool = False) -> None:
        """`rounded` fits the upper corners into a card."""
        super().__init__(name)
        self._rounded = rounded
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(240, 135)
        self._caption: Caption | None = None
        self._badges: tuple[Badge, ...] = ()
        self._message: Message | None = None
        self._feet_px: dict[QWidget, int] = {}
        self._toast: Toast | None = None
        self._toast_rect = QRect()
        self._wheel = 0
        self._by_key = False
        self._toast_timer = QTimer(self)
        self._toast_timer.setSingleShot(True)
        self._toast_timer.timeout.connect(self.hide_toast)

    def clear_picture(self) -> None:
        """Paints black at once and forgets the picture: before another family's appears, and at lock."""
        self.hide_toast()
        super().clear_picture()

    def set_caption(self, caption: Caption | None) -> None:
        """Shows the parent's words, or none."""
        if caption != self._caption:
            self._caption = caption if caption and caption.text.strip() else None
            self.setAccessibleDescription(self._caption.shown if self._caption else "")
            self._report_size()
            self.update()

    @property
    def badges(self) -> tuple[Badge, ...]:
        """The plates over the picture."""
        return self._badges

    def set_badges(self, *badges: Badge) -> None:
        """Shows plates such as "½ speed" at the upper right."""
        if badges != self._badges:
            self._badges = badges
            self.update()

    def show_message(self, title: str, detail: str = "", kind: MessageKind = MessageKind.PLAIN) -> None:
        """Says something in the picture's place; a picture that was there stays behind it. Errors are announced."""
        self._message = Message(title, detail, kind)
        self.message_changed.emit()
        if kind is MessageKind.ERROR:
            announce(self, f"{title} {detail}".strip(), assertive=True)
        self.update()

    def clear_message(self) -> None:
        """Takes the message away."""
        self._message = None
        self.message_changed.emit()
        self.update()

    def keep_foot(self, owner: QWidget, height_px: int) -> None:
        """Leaves so much of the lower edge free of the message, for a button of `owner`'s; 0 gives it back."""
        self._feet_px[owner] = height_px
        self.update()

    @property
    def words_bottom_px(self) -> int:
        """Where the message ends; 0 without one."""
        if self._message is None:
            return 0
        return message_places(self._message, self.rect(), self._foot_px).detail.bottom()

    @property
    def _foot_px(self) -> int:
        return max(self._feet_px.values(), default=0)

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

    def picture_area(self) -> QRect:
        """The room that a caption beneath leaves."""
        return self.rect().adjusted(0, 0, 0, -caption_height(self._caption, self.size()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_picture(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._message is not None:
            paint_message(painter, self._message, self.rect(), self._image is not None, self._foot_px)
        elif self._caption is not None:
            whole = self.picture_rect().toRect() & self.picture_area()
            picture = self.rect() if whole.isEmpty() else whole
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
        """At the lower edge, unless the caption or a button is there."""
        low = not self._foot_px and (self._caption is None or self._caption.place is CaptionPlace.TOP)
        return self.height() - height - px(10) if low else px(10)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The ring is for those who come by key; after a click it would only stand on the picture."""
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
            self._by_key = event.reason() is not Qt.FocusReason.MouseFocusReason
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton or not self.rect().contains(event.position().toPoint()):
            return
        if self._toast is not None and self._toast_rect.contains(event.position().toPoint()):
            toast = self._toast
            self.hide_toast()
            if toast.keys:
                (self.redo_requested if toast.again else self.undo_requested).emit()
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
