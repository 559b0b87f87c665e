"""Replacing a damaged film: from the file that it was brought in from, or from a backup of the vault."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.screens.file_choosing import FILM_FILTER, choose_file, choose_folder
from ui.screens.vault.slow_dialog import SlowDialog
from ui.state.backups import backup_line, newest_first
from ui.state.desk import Desk
from ui.widgets.boxes import row
from ui.widgets.buttons import push_button
from ui.widgets.notice import Notice
from ui.widgets.words import words
from vidfeed.model.clip import AssetRole, Clip
from vidfeed.model.erasure import Backup
from vidfeed.model.quoting import in_quotes
from vidfeed.ports import Cancelled, Progress
from vidfeed.services.mending import mend_clip

_EXPLAINED = (
    "The film is read, compared with what was brought in, and put in the damaged one’s place. Its moments, notes and "
    "reels stay as they are. Another film is refused, and nothing is changed then."
)
_DOING = "Copying and checking…"


class MendDialog(SlowDialog):
    """Chooses where the whole film is; a try that is refused can be followed by another.

    Signals:
        begun(): whoever has the film open closes it now.

    Attributes:
        source: what was chosen, or None.
        mended: the clip as it is now, once it was done.
    """

    begun = Signal()
    can_stop = True

    def __init__(self, desk: Desk, clip: Clip, hindered: str = "", parent: QWidget | None = None) -> None:
        """`hindered` says why it cannot be done now; empty where it can."""
        super().__init__(f"Replace the film {in_quotes(clip.title)}", "Replace it", parent, width_px=540)
        self._context, self._clip, self._hindered = desk.context, clip, hindered
        self.source: Path | None = None
        self.mended: Clip | None = None
        self.choose_file, self.choose_folder = choose_file, choose_folder
        self.original = push_button("Choose the original…", "", "file-video-outline")
        self.backup = push_button("Choose a backup…", "", "usb-flash-drive-outline")
        self.original.clicked.connect(self._choose_original)
        self.backup.clicked.connect(self._choose_backup)
        self.chosen = words("", wrap=True)
        self.chosen.hide()
        hinder = [Notice("info", "Not now.", hindered)] if hindered else []
        self.set_form(
            self._mend,
            _DOING,
            *hinder,
            words(_EXPLAINED, "quiet", wrap=True),
            words(self._backups_said(), "hint", wrap=True),
            row(self.original, self.backup, None),
            self.chosen,
        )
        self._refresh()

    def _backups_said(self) -> str:
        original = self._context.catalogue.asset(self._clip.id, AssetRole.ORIGINAL)
        holding = [one for one in newest_first(self._context) if original and original.blob_id in one.blob_ids]
        return self._backup_said(holding[0]) if holding else "No backup that this vault knows of holds this film."

    def _backup_said(self, backup: Backup) -> str:
        return f"The newest backup that holds it: {backup_line(backup, self._context.today())}, in {backup.place}."

    def _choose_original(self) -> None:
        self._take(self.choose_file(self, "The film as it was brought in", FILM_FILTER))

    def _choose_backup(self) -> None:
        self._take(self.choose_folder(self, "A backup of this vault, or the stick that it is on"))

    def _take(self, source: Path | None) -> None:
        if source is not None:
            self.source = source
            self.error.hide()
            self.chosen.setText(f"From: {source}")
            self.chosen.show()
            self._refresh()
            self.fit()

    def _refresh(self) -> None:
        self.ok.setEnabled(self.source is not None and not self._hindered)

    def use(self) -> None:
        if self.ok.isEnabled() and not self.jobs.busy:
            self.begun.emit()
            super().use()

    def _mend(self, progress: Progress, cancelled: Cancelled) -> Clip:
        assert self.source is not None, "the button waits for it"
        return mend_clip(self._context, self._clip.id, self.source, progress, cancelled)

    def finish(self, result: object) -> None:
        assert isinstance(result, Clip), "mending tells what it did"
        self.mended = result
        super().finish(result)
