"""What stands where there is nothing yet, or nothing that matches."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from ui.widgets.boxes import column, row
from ui.widgets.words import IconLabel, words


class EmptyState(QWidget):
    """A quiet sentence in the middle, perhaps with a sign and one thing to do."""

    def __init__(self, text: str, icon_name: str = "", action: QPushButton | None = None) -> None:
        super().__init__()
        self._label = words(text, "quiet", wrap=True)
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        lines = column(None, gap_px=10, margins_px=(28, 14, 28, 14))
        if icon_name:
            lines.addLayout(row(None, IconLabel(icon_name, 32, "ink3"), None))
        lines.addWidget(self._label)
        if action is not None:
            lines.addLayout(row(None, action, None))
        lines.addStretch(1)
        self.setLayout(lines)
        self.say(text)

    def say(self, text: str) -> None:
        """Other words."""
        self._label.setText(text)
        self.setAccessibleName(text)
