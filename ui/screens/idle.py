"""Locks after some minutes without use, and after the machine has slept."""

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_TICK_S = 5
_SLEPT_S = 60
_USE = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseMove,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TouchUpdate,
    QEvent.Type.TabletPress,
    QEvent.Type.DragMove,
}


class IdleLock(QObject):
    """Watches every key, touch and mouse movement of the application.

    The clock on the wall is used, not a timer's length, so that a night asleep counts too.

    Signals:
        due(): time to lock.
    """

    due = Signal()

    def __init__(
        self, app: QApplication, minutes: int, clock: Callable[[], float] = time.time, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit_s = minutes * 60
        self._held = False
        self._last_use_s = self._last_tick_s = clock()
        app.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_S * 1000)
        self._timer.timeout.connect(self.check)
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Changes how long."""
        self._limit_s = minutes * 60

    def hold_off(self, held: bool) -> None:
        """Never for want of use while held; afterwards the time starts anew. Sleep locks all the same."""
        self._held = held
        self._last_use_s = self._clock()

    @property
    def held(self) -> bool:
        """Whether want of use does not count now."""
        return self._held

    def check(self) -> None:
        """Looks at the clock; the timer calls it every few seconds."""
        now = self._clock()
        slept = now - self._last_tick_s > _SLEPT_S
        self._last_tick_s = now
        if slept or (not self._held and now - self._last_use_s >= self._limit_s):
            self._last_use_s = now
            self.due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _USE:
            self._last_use_s = self._clock()
        return False
