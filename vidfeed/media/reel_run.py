"""One run of playing an unrendered reel: from a command to play to the next command."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from functools import partial

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.reel_copies import ReelCopies
from vidfeed.media.reel_source import ReelFilms, Shot, item_shots
from vidfeed.media.relay import relay
from vidfeed.media.run_output import RunOutput
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import TextPainter

_AHEAD_PICTURES = 6
_SHORT_S = Fraction(3, 2)
_LATE_S = 0.05
_SHOW_AT_LEAST_S = 0.2


@dataclass(frozen=True)
class RunEvents:
    """Called on the run's thread.

    Attributes:
        shown: with every picture.
        ended: the run came to its end, after its last picture has had its time; it is to be stopped.
        unreadable: nothing (more) of an item, by its number, can be read, or something that was not expected went wrong
            with it; the run has ended before it, likewise.
    """

    shown: Callable[[Shot], None]
    ended: Callable[[], None]
    unreadable: Callable[[int, ExpectedError | InternalError], None]


class ReelRun:
    """Decodes ahead, across items, and delivers each picture when it is due.

    Args:
        first: the output frame to begin at.
        stop: one past the last.
        factor: of the reel's speed.
        canvas: asked before each picture is made: the size to make it in.
        output: not yet begun.
    """

    def __init__(
        self,
        reel: ReelFilms,
        first: int,
        stop: int,
        factor: Fraction,
        canvas: Callable[[], Canvas],
        words: TextPainter,
        output: RunOutput,
        events: RunEvents,
    ) -> None:
        self._plan = reel.plan
        self._first, self._stop = first, stop
        self._shown_first = self._next = first
        self._pace = reel.plan.rate * factor
        self._output, self._events = output, events
        self._delivered_s = 0.0
        numbers = range(self._plan.item_at(first), self._plan.item_at(stop - 1) + 1)
        self._reel, self._copies = reel, ReelCopies()
        pieces = [
            partial(
                item_shots, reel, number, canvas, words, first, partial(self._is_made, number), self._copies.open_reader
            )
            for number in numbers
        ]
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
        self._output.stop()

    @property
    def position(self) -> int:
        """The output frame whose time it is, of those that the picture shown last stands for."""
        passed_s = self._output.seconds() if self._output.running else 0.0
        now = self._first + int(passed_s * float(self._pace))
        return max(self._shown_first, min(now, self._next - 1))

    @property
    def alive(self) -> bool:
        """Whether a thread of it still runs."""
        return self._output.alive or self._thread.is_alive()

    def join(self) -> None:
        """Waits for the threads, after `stop`."""
        if self._thread is not threading.current_thread():
            self._thread.join()
        self._output.join()

    def _present(self) -> None:
        try:
            self._present_all()
        except Exception as error:
            if not self._output.stopping:
                number = self._plan.item_at(min(self._next, self._stop - 1))
                self._events.unreadable(number, InternalError(type(error).__name__))

    def _present_all(self) -> None:
        problem: ExpectedError | None = None
        try:
            for shot in self._shots:
                if self._output.stopping:
                    break  # before its first picture, perhaps: it would never begin, and read the reel to its end
                if not self._output.running:
                    self._begin(shot)
                elif self._wait_until(shot.first):
                    self._show(shot)
                else:
                    break
        except ExpectedError as error:
            problem = error
        finally:
            self._shots.close()
        if self._wait_until(self._next if problem else self._stop):
            self._events.ended() if problem is None else self._events.unreadable(
                self._plan.item_at(self._next), problem
            )

    def _begin(self, shot: Shot) -> None:
        """Shows the first picture at once; its time begins when there is sound."""
        self._show(shot)
        self._output.begin()

    def _show(self, shot: Shot) -> None:
        self._shown_first, self._next = shot.first, shot.first + shot.count
        if self._is_wanted(shot.first, shot.count):
            self._delivered_s = self._output.seconds() if self._output.running else 0.0
            self._events.shown(shot)
        else:
            self.dropped += 1

    def _is_made(self, number: int, first: int, count: int) -> bool:
        """Whether to make a picture of an item: from its light copy, even late ones cost little."""
        return self._is_wanted(first, count) or not self._copies.leaves_out_late(self._reel, number)

    def _is_wanted(self, first: int, count: int) -> bool:
        """Whether a picture comes in time to be seen; some are shown whatever the delay, and the last always."""
        if not self._output.running or first + count >= self._stop:
            return True
        now_s = self._output.seconds()
        in_time = self._due_s(first + count) >= now_s - _LATE_S
        return in_time or now_s - self._delivered_s > _SHOW_AT_LEAST_S

    def _due_s(self, frame: int) -> float:
        return float((frame - self._first) / self._pace)

    def _wait_until(self, frame: int) -> bool:
        """Waits for the frame's time; the first to come starts the clock. False where the run was stopped instead."""
        if not self._output.running:
            self._output.begin()
        return self._output.wait_until(self._due_s(frame))


def _begun_early(plan: ReelPlan, first_number: int, piece: int) -> int:
    """One item ahead; two where the next is too short to make the one after it ready in time."""
    after = first_number + piece + 1
    if after >= len(plan.items):
        return 1
    return 2 if plan.starts[after + 1] - plan.starts[after] < _SHORT_S * plan.rate else 1
