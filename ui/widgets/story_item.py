"""A reel's item as the storyboard shows it, and painting it."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen

from ui.theme import Family, colour, font, paint_icon, px
from ui.widgets.row_painting import paint_picture, write
from vidfeed.model.reel import ItemKind

StoryPicture = Callable[[str, QSize], QImage | None]
"""(item id, wanted device pixels) -> its picture, or None while it is being made."""

CARD_PX = QSize(148, 112)
PICTURE_PX = QSize(134, 79)
_KIND_ICONS = {
    ItemKind.MOMENT: "movie-open-outline",
    ItemKind.STILL: "image-outline",
    ItemKind.TITLE: "format-title",
    ItemKind.QUESTION: "comment-question-outline",
}
_WRAP = int(Qt.AlignmentFlag.AlignCenter) | int(Qt.TextFlag.TextWordWrap)


@dataclass(frozen=True)
class StoryItem:
    """One card of the storyboard.

    Attributes:
        title: under the picture; for cards of words what kind they are.
        length: at its right ("0:18", "pause").
        words: what a title or question says, or a moment's caption.
        signs: small icons on the picture (slow, silent, someone else).
        problem: why it cannot be shown yet, or empty.
    """

    item_id: str
    kind: ItemKind
    title: str
    length: str
    words: str = ""
    signs: tuple[str, ...] = ()
    problem: str = ""


def paint_item(painter: QPainter, area: QRect, item: StoryItem, image: QImage | None, chosen: bool, ring: bool) -> None:
    """Paints a card of the storyboard."""
    outer = QRectF(area).adjusted(1, 1, -1, -1)
    if chosen or item.problem or ring:
        painter.setPen(QPen(colour("apri" if ring else "warn" if item.problem else "pri"), 2))
        painter.setBrush(colour("warn_weak" if item.problem else "pri_weak" if chosen else "surface"))
        painter.drawRoundedRect(outer, 10, 10)
    box = picture_box(area)
    if item.kind in (ItemKind.TITLE, ItemKind.QUESTION):
        _paint_words(painter, box, item)
    else:
        paint_picture(painter, box, image, 6)
        if item.words:
            _paint_caption(painter, box, item.words)
    _paint_signs(painter, box, item.signs)
    line = QRect(round(box.left()), round(box.bottom()) + px(3), round(box.width()), px(20))
    side = px(15)
    icon = QRect(line.left(), line.center().y() - side // 2, side, side)
    paint_icon(painter, icon, _KIND_ICONS[item.kind], colour("ink2"))
    painter.setFont(font(12, tabular=True))
    width = painter.fontMetrics().horizontalAdvance(item.length)
    write(painter, line.adjusted(line.width() - width, 0, 4, 0), item.length, font(12, tabular=True), "ink2")
    title = line.adjusted(side + px(4), 0, -width - px(5), 0)
    write(painter, title, item.title, font(12, 600), "ink")


def picture_box(area: QRect) -> QRectF:
    """Where an item's picture lies in its card."""
    return QRectF(area.left() + px(7), area.top() + px(7), px(PICTURE_PX.width()), px(PICTURE_PX.height()))


def _paint_words(painter: QPainter, box: QRectF, item: StoryItem) -> None:
    title = item.kind is ItemKind.TITLE
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("pri" if title else "apri_weak"))
    painter.drawRoundedRect(box, 6, 6)
    painter.setPen(colour("on_pri" if title else "apri_ink"))
    painter.setFont(font(14, 500 if title else 600, Family.WORDS))
    painter.drawText(box.adjusted(6, 4, -6, -4), _WRAP, item.words)


def _paint_caption(painter: QPainter, box: QRectF, words: str) -> None:
    painter.setFont(font(11, 500, Family.WORDS, italic=True))
    shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, round(box.width()) - px(14))
    plate = QRectF(box.left() + px(4), box.bottom() - px(21), box.width() - px(8), px(17))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("plate"))
    painter.drawRoundedRect(plate, 3, 3)
    painter.setPen(colour("caption"))
    painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, shown)


def _paint_signs(painter: QPainter, box: QRectF, signs: tuple[str, ...]) -> None:
    right = box.right() - px(4)
    for sign in reversed(signs):
        plate = QRectF(right - px(21), box.top() + px(4), px(21), px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("plate"))
        painter.drawRoundedRect(plate, 4, 4)
        paint_icon(painter, plate.adjusted(2, 2, -2, -2), sign, colour("on_stage"))
        right = plate.left() - px(3)
