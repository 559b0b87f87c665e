"""A moment as a row: picture, time, tags, words, stars."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui.theme import font, px
from ui.widgets.moment_model import MOMENT_ROLE, NO_WORDS, MomentModel, first_words
from ui.widgets.row_painting import device_size, paint_picture, paint_row_ground, write
from ui.widgets.stars import paint_stars
from ui.widgets.tag_look import looks_for, paint_shape
from vidfeed.model.moment import Moment
from vidfeed.model.time import format_clock

MomentPicture = Callable[[Moment, QSize], QImage | None]
"""(moment, wanted device pixels) -> its picture, or None while it is being made."""

_ROW_PX = 48


class MomentDelegate(QStyledItemDelegate):
    """Paints rows of a `MomentModel`."""

    def __init__(self, model: MomentModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._view = parent
        self.picture: MomentPicture | None = None

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(200), px(_ROW_PX))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        moment: Moment = index.data(MOMENT_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row: QRect = option.rect
        paint_row_ground(painter, row.adjusted(px(4), 0, -px(4), 0), option)
        area = row.adjusted(px(10), 0, -px(10), 0)
        box = QRectF(area.left(), area.center().y() - px(19) + 1, px(64), px(38))
        paint_picture(painter, box, self.picture(moment, device_size(box, self._view)) if self.picture else None)
        right = float(area.right())
        if moment.stars:
            right = paint_stars(painter, right, area.center().y() + 1, moment.stars) - px(6)
        left = round(box.right()) + px(8)
        self._paint_words(painter, QRect(left, area.top() + px(5), round(right) - left, area.height() - px(10)), moment)
        painter.restore()

    def _paint_words(self, painter: QPainter, area: QRect, moment: Moment) -> None:
        line = area.height() // 2
        top = QRect(area.left(), area.top(), area.width(), line)
        start = format_clock(self._model.seconds(moment)[0])
        x = top.left() + write(painter, top, start, font(14, 700, tabular=True), "ink") + px(6)
        looks = looks_for(moment, self._model.looks)
        for look in {look.tone: look for look in looks}.values():
            paint_shape(painter, QPointF(x + px(5), top.center().y() + 1), px(9), look.tone)
            x += px(12)
        name = looks[-1].name if looks else "No tag"
        write(painter, QRect(x + px(3), top.top(), max(0, area.right() - x - px(3)), line), name, font(12), "ink2")
        words = first_words(moment)
        below = QRect(area.left(), area.top() + line, area.width(), line)
        write(painter, below, words, font(13), "ink3" if words == NO_WORDS else "ink")
