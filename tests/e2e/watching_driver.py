"""Runs the real program and uses it from inside: plays the clip, presses a key, and waits to be killed.

Writes one JSON document a line: {"painted": number} for every picture read off the window, {"pressed": number} with
the number on the screen at the press, {"marked": milliseconds from the press until the mark was durable}.
"""

import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.qt.watch.seeing import painted_number
from ui.bootstrap.windows import open_windows
from ui.screens.application import make_application
from ui.screens.watch.screen import WatchScreen
from ui.screens.window import MainWindow

_TICK_MS = 10
_MARK_AT = 40

Condition = Callable[[], bool]


def tell(**words: object) -> None:
    print(json.dumps(words), flush=True)


class Driver(QObject):
    """Goes on with `_script` whenever what it waits for has come."""

    def __init__(self) -> None:
        super().__init__()
        self._script = self._play_and_mark()
        self._awaited: Condition = lambda: True
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._go_on)
        self._timer.start(_TICK_MS)
        self._pressed_at = 0.0

    def _go_on(self) -> None:
        if self._awaited():
            awaited = next(self._script, None)
            if awaited is None:
                self._timer.stop()
            else:
                self._awaited = awaited

    def _play_and_mark(self) -> Iterator[Condition]:
        yield lambda: _window() is not None
        window = _window()
        assert window is not None and window.shell is not None
        desk = window.shell.desk
        desk.open_clip(desk.context.catalogue.clips()[0])
        screen = window.shell.page
        assert isinstance(screen, WatchScreen)
        view = screen.board.stage.view
        yield lambda: painted_number(screen) == 0
        view.picture_painted.connect(lambda _frame: QTimer.singleShot(0, lambda: _tell_painted(screen)))
        screen.watched.marking.marked.connect(lambda _moment, _lasted: self._tell_marked())
        QTest.keyClick(view, Qt.Key.Key_Space)
        yield lambda: screen.play.frame >= _MARK_AT
        tell(pressed=painted_number(screen))
        self._pressed_at = time.perf_counter()
        QTest.keyClick(view, Qt.Key.Key_Q)

    def _tell_marked(self) -> None:
        tell(marked=round((time.perf_counter() - self._pressed_at) * 1000, 2))


def _tell_painted(screen: WatchScreen) -> None:
    tell(painted=painted_number(screen), at=time.monotonic())


def _window() -> MainWindow | None:
    windows = [one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow)]
    return next((window for window in windows if window.shell is not None), None)


if __name__ == "__main__":
    make_application()
    driver = Driver()
    sys.exit(open_windows(Path(sys.argv[1]), sys.argv[2]))
