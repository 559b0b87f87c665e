"""The frame that entry pages share: art on the left where there is room, a form on the right."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QSizePolicy, QWidget

from ui.screens.entry.art import ArtPanel
from ui.screens.jobs import Jobs
from ui.theme import px
from ui.widgets.boxes import column, framed, row, scrolling

_ART_FROM_PX = 1000


class EntryPage(QWidget):
    """A page in front of the vault.

    Attributes:
        jobs: its slow work.
        begin: puts the focus where the work begins, when the page comes into view.
    """

    def __init__(self, sentence: str = "") -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.jobs = Jobs(self)
        self.begin: Callable[[], None] = lambda: None
        self._art = ArtPanel(sentence) if sentence else None

    def closing(self) -> None:
        """Ends what is going on."""
        self.jobs.stop()

    def set_form(self, form: QLayout, width_px: int) -> None:
        """Puts the form in the middle of what the art leaves; it scrolls where the window is low."""
        inner = QWidget()
        inner.setLayout(form)
        inner.setMaximumWidth(px(width_px))
        inner.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        middle = row(None, inner, None, gap_px=0, margins_px=(24, 20, 24, 20))
        middle.setStretch(1, 1000)
        pane = scrolling(framed(column(None, middle, None, gap_px=0)))
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        if self._art is not None:
            box.addWidget(self._art, 44)
        box.addWidget(pane, 56)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._art is not None:
            self._art.setVisible(self.width() >= _ART_FROM_PX)
