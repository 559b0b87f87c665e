"""After an erasure: what could not be reached, where the receipt lies, and copies of it to keep."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.painting.receipt import receipt_pdf
from ui.screens.file_choosing import choose_target
from ui.state.backups import backup_line
from ui.state.keeping import ErasedForGood
from ui.state.trail_words import copy_words
from ui.widgets.announce import announce
from ui.widgets.boxes import Part, column, row
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner, Notice
from ui.widgets.words import words
from vidfeed.errors import ExpectedError
from vidfeed.files import whole_file
from vidfeed.model.copy import Copy
from vidfeed.model.erasure import Backup

_SHOWN = 8
_KEEP = (
    "Keep the receipt apart from the vault and its backups. Whoever restores an older backup hands it to vidfeed, "
    "which erases the same again. It holds random numbers and days, and names nobody."
)


class ReceiptPane(QWidget):
    """The receipt lies beside the vault already; more copies are offered."""

    def __init__(self, erased: ErasedForGood, today: date) -> None:
        super().__init__()
        self._erased = erased
        self.choose_target = choose_target
        self.pdf, self.json = push_button("Save as PDF…", "soft"), push_button("Save as JSON…", "soft")
        self.error, self.saved = ErrorBanner(), words("", "ok", wrap=True)
        self.pdf.clicked.connect(lambda: self._save("pdf", "PDF (*.pdf)", lambda: receipt_pdf(erased.receipt)))
        self.json.clicked.connect(lambda: self._save("json", "JSON (*.json)", erased.receipt.encode))
        done = f"{erased.blobs_removed} encrypted files were removed, and everything written about them."
        place = words(str(erased.receipt_file), "quiet", wrap=True)
        self.setLayout(
            column(
                Notice("ok", "It is gone, and nobody can bring it back from this vault.", done),
                *outstanding(erased.copies, erased.backups, today),
                words("The receipt lies in", "h3"),
                place,
                words(_KEEP, "hint", wrap=True),
                row(self.pdf, self.json, None),
                self.saved,
                self.error,
                gap_px=8,
            )
        )

    def _save(self, ending: str, file_filter: str, made: Callable[[], bytes]) -> None:
        target = self.choose_target(self, "Save the receipt", f"erasure-receipt.{ending}", file_filter)
        if target is None:
            return
        self.error.hide()
        try:
            _write(target, made())
        except ExpectedError as error:
            self.error.show_error(error)
        else:
            self.saved.setText(f"Saved as {target.name}.")
            announce(self, self.saved.text())


def outstanding(copies: Sequence[Copy], backups: Sequence[Backup], today: date) -> list[Part]:
    """What erasing cannot reach, as parts of a column: copies that left, backups that hold it."""
    gone = [f"Copy {copy.serial:04d} · {copy_words(copy.what)} · for {copy.for_whom}" for copy in copies]
    held = [f"{backup_line(backup, today)} · {backup.place}" for backup in backups]
    return [
        words("Copies that left the vault and may still exist", "h3"),
        words(_listed(gone, "None."), "quiet", wrap=True),
        words("Backups that still hold it, until you back up there again", "h3"),
        words(_listed(held, "None."), "quiet", wrap=True),
    ]


def _listed(lines: Sequence[str], none: str) -> str:
    shown = list(lines[:_SHOWN])
    if len(lines) > _SHOWN:
        shown.append(f"and {len(lines) - _SHOWN} more")
    return "\n".join(shown) or none


def _write(target: Path, data: bytes) -> None:
    with whole_file(target) as whole:
        whole.file.write(data)
