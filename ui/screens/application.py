"""The windows: one application, one window, until it is closed."""

import gc
import sys
from pathlib import Path

from PySide6.QtCore import QLoggingCategory, QSettings, QSize
from PySide6.QtWidgets import QApplication, QWidget

from ui.jobs.memory import keep_memory_low
from ui.screens.pages import screen_makers
from ui.screens.window import MainWindow
from ui.state.doors import Doors
from ui.state.preferences import Preferences
from ui.theme import ThemeName, apply_theme

_FIRST_SIZE = QSize(1366, 700)


def run_windows(doors: Doors, folder: Path | None = None, passphrase: str = "") -> int:
    """Shows the window and returns when it is closed; the exit status.

    Args:
        folder: the vault to offer; the one opened last where None.
        passphrase: unlocks it at once where given.
    """
    app = make_application()
    preferences = Preferences(QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "vidfeed", "vidfeed"))
    use_look(app, preferences)
    window = MainWindow(doors, preferences, screen_makers, folder)
    place_window(window, preferences)
    # A review hides this window and closes its own: neither is the end.
    app.setQuitOnLastWindowClosed(False)
    window.closed.connect(app.quit)
    window.show()
    if folder is not None and passphrase:
        window.unlock_with(passphrase)
    return app.exec()


def place_window(window: QWidget, preferences: Preferences) -> None:
    """Where it was left; the first time as large as the design, or as the screen where that is smaller."""
    if preferences.geometry is None or not window.restoreGeometry(preferences.geometry):
        window.resize(_FIRST_SIZE.boundedTo(window.screen().availableSize()))


def make_application() -> QApplication:
    """The application object; it keeps no list of recent files, and its name is all that its windows' titles say."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    app = QApplication(sys.argv[:1])
    app.setApplicationName("vidfeed")
    app.setOrganizationName("vidfeed")
    app.setDesktopFileName("vidfeed")
    # Qt tells paths and devices in its remarks.
    QLoggingCategory.setFilterRules("*.debug=false\n*.info=false\nqt.multimedia.*=false")
    # What is loaded by now stays: looking through it for garbage, again and again, would hold up a film that plays.
    gc.freeze()
    keep_memory_low(app)
    return app


def use_look(app: QApplication, preferences: Preferences) -> None:
    """Theme, text size and motion as the user chose, now and whenever that changes."""
    used: list[tuple[str, int, bool]] = []

    def apply() -> None:
        wanted = (preferences.theme, preferences.text_percent, preferences.reduced_motion)
        if [wanted] != used:
            used[:] = [wanted]
            name = ThemeName(preferences.theme) if preferences.theme in set(ThemeName) else ThemeName.SYSTEM
            apply_theme(app, name, preferences.text_percent, preferences.reduced_motion)

    apply()
    preferences.changed.connect(apply)
