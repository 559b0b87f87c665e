"""The one large button of a player."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui.theme import colour, paint_icon, px


class RoundButton(QAbstractButton):
    """Play and pause: a filled pill with an icon."""

    def __init__(self, icon_name: str, name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_face(icon_name, name)

    def set_face(self, icon_name: str, name: str, keys: str = "Space") -> None:
        """Changes the icon and what it is called."""
        self._icon_name = icon_name
        self.setAccessibleName(name)
        self.setToolTip(f"{name} ({keys})" if keys else name)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(px(44), px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect())
        radius = area.height() / 2
        painter.setPen(QPen(colour("apri"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        fill = "sunken" if not self.isEnabled() else "pri_hover" if self.underMouse() else "pri"
        painter.setBrush(colour(fill))
        painter.drawRoundedRect(area.adjusted(1, 1, -1, -1) if self.hasFocus() else area, radius, radius)
        side = px(26)
        box = QRectF(area.center().x() - side / 2, area.center().y() - side / 2, side, side)
        paint_icon(painter, box, self._icon_name, colour("on_pri" if self.isEnabled() else "ink3"))
