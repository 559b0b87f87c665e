"""A row of joined buttons of which one is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import colour, font, paint_icon, px


class Segment(QAbstractButton):
    """One button of the row, with words or an icon."""

    def __init__(self, text: str, name: str = "", icon_name: str = "") -> None:
        super().__init__()
        self.icon_name = icon_name
        self.first = self.last = False
        self.setText(text)
        self.setCheckable(True)
        self.setAccessibleName(name or text)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        inner = px(17) if self.icon_name else _width(self.text())
        return QSize(max(px(26), inner + px(13)), px(34))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipPath(self._outline(0))
        painter.fillRect(self.rect(), colour("pri_weak" if self.isChecked() else "surface"))
        if self.isChecked() and colour("pri_weak") == colour("surface"):
            painter.fillRect(0, self.height() - 5, self.width(), 5, colour("pri"))
        painter.setClipping(False)
        if not self.first:
            painter.fillRect(0, 1, 1, self.height() - 2, colour("line"))
        self._paint_content(painter)
        self._paint_border(painter)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _paint_content(self, painter: QPainter) -> None:
        ink = colour("ink3" if not self.isEnabled() else "pri_ink" if self.isChecked() else "ink2")
        if self.icon_name:
            side = px(17)
            box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
            paint_icon(painter, box, self.icon_name, ink)
            return
        painter.setFont(font(13, 600 if self.isChecked() else 400))
        painter.setPen(ink)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.text())

    def _paint_border(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour("edge"), 1))
        if self.first and self.last:
            painter.drawPath(self._outline(0.5))
        else:
            area = QRectF(self.rect()).adjusted(0 if self.first else -12, 0, 0 if self.last else 12, 0)
            painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        if self.hasFocus():
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2, 2, -2, -2), 6, 6)

    def _outline(self, inset: float) -> QPainterPath:
        area = QRectF(self.rect()).adjusted(0 if self.first else -12, 0, 0 if self.last else 12, 0)
        path = QPainterPath()
        path.addRoundedRect(area.adjusted(inset, inset, -inset, -inset), 8, 8)
        return path


def _width(text: str) -> int:
    return QFontMetrics(font(13, 600)).horizontalAdvance(text)


class Segmented(QWidget):
    """One of several values; arrow keys move the choice.

    Signals:
        chosen(object): the value that the user picked.
    """

    chosen = Signal(object)

    def __init__(self, name: str, choices: Sequence[tuple[object, str, str]], optional: bool = False) -> None:
        """`choices` are (value, text, spoken name); `optional` lets a second press take the choice back."""
        super().__init__()
        self.setAccessibleName(name)
        self._optional = optional
        self._group = QButtonGroup(self)
        self._group.setExclusive(not optional)
        self._values = [value for value, _, _ in choices]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (_, text, spoken) in enumerate(choices):
            segment = Segment(text, f"{name}: {spoken}")
            segment.first, segment.last = number == 0, number == len(choices) - 1
            self._group.addButton(segment, number)
            row.addWidget(segment)
        self._group.idClicked.connect(self._pick)

    @property
    def value(self) -> object | None:
        """The chosen value, or None."""
        number = self._group.checkedId()
        return None if number < 0 else self._values[number]

    def set_value(self, value: object | None) -> None:
        """Shows a choice without a signal; None or an unknown value shows none."""
        self._group.setExclusive(False)
        for number, button in enumerate(self._group.buttons()):
            button.setChecked(self._values[number] == value)
        self._group.setExclusive(not self._optional)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        buttons = self._group.buttons()
        at = next((number for number, button in enumerate(buttons) if button is self.focusWidget()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        target = buttons[(at + step) % len(buttons)]
        target.setFocus(Qt.FocusReason.TabFocusReason)
        target.click()

    def _pick(self, number: int) -> None:
        button = self._group.button(number)
        if self._optional and button.isChecked():
            self.set_value(self._values[number])
        self.chosen.emit(self.value)
