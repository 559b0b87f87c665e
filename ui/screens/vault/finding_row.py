"""One thing that a check found, to be read with the eyes, the keyboard or a screen reader."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QPen

from ui.state.finding_words import TITLES, FindingWords
from ui.theme import colour
from ui.widgets.notice import Notice
from vidfeed.model.finding import Severity

_KINDS = {Severity.CRITICAL: "bad", Severity.WARNING: "warn", Severity.INFO: "info", Severity.GOOD: "ok"}


class FindingRow(Notice):
    """Severity in words and colour, what was found, then what is lost, safe and to do."""

    def __init__(self, told: FindingWords) -> None:
        text = "\n".join(told.lines)
        super().__init__(_KINDS[told.severity], f"{TITLES[told.severity]} · {told.title}", text)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(told.spoken)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("apri"), 2))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 8, 8)
