"""The process of a prepared visit, with hands in it: types the PIN, then does what the file `script` says.

Beside the script it writes `confirmed`: how many hearts were written down so far.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest

from tests.factories.vaults import PASSPHRASE
from ui.bootstrap import visit
from ui.screens.visit.showing import VisitShowing
from vidfeed.services.own_questions import AT_FIRST

PIN, WRONG_PIN = "482173", "111222"
WORDS, STEP = "He waits for me", "Film a meal"
WHY = "Because he waits"
_PATIENCE_S = 30


class Hands:
    """Presses what a therapist would."""

    def __init__(self, showing: VisitShowing, folder: Path) -> None:
        self._showing, self._folder = showing, folder

    def go(self) -> None:
        script = (self._folder / "script").read_text("utf-8")
        self._unlock(PIN, wrong_first=script != "hearts")
        if script == "hearts":
            self._hearts()
        else:
            self._whole(PASSPHRASE if script == "passphrase" else PIN)

    def _unlock(self, pin: str, wrong_first: bool) -> None:
        page = self._showing.pin
        if wrong_first:
            QTest.keyClicks(page, WRONG_PIN)
            self._until(lambda: page.said.text().startswith("That is not"))
        QTest.keyClicks(page, pin)
        self._until(lambda: self._showing.window is not None)

    def _whole(self, word: str) -> None:
        window = self._showing.window
        assert window is not None
        self._until(lambda: window.pages.playing.picture.image is not None)
        window.flow.talk()
        assert window.flow._record.questions(None)[-1] == AT_FIRST[-1], "the user’s own came along"
        assert [cue.why for cue in window.screens._cues] == [WHY], "for the panel alone"
        assert all(item.why_chosen == "" for item in window.flow._record.reel.items)
        QTest.keyClicks(window.pages.talk.words.field, WORDS)
        window.pages.talk.words.keep.click()
        window.flow.finish()
        gate = window.pages.finished.gate
        wrong = 3 if word == PASSPHRASE else 0
        for typed in (*[WRONG_PIN] * wrong, word):
            gate.field.setText(typed)
            gate.check()
            self._until(lambda: not gate._jobs.busy)
        self._until(window.pages.leaving.isVisible)
        window.pages.leaving.step.setPlainText(STEP)
        window.pages.leaving.close_button.click()

    def _hearts(self) -> None:
        window = self._showing.window
        assert window is not None
        item = next(item for item in window.flow._record.reel.items if item.clip_id)
        for number in self._numbers():
            window.flow._record.toggle_favourite(item.id)
            assert not window.flow._record.failures
            confirmed = self._folder / "confirmed"
            confirmed.with_suffix(".new").write_text(str(number), "utf-8")
            confirmed.with_suffix(".new").replace(confirmed)
            QTest.qWait(1)

    def _numbers(self) -> Iterator[int]:
        yield from range(1, 100_000)

    def _until(self, done: Callable[[], bool]) -> None:
        ends = time.monotonic() + _PATIENCE_S
        while not done():
            assert time.monotonic() < ends, "what was waited for did not come"
            QTest.qWait(10)


def _with_hands(wait: Callable[[VisitShowing], None], folder: Path) -> Callable[[VisitShowing], None]:
    def waiting(showing: VisitShowing) -> None:
        wait(showing)
        QTimer.singleShot(0, lambda: _carefully(Hands(showing, folder)))

    return waiting


def _carefully(hands: Hands) -> None:
    try:
        hands.go()
    except BaseException as error:
        (hands._folder / "went-wrong").write_text(repr(error), "utf-8")
        os._exit(1)


if __name__ == "__main__":
    # The process has no other door: what it may be told comes by its pipe, before there is a window.
    with patch.object(VisitShowing, "wait", _with_hands(VisitShowing.wait, Path(os.environ["VISIT_SCRIPTS"]))):
        sys.exit(visit.main())
