"""The lines that say what a withdrawal stops."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import px
from ui.widgets.boxes import clear, column, framed, row
from ui.widgets.words import IconLabel, words


class TouchedList(QWidget):
    """One ticked line each."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._box = QVBoxLayout()
        self._box.setSpacing(px(4))
        self.setLayout(column(self._box, None, gap_px=0))

    def show_lines(self, lines: Sequence[str]) -> None:
        """Other lines."""
        clear(self._box)
        self.lines = list(lines)
        for text in lines:
            line = row(column(IconLabel("check", 16), None, gap_px=0), words(text, wrap=True), gap_px=8)
            line.setStretch(1, 1)
            self._box.addWidget(framed(line))
