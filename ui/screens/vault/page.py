"""This vault: who opens it, is it in order, its backups, where it lies."""

from PySide6.QtWidgets import QWidget

from ui.screens.vault.backup_part import BackupPart
from ui.screens.vault.check_part import CheckPart
from ui.screens.vault.section import section
from ui.screens.vault.users_part import UsersPart
from ui.state.costs import cost_words
from ui.state.counting import size_words
from ui.state.desk import Desk
from ui.state.folders import synchronised_by
from ui.theme import px
from ui.widgets.boxes import column, framed, row, scrolling
from ui.widgets.notice import Notice
from ui.widgets.words import words
from vidfeed.services.light_copies import vault_cost

_CLOUD = (
    "Half-copied files can harm the vault, and erasing cannot reach the copies. Lock it, then move its folder to a "
    "place that stays on this computer."
)
_WIDE_PX = 760


class VaultPage(QWidget):
    """One card a matter, one below the other."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.users, self.check, self.backup = UsersPart(desk), CheckPart(desk), BackupPart(desk)
        self.cloud, self.place = Notice("warn"), words("", "quiet", wrap=True)
        folder = desk.vault.keeping.folder
        service = synchronised_by(folder)
        self.cloud.setVisible(service is not None)
        self.cloud.say("warn", f"{service or 'A service'} seems to copy the vault’s folder away.", _CLOUD)
        self.place.setText(str(folder))
        self._desk, self.cost = desk, words("", "quiet", wrap=True)
        receipts = f"Receipts of what was erased lie beside it, in “{folder.name}-receipts”."
        where = section("Where it lies", self.place, self.cost, words(receipts, "hint", wrap=True))
        body = framed(column(self.cloud, self.users, self.check, self.backup, where, None, gap_px=12))
        body.setMaximumWidth(px(_WIDE_PX))
        middle = row(None, body, None, margins_px=(18, 8, 18, 18))
        middle.setStretch(1, 1000)
        self.setLayout(column(scrolling(framed(middle)), gap_px=0))

    def refresh(self) -> None:
        """As it stands now."""
        self.users.refresh()
        self.check.refresh()
        self.backup.refresh()
        self.cost.setText(cost_words(vault_cost(self._desk.context)) + self._free())

    def _free(self) -> str:
        return f" {size_words(self._desk.context.blobs.free_bytes())} are free on its disk."

    def closing(self) -> None:
        """Ends what is going on."""
        self.check.closing()
        self.backup.closing()
