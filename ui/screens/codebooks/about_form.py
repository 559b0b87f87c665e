"""The form for a codebook itself: its name, who may see its tags, which films it is for, and on what terms."""

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from ui.screens.codebooks.fields import Choice, TextBox, labelled
from ui.screens.codebooks.tag_form import AUDIENCES
from ui.widgets.boxes import column
from ui.widgets.words import words
from vidfeed.model.clip import ClipKind
from vidfeed.model.codebook import Codebook

_KINDS = {ClipKind.INTERACTION: "Films of parent and baby", ClipKind.SHARED_REVIEW: "Films of a shared review"}


class AboutForm(QWidget):
    """Fields that are taken over as they are left.

    Signals:
        edited: a dict of the codebook's fields as they now are.
    """

    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.name, self.informed_by = QLineEdit(), QLineEdit()
        self.audience, self.licence = Choice(AUDIENCES), TextBox(3)
        self.kinds = {kind: QCheckBox(text) for kind, text in _KINDS.items()}
        for line in (self.name, self.informed_by):
            line.editingFinished.connect(self.take)
        self.licence.edited.connect(self.take)
        self.audience.activated.connect(lambda _index: self.take())
        for box in self.kinds.values():
            box.toggled.connect(lambda _on: self.take())
        self._versions = words("", "hint", wrap=True)
        self.setLayout(
            column(
                labelled("Name of the codebook", self.name),
                labelled("Who may see its tags, at most", self.audience),
                words("Offered for", "label"),
                *self.kinds.values(),
                labelled("Informed by", self.informed_by),
                labelled("Licence: on what terms the service holds this instrument", self.licence),
                self._versions,
                None,
                gap_px=7,
                margins_px=(2, 2, 10, 2),
            )
        )

    def show_book(self, book: Codebook, usable: bool, versions: str) -> None:
        """Shows a codebook; `versions` tells of its earlier ones."""
        for line, text in ((self.name, book.name), (self.informed_by, book.informed_by)):
            if line.text() != text:
                line.setText(text)
            line.setReadOnly(not usable)
        self.licence.put(book.licence)
        self.licence.setReadOnly(not usable)
        self.audience.put(book.audience)
        self.audience.setEnabled(usable)
        for kind, box in self.kinds.items():
            with QSignalBlocker(box):
                box.setChecked(book.fits(kind))
            box.setEnabled(usable)
        self._versions.setText(versions)

    def take(self) -> None:
        """Takes over what was typed."""
        chosen = tuple(kind for kind, box in self.kinds.items() if box.isChecked())
        fields = {
            "name": " ".join(self.name.text().split()),
            "informed_by": self.informed_by.text().strip(),
            "licence": self.licence.toPlainText().strip(),
            "audience": self.audience.value,
            # All kinds and none mean the same: it is offered for every film.
            "film_kinds": () if len(chosen) == len(self.kinds) else chosen,
        }
        self.edited.emit(fields)
