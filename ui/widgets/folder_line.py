"""A folder that is to be chosen: its name in full, and a button."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.words import Elided, words


class FolderLine(QWidget):
    """Nothing is chosen at first.

    Signals:
        wanted(): the button was pressed; whoever listens asks for a folder.
        changed()
    """

    wanted = Signal()
    changed = Signal()

    def __init__(self, name: str, verb: str, can_clear: bool = False) -> None:
        super().__init__()
        self.folder: Path | None = None
        self._shown = Elided("None chosen", "quiet")
        self.button, self.none = push_button(verb, "ghost"), push_button("None", "ghost")
        self.button.setAccessibleName(f"{name}: choose a folder")
        self.none.setAccessibleName(f"{name}: none")
        self.none.setVisible(False)
        self._can_clear = can_clear
        self.button.clicked.connect(self.wanted)
        self.none.clicked.connect(lambda: self.set_folder(None))
        line = row(self._shown, self.none, self.button, gap_px=4)
        line.setStretch(0, 1)
        self.setLayout(column(words(name, "label"), line, gap_px=2))

    def set_folder(self, folder: Path | None) -> None:
        """Chooses one, or none."""
        self.folder = folder
        self._shown.setText("None chosen" if folder is None else str(folder))
        self.none.setVisible(self._can_clear and folder is not None)
        self.changed.emit()
