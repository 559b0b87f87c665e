"""Small rounded labels: how something stands, or a tag that can be taken off."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import colour, font, paint_icon, px
from ui.widgets.tag_look import TagLook

_HEIGHT_PX = 24
_VCENTRE = int(Qt.AlignmentFlag.AlignVCenter)
_FILLS = {
    "plain": ("sunken", "ink2"),
    "line": ("surface", "ink2"),
    "off": ("surface", "ink2"),
    "on": ("pri", "on_pri"),
    "ok": ("ok_weak", "ok"),
    "warn": ("warn_weak", "warn"),
    "bad": ("bad_weak", "bad"),
    **{f"g{number}": (f"g{number}_weak", f"g{number}") for number in range(1, 5)},
}


class Chip(QWidget):
    """A label; `kind` is plain, line, off (dashed), on, ok, warn, bad or g1 to g4."""

    def __init__(self, text: str, kind: str = "plain", icon_name: str = "") -> None:
        super().__init__()
        self._text, self._kind, self._icon_name = text, kind, icon_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def say(self, text: str, kind: str = "plain", icon_name: str = "") -> None:
        """Other words."""
        self._text, self._kind, self._icon_name = text, kind, icon_name
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._text, bool(self._icon_name)), px(_HEIGHT_PX))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_chip(painter, self.rect(), self._text, self._kind, self._icon_name)


def chip_width(text: str, with_icon: bool) -> int:
    """How wide a chip with this text is."""
    return QFontMetrics(font(12, 500)).horizontalAdvance(text) + px(19) + (px(18) if with_icon else 0)


def paint_chip(painter: QPainter, area: QRect, text: str, kind: str, icon_name: str = "") -> None:
    """Paints a chip into `area`."""
    fill, ink = _FILLS[kind]
    radius = area.height() / 2
    border = {"line": QPen(colour("line"), 1), "off": QPen(colour("edge"), 1, Qt.PenStyle.DashLine)}.get(kind)
    if border is None and colour(fill) == colour("surface"):
        border = QPen(colour(ink), 1)
    painter.setPen(border or Qt.PenStyle.NoPen)
    painter.setBrush(colour(fill))
    painter.drawRoundedRect(QRectF(area).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    left = area.left() + px(9)
    if icon_name:
        side = px(14)
        paint_icon(painter, QRect(left, area.center().y() - side // 2 + 1, side, side), icon_name, colour(ink))
        left += side + px(4)
    painter.setPen(colour(ink))
    painter.setFont(font(12, 500))
    painter.drawText(QRect(left, area.top(), area.right() - left, area.height()), _VCENTRE, text)


class TagChip(QAbstractButton):
    """A tag with a cross that takes it off; Space, Del and Backspace do too.

    Signals:
        removed(str): the tag's id.
    """

    removed = Signal(str)

    def __init__(self, look: TagLook) -> None:
        super().__init__()
        self._look = look
        self.setAccessibleName(f"{look.name}, take off")
        self.setToolTip(f"{look.meaning or look.name} (Del takes it off)")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.removed.emit(look.tag_id))

    def sizeHint(self) -> QSize:
        return QSize(chip_width(self._look.name, with_icon=True) + px(18), px(_HEIGHT_PX))

    def hitButton(self, at: QPoint) -> bool:
        return self._cross().contains(at)

    def _cross(self) -> QRect:
        return self.rect().adjusted(self.width() - px(26), 0, 0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        kind = self._look.tone if self._look.tone in _FILLS else "plain"
        paint_chip(painter, self.rect(), self._look.name, kind, self._look.icon)
        side = px(14)
        middle = self._cross().center()
        box = QRect(middle.x() - side // 2 - 1, middle.y() - side // 2 + 1, side, side)
        paint_icon(painter, box, "close", colour(_FILLS[kind][1]))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), px(11), px(11))
