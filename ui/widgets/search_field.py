"""A field to look for words in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from ui.theme import icon


class SearchField(QLineEdit):
    """With a magnifying glass; Esc empties it. Listen to `textChanged`."""

    def __init__(self, placeholder: str, keys: str = "Ctrl+F") -> None:
        super().__init__()
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setToolTip(f"{placeholder} ({keys})")
        self.setProperty("search", "true")
        self.setClearButtonEnabled(True)
        self.addAction(icon("magnify", "ink3"), QLineEdit.ActionPosition.LeadingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
