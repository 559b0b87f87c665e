"""What rows and cards of lists have in common: the tint of the chosen one, pictures, plates with a length."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from ui.theme import colour, font, px

LEFT_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)


def paint_picture(painter: QPainter, box: QRectF, image: QImage | None, radius: float = 5) -> None:
    """Paints a picture that fills a rounded box; a flat tile where there is none yet."""
    outline = QPainterPath()
    outline.addRoundedRect(box, radius, radius)
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.fillRect(box, colour("sunken"))
    if image is not None and not image.isNull():
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        scale = max(box.width() / image.width(), box.height() / image.height())
        whole = QRectF(0, 0, image.width() * scale, image.height() * scale)
        whole.moveCenter(box.center())
        painter.drawImage(whole, image)
    painter.restore()


def paint_length(painter: QPainter, box: QRectF, text: str, large: bool = False) -> None:
    """Paints a length on a dark plate at the picture's lower right."""
    painter.setFont(font(12 if large else 11, 500, tabular=True))
    width = painter.fontMetrics().horizontalAdvance(text) + px(10)
    plate = QRectF(box.right() - width - px(4), box.bottom() - px(20), width, px(16))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("plate"))
    painter.drawRoundedRect(plate, 4, 4)
    painter.setPen(QColor("#FFFFFF"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)


def paint_row_ground(painter: QPainter, area: QRect, option: QStyleOptionViewItem) -> None:
    """Tints and edges the chosen row, and rings the one with the focus."""
    painter.setPen(Qt.PenStyle.NoPen)
    if option.state & QStyle.StateFlag.State_Selected:
        painter.setBrush(colour("pri"))
        painter.drawRoundedRect(area, 8, 8)
        painter.setBrush(colour("pri_weak"))
        painter.drawRoundedRect(area.adjusted(3, 0, 0, 0), 7, 7)
    elif option.state & QStyle.StateFlag.State_MouseOver:
        painter.setBrush(colour("sunken"))
        painter.drawRoundedRect(area, 8, 8)
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("apri"), 2))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 7, 7)


def write(painter: QPainter, area: QRect, text: str, face: QFont, tint: str) -> int:
    """Writes one line, cut with an ellipsis; how wide it came out."""
    painter.setFont(face)
    painter.setPen(colour(tint))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    painter.drawText(area, LEFT_MIDDLE, shown)
    return painter.fontMetrics().horizontalAdvance(shown)


def device_size(box: QRectF, view: QWidget) -> QSize:
    """The box in device pixels of the view's screen: how large a picture to ask for."""
    ratio = view.devicePixelRatioF()
    return QSize(round(box.width() * ratio), round(box.height() * ratio))
