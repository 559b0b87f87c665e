"""The line over the board while a sitting goes on: which pass, how much there is, and the ways on and out."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import px
from ui.widgets.boxes import row
from ui.widgets.buttons import push_button
from ui.widgets.step_strip import StepStrip
from ui.widgets.words import Elided
from vidfeed.model.sitting import Pass

STEPS = ("Hearts", "Keep, maybe, no", "Tags and why")
HINTS = {
    Pass.HEARTS: "Mark what touches you: M, or any tag. = plays faster, up to 2 ×.",
    Pass.CHOOSING: "← no, ↓ maybe, → keep.",
    Pass.TAGS: "Tag keys change the moment, Enter writes, ↓ goes on.",
}
_HINT_FROM_PX = 1200
_ON = {
    Pass.HEARTS: "Keep, maybe, no",
    Pass.CHOOSING: "Tags and why",
    Pass.TAGS: "Finish",
}


class PassBar(QWidget):
    """Says where one is in three passes.

    Signals:
        on_requested(), leave_requested()
    """

    on_requested = Signal()
    leave_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Three passes")
        self.strip = StepStrip(STEPS)
        self.summary, self._hint = Elided("", "h3"), Elided("", "quiet")
        self.on, self.leave = push_button("", "soft"), push_button("Leave for later")
        self.on.clicked.connect(self.on_requested)
        self.leave.clicked.connect(self.leave_requested)
        line = row(self.strip, self._hint, self.summary, self.on, self.leave, gap_px=14, margins_px=(14, 8, 14, 0))
        line.setStretch(1, 3)
        line.setStretch(2, 2)
        self.setLayout(line)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where both have no room, how much there is matters more than how to go on."""
        super().resizeEvent(event)
        self._hint.setVisible(self.width() >= px(_HINT_FROM_PX))

    def say(self, stage: Pass | None, summary: str) -> None:
        """Shows a pass; None hides the line."""
        self.setVisible(stage is not None)
        if stage is None:
            return
        self.strip.set_present(list(Pass).index(stage))
        self._hint.setText(HINTS[stage])
        self.summary.setText(summary)
        self.summary.setAccessibleName(summary)
        self.on.setText(f"{_ON[stage]} (F3)")
        self.on.setAccessibleName(_ON[stage])
