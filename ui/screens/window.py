"""The one window: the pages in front of a vault, then the shell, then the lock."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ui.jobs.away import Away, AwayWatch, Tell, watch_away
from ui.jobs.background import Job, end_soon
from ui.jobs.sound_sink import SoundSink
from ui.screens.entry.create_vault import CreateVaultPage
from ui.screens.entry.first_run import FirstRunPage
from ui.screens.entry.page import EntryPage
from ui.screens.entry.recover import RecoverPage
from ui.screens.entry.recovery_sheet import RecoverySheetPage
from ui.screens.entry.restore import RestorePage
from ui.screens.entry.unlock import UnlockPage
from ui.screens.idle import IdleLock
from ui.screens.jobs import Failure
from ui.screens.practice import PracticeFolder, begin_practice
from ui.screens.rail import Place
from ui.screens.relaunch import relaunch as fresh_process
from ui.screens.relaunch import relaunch_within
from ui.screens.reviewing import Reviewing
from ui.screens.shell import ScreenMaker, Shell
from ui.state.desk import Desk
from ui.state.doors import Doors, MadeVault, OpenVault
from ui.state.new_day import NewDay
from ui.state.playing import MakeSound
from ui.state.preferences import Preferences
from ui.widgets.buttons import push_button

ScreenMakers = Callable[[Preferences, MakeSound], Mapping[Place, ScreenMaker]]

# A system that is going to sleep may wait no longer than five seconds.
_WORK_ENDS_WITHIN_S, _LOCKED_WITHIN_S = 2.0, 4.0


class MainWindow(QMainWindow):
    """Entry pages first, the shell once a vault is open; locking replaces the whole process.

    Signals:
        closed(): the user closed it; the program ends.

    Attributes:
        idle: locks for want of use.
        reviewing: shows reels to parents; None while no vault is open.
    """

    closed = Signal()

    def __init__(
        self,
        doors: Doors,
        preferences: Preferences,
        makers: ScreenMakers,
        folder: Path | None = None,
        *,
        make_sound: MakeSound = SoundSink,
        relaunch: Callable[[], None] = fresh_process,
        watch: Callable[[Tell, Callable[[], int]], AwayWatch] = watch_away,
    ) -> None:
        super().__init__()
        self._doors, self._preferences, self._makers = doors, preferences, makers
        self._make_sound, self._relaunch, self._watch = make_sound, relaunch, watch
        self._away: AwayWatch | None = None
        self._vault: OpenVault | None = None
        self._practice: PracticeFolder | None = None
        self.reviewing: Reviewing | None = None
        self.setWindowTitle("vidfeed")
        self.setMinimumSize(QSize(1080, 600))
        app = QApplication.instance()
        assert isinstance(app, QApplication), "a window needs the application"
        self.idle = IdleLock(app, preferences.idle_minutes, parent=self)
        self.idle.due.connect(self.lock)
        preferences.changed.connect(lambda: self.idle.set_minutes(preferences.idle_minutes))
        QShortcut(QKeySequence("Ctrl+L"), self, self.lock)
        if folder is None and not preferences.vaults:
            self.show_first_run()
        else:
            self.show_unlock(folder)

    # What stands in front of a vault

    def show_first_run(self) -> None:
        """The practice clip, or a vault."""
        page = FirstRunPage()
        page.practice_requested.connect(self.practise)
        page.create_requested.connect(self.show_create)
        page.unlock_requested.connect(self.show_other_vault)
        page.restore_requested.connect(self.show_restore)
        self._show(page)
        self._practice = PracticeFolder(self._doors, page.jobs)

    def show_unlock(self, folder: Path | None = None) -> None:
        """The lock screen."""
        page = UnlockPage(self._doors, self._preferences, folder)
        page.unlocked.connect(self._unlocked)
        page.recover_requested.connect(self.show_recover)
        page.create_requested.connect(self.show_create)
        page.restore_requested.connect(self.show_restore)
        self._show(page)

    def show_other_vault(self) -> None:
        """The lock screen for a vault that this machine does not know yet."""
        self.show_unlock()
        page = self.centralWidget()
        if isinstance(page, UnlockPage):
            page.ask_folder()

    def unlock_with(self, passphrase: str) -> None:
        """Types a passphrase that was given at the start into the lock screen."""
        page = self.centralWidget()
        if isinstance(page, UnlockPage):
            page.passphrase.setText(passphrase)
            page.unlock()

    def show_create(self) -> None:
        """A new vault."""
        page = CreateVaultPage(self._doors)
        page.made.connect(self._made)
        page.back_requested.connect(self._back)
        self._show(page)

    def show_restore(self) -> None:
        """A vault from its backup."""
        page = RestorePage(self._doors)
        page.restored.connect(lambda folder, vault: self._unlocked(folder, vault, page.place.named))
        page.back_requested.connect(self._back)
        self._show(page)

    def show_recover(self, folder: Path) -> None:
        """A forgotten passphrase."""
        page = RecoverPage(self._doors, folder)
        page.recovered.connect(self._unlocked)
        page.back_requested.connect(lambda: self.show_unlock(folder))
        self._show(page)

    def _back(self) -> None:
        if self._preferences.vaults:
            self.show_unlock()
        else:
            self.show_first_run()

    def _made(self, made: MadeVault, folder: Path, named: bool) -> None:
        self._vault = made.opened
        self._preferences.remember_vault(folder, named)
        page = RecoverySheetPage(made, datetime.now().astimezone().date())
        page.finished.connect(lambda: self.open_vault(made.opened))
        self._show(page)

    def _unlocked(self, folder: Path, vault: OpenVault, named: bool | None = None) -> None:
        self._preferences.remember_vault(folder, named)
        self.open_vault(vault)

    def _show(self, page: QWidget) -> None:
        last = self.takeCentralWidget()
        if isinstance(last, EntryPage):
            last.closing()
        if isinstance(last, FirstRunPage) and self._vault is None:
            self._remove_practice()
        if last is not None:
            last.hide()
            last.deleteLater()
        self.setCentralWidget(page)

    # Practice

    def practise(self) -> None:
        """Opens the practice clip: at once where it is drawn already, else as soon as it is."""
        page = self.centralWidget()
        if self._practice is not None and isinstance(page, FirstRunPage):
            self._practice.open(self._practise_in, self._practice_failed, page.show_progress)

    def _practise_in(self, vault: OpenVault) -> None:
        make = push_button("Make your vault", "soft", "safe-square-outline")
        make.clicked.connect(self._leave_practice)
        begin_practice(self.open_vault(vault, practice=True, extra=(make,)))

    def _practice_failed(self, error: Failure) -> None:
        page = self.centralWidget()
        if isinstance(page, FirstRunPage):
            self._remove_practice()
            self._practice = PracticeFolder(self._doors, page.jobs)
            page.show_error(error)

    def _leave_practice(self) -> None:
        self._close_vault()
        self.show_create()

    def _remove_practice(self) -> None:
        if self._practice is not None:
            self._practice.remove()
            self._practice = None

    # The open vault

    def open_vault(self, vault: OpenVault, practice: bool = False, extra: tuple[QWidget, ...] = ()) -> Desk:
        """Puts the vault on a desk, and shows the shell around it."""
        self._vault = vault
        self._away = self._watch(self.leave_alone, lambda: int(self.winId()))
        desk = Desk(vault, practice, parent=self)
        NewDay(desk)
        shell = Shell(desk, self._makers(self._preferences, self._make_sound), extra)
        shell.lock_requested.connect(self.lock)
        reviewing = self.reviewing = Reviewing(desk, self, self._make_sound)
        reviewing.watching_changed.connect(self.hold_off_idle_lock)
        reviewing.refused.connect(lambda _error: shell.go(Place.REVIEW))
        reviewing.left.connect(shell.page_again)
        reviewing.visit_ready.connect(self.lock)
        self._show(shell)
        return desk

    @property
    def shell(self) -> Shell | None:
        """Around the open vault, or None while there is none."""
        page = self.centralWidget()
        return page if isinstance(page, Shell) else None

    def hold_off_idle_lock(self, held: bool) -> None:
        """Never locks for want of use while held: a review is going on."""
        self.idle.hold_off(held)

    def leave_alone(self, why: Away) -> None:
        """Nobody is at the machine: locks, in a review too, unless that is only for want of use."""
        if why is not Away.SAVER or not self.idle.held:
            self.lock()

    def lock(self) -> None:
        """Saves what was being typed, closes the vault, and lets a fresh process show the lock screen.

        No work and no disk that hangs keeps it waiting for more than seconds: all work may be interrupted.
        """
        if self._vault is None:
            return
        latest = relaunch_within(_LOCKED_WITHIN_S, self._relaunch)
        try:
            end_soon(self.findChildren(Job), _WORK_ENDS_WITHIN_S)
            self._close_vault()
            self._remember_geometry()
        finally:
            latest.cancel()
            # Whatever went wrong: the process that holds the keys goes.
            self._relaunch()

    def _close_vault(self) -> None:
        if self._away is not None:
            self._away.close()
            self._away = None
        page = self.centralWidget()
        if isinstance(page, EntryPage):
            page.closing()
        if self._vault is not None:
            if self.reviewing is not None:
                self.reviewing.closing()
            if isinstance(page, Shell):
                page.closing()
            self._vault.close()
            self._vault = self.reviewing = None
        self._remove_practice()

    def _remember_geometry(self) -> None:
        self._preferences.put_geometry(self.saveGeometry())

    def closeEvent(self, event: QCloseEvent) -> None:
        self._remember_geometry()
        self._close_vault()
        event.accept()
        self.closed.emit()
