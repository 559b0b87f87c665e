"""Whether the parent has a screen of their own on a visit: asked where the PIN is, for the family's TV is met there."""

from PySide6.QtGui import QScreen, QShowEvent
from PySide6.QtWidgets import QWidget

from ui.screens.review.look import label
from ui.screens.review.panel_parts import quiet_button
from ui.screens.review.rest_pages import PANEL_HERE
from ui.screens.review.screens import ScreenWatch, other_screens
from ui.widgets.boxes import column, row

WORDS = "Show it on the other screen"


class ScreenChoice(QWidget):
    """Away while there is no other screen; off until the therapist says that the parent looks there."""

    def __init__(self) -> None:
        super().__init__()
        self.button = quiet_button("television", WORDS, checkable=True)
        self.setLayout(column(row(None, self.button, None), label(PANEL_HERE, "small", centred=True), gap_px=6))
        ScreenWatch(self).changed.connect(self._look)
        self._look()

    @property
    def parents(self) -> QScreen | None:
        """The parent's own screen, where that is wanted and it is there now."""
        return next(iter(self._others()), None) if self.button.isChecked() else None

    def _others(self) -> list[QScreen]:
        return other_screens(self.window().screen())

    def _look(self) -> None:
        self.setVisible(bool(self._others()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._others():
            self.hide()
