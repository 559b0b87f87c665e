"""A vault brought back from its backup: source, receipts, new place, passphrase; then what came of it."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from ui.screens.entry.page import EntryPage
from ui.screens.entry.place_choice import PlaceChoice
from ui.screens.file_choosing import choose_folder
from ui.screens.jobs import Failure
from ui.state.doors import Doors, RestoredVault, RestoreRequest
from ui.state.passphrases import first_spelling
from ui.state.stopping import stoppable
from ui.widgets.announce import announce
from ui.widgets.boxes import clear, column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.folder_line import FolderLine
from ui.widgets.notice import ErrorBanner, Notice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.words import field_label, words
from ui.widgets.work_strip import WorkStrip
from vidfeed.model.finding import Severity
from vidfeed.ports import Progress

_QUIET = "All of it is copied, read to its end and checked before the new vault appears. The backup is not changed."
_RECEIPTS = "Each erasure left a receipt beside the old vault. What the receipts name is erased again."
_MISSING = "Restore opens when the backup is chosen and its passphrase typed."
_NO_RECEIPTS = "Without receipts, what was erased after this backup was made comes back."


class RestorePage(EntryPage):
    """Restores off the window's thread, with progress and a way to stop.

    Signals:
        restored(Path, OpenVault): the user has read what came of it.
        back_requested()
    """

    restored = Signal(object, object)
    back_requested = Signal()

    def __init__(self, doors: Doors, parent_folder: Path | None = None) -> None:
        super().__init__("Everything back,\nwhere it belongs.")
        self._doors = doors
        self._done: RestoredVault | None = None
        self.choose_folder = choose_folder
        self.source = FolderLine("The backup’s folder", "Choose…")
        self.receipts = FolderLine("Receipts of erasures, if there are any", "Choose…", can_clear=True)
        self.place = PlaceChoice(parent_folder, asks_initials=False)
        self.passphrase = PassphraseField()
        self.error, self.strip = ErrorBanner(), WorkStrip()
        self.button, self.back = push_button("Restore", "primary", big=True), push_button("Back", big=True)
        self.open = push_button("Open the vault", "primary", "lock-open-variant-outline", big=True)
        self._receipts_hint = words(_NO_RECEIPTS, "hint", wrap=True)
        self._why, self._found = words("", "hint"), QVBoxLayout()
        self._pages = QStackedWidget()
        self._build()
        self._refresh()

    def _build(self) -> None:
        self.source.wanted.connect(lambda: self._ask(self.source, "The backup’s folder"))
        self.receipts.wanted.connect(lambda: self._ask(self.receipts, "The folder of receipts"))
        for line in (self.source, self.receipts):
            line.changed.connect(self._refresh)
        self.place.changed.connect(self._refresh)
        self.place.submitted.connect(self.restore)
        self.passphrase.textChanged.connect(self._refresh)
        self.passphrase.returnPressed.connect(self.restore)
        self.button.clicked.connect(self.restore)
        self.back.clicked.connect(self.back_requested)
        self.strip.stopped.connect(self.jobs.cancel)
        self.open.clicked.connect(self._open)
        buttons = row(self.back, self.button, gap_px=12)
        buttons.setStretch(1, 1)
        self._form = framed(
            column(
                words("Restore from a backup", "h1"), words(_QUIET, "quiet", wrap=True), 4, self.source, 2,
                self.receipts, self._receipts_hint, 2, self.place, 2,
                field_label("A passphrase that opened it when the backup was made", self.passphrase), self.passphrase,
                gap_px=6,
            )
        )  # fmt: skip
        self._buttons = framed(column(buttons, row(None, self._why), gap_px=6))
        asking = framed(column(self._form, self.error, self.strip, 4, self._buttons, gap_px=6))
        telling = framed(column(words("Restored", "h1"), self._found, 8, self.open, None, gap_px=10))
        self.begin = self.source.button.setFocus
        self._pages.addWidget(asking)
        self._pages.addWidget(telling)
        self.set_form(column(self._pages, gap_px=0), 560)

    def _ask(self, line: FolderLine, title: str) -> None:
        folder = self.choose_folder(self, title)
        if folder is not None:
            line.set_folder(folder)

    def restore(self) -> None:
        """Begins; minutes for many films."""
        source, folder, passphrase = self.source.folder, self.place.folder, self.passphrase.text()
        if source is None or folder is None or self.jobs.busy or not self.button.isEnabled():
            return
        receipts, doors = self.receipts.folder, self._doors

        def work(progress: Progress) -> RestoredVault:
            return first_spelling(
                passphrase, lambda one: doors.restore(RestoreRequest(source, folder, one, receipts), progress)
            )

        self.error.hide()
        self.strip.start("Restoring…")
        self.jobs.start(
            lambda progress, cancelled: work(stoppable(progress, cancelled, "Restoring")),
            self._show,
            self._failed,
            self.strip.advance,
        )
        self._refresh()

    def _show(self, done: RestoredVault) -> None:
        self._done = done
        self.passphrase.clear()
        self.strip.end()
        clear(self._found)
        notes = [_verdict(done)]
        if done.erased_again:
            again = f"Cases and clips that were erased again: {done.erased_again}."
            notes.append(Notice("info", "The receipts were followed.", again))
        notes += [Notice("bad", f.message, f.hint) for f in done.findings if f.severity is Severity.CRITICAL]
        for note in notes:
            self._found.addWidget(note)
        self._pages.setCurrentIndex(1)
        self.open.setFocus()
        announce(self, notes[0].said)

    def _failed(self, error: Failure) -> None:
        self.strip.end()
        self.error.show_error(error)
        self._refresh()
        self.passphrase.setFocus()

    def _open(self) -> None:
        folder, done = self.place.folder, self._done
        if folder is not None and done is not None:
            self._done = None
            self.restored.emit(folder, done.opened)

    def _refresh(self) -> None:
        busy = self.jobs.busy
        ready = self.source.folder is not None and bool(self.passphrase.text()) and not self.place.why_not
        self.button.setEnabled(ready and not busy)
        self._why.setText("" if ready or busy else self.place.why_not or _MISSING)
        self._receipts_hint.setText(_RECEIPTS if self.receipts.folder is not None else _NO_RECEIPTS)
        for part in (self._form, self._buttons):
            part.setEnabled(not busy)

    def closing(self) -> None:
        super().closing()
        if self._done is not None:
            self._done.opened.close()
            self._done = None


def _verdict(done: RestoredVault) -> Notice:
    if any(finding.severity is Severity.CRITICAL for finding in done.findings):
        return Notice("warn", "The vault is back, but not all of it.", "All the rest was read to its end and is whole.")
    return Notice("ok", "The vault is back, whole.", "Every file was read to its end and is what it was.")
