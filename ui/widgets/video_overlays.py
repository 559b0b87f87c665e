"""What is painted over a picture: caption plate, badges, and messages where there is none."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPen

from ui.theme import Family, colour, font, paint_icon, px

_MARGIN_PX = 10
_WORD_WRAP = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignCenter)

_MESSAGE_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextDontClip) | int(Qt.AlignmentFlag.AlignHCenter)


class CaptionPlace(StrEnum):
    """Where a caption stands, so that hands and faces are not covered."""

    TOP = "top"
    BOTTOM = "bottom"
    BENEATH = "beneath"


@dataclass(frozen=True)
class Badge:
    """A small plate at the upper right ("½ speed")."""

    icon: str
    text: str


@dataclass(frozen=True)
class Caption:
    """The parent's words on the picture; `baby_voice` adds quotation marks and italics."""

    text: str
    baby_voice: bool = False
    place: CaptionPlace = CaptionPlace.BOTTOM

    @property
    def shown(self) -> str:
        """The words as printed."""
        return f"“{self.text.strip('“”')}”" if self.baby_voice else self.text


class MessageKind(StrEnum):
    """Why there is a message instead of, or over, a picture."""

    PLAIN = "plain"
    BUSY = "busy"
    ERROR = "error"


@dataclass(frozen=True)
class Message:
    """A title and what to do next."""

    title: str
    detail: str = ""
    kind: MessageKind = MessageKind.PLAIN


_MESSAGE_ICONS = {
    MessageKind.PLAIN: "play-box-outline",
    MessageKind.BUSY: "timer-sand",
    MessageKind.ERROR: "alert-circle-outline",
}


def caption_height(caption: Caption | None, area: QSize) -> int:
    """How much height a caption beneath the picture takes of `area`."""
    if caption is None or caption.place is not CaptionPlace.BENEATH:
        return 0
    return min(_plate(caption, area).height() + px(16), area.height() // 3)


def paint_caption(painter: QPainter, caption: Caption, picture: QRect, area: QRect) -> None:
    """Paints the words on a dark plate over `picture`, or into the strip under it in `area`."""
    size = _plate(caption, area.size())
    if caption.place is CaptionPlace.BENEATH:
        strip = QRect(area.left(), picture.bottom() + 1, area.width(), area.bottom() - picture.bottom())
        top = strip.center().y() - size.height() // 2
    elif caption.place is CaptionPlace.TOP:
        top = picture.top() + px(22)
    else:
        top = picture.bottom() - size.height() - px(22)
    plate = QRect(area.center().x() - size.width() // 2, top, size.width(), size.height())
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("plate"))
    painter.drawRoundedRect(plate, 8, 8)
    painter.setFont(font(_caption_px(area.size()), 500, Family.WORDS, italic=caption.baby_voice))
    painter.setPen(colour("caption"))
    painter.drawText(plate.adjusted(px(20), 0, -px(20), 0), _WORD_WRAP, caption.shown)


def _caption_px(area: QSize) -> float:
    return max(16.0, min(34.0, area.height() * 0.05))


def _plate(caption: Caption, area: QSize) -> QSize:
    face = font(_caption_px(area), 500, Family.WORDS, italic=caption.baby_voice)
    widest = QRect(0, 0, max(80, area.width() * 8 // 10 - px(40)), area.height())
    words = QFontMetrics(face).boundingRect(widest, _WORD_WRAP, caption.shown)
    return QSize(words.width() + px(42), words.height() + px(20))


def paint_badges(painter: QPainter, badges: tuple[Badge, ...], area: QRect) -> None:
    """Paints badges from the upper right leftwards."""
    right = area.right() - px(_MARGIN_PX)
    painter.setFont(font(12))
    for badge in reversed(badges):
        width = painter.fontMetrics().horizontalAdvance(badge.text) + px(38)
        plate = QRect(right - width, area.top() + px(_MARGIN_PX), width, px(24))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("plate"))
        painter.drawRoundedRect(plate, plate.height() / 2, plate.height() / 2)
        icon = QRect(plate.left() + px(9), plate.top() + px(4), px(16), px(16))
        paint_icon(painter, icon, badge.icon, colour("on_stage"))
        painter.setFont(font(12))
        text = plate.adjusted(px(28), 0, 0, 0)
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), badge.text)
        right = plate.left() - px(6)


@dataclass(frozen=True)
class MessagePlaces:
    """Where the parts of a message stand; no icon where there is no room for one."""

    icon: QRectF | None
    title: QRect
    detail: QRect


def message_places(message: Message, area: QRect, foot_px: int = 0) -> MessagePlaces:
    """From the middle of `area` downwards, or higher where the words would reach into the foot."""
    left, width, side, gap = area.left() + px(28), area.width() - px(56), px(36), px(6)
    within = QRect(0, 0, width, area.height())
    title_px = QFontMetrics(font(16, 600)).boundingRect(within, _MESSAGE_WRAP, message.title).height()
    detail_px = QFontMetrics(font(14)).boundingRect(within, _MESSAGE_WRAP, message.detail).height()
    words_px = title_px + (gap + detail_px if message.detail else 0)
    top = max(area.top() + gap, min(area.center().y(), area.bottom() - foot_px - words_px))
    above = top - side - px(12)
    icon = QRectF(area.center().x() - side / 2, above, side, side) if above >= area.top() else None
    return MessagePlaces(
        icon, QRect(left, top, width, title_px), QRect(left, top + words_px - detail_px, width, detail_px)
    )


def paint_message(painter: QPainter, message: Message, area: QRect, over_picture: bool, foot_px: int = 0) -> None:
    """Paints a message in the middle, above a foot that is kept free; over a picture it stands on a plate."""
    if over_picture:
        painter.fillRect(area, colour("plate"))
    places = message_places(message, area, foot_px)
    if places.icon is not None:
        paint_icon(painter, places.icon, _MESSAGE_ICONS[message.kind], colour("on_stage2"))
    painter.setPen(colour("on_stage"))
    painter.setFont(font(16, 600))
    painter.drawText(places.title, _MESSAGE_WRAP, message.title)
    painter.setFont(font(14))
    painter.setPen(colour("on_stage2"))
    painter.drawText(places.detail, _MESSAGE_WRAP, message.detail)


def round_corners(painter: QPainter, area: QRect) -> None:
    """Covers the upper corners outside a card's curve."""
    radius = px(12) - 1
    outside = QPainterPath()
    outside.addRect(QRectF(area.left(), area.top(), area.width(), radius))
    curve = QPainterPath()
    curve.addRoundedRect(QRectF(area.left(), area.top(), area.width(), radius * 3), radius, radius)
    painter.fillPath(outside - curve, colour("bg"))
    painter.setPen(QPen(colour("line"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setClipRect(QRect(area.left(), area.top(), area.width(), radius))
    painter.drawPath(curve)
    painter.setClipping(False)
