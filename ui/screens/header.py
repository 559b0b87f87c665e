"""The line above every screen: where one is, that it is saved, undo and redo, and the screen's own buttons."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.theme import px
from ui.widgets.boxes import clear, row
from ui.widgets.buttons import icon_button
from ui.widgets.words import IconLabel, words

SAVED = "Saved in the vault"
SAVING = "Saving…"
PRACTICE = "Practice marks go when you close"


class Header(QWidget):
    """46 px of orientation.

    Signals:
        undo_requested(), redo_requested()
    """

    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, practice: bool = False) -> None:
        super().__init__()
        self.setObjectName("header")
        self.setAccessibleName("Header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(px(46))
        self._own: list[QWidget] = []
        self.undo = icon_button("undo-variant", "Undo", "Ctrl+Z")
        self.redo = icon_button("redo-variant", "Redo", "Ctrl+Shift+Z")
        self.undo.clicked.connect(self.undo_requested)
        self.redo.clicked.connect(self.redo_requested)
        self._trail = row(gap_px=6)
        self._widgets = row(gap_px=8)
        self._sign, self.state = IconLabel("check-circle-outline", 15, "ink3"), words("", "hint")
        self._practice = practice
        parts = (self._trail, None, row(self._sign, self.state, gap_px=5), self.undo, self.redo, self._widgets)
        self.setLayout(row(*parts, gap_px=10, margins_px=(14, 0, 14, 0)))
        self.set_saving(False)

    def set_saving(self, saving: bool) -> None:
        """Says whether words that are being typed are still to be written."""
        self._sign.setVisible(not saving and not self._practice)
        self.state.setText(PRACTICE if self._practice else SAVING if saving else SAVED)

    def set_trail(self, trail: Sequence[str]) -> None:
        """Shows where one is, outermost first."""
        clear(self._trail)
        for number, name in enumerate(trail):
            if number:
                self._trail.addWidget(IconLabel("chevron-right", 18, "ink3"))
            self._trail.addWidget(words(name, "h2" if len(trail) == 1 else "h3"))

    def set_widgets(self, widgets: Sequence[QWidget]) -> None:
        """Shows a screen's own widgets; those of the last one are hidden, and stay their screen's."""
        for widget in self._own:
            self._widgets.removeWidget(widget)
            widget.hide()
        self._own = list(widgets)
        for widget in self._own:
            self._widgets.addWidget(widget)
            widget.show()

    def set_history(self, visible: bool, can_undo: bool, can_redo: bool) -> None:
        """Shows undo and redo, and which of them there is."""
        for button, possible in ((self.undo, can_undo), (self.redo, can_redo)):
            button.setVisible(visible)
            button.setEnabled(possible)
