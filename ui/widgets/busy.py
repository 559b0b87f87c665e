"""Something takes a while: said over what it concerns, with a way to stop it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from ui.theme import colour, px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.card import Card
from ui.widgets.words import words


class Busy(QWidget):
    """Covers its parent while shown, and takes the keys that would go there.

    Signals:
        cancelled().
    """

    cancelled = Signal()

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._title, self._detail = words("", "h3"), words("", "quiet", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Part done")
        self._cancel = push_button("Stop")
        self._cancel.clicked.connect(self.cancelled)
        card = Card()
        card.setMinimumWidth(px(220))
        card.setMaximumWidth(px(380))
        inner = column(
            self._title, self._detail, self._bar, row(None, self._cancel), gap_px=12, margins_px=(20, 18, 20, 16)
        )
        card.setLayout(inner)
        self.setLayout(column(None, _middle(card), None))
        over.installEventFilter(self)
        self.hide()

    def start(self, title: str, detail: str = "", can_stop: bool = True) -> None:
        """Shows it, with a bar that only says that work goes on until `set_done` is called."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self._cancel.setVisible(can_stop)
        self._bar.setRange(0, 0)
        self.setAccessibleName(title)
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self._cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, title)

    def set_done(self, part: float) -> None:
        """How much is done, 0 to 1."""
        self._bar.setRange(0, 1000)
        self._bar.setValue(round(1000 * part))

    def stop(self) -> None:
        """Takes it away."""
        self._bar.setRange(0, 1000)
        self.hide()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        veil = QColor(colour("bg"))
        veil.setAlpha(210)
        QPainter(self).fillRect(self.rect(), veil)


def _middle(card: QWidget) -> QHBoxLayout:
    line = row(None, card, None)
    line.setStretch(1, 4)
    return line
