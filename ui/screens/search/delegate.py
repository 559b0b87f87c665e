"""A found moment as a row: still, place, time, tags, words, stars."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.screens.search.model import FOUND_ROLE, FoundModel, place_of, start_of
from ui.theme import colour, font, paint_icon, px
from ui.widgets.moment_model import NO_WORDS, first_words
from ui.widgets.row_painting import paint_picture, paint_row_ground, write
from ui.widgets.stars import paint_stars
from ui.widgets.tag_look import looks_for, paint_shape
from vidfeed.services.searching import FoundMoment

_ROW_PX = 68
STOPPED = "Consent to watching has ended"


class FoundDelegate(QStyledItemDelegate):
    """Paints rows of a `FoundModel`; `picture` gives the still of a row, or None while it is being read."""

    def __init__(self, model: FoundModel, picture: Callable[[FoundMoment], QImage | None], parent: QWidget) -> None:
        super().__init__(parent)
        self._model, self._picture = model, picture

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(300), px(_ROW_PX))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        found: FoundMoment = index.data(FOUND_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect
        paint_row_ground(painter, row.adjusted(px(4), 1, -px(4), -1), option)
        box = QRectF(row.left() + px(12), row.center().y() - px(27) + 1, px(96), px(54))
        self._paint_still(painter, box, found)
        right = float(row.right() - px(14))
        if found.moment.stars:
            right = paint_stars(painter, right, row.center().y() + 1, found.moment.stars) - px(8)
        left = round(box.right()) + px(12)
        area = QRect(left, row.top() + px(6), round(right) - left, row.height() - px(12))
        self._paint_lines(painter, area, found)
        painter.restore()

    def _paint_still(self, painter: QPainter, box: QRectF, found: FoundMoment) -> None:
        paint_picture(painter, box, None if found.stopped else self._picture(found))
        if found.stopped:
            side = px(22)
            lock = QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)
            paint_icon(painter, lock, "lock-outline", colour("ink2"))

    def _paint_lines(self, painter: QPainter, area: QRect, found: FoundMoment) -> None:
        third = area.height() // 3
        lines = [QRect(area.left(), area.top() + number * third, area.width(), third) for number in range(3)]
        x = lines[0].left() + write(painter, lines[0], start_of(found), font(14, 700, tabular=True), "ink") + px(10)
        rest = QRect(x, lines[0].top(), max(0, area.right() - x), third)
        write(painter, rest, place_of(found).replace(", ", " · "), font(13), "ink2")
        self._paint_tags(painter, lines[1], found)
        words = STOPPED if found.stopped else first_words(found.moment)
        write(painter, lines[2], words, font(13), "ink3" if words in (NO_WORDS, STOPPED) else "ink")

    def _paint_tags(self, painter: QPainter, line: QRect, found: FoundMoment) -> None:
        x = line.left()
        for look in {look.tone: look for look in looks_for(found.moment, self._model.looks)}.values():
            paint_shape(painter, QPointF(x + px(5), line.center().y() + 1), px(9), look.tone)
            x += px(13)
        rest = QRect(x + px(2), line.top(), max(0, line.right() - x - px(2)), line.height())
        write(painter, rest, self._model.names(found), font(12), "ink2")
