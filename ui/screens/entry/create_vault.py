"""A new vault: its passphrase, what it is called here, where it is kept."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar

from ui.screens.entry.page import EntryPage
from ui.screens.entry.passphrase_choice import PassphraseChoice
from ui.screens.entry.place_choice import PlaceChoice
from ui.screens.jobs import Failure
from ui.state.doors import Doors, MadeVault
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner
from ui.widgets.step_strip import StepStrip
from ui.widgets.words import words

STEPS = ("Passphrase", "Recovery sheet", "Ready")


class CreateVaultPage(EntryPage):
    """Makes the vault; the recovery sheet comes next.

    Signals:
        made(MadeVault, Path, bool): the vault, its folder, and whether the folder's name may be shown here.
        back_requested()
    """

    made = Signal(object, object, bool)
    back_requested = Signal()

    def __init__(self, doors: Doors, parent_folder: Path | None = None) -> None:
        super().__init__("Yours to open,\nno one else’s.")
        self._doors = doors
        self.choice, self.place = PassphraseChoice(doors), PlaceChoice(parent_folder)
        self.error, self._why, self._busy = ErrorBanner(), words("", "hint"), QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.hide()
        self.back, self.next = push_button("Back", big=True), push_button("", "primary", big=True)
        self.back.clicked.connect(self.back_requested)
        self.next.clicked.connect(self.make)
        for part in (self.choice, self.place):
            part.changed.connect(self._refresh)
            part.submitted.connect(self.make)
        quiet = "One passphrase opens everything in it. It is kept nowhere and cannot be reset, not even by us."
        buttons = row(self.back, self.next, gap_px=12)
        buttons.setStretch(1, 1)
        form = column(
            StepStrip(STEPS), 8, words("Make your vault", "h1"), words(quiet, "quiet", wrap=True), 4, self.error,
            self.choice, 4, self.place, 8, self._busy, buttons, row(None, self._why), gap_px=6,
        )  # fmt: skip
        self.begin = self.choice.again.setFocus
        self.set_form(form, 520)
        self._refresh()

    def make(self) -> None:
        """Makes the vault; a few seconds, off the window's thread."""
        passphrase, folder = self.choice.passphrase, self.place.folder
        if passphrase is None or folder is None or not self.next.isEnabled():
            return
        user = self.place.user
        self.error.hide()
        self.jobs.start(
            lambda _progress, _cancelled: self._doors.create(folder, passphrase, user),
            lambda made: self._made(made, folder),
            self._failed,
        )
        self._refresh()

    def _made(self, made: MadeVault, folder: Path) -> None:
        self.choice.wipe()
        self.made.emit(made, folder, self.place.named)

    def _failed(self, error: Failure) -> None:
        self.error.show_error(error)
        self._refresh()
        self.next.setFocus()

    def _refresh(self) -> None:
        busy = self.jobs.busy
        why_not = self.choice.why_not or self.place.why_not
        self._why.setText("" if busy else why_not)
        self.next.setText("Making the vault…" if busy else "Next: recovery sheet")
        self.next.setEnabled(not busy and not why_not)
        self._busy.setVisible(busy)
        for part in (self.choice, self.place, self.back):
            part.setEnabled(not busy)
