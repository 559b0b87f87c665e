"""What a therapist does at the window, by keys and mouse."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDialog, QWidget

from tests.qt.hands import drop
from ui.painting.recovery_groups import groups
from ui.screens.entry.create_vault import CreateVaultPage
from ui.screens.entry.recovery_sheet import RecoverySheetPage
from ui.screens.home import HomeScreen
from ui.screens.home.clip_tile import ClipTile
from ui.screens.home.dialogs import NewCaseDialog
from ui.screens.shell import Shell
from ui.screens.watch.screen import WatchScreen
from ui.screens.window import MainWindow
from ui.state.imports import ImportState

PASSPHRASE = "unpledged snugness triceps puppet"

Page = TypeVar("Page", bound=QWidget)


class Therapist:
    """Hands at one window.

    Args:
        until: waits until a condition holds.
        folder: where the vault is made.
    """

    def __init__(self, window: MainWindow, until: Callable[[Callable[[], bool]], None], folder: Path) -> None:
        self.window, self.until, self.folder = window, until, folder

    @property
    def shell(self) -> Shell:
        assert self.window.shell is not None
        return self.window.shell

    def click(self, button: QWidget) -> None:
        self.until(lambda: button.isVisible() and button.isEnabled())
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)

    def write(self, field: QWidget, text: str) -> None:
        self.until(field.isVisible)
        QTest.keyClicks(field, text)

    def named(self, name: str, within: QWidget) -> QAbstractButton:
        return next(b for b in within.findChildren(QAbstractButton) if b.accessibleName() == name)

    def page(self, kind: type[Page]) -> Page:
        page = self.window.centralWidget()
        assert isinstance(page, kind)
        return page

    def dialog(self, kind: type[Page], within: QWidget) -> Page:
        """The open one of that kind."""
        self.until(lambda: any(one.isVisible() for one in within.findChildren(kind)))
        return next(one for one in within.findChildren(kind) if one.isVisible())

    def make_vault(self) -> None:
        self.window.show_create()
        page = self.page(CreateVaultPage)
        page.place.set_parent_folder(self.folder)
        page.choice.modes.setFocus()
        self.click(self.named("Passphrase: my own", page))
        QTest.keyClicks(page.choice.own, PASSPHRASE)
        QTest.keyClicks(page.choice.again, PASSPHRASE)
        self.until(page.next.isEnabled)
        self.click(page.next)
        self.until(lambda: isinstance(self.window.centralWidget(), RecoverySheetPage))
        pane = self.page(RecoverySheetPage).pane
        written = groups(pane._sheet.secret)
        for number, field in pane.fields.items():
            QTest.keyClicks(field, written[number - 1])
        self.click(pane.safe)
        self.until(lambda: self.window.shell is not None)

    def add_case(self, code: str, question: str = "") -> None:
        home = self.home
        self.click(home.new_button)
        dialog = self.dialog(NewCaseDialog, home)
        self.write(dialog.code, code)
        self.write(dialog.question, question)
        self.click(dialog.ok)
        self.until(lambda: home.desk.case is not None and not _open(dialog))
        self.window.activateWindow()  # a window manager's work

    @property
    def home(self) -> HomeScreen:
        page = self.shell.page
        assert isinstance(page, HomeScreen)
        return page

    def import_film(self, film: Path) -> None:
        self.click(self.home.import_button)
        zone = self.home.importing.zone
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(film))])
        assert drop(zone, data, zone.rect().center())
        queue = self.home.importing.queue
        self.until(lambda: bool(queue.entries) and queue.entries[0].state is ImportState.DONE)
        self.home.show_cases()

    def watch(self) -> WatchScreen:
        tile = self.home.page.findChildren(ClipTile)[0]
        self.press(tile, Qt.Key.Key_Return)
        page = self.shell.page
        assert isinstance(page, WatchScreen)
        view = page.board.stage.view
        self.until(lambda: view.painted_frame is not None)
        return page


def _open(dialog: QDialog) -> bool:
    return dialog.isVisible()
