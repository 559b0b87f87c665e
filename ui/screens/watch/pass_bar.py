"""The line over the board while a sitting goes on: which pass, how much there is, and the ways on and out."""

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.theme import px
from ui.widgets.boxes import row
from ui.widgets.buttons import push_button
from ui.widgets.step_strip import StepStrip
from ui.widgets.words import Elided, words
from vidfeed.model.sitting import Pass

STEPS = ("Hearts", "Keep, maybe, no", "Tags and why")
HINTS = {
    Pass.HEARTS: "Mark what touches you: M, or any tag. = plays faster, up to 2 ×.",
    Pass.CHOOSING: "← no, ↓ maybe, → keep.",
    Pass.TAGS: "Tag keys change the moment, Enter writes, ↓ goes on.",
}
_MARGIN_PX, _GAP_PX, _LEAST_HINT_PX = 14, 14, 220
_WAYS = ((False, False, True), (False, False, False), (True, False, False), (True, True, False))
"""Whether the steps and the sum are short and the hint is there: the first way that has room is taken."""
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
        self.summary, self.hint = words("", "h3"), Elided("", "quiet")
        self._whole = ""
        self.on, self.leave = push_button("", "soft"), push_button("Leave for later")
        self.on.clicked.connect(self.on_requested)
        self.leave.clicked.connect(self.leave_requested)
        line = row(
            self.strip,
            self.hint,
            None,
            self.summary,
            self.on,
            self.leave,
            gap_px=_GAP_PX,
            margins_px=(_MARGIN_PX, 8, _MARGIN_PX, 0),
        )
        line.setStretch(1, 100)
        self.setLayout(line)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """Less than what is shown now: what has no room becomes shorter."""
        return QSize(px(360), super().minimumSizeHint().height())

    def event(self, event: QEvent) -> bool:
        """Looks again once what stands here needs more room, or less."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        """How much there is matters more than how to go on and what comes later; at last it is said shorter."""
        shorter = self._whole.rpartition(": ")[2]
        letters = self.summary.fontMetrics().horizontalAdvance
        buttons = self.on.sizeHint().width() + self.leave.sizeHint().width() + 2 * px(_MARGIN_PX) + 4 * px(_GAP_PX)
        hinted = min(self.hint.sizeHint().width(), px(_LEAST_HINT_PX)) + px(_GAP_PX)
        for short_steps, short_sum, hint in _WAYS:
            said = shorter if short_sum else self._whole
            needed = buttons + self.strip.width_px(short_steps) + letters(said) + hint * hinted
            if needed <= self.width() or short_sum:
                break
        self.strip.set_short(short_steps)
        self.summary.setText(said)
        self.hint.setVisible(hint)

    def say(self, stage: Pass | None, summary: str) -> None:
        """Shows a pass; None hides the line."""
        self.setVisible(stage is not None)
        if stage is None:
            return
        self.strip.set_present(list(Pass).index(stage))
        self.hint.setText(HINTS[stage])
        self._whole = summary
        self.summary.setAccessibleName(summary)
        self.summary.setToolTip(summary)
        self.on.setText(f"{_ON[stage]} (F3)")
        self.on.setAccessibleName(_ON[stage])
        self._fit()
