"""The lock screen: which vault, and its passphrase."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QComboBox, QMenu, QProgressBar

from ui.screens.entry.art import name_line
from ui.screens.entry.page import EntryPage
from ui.screens.file_choosing import choose_folder
from ui.screens.jobs import Failure
from ui.state.doors import Doors, OpenVault
from ui.state.preferences import Preferences
from ui.theme import icon, px
from ui.widgets.announce import announce
from ui.widgets.boxes import column, row
from ui.widgets.buttons import push_button
from ui.widgets.notice import ErrorBanner, Notice
from ui.widgets.passphrase_field import PassphraseField
from ui.widgets.words import field_label, words
from vidfeed.errors import ErrorKind, ExpectedError

_FREE_TRIES = 5
_LONGEST_DELAY_S = 60
WRONG = "That passphrase did not open this vault."


class UnlockPage(EntryPage):
    """Opens a vault that is known on this machine, or another one by its folder.

    Signals:
        unlocked(Path, OpenVault)
        recover_requested(Path)
        create_requested()
        restore_requested()
    """

    unlocked = Signal(object, object)
    recover_requested = Signal(object)
    create_requested = Signal()
    restore_requested = Signal()

    def __init__(self, doors: Doors, preferences: Preferences, folder: Path | None = None) -> None:
        super().__init__("Small moments,\nseen together.")
        self._doors, self._preferences = doors, preferences
        self._wrong_tries = 0
        self.choose_folder = choose_folder
        self.vaults, self.passphrase = QComboBox(), PassphraseField()
        self._caps, self._wrong = words("Caps Lock is on", "warn"), words(WRONG, "bad", wrap=True)
        self.button = push_button("Unlock", "primary", "lock-open-variant-outline", big=True)
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self.error = ErrorBanner()
        self._recover = push_button("Use my recovery sheet", "ghost", "key-outline")
        self._other = push_button("Create or open another vault", "ghost")
        self.begin = self.passphrase.setFocus
        self._build()
        self._fill(folder)

    def _build(self) -> None:
        self.vaults.setMinimumHeight(px(44))
        for hidden in (self._caps, self._wrong, self._busy):
            hidden.setVisible(False)
        self.passphrase.returnPressed.connect(self.unlock)
        self.passphrase.caps_lock_seen.connect(self._show_caps_lock)
        self.passphrase.textEdited.connect(self._wrong.hide)
        self.button.clicked.connect(self.unlock)
        self._recover.clicked.connect(self._ask_recover)
        menu = QMenu(self._other)
        menu.addAction("Make a new vault…", self.create_requested.emit)
        menu.addAction("Open a vault in another folder…", self.ask_folder)
        menu.addAction("Restore from a backup…", self.restore_requested.emit)
        self._other.setMenu(menu)
        minutes = self._preferences.idle_minutes
        note = f"vidfeed locks itself after {minutes} minutes without use, and when the computer has slept. "
        idle = Notice(
            "info", text=note + "A reel you are showing is never interrupted.", icon_name="timer-lock-outline"
        )
        quiet = "Your clips and notes are encrypted on this computer. Nothing is sent anywhere."
        form = column(
            name_line(), 18, words("Unlock your vault", "h1"), words(quiet, "quiet", wrap=True), 12, self.error,
            field_label("Vault", self.vaults), self.vaults, 6,
            field_label("Passphrase", self.passphrase), self.passphrase, self._caps, self._wrong, 4,
            self.button, self._busy, 4, row(self._recover, None, self._other), 10, idle, gap_px=6,
        )  # fmt: skip
        self.set_form(form, 460)

    def _fill(self, folder: Path | None) -> None:
        known = self._preferences.vaults
        if not known:
            self.vaults.setPlaceholderText("Choose the vault’s folder below")
        for vault in known:
            self.vaults.addItem(icon("safe-square-outline"), vault.label, vault.folder)
        if folder is not None and folder.absolute() not in {vault.folder for vault in known}:
            self._offer(folder)
        elif folder is not None:
            self.vaults.setCurrentIndex([vault.folder for vault in known].index(folder.absolute()))

    def _offer(self, folder: Path) -> None:
        self.vaults.insertItem(0, icon("safe-square-outline"), "The vault just chosen", folder.absolute())
        self.vaults.setCurrentIndex(0)

    @property
    def folder(self) -> Path | None:
        """The chosen vault's."""
        data = self.vaults.currentData()
        return Path(data) if data else None

    def unlock(self) -> None:
        """Tries the passphrase; about a second of work, off the window's thread."""
        folder, passphrase = self.folder, self.passphrase.text()
        if self.jobs.busy or not self.button.isEnabled():
            return
        if folder is None:
            self.ask_folder()
            return
        if not passphrase:
            self.passphrase.setFocus()
            return
        self._set_busy(True)
        self.error.hide()
        self._wrong.hide()
        self.jobs.start(
            lambda _progress, _cancelled: self._doors.unlock(folder, passphrase),
            lambda vault: self._opened(folder, vault),
            self._failed,
        )

    def _opened(self, folder: Path, vault: OpenVault) -> None:
        self.passphrase.clear()
        self._set_busy(False)
        self._preferences.remember_vault(folder)
        self.unlocked.emit(folder, vault)

    def _failed(self, error: Failure) -> None:
        self._set_busy(False)
        if isinstance(error, ExpectedError) and error.kind is ErrorKind.WRONG_PASSPHRASE:
            self._refuse()
        else:
            self.error.show_error(error)
        self.passphrase.setFocus()
        self.passphrase.selectAll()

    def _refuse(self) -> None:
        self._wrong_tries += 1
        wait_s = min(2 ** (self._wrong_tries - _FREE_TRIES), _LONGEST_DELAY_S) if self._wrong_tries > _FREE_TRIES else 0
        self._wrong.setText(WRONG + (f" Try again in {wait_s} seconds." if wait_s else ""))
        self._wrong.show()
        announce(self, self._wrong.text(), assertive=True)
        if wait_s:
            self.button.setEnabled(False)
            QTimer.singleShot(wait_s * 1000, self, lambda: self.button.setEnabled(True))

    def _set_busy(self, busy: bool) -> None:
        self.button.setText("Unlocking…" if busy else "Unlock")
        self.button.setEnabled(not busy)
        self._busy.setVisible(busy)
        self.passphrase.setReadOnly(busy)
        for part in (self.vaults, self._recover, self._other):
            part.setEnabled(not busy)

    def _show_caps_lock(self, on: bool) -> None:
        if on and self._caps.isHidden():
            announce(self, self._caps.text())
        self._caps.setVisible(on)

    def _ask_recover(self) -> None:
        if self.folder is None:
            self.ask_folder()
        if self.folder is not None:
            self.recover_requested.emit(self.folder)

    def ask_folder(self) -> None:
        """Asks for the folder of a vault that was not opened here yet."""
        folder = self.choose_folder(self, "Open a vault")
        if folder is not None:
            self._offer(folder)
