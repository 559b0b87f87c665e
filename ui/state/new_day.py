"""Notices that a new day has begun: consent may have begun or ended with it."""

from PySide6.QtCore import QObject, QTimer

from ui.state.desk import Desk

_LOOK_MS = 20_000


class NewDay(QObject):
    """Tells every screen through the desk's `cases_changed`, within seconds of midnight."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._day = desk, desk.context.today()
        self._timer = QTimer(self)
        self._timer.setInterval(_LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Looks at the calendar."""
        today = self._desk.context.today()
        if today != self._day:
            self._day = today
            self._desk.cases_changed.emit()
