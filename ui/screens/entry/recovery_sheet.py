"""The second step of a new vault: its recovery sheet, shown once."""

from datetime import date

from PySide6.QtCore import Signal

from ui.painting.recovery_sheet import RecoverySheet
from ui.screens.entry.create_vault import STEPS
from ui.screens.entry.page import EntryPage
from ui.screens.entry.sheet_pane import SheetPane
from ui.state.doors import MadeVault
from ui.state.recovery import confirm_sheet
from ui.widgets.boxes import column


class RecoverySheetPage(EntryPage):
    """Shows the sheet of a vault just made.

    Signals:
        finished(): the sheet is safe, or is left for later.
    """

    finished = Signal()

    def __init__(self, made: MadeVault, today: date) -> None:
        super().__init__()
        self._context = made.opened.context
        self.pane = SheetPane(RecoverySheet(made.recovery_secret, made.vault_id, today), STEPS)
        self.setLayout(column(self.pane, gap_px=0))
        self.begin = self.pane.begin
        self.pane.confirmed.connect(self._confirm)
        self.pane.later_requested.connect(self.finished)

    def _confirm(self) -> None:
        confirm_sheet(self._context)
        self.finished.emit()
