"""Where one is in a few steps."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import colour, font, paint_icon, px

_BALL_PX, _LINE_PX, _GAP_PX = 24, 40, 8


def _line_px(short: bool) -> int:
    return _LINE_PX // 4 if short else _LINE_PX


class StepStrip(QWidget):
    """Numbered steps: those done are ticked, the present one is filled."""

    def __init__(self, steps: Sequence[str], present: int = 0) -> None:
        super().__init__()
        self._steps, self._present, self._short = tuple(steps), present, False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_present(present)

    def set_present(self, present: int) -> None:
        """Moves on to a step, counted from 0."""
        self._present = present
        self.setAccessibleName(f"Step {present + 1} of {len(self._steps)}: {self._steps[present]}")
        self.updateGeometry()
        self.update()

    def set_short(self, short: bool) -> None:
        """Names only the present step, where there is little room."""
        if short != self._short:
            self._short = short
            self.updateGeometry()
            self.update()

    def width_px(self, short: bool) -> int:
        """How much room it needs, said shortly or in full."""
        steps = sum(self._step_width(number, short) for number in range(len(self._steps)))
        return steps + px(_line_px(short) + 2 * _GAP_PX) * (len(self._steps) - 1) + 2

    def _name(self, number: int, short: bool) -> str:
        return "" if short and number != self._present else self._steps[number]

    def sizeHint(self) -> QSize:
        return QSize(self.width_px(self._short), px(_BALL_PX) + 2)

    def _step_width(self, number: int, short: bool) -> int:
        name = self._name(number, short)
        return px(_BALL_PX) + (px(_GAP_PX) + QFontMetrics(font(13, 700)).horizontalAdvance(name) if name else 0)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 1
        for number in range(len(self._steps)):
            if number:
                middle = self.height() // 2
                painter.setPen(QPen(colour("line"), 2))
                painter.drawLine(left + px(_GAP_PX), middle, left + px(_GAP_PX + _line_px(self._short)), middle)
                left += px(_line_px(self._short) + 2 * _GAP_PX)
            self._paint_step(painter, number, left)
            left += self._step_width(number, self._short)

    def _paint_step(self, painter: QPainter, number: int, left: int) -> None:
        ball = QRectF(left + 0.5, 1.5, px(_BALL_PX) - 1, px(_BALL_PX) - 1)
        fill = "ok" if number < self._present else "pri" if number == self._present else "surface"
        painter.setPen(QPen(colour(fill if number <= self._present else "edge"), 1))
        painter.setBrush(colour(fill))
        painter.drawEllipse(ball)
        if number < self._present:
            paint_icon(painter, ball.adjusted(px(4), px(4), -px(4), -px(4)), "check", colour("on_pri"))
        else:
            painter.setFont(font(12, 700))
            painter.setPen(colour("on_pri" if number == self._present else "ink2"))
            painter.drawText(ball, Qt.AlignmentFlag.AlignCenter, str(number + 1))
        painter.setFont(font(13, 700 if number == self._present else 400))
        painter.setPen(colour("ink" if number == self._present else "ink2"))
        room = QRectF(left + px(_BALL_PX + _GAP_PX), 0, self._step_width(number, self._short), self.height())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._name(number, self._short))
