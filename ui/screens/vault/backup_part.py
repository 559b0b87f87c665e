"""Backups: made to a folder or a stick, listed with their dates and places."""

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.screens.file_choosing import choose_folder
from ui.screens.jobs import Failure, Jobs
from ui.screens.vault.finding_row import FindingRow
from ui.screens.vault.forget_dialog import ForgetDialog
from ui.screens.vault.section import section
from ui.state.backups import backup_line, backup_reminder, newest_first
from ui.state.counting import counted, size_words
from ui.state.desk import Desk
from ui.state.finding_words import findings_in_words
from ui.state.folders import free_backup_folder, synchronised_by
from ui.state.keeping import BackupMade
from ui.state.stopping import stoppable
from ui.theme import px
from ui.widgets.announce import announce
from ui.widgets.boxes import clear, column, framed, row
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner, Notice
from ui.widgets.words import Elided, IconLabel, words
from ui.widgets.work_strip import WorkStrip
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.erasure import Backup

_QUIET = (
    "To a stick or another disk, encrypted as here. Later ones add only what is new. Restoring is on the lock screen: "
    "“Restore from a backup”."
)
_CLOUD = "What you erase may live on there, encrypted. Better a stick or a disk that you can put away."
_COMPARED = "What is new was read back and compared; of what was there, a part was read again, each time another."
_NOT_THERE, _PLUG_IN = "The place of that backup is not there now.", "Plug its stick or disk in, then try again."


class BackupPart(QWidget):
    """The backup goes on while other screens are in view."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._jobs = desk, Jobs(self)
        self.choose_folder = choose_folder
        self.make = push_button("Back up…", "", "content-save-outline")
        self.strip, self.error = WorkStrip(), ErrorBanner()
        self.reminder, self.done, self.cloud = Notice("warn"), Notice("ok"), Notice("warn")
        self._list = QVBoxLayout()
        self._list.setSpacing(px(4))
        self.again: dict[str, QWidget] = {}
        self.gone: dict[str, QWidget] = {}
        self._back = ""
        self._result = QVBoxLayout()
        for hidden in (self.done, self.cloud):
            hidden.hide()
        self.make.clicked.connect(self.ask_folder)
        self.strip.stopped.connect(self._jobs.cancel)
        card = section(
            "Backups", words(_QUIET, "quiet", wrap=True), self.reminder, row(self.make, None), self.strip, self.error,
            self.cloud, self.done, self._result, self._list,
        )  # fmt: skip
        self.setLayout(column(card, gap_px=0))

    def refresh(self) -> None:
        """As it stands now."""
        ctx = self._desk.context
        why = backup_reminder(ctx)
        self.reminder.setVisible(bool(why))
        self.reminder.say("warn", why, "A dead or lost laptop takes with it what is in no backup.")
        clear(self._list)
        self.again, self.gone = {}, {}
        backups = newest_first(ctx)
        for backup in backups:
            self._list.addWidget(self._row(backup))
        if not backups:
            self._list.addWidget(words("None yet.", "quiet"))
        self._allow(not self._jobs.busy)

    def _row(self, backup: Backup) -> QWidget:
        when = words(backup_line(backup, self._desk.context.today()), "h3")
        lines = column(when, Elided(backup.place, "hint"), gap_px=0)
        again = push_button("Bring up to date", "ghost")
        again.setAccessibleName(f"Bring the backup in {backup.place} up to date")
        again.clicked.connect(lambda: self.renew(backup))
        self.again[backup.id] = again
        gone = push_button("No longer exists…", "ghost")
        gone.setAccessibleName(f"The backup in {backup.place} no longer exists")
        gone.clicked.connect(lambda: self.ask_forget(backup))
        self.gone[backup.id] = gone
        line = row(IconLabel("usb-flash-drive-outline", 22), lines, again, gone, gap_px=10, margins_px=(0, 4, 0, 4))
        line.setStretch(1, 1)
        return framed(line)

    def ask_forget(self, backup: Backup) -> ForgetDialog:
        """Asks whether the backup is really gone."""
        dialog = ForgetDialog(self._desk, backup, self)
        dialog.accepted.connect(self.refresh)
        dialog.open()
        return dialog

    def ask_folder(self) -> None:
        """Asks where to, and begins."""
        chosen = self.choose_folder(self, "A stick or folder for the backup")
        if chosen is not None:
            self.back_up(free_backup_folder(chosen))

    def renew(self, backup: Backup) -> None:
        """Brings a backup up to date, where its stick or disk is there."""
        if Path(backup.place).is_dir():
            self.back_up(Path(backup.place), backup.label)
            self._back = backup.place
        else:
            self.error.show_error(ExpectedError(ErrorKind.FILE_MISSING, _NOT_THERE, _PLUG_IN))

    def back_up(self, folder: Path, label: str = "") -> None:
        """Begins; the result is shown and announced when it is there."""
        if self._jobs.busy:
            return
        keeping = self._desk.vault.keeping
        for hidden in (self.error, self.done):
            hidden.hide()
        self._back = ""
        clear(self._result)
        service = synchronised_by(folder)
        self.cloud.setVisible(service is not None)
        self.cloud.say("warn", f"{service or 'A service'} copies that folder to other computers.", _CLOUD)
        self.strip.start("Backing up…")
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.strip.stop_button.setFocus()  # the button that was pressed is about to be disabled
        self._allow(False)
        self._jobs.start(
            lambda progress, cancelled: keeping.back_up(folder, label, stoppable(progress, cancelled, "The backup")),
            self._made,
            self._failed,
            self.strip.advance,
        )

    def _made(self, made: BackupMade) -> None:
        self._end()
        size = f"{counted(len(made.backup.blob_ids), 'file')}, {size_words(made.size_bytes)}. {_COMPARED}"
        if made.findings:
            self.done.say("warn", "The backup is made, but not all could be taken along.", size)
        else:
            self.done.say("ok", "The backup is complete.", size)
        for told in findings_in_words(made.findings, self._desk.context.catalogue):
            self._result.addWidget(FindingRow(told))
        self.done.show()
        announce(self, self.done.said)

    def _failed(self, error: Failure) -> None:
        self._end()
        if isinstance(error, ExpectedError) and error.kind is ErrorKind.CANCELLED:
            self.done.say(
                "info", "The backup was stopped.", "The one before is still there; another try goes on from here."
            )
            self.done.show()
            announce(self, self.done.said)
        else:
            self.error.show_error(error)

    def _end(self) -> None:
        stopping = self.window().focusWidget() is self.strip.stop_button
        self._allow(True)
        self.refresh()
        if stopping:
            self._pressed().setFocus()
        self.strip.end()

    def _pressed(self) -> QWidget:
        """The button that began it; the list was made anew."""
        at = (backup.id for backup in newest_first(self._desk.context) if backup.place == self._back)
        button = self.again.get(next(at, ""), self.make)
        button.show()  # only what is shown takes the focus
        return button

    def _allow(self, allowed: bool) -> None:
        for button in (self.make, *self.again.values(), *self.gone.values()):
            button.setEnabled(allowed)

    def closing(self) -> None:
        """Ends the backup; the one before stays."""
        self._jobs.stop()
