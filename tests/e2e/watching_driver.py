"""Runs the real program and uses it from inside: plays the clip, presses a key, and waits to be killed.

Writes one JSON document a line: {"painted": number} for every picture read off the window, {"pressed": number} with
the number on the screen at the press, {"marked": milliseconds from the press until the mark was durable}.
"""

import sys
import time
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from tests.factories.driving import Script, arguments, drive, tell
from tests.qt.watch.seeing import painted_number
from ui.screens.watch.screen import WatchScreen

_MARK_AT = 40


def _play_and_mark(screen: WatchScreen) -> Script:
    view = screen.board.stage.view
    yield lambda: painted_number(screen) == 0
    view.picture_painted.connect(lambda _frame: QTimer.singleShot(0, lambda: _tell_painted(screen)))
    pressed_at = 0.0
    screen.watched.marking.marked.connect(
        lambda _moment, _lasted: tell(marked=round((time.perf_counter() - pressed_at) * 1000, 2))
    )
    QTest.keyClick(view, Qt.Key.Key_Space)
    yield lambda: screen.play.frame >= _MARK_AT
    tell(pressed=painted_number(screen))
    pressed_at = time.perf_counter()
    QTest.keyClick(view, Qt.Key.Key_Q)
    yield lambda: False  # until it is killed


def _tell_painted(screen: WatchScreen) -> None:
    tell(painted=painted_number(screen), at=time.monotonic())


if __name__ == "__main__":
    vault, passphrase = arguments()
    sys.exit(drive(Path(vault), passphrase, _play_and_mark))
