"""A new recovery sheet for an open vault; the old one stops working."""

from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from ui.painting.recovery_sheet import RecoverySheet
from ui.screens.entry.sheet_pane import SheetPane
from ui.screens.jobs import Failure, Jobs
from ui.state.desk import Desk
from ui.state.recovery import confirm_sheet, forget_sheet
from ui.theme import px
from ui.widgets.boxes import clear, column, row
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner
from ui.widgets.words import words


class SheetDialog(QDialog):
    """Asks first, makes the sheet, shows it once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, Jobs(self)
        self.setWindowTitle("vidfeed")
        self.error, self._busy = ErrorBanner(), QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.hide()
        self.make, self._cancel = push_button("Make the sheet", "primary"), push_button("Not now")
        self.make.clicked.connect(self.make_sheet)
        self._cancel.clicked.connect(self.reject)
        quiet = "It opens the vault if a passphrase is forgotten. Any older sheet stops working at that moment."
        self._box = column(
            words("Make a new recovery sheet", "h2"), words(quiet, "quiet", wrap=True), self.error, self._busy,
            row(None, self._cancel, self.make), gap_px=12, margins_px=(24, 20, 24, 20),
        )  # fmt: skip
        self.setLayout(self._box)
        self.setMinimumWidth(px(460))

    def make_sheet(self) -> None:
        """Gives the recovery slot a new key; a second or two, off the window's thread."""
        for button in (self.make, self._cancel):
            button.setEnabled(False)
        self._busy.show()
        self.error.hide()
        self._jobs.start(lambda _progress, _cancelled: self._desk.vault.replace_recovery(), self._show, self._failed)

    def _show(self, secret: str) -> None:
        forget_sheet(self._desk.context)
        sheet = RecoverySheet(secret, self._desk.vault.vault_id, self._desk.context.today())
        pane = SheetPane(sheet)
        pane.confirmed.connect(self._confirm)
        pane.later_requested.connect(self.reject)
        clear(self._box)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(pane)
        self.resize(px(1060), px(640))

    def _failed(self, error: Failure) -> None:
        for button in (self.make, self._cancel):
            button.setEnabled(True)
        self._busy.hide()
        self.error.show_error(error)

    def _confirm(self) -> None:
        confirm_sheet(self._desk.context)
        self.accept()

    def done(self, result: int) -> None:
        self._jobs.stop()
        super().done(result)
