"""What a new vault is called on this machine, and in which folder it lies."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.screens.file_choosing import choose_folder
from ui.state.folders import default_parent, free_name, synchronised_by
from ui.theme import icon
from ui.widgets.boxes import column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.notice import Notice
from ui.widgets.words import Elided, field_label, words

_ADVICE = "The vault stays encrypted there, but half-copied files can harm it, and erasing cannot reach the copies."
_HINT = "Leave people’s names out of the vault’s name."
_INITIALS = "Initials say in the vault who did what."
_FORBIDDEN = set('/\\:*?"<>|')


class PlaceChoice(QWidget):
    """Name, initials and folder.

    Signals:
        changed()
        submitted(): Enter in one of its fields.
    """

    changed = Signal()
    submitted = Signal()

    def __init__(self, parent_folder: Path | None = None, asks_initials: bool = True) -> None:
        super().__init__()
        self._default = default_parent()
        self._parent_folder = parent_folder or self._default
        self._offered = free_name(self._parent_folder)
        self.choose_folder = choose_folder
        self.name, self.initials = QLineEdit(self._offered), QLineEdit()
        self.name.addAction(icon("safe-square-outline"), QLineEdit.ActionPosition.LeadingPosition)
        self.initials.setPlaceholderText("such as M.K.")
        self.initials.setMaxLength(12)
        self.place, self.warning = Elided("", "quiet"), Notice("warn")
        self._change = push_button("Change…", "ghost")
        self._change.setAccessibleName("Keep the vault in another folder")
        self._change.clicked.connect(self._ask_folder)
        self.name.textEdited.connect(self.changed)
        for field in (self.name, self.initials):
            field.returnPressed.connect(self.submitted)
        initials = framed(column(field_label("Your initials", self.initials), self.initials, gap_px=4))
        initials.setVisible(asks_initials)
        fields = row(
            column(field_label("Name on the unlock screen", self.name), self.name, gap_px=4),
            initials,
            column(words("Kept in", "label"), row(self.place, self._change, gap_px=4), gap_px=4),
            gap_px=12,
        )
        for number, share in enumerate((5, 3, 5)):
            fields.setStretch(number, share)
        hint = words(f"{_HINT} {_INITIALS}" if asks_initials else _HINT, "hint", wrap=True)
        self.setLayout(column(fields, hint, self.warning, gap_px=4))
        self._show_place()

    @property
    def folder(self) -> Path | None:
        """Where the vault will lie; None for a name that no folder can have."""
        name = self.name.text().strip()
        if not name or name.startswith(".") or any(c in _FORBIDDEN or ord(c) < 32 for c in name):
            return None
        return self._parent_folder / name

    @property
    def named(self) -> bool:
        """The user gave a name of their own, and so agreed to see it on the unlock screen."""
        return self.name.text().strip() != self._offered

    @property
    def user(self) -> str:
        """Who makes the vault, as its trail will say."""
        return self.initials.text().strip() or "User 1"

    @property
    def why_not(self) -> str:
        """What is missing; empty where nothing is."""
        if self.folder is None:
            return "Give the vault a name without signs such as / or :."
        return "A folder of that name is there already." if self.folder.exists() else ""

    def set_parent_folder(self, folder: Path) -> None:
        """Chooses the folder that the vault's own folder is made in."""
        unnamed = not self.named
        self._parent_folder = folder
        self._offered = free_name(folder)
        if unnamed:
            self.name.setText(self._offered)
        self._show_place()
        self.changed.emit()

    def _show_place(self) -> None:
        here = self._parent_folder == self._default
        self.place.setText("This computer" if here else str(self._parent_folder))
        service = synchronised_by(self._parent_folder)
        self.warning.setVisible(service is not None)
        if service is not None:
            sentence = f"{service} copies this folder to other computers. "
            self.warning.say("warn", "This folder seems to be synchronised.", sentence + _ADVICE)

    def _ask_folder(self) -> None:
        folder = self.choose_folder(self, "Where the vault is kept")
        if folder is not None:
            self.set_parent_folder(folder)
