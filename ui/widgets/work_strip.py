"""Slow work that goes on beside what one does: how far it is, how long it takes, and a way to stop it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from ui.state.time_left import time_left
from ui.widgets.announce import announce
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.words import words


class WorkStrip(QWidget):
    """Hidden until something is going on.

    Signals:
        stopped(): the user wants it to end.
    """

    stopped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._what = ""
        self._state = words("", "label")
        self.bar, self.stop_button = QProgressBar(), push_button("Stop")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("Part done")
        self.stop_button.clicked.connect(self._stop)
        line = row(column(self._state, self.bar, gap_px=4), self.stop_button, gap_px=12)
        line.setStretch(0, 1)
        self.setLayout(line)
        self.hide()

    def start(self, what: str, can_stop: bool = True) -> None:
        """Shows it; `what` is said until something is known of how far it is."""
        self._what = what
        self._state.setText(what)
        self.bar.setRange(0, 0)
        self.stop_button.setVisible(can_stop)
        self.stop_button.setEnabled(True)
        self.stop_button.setAccessibleName(f"Stop: {what}")
        self.show()
        announce(self, what)

    def advance(self, done: float, left_s: float) -> None:
        """The done part, 0.0 to 1.0, and the seconds left, negative while unknown."""
        self.bar.setRange(0, 1000)
        self.bar.setValue(round(1000 * done))
        if self.stop_button.isEnabled():
            self._state.setText(f"{self._what} {round(done * 100)} %{time_left(left_s)}")

    def end(self) -> None:
        """Takes it away."""
        self.bar.setRange(0, 1000)
        self.hide()

    @property
    def said(self) -> str:
        """How far it is, in words."""
        return self._state.text()

    def _stop(self) -> None:
        self.stop_button.setEnabled(False)
        self._state.setText("Stopping…")
        self.stopped.emit()
