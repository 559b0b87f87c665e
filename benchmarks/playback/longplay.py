"""One play of the program's first clip, for `benchmarks.playback.long`: VAULT SECONDS quiet|busy.

Tells {"pictures": ..., "dropped": ..., "marks": ...} of the pictures painted.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest

from benchmarks.playback.films import PASSPHRASE
from benchmarks.playback.lateness import dropped
from tests.factories.driving import Script, arguments, drive, passed, tell
from ui.screens.watch.screen import WatchScreen

_MARK_MS, _LOOK_MS, _SEARCH_MS = 2000, 700, 400
_WORDS = ("turn", "smile", "", "look")
_ZOOMS = (4.0, 0.25, 8.0, 0.125)
_FOUND_MOST = 200
_SETTLED_S = 2.0


class Bustle(QObject):
    """Marks, goes through small pictures, and searches, each at its own pace.

    Attributes:
        marks: made so far.
    """

    def __init__(self, screen: WatchScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self.marks = self._looks = self._searches = 0
        for pace_ms, act in ((_MARK_MS, self._mark), (_LOOK_MS, self._look), (_SEARCH_MS, self._search)):
            timer = QTimer(self)
            timer.timeout.connect(act)
            timer.start(pace_ms)

    def _mark(self) -> None:
        QTest.keyClick(self._screen.board.stage.view, Qt.Key.Key_Q)
        self.marks += 1

    def _look(self) -> None:
        self._screen.board.timeline.zoom(_ZOOMS[self._looks % len(_ZOOMS)])
        bar = self._screen.board.moments.view.verticalScrollBar()
        bar.setValue(bar.maximum() if self._looks % 2 else 0)
        self._looks += 1

    def _search(self) -> None:
        words = _WORDS[self._searches % len(_WORDS)]
        self._screen.board.moments.search.setText(words)
        self._screen.desk.context.catalogue.find_moments(text=words, limit=_FOUND_MOST)
        self._searches += 1


def _play(screen: WatchScreen, seconds: float, busy: bool) -> Script:
    film, view = screen.watched.film, screen.board.stage.view
    assert film is not None
    index, painted = film.film.index, []
    frames = min(index.frames, round(seconds * film.film.frame_rate))
    bustle = Bustle(screen) if busy else None
    view.picture_painted.connect(lambda frame: painted.append((frame, time.monotonic())))
    yield passed(_SETTLED_S)
    painted.clear()
    screen.play.play_once(0, frames - 1)
    yield lambda: not screen.watched.playing.is_playing
    yield passed(_SETTLED_S)
    tell(pictures=frames, dropped=dropped(painted, index, frames), marks=bustle.marks if bustle else 0)


if __name__ == "__main__":
    vault, seconds, kind = arguments()
    sys.exit(drive(Path(vault), PASSPHRASE, lambda screen: _play(screen, float(seconds), kind == "busy")))
