"""One person's consent for one use, as a button."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.state.consents import PURPOSE_TITLES, Standing
from ui.theme import colour, px
from ui.widgets.chip import chip_width, paint_chip
from vidfeed.model.consent import Person, Purpose

_LOOKS = {
    Standing.YES: ("ok", "check"),
    Standing.SO_FAR: ("ok", "check"),
    Standing.SOME: ("warn", "filmstrip"),
    Standing.WITHDRAWN: ("bad", "close-circle-outline"),
    Standing.RAN_OUT: ("warn", "calendar-alert"),
    Standing.LATER: ("warn", "calendar-clock"),
    Standing.NOT_ENTERED: ("off", "help-circle-outline"),
}

_WIDE_PX, _NARROW_PX = 16, 8


class ConsentCell(QAbstractButton):
    """Checked while its details are shown beside the table."""

    def __init__(self, person: Person, purpose: Purpose, standing: Standing) -> None:
        super().__init__()
        self.person, self.purpose, self.standing = person, purpose, standing
        self._room_px = _WIDE_PX
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"{PURPOSE_TITLES[purpose][0]}, {person.label}: {standing.value}")

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self.standing.value, with_icon=True) + px(self._room_px), px(44))

    def set_compact(self, compact: bool) -> None:
        """Narrow, where room is scarce."""
        self._room_px = _NARROW_PX if compact else _WIDE_PX
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind, sign = _LOOKS[self.standing]
        width, height = chip_width(self.standing.value, with_icon=True), px(28)
        chip = QRect(px(self._room_px) * 3 // 8, (self.height() - height) // 2, width, height)
        paint_chip(painter, chip, self.standing.value, kind, sign)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("apri" if self.hasFocus() else "pri"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
