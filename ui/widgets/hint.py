"""A friendly word beside the work, which can be sent away."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import colour, paint_icon, px
from ui.widgets.announce import announce
from ui.widgets.buttons import icon_button


class _Sign(QWidget):
    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        return QSize(px(24), px(24))

    def paintEvent(self, _event: QPaintEvent) -> None:
        side = px(22)
        paint_icon(QPainter(self), QRect(0, 0, side, side), self._icon_name, colour("apri_ink"))


class Hint(QFrame):
    """A strong sentence and a quieter one under it, on the warm ground."""

    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self.setProperty("note", "hint")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._strong, self._more = QLabel(), QLabel()
        self._strong.setProperty("role", "h3")
        words = QVBoxLayout()
        words.setSpacing(px(2))
        for label in (self._strong, self._more):
            label.setWordWrap(True)
            words.addWidget(label)
        close = icon_button("close", "Close this hint")
        close.setProperty("extent", "small")
        close.clicked.connect(self._send_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(10), px(7), px(6), px(7))
        row.addWidget(_Sign(icon_name))
        row.addLayout(words, 1)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._sent_away = ""
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return f"{self._strong.text()} {self._more.text()}".strip()

    def say(self, strong: str, more: str) -> None:
        """Says something, unless just that was sent away."""
        if strong in (self._strong.text(), self._sent_away):
            return
        self._strong.setText(strong)
        self._more.setText(more)
        self.show()
        announce(self, self.text)

    def be_quiet(self) -> None:
        """There is nothing to say."""
        self._strong.clear()
        self.hide()

    def _send_away(self) -> None:
        self._sent_away = self._strong.text()
        self.hide()
