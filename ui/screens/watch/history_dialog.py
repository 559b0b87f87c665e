"""What was done to a clip's moments, line by line, and the way back to any of it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QListWidget, QListWidgetItem, QWidget

from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.words import words
from vidfeed.model.change import Step

_START = "As it was before all this"
_HELP = "Enter goes to how it was after a line. What comes later can be made again."
_SPOKEN = int(Qt.ItemDataRole.AccessibleTextRole)


class HistoryDialog(QDialog):
    """The last steps, the newest at the foot; those that were taken back are greyed.

    Signals:
        wanted(int): so many steps to undo; fewer than none to make again.
    """

    wanted = Signal(int)

    def __init__(self, when: Callable[[Step], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle("vidfeed")
        self.setAccessibleName("What was done")
        self._when = when
        self._done = 0
        self.list = QListWidget()
        self.list.setAccessibleName("Steps")
        self.list.itemActivated.connect(lambda item: self._go(self.list.row(item)))
        close = push_button("Close", "primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.accept)
        self.setLayout(
            column(
                words("What was done to this clip", "h2"),
                self.list,
                words(_HELP, "quiet", wrap=True),
                row(None, close),
                gap_px=10,
                margins_px=(24, 18, 24, 18),
            )
        )
        self.resize(px(520), px(520))

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Shows the steps, oldest first, and stands on the last that is in force."""
        self.list.clear()
        self._done = sum(not step.undone for step in steps)
        self._add(_START, False)
        for step in steps:
            self._add(f"{_time(step)}  {step.label}{self._when(step)}", step.undone)
        self.list.setCurrentRow(self._done)

    def _add(self, text: str, undone: bool) -> None:
        item = QListWidgetItem(text)
        item.setData(_SPOKEN, f"{text}, taken back" if undone else text)
        if undone:
            item.setForeground(self.palette().placeholderText())
            face = item.font()
            face.setItalic(True)
            item.setFont(face)
        self.list.addItem(item)

    def _go(self, line: int) -> None:
        steps = self._done - line
        if steps:
            self.wanted.emit(steps)
            how = "Taken back" if steps > 0 else "Made again"
            announce(self.list, f"{how}: {abs(steps)}")


def _time(step: Step) -> str:
    try:
        return datetime.fromisoformat(step.at).astimezone().strftime("%d %b %H:%M")
    except ValueError:
        return ""
