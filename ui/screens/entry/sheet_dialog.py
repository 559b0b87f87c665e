"""A new recovery sheet for an open vault; the old one stops working once the new one is known to be on paper."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QProgressBar, QWidget

from ui.painting.recovery_sheet import RecoverySheet
from ui.screens.entry.sheet_pane import SheetPane
from ui.screens.jobs import Failure, Jobs
from ui.state.desk import Desk
from ui.state.recovery import confirm_sheet
from ui.theme import px
from ui.widgets.boxes import clear, column, row
from ui.widgets.buttons import push_button
from ui.widgets.words import words

_ROOM_PX = 48


class SheetDialog(QDialog):
    """Asks first, shows the sheet once, and makes it the valid one when two groups were typed back from the paper."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._jobs = desk, Jobs(self)
        self.setWindowTitle("vidfeed")
        self.pane: SheetPane | None = None
        self._busy = QProgressBar(self)
        self._busy.setRange(0, 0)
        self._busy.hide()
        self.make, self._cancel = push_button("Make the sheet", "primary"), push_button("Not now")
        self.make.clicked.connect(self.make_sheet)
        self._cancel.clicked.connect(self.reject)
        quiet = "It opens the vault if a passphrase is forgotten. An older sheet works until this one is safe."
        self._box = column(
            words("Make a new recovery sheet", "h2"), words(quiet, "quiet", wrap=True),
            row(None, self._cancel, self.make), gap_px=12, margins_px=(24, 20, 24, 20),
        )  # fmt: skip
        self.setLayout(self._box)
        self.setMinimumWidth(px(460))

    def make_sheet(self) -> None:
        """Shows a new sheet; the present one stays valid meanwhile."""
        secret = self._desk.vault.new_recovery_secret()
        pane = SheetPane(RecoverySheet(secret, self._desk.vault.vault_id, self._desk.context.today()))
        pane.confirmed.connect(lambda: self._replace(pane, secret))
        pane.later_requested.connect(self.reject)
        clear(self._box)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(pane)
        self._box.addWidget(self._busy)
        parent, wanted = self.parentWidget(), QSize(px(1060), px(640))
        room = wanted if parent is None else parent.window().size() - QSize(px(_ROOM_PX), px(_ROOM_PX))
        self.resize(wanted.boundedTo(room))
        self.pane = pane
        pane.begin()

    def _replace(self, pane: SheetPane, secret: str) -> None:
        """Gives the recovery slot the new key; a second or two, off the window's thread."""
        pane.setEnabled(False)
        self._busy.show()
        self._jobs.start(
            lambda _progress, _cancelled: self._desk.vault.replace_recovery(secret),
            lambda _done: self._confirm(),
            lambda error: self._failed(pane, error),
        )

    def _failed(self, pane: SheetPane, error: Failure) -> None:
        pane.setEnabled(True)
        self._busy.hide()
        pane.error.show_error(error)

    def _confirm(self) -> None:
        confirm_sheet(self._desk.context)
        self.accept()

    def done(self, result: int) -> None:
        self._jobs.stop()
        super().done(result)
