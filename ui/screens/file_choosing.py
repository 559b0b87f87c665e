"""Asking for files and folders, without leaving a list of them behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog, QWidget

FILM_FILTER = "Films (*.mp4 *.mov *.m4v *.mts *.m2ts *.3gp *.avi *.mkv *.webm *.wmv *.mpg *.mpeg);;All files (*)"
_REMEMBERED = ("FileDialog/history", "FileDialog/lastVisited")


def choose_folder(parent: QWidget, title: str, start: Path | None = None) -> Path | None:
    """A folder that exists, or None."""
    with _no_trace():
        chosen = QFileDialog.getExistingDirectory(parent, title, str(start or ""))
    return Path(chosen) if chosen else None


def choose_films(parent: QWidget) -> list[Path]:
    """Any number of films."""
    with _no_trace():
        chosen, _ = QFileDialog.getOpenFileNames(parent, "Choose films", "", FILM_FILTER)
    return [Path(name) for name in chosen]


def choose_file(parent: QWidget, title: str, file_filter: str) -> Path | None:
    """One file that exists, or None."""
    with _no_trace():
        chosen, _ = QFileDialog.getOpenFileName(parent, title, "", file_filter)
    return Path(chosen) if chosen else None


def choose_target(parent: QWidget, title: str, suggested: str, file_filter: str) -> Path | None:
    """Where to save; an existing file is replaced only after the dialog has asked."""
    with _no_trace():
        chosen, _ = QFileDialog.getSaveFileName(parent, title, suggested, file_filter)
    return Path(chosen) if chosen else None


@contextmanager
def _no_trace() -> Iterator[None]:
    """Qt writes the folders visited into its own settings; they are put back as they were."""
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    before = {name: settings.value(name) for name in _REMEMBERED}
    yield
    for name, value in before.items():
        if value is None:
            settings.remove(name)
        else:
            settings.setValue(name, value)
    settings.sync()
