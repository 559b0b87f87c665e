"""A backup that no longer exists goes off the list, once someone says so."""

from pathlib import Path

from PySide6.QtWidgets import QWidget

from ui.screens.vault.slow_dialog import SlowDialog
from ui.state.backups import backup_line
from ui.state.desk import Desk
from ui.state.folders import looks_like_backup
from ui.widgets.notice import Notice
from ui.widgets.words import words
from vidfeed.model.erasure import Backup
from vidfeed.services.backups import forget_backup

_NAMED = (
    "Only where its stick or folder was destroyed or wiped. Erasing names the backups that it cannot reach: one that "
    "is off this list would not be named, and could still be restored."
)
_STILL_THERE = "Delete that folder first, or keep the backup on the list."


class ForgetDialog(SlowDialog):
    """Asks first; a backup that lies there in plain sight is not forgotten."""

    def __init__(self, desk: Desk, backup: Backup, parent: QWidget | None = None) -> None:
        super().__init__("This backup no longer exists?", "It no longer exists", parent)
        there = looks_like_backup(Path(backup.place))
        notes = [Notice("warn", "It is there now.", _STILL_THERE)] if there else []
        self.set_form(
            lambda *_: forget_backup(desk.context, backup.id),
            "Taking it off the list…",
            words(backup_line(backup, desk.context.today()), "h3", wrap=True),
            words(backup.place, "hint", wrap=True),
            *notes,
            words(_NAMED, "quiet", wrap=True),
            words("That you said so is entered in the trail.", "hint", wrap=True),
        )
        self.ok.setEnabled(not there)
        self.cancel.setFocus()
