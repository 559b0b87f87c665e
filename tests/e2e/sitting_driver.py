"""Marks, decides, tags and writes by keys as fast as it can, until it is killed; tells each change once it is durable.

A line for each: how many steps the history has, and a digest of all moments as they are then.
"""

import itertools
import json
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.e2e.sitting_facts import digest
from tests.factories.vaults import unlocked
from ui.screens.application import make_application
from ui.screens.watch.screen import WatchScreen
from vidfeed.model.change import ChangeSet

_DECISIONS = (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down)


class Teller(QObject):
    """Knows the moments from what was announced, as the window does."""

    def __init__(self, screen: WatchScreen, steps: int) -> None:
        super().__init__(screen)
        self._screen, self._steps = screen, steps
        screen.desk.changed.connect(self._tell)

    def _tell(self, change: ChangeSet) -> None:
        self._steps += bool(change.moments)
        line = {"steps": self._steps, "digest": digest(self._screen.watched.moments.ordered)}
        sys.stdout.write(json.dumps(line) + "\n")
        sys.stdout.flush()


def _sit(screen: WatchScreen) -> None:
    """Three passes, again and again, in a film that stands."""
    view = screen.board.stage.view
    for turn in itertools.count():
        for number, which in enumerate("QWE123M"):
            screen.play.frame = (turn * 37 + number * 19) % 140
            screen.watched.moments.select("")
            screen.watched.playing.is_playing = True
            QTest.keyClick(view, Qt.Key(ord(which)))
            screen.watched.playing.is_playing = False
        QTest.keyClick(view, Qt.Key.Key_F3)
        QTest.keyClick(view, Qt.Key.Key_F3)
        for number in range(3):
            QTest.keyClick(view, _DECISIONS[number])
        QTest.keyClick(view, Qt.Key.Key_F3)
        QTest.keyClick(view, Qt.Key.Key_Return)
        QTest.keyClicks(screen.board.inspector.caption, f"word {turn}")
        QTest.keyClick(screen.board.inspector.caption, Qt.Key.Key_Escape)
        QTest.keyClick(view, Qt.Key.Key_F3)
        QApplication.processEvents()


def main() -> None:
    """Opens the vault that is named, and begins."""
    make_application()
    vault = unlocked(Path(sys.argv[1]))
    screen = WatchScreen(vault.desk(), make_sound=lambda: None)
    screen.resize(1366, 654)
    screen.show()
    screen.desk.open_clip(vault.clip)
    screen.entered()
    scope = screen.history_scope()
    assert scope is not None
    steps = len(vault.context.catalogue.steps(scope, 1_000_000))
    Teller(screen, steps)
    sys.stdout.write(json.dumps({"steps": steps, "digest": digest(screen.watched.moments.ordered)}) + "\n")
    sys.stdout.flush()
    _sit(screen)


if __name__ == "__main__":
    main()
