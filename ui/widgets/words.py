"""Labels. What users typed is always shown as it is, never as markup."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from ui.theme import colour, paint_icon, px


def words(text: str, role: str = "", *, wrap: bool = False) -> QLabel:
    """A label; `role` is "", "h1", "h2", "h3", "quiet", "hint", "label", "words", "warn" or "bad"."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    if role:
        label.setProperty("role", role)
    if wrap:
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def field_label(text: str, field: QWidget) -> QLabel:
    """The name above a field, which it names for screen readers too."""
    label = words(text, "label")
    label.setBuddy(field)
    field.setAccessibleName(text)
    return label


class Elided(QLabel):
    """One line that ends in an ellipsis where the room does; the tooltip has it whole."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 1, super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip("" if shown == self.text() else self.text())
        painter.drawText(self.rect(), int(self.alignment()), shown)


class IconLabel(QWidget):
    """A picture sign in a token's colour; decoration, silent for screen readers."""

    def __init__(self, icon_name: str, design_px: int = 20, tint: str = "ink2") -> None:
        super().__init__()
        self._icon_name, self._tint = icon_name, tint
        self.setFixedSize(px(design_px), px(design_px))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def set_icon(self, icon_name: str, tint: str) -> None:
        """Another sign."""
        self._icon_name, self._tint = icon_name, tint
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), self.rect(), self._icon_name, colour(self._tint))
