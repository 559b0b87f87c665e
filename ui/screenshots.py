"""Pictures of every screen, light and dark, from a demo vault. Run: python -m ui.screenshots FOLDER"""

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from ui.bootstrap.demo import Demo, fill_with_demo
from ui.bootstrap.doors import window_doors
from ui.bootstrap.opening import create_vault
from ui.screens.application import make_application
from ui.screens.entry.recovery_sheet import RecoverySheetPage
from ui.screens.home import HomeScreen
from ui.screens.pages import screen_makers
from ui.screens.rail import Place
from ui.screens.settings.screen import Part, SettingsScreen
from ui.screens.shell import Shell
from ui.screens.watch.screen import WatchScreen
from ui.screens.window import MainWindow
from ui.state.doors import MadeVault
from ui.state.preferences import Preferences
from ui.state.recovery import confirm_sheet
from ui.theme import ThemeName, apply_theme
from vidfeed.ports import no_progress

WIDTH_PX, HEIGHT_PX = 1366, 768
_SETTLED_S, _PATIENCE_S = 0.6, 20.0
_SHOWN_S = 33
_PASSPHRASE = "unpledged snugness triceps puppet"


class Album:
    """Takes pictures of one window into a folder."""

    def __init__(self, folder: Path, app: QApplication, demo: Demo, made: MadeVault, vault: Path) -> None:
        self._folder, self._app, self._demo, self._made, self._vault = folder, app, demo, made, vault
        self._theme = ThemeName.LIGHT

    def take_all(self, theme: ThemeName) -> None:
        """Every screen in one theme."""
        self._theme = theme
        apply_theme(self._app, theme)
        with tempfile.TemporaryDirectory() as settings:
            ini = QSettings(str(Path(settings) / "settings.ini"), QSettings.Format.IniFormat)
            window = MainWindow(window_doors(), Preferences(ini), screen_makers)
            window.resize(WIDTH_PX, HEIGHT_PX)
            window.show()
            self._entry(window)
            self._rooms(window)
            self._review(window)
            assert window.shell is not None, "the rooms were taken last"
            window.shell.closing()
            window.hide()
            window.deleteLater()

    def _entry(self, window: MainWindow) -> None:
        self._take(window, "first-run")
        window.show_unlock(self._vault)
        self._take(window, "unlock")
        window.show_create()
        self._take(window, "create-vault")
        window.show_restore()
        self._take(window, "restore")
        with self._instead(window, RecoverySheetPage(self._made, date(2026, 11, 22))):
            self._take(window, "recovery-sheet")

    def _rooms(self, window: MainWindow) -> None:
        desk = window.open_vault(self._made.opened)
        shell = window.shell
        assert shell is not None, "an open vault stands in the shell"
        case = desk.context.catalogue.case(self._demo.clip.case_id)
        desk.choose_case(case)
        home = shell.page
        assert isinstance(home, HomeScreen), "the first place is Home"
        home.show_cases()
        self._take(window, "home")
        home.show_people()
        self._take(window, "people-and-consent")
        home.show_import([])
        self._take(window, "import")
        home.show_cases()
        desk.open_clip(self._demo.clip)
        watch = shell.page
        assert isinstance(watch, WatchScreen), "a clip opens in Watch"
        self._wait(lambda: watch.board.stage.view.painted_frame is not None)
        watch.watched.playing.seek(_SHOWN_S * 25)
        self._wait(lambda: watch.board.stage.view.painted_frame == _SHOWN_S * 25)
        self._take(window, "watch")
        desk.open_reel(self._demo.reel.id)
        self._take(window, "reels")
        for place in (Place.REVIEW, Place.SUMMARY, Place.SETTINGS):
            shell.go(place)
            self._take(window, place.value.lower())
        self._keeping(window, shell)

    def _keeping(self, window: MainWindow, shell: Shell) -> None:
        """What looking after the vault looks like; nothing is erased."""
        settings = shell.page
        assert isinstance(settings, SettingsScreen), "the last place is Settings"
        for part in (Part.VAULT, Part.TRAIL):
            settings.show_part(part)
            self._take(window, part.name.lower())
        shell.go(Place.HOME)
        home, case = shell.page, shell.desk.case
        assert isinstance(home, HomeScreen) and case is not None, "Home has the case"
        dialog = home.erasing.ask_case(case)
        self._take(dialog, "erase")
        dialog.reject()

    def _review(self, window: MainWindow) -> None:
        """The parent's screen is always dark: taken once."""
        if self._theme is not ThemeName.LIGHT:
            return
        assert window.reviewing is not None, "an open vault can be reviewed"
        window.reviewing.open(self._demo.reel.id)
        review = window.reviewing.window
        assert review is not None, "the demo's consent covers a review"
        review.resize(WIDTH_PX, HEIGHT_PX)
        self._take(review, "review-title", themed=False)
        review.pages.playing.following.emit()
        self._settle(2.5)
        self._take(review, "review-playing", themed=False)
        review.pages.playing.talk.emit()
        self._take(review, "review-talk", themed=False)
        review.panic()
        self._take(review, "review-panic", themed=False)
        window.reviewing.closing()

    @contextmanager
    def _instead(self, window: MainWindow, page: QWidget) -> Iterator[None]:
        page.setParent(window)
        page.setGeometry(window.rect())
        page.show()
        yield
        page.hide()
        page.deleteLater()

    def _take(self, window: QWidget, name: str, themed: bool = True) -> None:
        self._settle(_SETTLED_S)
        file = f"{name}-{self._theme.value}.png" if themed else f"{name}.png"
        window.grab().save(str(self._folder / file))

    def _settle(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        self._wait(lambda: time.monotonic() > end)

    def _wait(self, done: Callable[[], bool]) -> None:
        end = time.monotonic() + _PATIENCE_S
        while not done() and time.monotonic() < end:
            self._app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def _use_screen(file: Path) -> None:
    """Has Qt draw on a laptop's screen that is not there."""
    screen = {"name": "laptop", "x": 0, "y": 0, "width": WIDTH_PX, "height": HEIGHT_PX, "logicalDpi": 96, "dpr": 1}
    file.write_text(json.dumps({"screens": [screen]}), "utf-8")
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={file}"


def main(folder: Path) -> None:
    """Takes them all into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        _use_screen(Path(place) / "screen.json")
        app = make_application()
        vault = Path(place) / "vault"
        new = create_vault(vault, _PASSPHRASE, "demo")
        with new.opened as opened:
            demo = fill_with_demo(opened, no_progress)
            confirm_sheet(opened.context)
            album = Album(folder, app, demo, MadeVault(opened, opened.vault.vault_id, new.recovery_secret), vault)
            for theme in (ThemeName.LIGHT, ThemeName.DARK):
                album.take_all(theme)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
