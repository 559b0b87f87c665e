"""One thing that must be right before something leaves or is shown."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.words import IconLabel, words


class CheckState(StrEnum):
    """How it stands."""

    OK = "ok"
    TO_DO = "to-do"
    STOP = "stop"


_SIGNS = {
    CheckState.OK: ("check-circle", "ok", "in order"),
    CheckState.TO_DO: ("alert-circle-outline", "warn", "to do"),
    CheckState.STOP: ("close-circle-outline", "bad", "stops this"),
}


class CheckRow(QWidget):
    """A sign, what is checked, why, and perhaps a button that resolves it.

    Signals:
        action_requested().
    """

    action_requested = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title
        self._sign = IconLabel("check-circle", 22, "ok")
        self._detail = words("", "quiet", wrap=True)
        self.button = push_button("")
        self.button.clicked.connect(self.action_requested)
        lines = column(words(title, "h3", wrap=True), self._detail, gap_px=2)
        line = row(self._sign, lines, self.button, gap_px=12, margins_px=(0, 6, 0, 6))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.set_state(CheckState.OK, "")

    def set_state(self, state: CheckState, detail: str, action: str = "") -> None:
        """Shows how it stands; `action` names the button, or there is none."""
        icon_name, tint, spoken = _SIGNS[state]
        self.state = state
        self._sign.set_icon(icon_name, tint)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        self.button.setText(action)
        self.button.setAccessibleName(f"{action}: {self._title}" if action else "")
        self.button.setVisible(bool(action))
        self.setAccessibleName(f"{self._title}, {spoken}")
        self.setAccessibleDescription(detail)
