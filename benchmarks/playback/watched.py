"""The program as it is used for a while, for its memory: VAULT. Tells {"look": ...} where it is to be looked at."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from benchmarks.playback.films import PASSPHRASE
from tests.factories.driving import Script, arguments, drive, passed, tell
from ui.screens.watch.screen import WatchScreen

_PLAYED_S = 15.0
_SEEKS, _STEPS = 8, 20
_LOOK_S = 1.0


def _watch(screen: WatchScreen) -> Script:
    film, view = screen.watched.film, screen.board.stage.view
    assert film is not None
    yield from _look("opened")
    QTest.keyClick(view, Qt.Key.Key_Space)
    yield passed(_PLAYED_S)
    yield from _look("playing")
    for number in range(_SEEKS):
        screen.play.seek(film.film.index.frames * number // _SEEKS)
        yield passed(_LOOK_S)
    screen.play.pause()
    yield passed(_LOOK_S)
    for _ in range(_STEPS):
        QTest.keyClick(view, Qt.Key.Key_Comma)
        yield passed(0.1)
    yield from _look("after seeks and steps")


def _look(what: str) -> Script:
    yield passed(_LOOK_S)
    tell(look=what)
    yield passed(_LOOK_S)


if __name__ == "__main__":
    sys.exit(drive(Path(*arguments()), PASSPHRASE, _watch))
