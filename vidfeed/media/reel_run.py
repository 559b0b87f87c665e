"""One run of playing an unrendered reel: from a command to play to the next command."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Protocol

from vidfeed.errors import ExpectedError
from vidfeed.media.play_clock import PlayClock
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.reel_source import ReelFilms, Shot, item_shots
from vidfeed.media.relay import relay
from vidfeed.media.sound_ahead import SoundAhead
from vidfeed.media.sound_output import ReadSound
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import TextPainter

_AHEAD_PICTURES = 6
_SHORT_S = Fraction(3, 2)
_LATE_S = 0.05
_SHOW_AT_LEAST_S = 0.2
_SOUND_READY_S = 0.4
_GLANCE_S = 0.05


class RunClock(Protocol):
    """Seconds of a run; see `PlayClock`."""

    def start(self, read: ReadSound | None) -> None: ...
    def seconds(self) -> float: ...
    def stop(self) -> None: ...
    def wait(self, seconds: float, stopping: threading.Event) -> None:
        """Waits for that long at most, less where `stopping` is set."""


class WaitingClock(PlayClock):
    """The clock that people live by."""

    def wait(self, seconds: float, stopping: threading.Event) -> None:
        """See RunClock; looks up often, for what is heard may pull the clock along."""
        stopping.wait(min(seconds, _GLANCE_S))


@dataclass(frozen=True)
class RunEvents:
    """Called on the run's thread.

    Attributes:
        shown: with every picture.
        ended: the run came to its end, after its last picture has had its time; it is to be stopped.
        unreadable: nothing (more) of an item, by its number, can be read; the run has ended before it, likewise.
    """

    shown: Callable[[Shot], None]
    ended: Callable[[], None]
    unreadable: Callable[[int, ExpectedError], None]


class ReelRun:
    """Decodes ahead, across items, and delivers each picture when it is due.

    Args:
        first: the output frame to begin at.
        stop: one past the last.
        factor: of the reel's speed.
        canvas: asked before each picture is made: the size to make it in.
        clock: not yet started.
        sound: already decoding; None for silence.
    """

    def __init__(
        self,
        reel: ReelFilms,
        first: int,
        stop: int,
        factor: Fraction,
        canvas: Callable[[], Canvas],
        words: TextPainter,
        clock: RunClock,
        sound: SoundAhead | None,
        events: RunEvents,
    ) -> None:
        self._plan = reel.plan
        self._first, self._stop = first, stop
        self._shown_first = self._next = first
        self._pace = reel.plan.rate * factor
        self._clock, self._sound, self._events = clock, sound, events
        self._stopping, self._running = threading.Event(), threading.Event()
        self._output_lock = threading.Lock()
        self._delivered_s = 0.0
        numbers = range(self._plan.item_at(first), self._plan.item_at(stop - 1) + 1)
        pieces = [partial(item_shots, reel, number, canvas, words, first, self._is_wanted) for number in numbers]
        early = partial(_begun_early, self._plan, numbers.start)
        self._shots = relay(pieces, _AHEAD_PICTURES, early)
        self._thread = threading.Thread(target=self._present, name="vidfeed-reel")
        self.dropped = 0

    def start(self) -> None:
        """Begins."""
        self._thread.start()

    def stop(self) -> None:
        """Nothing is delivered any more, save what is being delivered this instant. Does not wait.

        The output is silent on return: the next run may start it, however long this one's threads take to end.
        """
        with self._output_lock:
            self._stopping.set()
            self._clock.stop()
        if self._sound is not None:
            self._sound.close()

    @property
    def position(self) -> int:
        """The output frame whose time it is, of those that the picture shown last stands for."""
        now = self._first + int(self._clock.seconds() * float(self._pace)) if self._running.is_set() else self._first
        return max(self._shown_first, min(now, self._next - 1))

    @property
    def alive(self) -> bool:
        """Whether its thread still runs."""
        return self._thread.is_alive()

    def join(self) -> None:
        """Waits for the threads, after `stop`."""
        if self._thread is not threading.current_thread():
            self._thread.join()
        if self._sound is not None:
            self._sound.join()

    def _present(self) -> None:
        problem: ExpectedError | None = None
        try:
            for shot in self._shots:
                if not self._wait_until(shot.first):
                    break
                self._show(shot)
        except ExpectedError as error:
            problem = error
        finally:
            self._shots.close()
        if self._wait_until(self._next if problem else self._stop):
            self._events.ended() if problem is None else self._events.unreadable(
                self._plan.item_at(self._next), problem
            )

    def _show(self, shot: Shot) -> None:
        self._shown_first, self._next = shot.first, shot.first + shot.count
        if self._is_wanted(shot.first, shot.count):
            self._delivered_s = self._clock.seconds()
            self._events.shown(shot)
        else:
            self.dropped += 1

    def _is_wanted(self, first: int, count: int) -> bool:
        """Whether a picture comes in time to be seen; some are shown whatever the delay, and the last always."""
        if not self._running.is_set() or first + count >= self._stop:
            return True
        now_s = self._clock.seconds()
        in_time = self._due_s(first + count) >= now_s - _LATE_S
        return in_time or now_s - self._delivered_s > _SHOW_AT_LEAST_S

    def _due_s(self, frame: int) -> float:
        return float((frame - self._first) / self._pace)

    def _wait_until(self, frame: int) -> bool:
        """Waits for the frame's time; the first to come starts the clock. False where the run was stopped instead."""
        if not self._running.is_set():
            self._begin()
        while not self._stopping.is_set():
            left_s = self._due_s(frame) - self._clock.seconds()
            if left_s <= 0:
                return True
            self._clock.wait(left_s, self._stopping)
        return False

    def _begin(self) -> None:
        if self._sound is not None:
            self._sound.wait_ready(_SOUND_READY_S)
        with self._output_lock:
            if not self._stopping.is_set():
                self._clock.start(self._sound.read if self._sound else None)
                self._running.set()


def _begun_early(plan: ReelPlan, first_number: int, piece: int) -> int:
    """One item ahead; two where the next is too short to make the one after it ready in time."""
    after = first_number + piece + 1
    if after >= len(plan.items):
        return 1
    return 2 if plan.starts[after + 1] - plan.starts[after] < _SHORT_S * plan.rate else 1
