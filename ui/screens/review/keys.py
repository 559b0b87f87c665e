"""The keys of the review: those of the player, and the one that makes everything dark."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent

HOLD_MS = 400
TWICE_MS = 1000


class Wish(StrEnum):
    """What a key asks for."""

    TOGGLE = "toggle"
    BACK = "back"
    NEXT = "next"
    TALK = "talk"
    LOVE = "love"
    AGAIN = "again"
    SLOWER = "slower"
    FRAME_BACK = "frame-back"


_KEYS = {
    Qt.Key.Key_Space: Wish.TOGGLE,
    Qt.Key.Key_Left: Wish.BACK,
    Qt.Key.Key_Right: Wish.NEXT,
    Qt.Key.Key_PageUp: Wish.BACK,
    Qt.Key.Key_PageDown: Wish.NEXT,
    Qt.Key.Key_T: Wish.TALK,
    Qt.Key.Key_H: Wish.LOVE,
    Qt.Key.Key_R: Wish.AGAIN,
    Qt.Key.Key_S: Wish.SLOWER,
    Qt.Key.Key_Comma: Wish.FRAME_BACK,
}
_HELD_BACK = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


def wish_of(event: QKeyEvent) -> Wish | None:
    """What a key asks for, or None."""
    return None if event.modifiers() & _HELD_BACK else _KEYS.get(Qt.Key(event.key()))


class PanicKeys(QObject):
    """F12, Esc twice, or the full stop held; the full stop also while words are typed.

    Signals:
        panicked().
        tapped(): the full stop was let go before it counted as held.
    """

    panicked = Signal()
    tapped = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._hold, self._twice = QTimer(self), QTimer(self)
        for timer, wait_ms in ((self._hold, HOLD_MS), (self._twice, TWICE_MS)):
            timer.setSingleShot(True)
            timer.setInterval(wait_ms)
        self._hold.timeout.connect(self.panicked)

    def watch(self, field: QObject) -> None:
        """Listens on a field that keeps its keys."""
        field.installEventFilter(self)

    def press(self, event: QKeyEvent) -> bool:
        """A key went down; whether it was one of these."""
        if event.key() == Qt.Key.Key_F12:
            self._panic()
        elif event.key() == Qt.Key.Key_Period:
            self._panic() if event.isAutoRepeat() else self._hold.start()
        elif event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._panic() if self._twice.isActive() else self._twice.start()
        else:
            return False
        return True

    def release(self, event: QKeyEvent) -> None:
        """A key went up."""
        if event.key() == Qt.Key.Key_Period and not event.isAutoRepeat():
            if self._hold.isActive():
                self.tapped.emit()
            self._hold.stop()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Period:
            if event.type() == QEvent.Type.KeyPress:
                self.press(event)
                return event.isAutoRepeat()
            if event.type() == QEvent.Type.KeyRelease:
                self.release(event)
        return False

    def _panic(self) -> None:
        self._hold.stop()
        self._twice.stop()
        self.panicked.emit()
