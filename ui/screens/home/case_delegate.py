"""How a case is painted in the list."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.screens.home.case_model import LINE_ROLE, CaseLine
from ui.theme import colour, font, paint_icon, px
from ui.widgets.row_painting import paint_row_ground, write

_ROW_PX, _GAP_PX, _BALL_PX = 58, 2, 38


class CaseDelegate(QStyledItemDelegate):
    """A ball with two letters, the ID, and how far the case is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(px(200), px(_ROW_PX + _GAP_PX))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        line: CaseLine = index.data(LINE_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = option.rect.adjusted(0, 0, 0, -px(_GAP_PX))
        paint_row_ground(painter, area, option)
        self._paint_ball(painter, area, line, bool(option.state & QStyle.StateFlag.State_Selected))
        left, width = area.left() + px(8 + _BALL_PX + 10), area.width() - px(8 + _BALL_PX + 10 + 10)
        if line.consent_due:
            side = px(18)
            paint_icon(
                painter,
                QRect(area.right() - px(10) - side, area.center().y() - side // 2, side, side),
                "alert-circle-outline",
                colour("warn"),
            )
            width -= px(26)
        top, height = area.top() + px(10), px(20)
        used = write(painter, QRect(left, top, width, height), line.code, font(14, 700), "ink")
        approach = QRect(left + used + px(6), top, width - used - px(6), height)
        write(painter, approach, line.summary.case.approach, font(12), "ink2")
        write(painter, QRect(left, top + height, width, px(18)), line.detail, font(12), "ink2")
        painter.restore()

    def _paint_ball(self, painter: QPainter, area: QRect, line: CaseLine, selected: bool) -> None:
        side = px(_BALL_PX)
        ball = QRect(area.left() + px(8), area.center().y() - side // 2 + 1, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("surface" if selected else "sunken"))
        painter.drawEllipse(ball)
        painter.setPen(colour("pri_ink"))
        painter.setFont(font(14, 700))
        painter.drawText(ball, Qt.AlignmentFlag.AlignCenter, line.code[:2].capitalize())
