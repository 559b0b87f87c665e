"""Putting a theme on the application, and following the desktop's."""

from functools import cache

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from ui.theme.current import theme
from ui.theme.fonts import font, load_fonts
from ui.theme.stylesheet import palette, stylesheet
from ui.theme.tokens import BY_NAME, ThemeName

_BODY_PX = 14


def apply_theme(
    app: QApplication, name: ThemeName = ThemeName.SYSTEM, text_percent: int = 100, reduced_motion: bool = False
) -> None:
    """Loads the fonts, then sets colours, text size (90 to 150) and motion for every window, open ones too."""
    load_fonts()
    _watcher().follow(app, name, text_percent, reduced_motion)


class _Watcher(QObject):
    """Remembers the choice and applies it again whenever the desktop changes."""

    def __init__(self) -> None:
        super().__init__()
        self._app: QApplication | None = None
        self._choice = (ThemeName.SYSTEM, 100, False)
        self._busy = False

    def follow(self, app: QApplication, name: ThemeName, text_percent: int, reduced_motion: bool) -> None:
        if app is not self._app:
            self._app = app
            app.setStyle("Fusion")
            app.styleHints().colorSchemeChanged.connect(self._refresh)
            app.styleHints().accessibility().contrastPreferenceChanged.connect(self._refresh)
        self._choice = (name, text_percent, reduced_motion)
        self._refresh()

    def _refresh(self) -> None:
        if self._app is None or self._busy:
            return
        self._busy = True
        name, text_percent, reduced_motion = self._choice
        self._app.styleHints().setColorScheme(_scheme(name))
        tokens = BY_NAME[_resolved(self._app, name)]
        theme().set(tokens, text_percent, reduced_motion)
        self._app.setPalette(palette(tokens))
        self._app.setFont(font(_BODY_PX))
        self._app.setStyleSheet(stylesheet(tokens, theme().text_percent))
        self._busy = False


@cache
def _watcher() -> _Watcher:
    return _Watcher()


def _scheme(name: ThemeName) -> Qt.ColorScheme:
    """What native title bars and dialogs should look like."""
    if name is ThemeName.SYSTEM:
        return Qt.ColorScheme.Unknown
    return Qt.ColorScheme.Dark if BY_NAME[name].dark else Qt.ColorScheme.Light


def _resolved(app: QApplication, name: ThemeName) -> ThemeName:
    if name is not ThemeName.SYSTEM:
        return name
    hints = app.styleHints()
    dark = hints.colorScheme() is Qt.ColorScheme.Dark
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        return ThemeName.CONTRAST_DARK if dark else ThemeName.CONTRAST_LIGHT
    return ThemeName.DARK if dark else ThemeName.LIGHT
