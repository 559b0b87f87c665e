"""One run of playing: from a command to play to the next command, in threads of its own."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from vidfeed.errors import InternalError
from vidfeed.media.handoff import Handoff
from vidfeed.media.play_path import Due, PlayPath
from vidfeed.media.run_output import RunOutput
from vidfeed.media.run_pictures import RunPictures
from vidfeed.media.shown import Shown

_AHEAD_PICTURES = 6
_LATE_S = 0.05
_SHOW_AT_LEAST_S = 0.2
_STALLED_S = 1.0
_PRIMED_PICTURES, _PRIMING_S = 2, 0.1


@dataclass(frozen=True)
class RunEvents:
    """Called on the run's threads.

    Attributes:
        shown: with each picture.
        ended: once, where the path came to its end, after its last picture has had its time; or with what broke the run
            off. It is to be stopped then.
        stalled: True where no picture could be made for a second, False when one comes again.
        held_up: with the frame whose time has passed while nothing could go on: the disk did not answer, or the machine
            slept. The run has ended; another is to go on there, so that nothing of the film is missed.
    """

    shown: Callable[[Shown], None]
    ended: Callable[[InternalError | None], None]
    stalled: Callable[[bool], None]
    held_up: Callable[[int], None]


@dataclass(frozen=True)
class _Ready:
    """A picture with its place; None at the path's end, or where something that was not expected broke it off."""

    shown: Shown | None
    due: Due
    problem: InternalError | None = None


class PlayRun:
    """Decodes ahead and delivers each picture when it is due.

    Args:
        path: what is shown.
        pictures: makes its pictures.
        speed: film seconds a second.
        output: not yet begun.
    """

    def __init__(
        self, path: PlayPath, pictures: RunPictures, speed: Fraction, output: RunOutput, events: RunEvents
    ) -> None:
        self._path, self._pictures, self._speed = path, pictures, speed
        self._output, self._events = output, events
        self._ready: Handoff[_Ready] = Handoff(_AHEAD_PICTURES)
        self._delivered_at = 0.0
        self._waited_in_vain = False
        self.dropped = 0
        self.begun = False
        self._threads = [
            threading.Thread(target=self._decode, name="vidfeed-decode"),
            threading.Thread(target=self._present, name="vidfeed-present"),
        ]

    @property
    def path(self) -> PlayPath:
        """What it shows."""
        return self._path

    def start(self) -> None:
        """Begins."""
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Nothing is delivered any more, save what is being delivered this instant. Does not wait.

        The output is silent on return: the next run may start it, however long this one's threads take to end.
        """
        self._output.stop()
        self._ready.close()

    @property
    def alive(self) -> bool:
        """Whether a thread of it still runs."""
        return self._output.alive or any(thread.is_alive() for thread in self._threads)

    def join(self) -> None:
        """Waits for the threads, after `stop`."""
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()
        self._output.join()

    def _decode(self) -> None:
        problem, due = None, Due(self._path.start, Fraction(0), Fraction(0))
        try:
            for due in self._path.frames():
                if not self._make_ready(due):
                    return
        except Exception as error:
            problem = InternalError(type(error).__name__)
        finally:
            self._pictures.close()
        self._ready.put(_Ready(None, due, problem))

    def _make_ready(self, due: Due) -> bool:
        """Makes a picture, if it is not too late; False where the run was stopped."""
        if self._output.stopping:
            return False
        if self._is_late(due) and self._pictures.leaves_out_late():
            self.dropped += 1
            return True
        shown = self._pictures.picture(due)
        return shown is None or self._ready.put(_Ready(shown, due))

    def _is_late(self, due: Due) -> bool:
        """Whether making the picture would only make the next ones late too; some are shown whatever the delay."""
        if due.frame == self._path.last or not self._output.running:
            return False
        if time.monotonic() - self._delivered_at > _SHOW_AT_LEAST_S:
            return False
        return self._seconds_until(due.until) < -_LATE_S

    def _present(self) -> None:
        try:
            problem = self._present_all()
        except Exception as error:
            problem = InternalError(type(error).__name__)
        if not self._output.stopping:
            self._events.ended(problem)

    def _present_all(self) -> InternalError | None:
        """Until the end, or the stop; what broke it off while decoding."""
        while (ready := self._next_ready()) is not None:
            if ready.shown is None:
                if ready.problem is None and self._output.running:
                    self._wait_until(ready.due.until)
                return ready.problem
            if not self._output.running:
                self._begin(ready.shown)
                continue
            in_time = self._seconds_until(ready.due.at) > -_LATE_S
            if not self._wait_until(ready.due.at):
                return None
            if self._waited_in_vain or (in_time and self._seconds_until(ready.due.at) < -_STALLED_S):
                self._events.held_up(ready.due.frame)
                return None
            too_late = self._seconds_until(ready.due.until) < 0 and len(self._ready) > 0
            if (
                too_late
                and ready.due.frame != self._path.last
                and time.monotonic() - self._delivered_at < _SHOW_AT_LEAST_S
            ):
                self.dropped += 1
            else:
                self._show(ready.shown)
        return None

    def _begin(self, shown: Shown) -> None:
        """Shows the first picture at once; time begins when a few more are at hand."""
        self._show(shown)
        self._ready.wait(_PRIMING_S, _PRIMED_PICTURES)
        self._output.begin()

    def _next_ready(self) -> _Ready | None:
        self._waited_in_vain = not self._ready.wait(_STALLED_S)
        if self._waited_in_vain:
            self._events.stalled(True)
            ready = self._ready.take()
            self._events.stalled(False)
            return ready
        return self._ready.take()

    def _show(self, shown: Shown) -> None:
        self._delivered_at = time.monotonic()
        self.begun = True
        self._events.shown(shown)

    def _seconds_until(self, at: Fraction) -> float:
        return float(at / self._speed) - self._output.seconds()

    def _wait_until(self, at: Fraction) -> bool:
        """Waits for the place to come; False where the run was stopped instead."""
        return self._output.wait_until(float(at / self._speed))
