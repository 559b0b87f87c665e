"""The real program used from inside: a script goes on whenever what it waits for has come."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from ui.bootstrap.windows import open_windows
from ui.jobs.process import give_pictures_back
from ui.screens.application import make_application
from ui.screens.watch.screen import WatchScreen
from ui.screens.window import MainWindow

_TICK_MS = 10

Condition = Callable[[], bool]
Script = Iterator[Condition]


def tell(**words: object) -> None:
    """One JSON document a line to whoever started this."""
    print(json.dumps(words), flush=True)


def passed(seconds: float) -> Condition:
    """That so long has gone by from now."""
    end = time.monotonic() + seconds
    return lambda: time.monotonic() >= end


class Driver(QObject):
    """Runs a script on the window's thread; `ended` is called once, at its end."""

    def __init__(self, script: Script, ended: Callable[[], object]) -> None:
        super().__init__()
        self._script, self._ended = script, ended
        self._awaited: Condition = lambda: True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(_TICK_MS)

    def _go_on(self) -> None:
        if not self._awaited():
            return
        awaited = next(self._script, None)
        if awaited is None:
            self._timer.stop()
            self._ended()
        else:
            self._awaited = awaited


def drive(vault: Path, passphrase: str, script: Callable[[WatchScreen], Script]) -> int:
    """Opens the program on a vault, its first clip on Watch, runs the script, and closes it; the exit status."""
    give_pictures_back()  # as `ui.main` does
    make_application()
    driver = Driver(_from_the_start(script), QApplication.closeAllWindows)
    status = open_windows(vault, passphrase)
    del driver
    return status


def _from_the_start(script: Callable[[WatchScreen], Script]) -> Script:
    yield lambda: _window() is not None
    window = _window()
    assert window is not None and window.shell is not None
    desk = window.shell.desk
    desk.open_clip(desk.context.catalogue.clips()[0])
    screen = window.shell.page
    assert isinstance(screen, WatchScreen)
    yield lambda: screen.board.stage.view.painted_frame is not None
    yield from script(screen)


def _window() -> MainWindow | None:
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    return next((window for window in windows if window.shell is not None), None)


def arguments() -> list[str]:
    """The words after the command."""
    return sys.argv[1:]
