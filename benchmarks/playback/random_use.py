"""A hand that does anything with the Watch screen: goes, drags, steps, plays, marks, changes clips."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from fractions import Fraction

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.factories.driving import Condition, Script
from ui.screens.watch.screen import WatchScreen
from vidfeed.model.clip import Clip

_PATIENCE_S = 60
_DRAG_MOVES = 12
_MOST_PLAYED = 60

Act = Callable[[], Script]


class RandomUse:
    """Each act is a script that goes on when pictures have come.

    Attributes:
        counts: how often each act was done.
        stalls: acts whose pictures did not come in a minute.
    """

    def __init__(self, screen: WatchScreen, seed: int) -> None:
        self._screen, self._dice = screen, random.Random(seed)
        self._view = screen.board.stage.view
        self._pictured = 0
        screen.watched.playing.pictured.connect(self._note_pictured)
        self.counts: dict[str, int] = {}
        self.stalls: list[str] = []
        self._doing = ""
        self._acts: dict[str, tuple[int, Act]] = {
            "go": (5, self._go),
            "drag": (3, self._drag),
            "step": (5, self._step),
            "play": (4, self._play),
            "speed": (2, self._change_speed),
            "slowly": (2, self._play_slowly),
            "backwards": (2, self._play_backwards),
            "loop": (1, self._loop),
            "mark": (2, self._mark),
            "jump": (2, self._jump),
            "open": (1, self._open_another),
        }

    def act(self) -> Script:
        """Does one thing, whichever."""
        names = list(self._acts)
        (name,) = self._dice.choices(names, [self._acts[name][0] for name in names])
        self.counts[name] = self.counts.get(name, 0) + 1
        self._doing = name
        yield from self._acts[name][1]()

    def come_to_rest(self) -> Script:
        """The first clip, opened anew, stands at its first frame, at the usual speed, without a loop."""
        play, self._doing = self._screen.play, "rest"
        play.pause()
        for clip in reversed(self._clips()):
            yield from self._open(clip)
        play.loop.set_on(False)
        play.set_speed(Fraction(1))
        play.go_first()
        yield self._patiently(lambda: self._view.painted_frame == 0)

    # What the hand does

    def _go(self) -> Script:
        self._screen.play.seek(self._any_frame())
        yield self._pictures(1, 1)

    def _drag(self) -> Script:
        frame = self._any_frame()
        for _ in range(_DRAG_MOVES):
            frame = max(0, min(self._frames() - 1, frame + self._dice.randint(-20, 20)))
            self._screen.play.seek(frame, moving=True)
            yield self._pictures(1, 1)
        self._screen.play.seek(frame)
        yield self._pictures(1, 1)

    def _step(self) -> Script:
        which = self._dice.choice((Qt.Key.Key_Comma, Qt.Key.Key_Period))
        for _ in range(self._dice.randint(1, 12)):
            self._press(which)
            yield self._pictures(1, 1)

    def _play(self) -> Script:
        self._press(Qt.Key.Key_Space)
        yield self._pictures(self._dice.randint(5, _MOST_PLAYED), 0)

    def _play_backwards(self) -> Script:
        QTest.keyClick(self._view, Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
        yield self._pictures(self._dice.randint(5, _MOST_PLAYED), 0)

    def _change_speed(self) -> Script:
        self._press(self._dice.choice((Qt.Key.Key_Minus, Qt.Key.Key_Equal)))
        yield self._pictures(3, 0)

    def _play_slowly(self) -> Script:
        held = (Qt.Key.Key_K, self._dice.choice((Qt.Key.Key_J, Qt.Key.Key_L)))
        for which in held:
            QTest.keyPress(self._view, which)
        yield self._pictures(self._dice.randint(2, 12), 0)
        for which in reversed(held):
            QTest.keyRelease(self._view, which)

    def _loop(self) -> Script:
        first = self._any_frame()
        for which, frame in ((Qt.Key.Key_BracketLeft, first), (Qt.Key.Key_BracketRight, first + 20)):
            self._screen.play.seek(frame)
            yield self._pictures(1, 1)
            self._press(which)
        self._press(Qt.Key.Key_Space)
        yield self._pictures(40, 0)
        self._screen.play.loop.set_on(False)

    def _mark(self) -> Script:
        self._press(Qt.Key.Key_Q)
        yield self._pictures(2, 0)
        if self._dice.random() < 0.9:
            self._screen.desk.undo(self._screen.history_scope() or "")

    def _jump(self) -> Script:
        self._press(self._dice.choice((Qt.Key.Key_J, Qt.Key.Key_L, Qt.Key.Key_Home)))
        yield self._pictures(1, 1)

    def _open_another(self) -> Script:
        yield from self._open(self._dice.choice(self._clips()))

    def _open(self, clip: Clip) -> Script:
        before = self._pictured
        film = self._screen.watched.film
        if film is None or film.clip.id != clip.id:
            self._screen.desk.open_clip(clip)
            yield self._patiently(lambda: self._pictured > before)

    # What it goes by

    def _press(self, which: Qt.Key) -> None:
        QTest.keyClick(self._view, which)

    def _clips(self) -> list[Clip]:
        return list(self._screen.desk.context.catalogue.clips())

    def _frames(self) -> int:
        film = self._screen.watched.film
        return film.film.index.frames if film is not None else 1

    def _any_frame(self) -> int:
        return self._dice.randrange(self._frames())

    def _pictures(self, playing: int, standing: int) -> Condition:
        """So many more pictures while the film plays; where it stands it is another number."""
        before = self._pictured

        def come() -> bool:
            return self._pictured - before >= (playing if self._screen.watched.playing.is_playing else standing)

        return self._patiently(come)

    def _patiently(self, awaited: Condition) -> Condition:
        end = time.monotonic() + _PATIENCE_S

        def come() -> bool:
            if awaited():
                return True
            if time.monotonic() < end:
                return False
            self.stalls.append(self._doing)
            return True

        return come

    def _note_pictured(self, _shown: object) -> None:
        self._pictured += 1
