"""Codebooks over the screen one works on."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from ui.screens.codebooks.page import CodebooksPage
from ui.state.desk import Desk
from ui.theme import px
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.words import words


class CodebooksDialog(QDialog):
    """Saves what was changed when it is closed; stays open where that is refused, until it is discarded.

    Attributes:
        changed: whether any codebook is not what it was.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None, chosen_id: str = "") -> None:
        super().__init__(parent)
        self.changed = False
        self.setWindowTitle("vidfeed")
        self.setAccessibleName("Codebooks")
        self.page = CodebooksPage(desk)
        self.page.saved.connect(self._note)
        if chosen_id:
            self.page.read(chosen_id)
        close = push_button("Done", "primary")
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        head = row(words("Codebooks", "h2"), None, close)
        self.setLayout(column(head, self.page, margins_px=(14, 12, 14, 14)))
        self._fit(parent)
        self.page.books.setFocus()

    def _fit(self, parent: QWidget | None) -> None:
        room = parent.window().size() if parent is not None else QSize(px(1180), px(680))
        self.resize(QSize(min(px(1180), room.width() - px(20)), min(px(690), room.height() - px(20))))

    def _note(self) -> None:
        self.changed = True

    def reject(self) -> None:
        """Closes it, once what was changed is kept."""
        self.page.commit()
        if not self.page.draft.dirty or self.page.save():
            super().reject()
