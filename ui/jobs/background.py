"""Work off the window's thread: progress with time left, cancel, and the result back as a signal."""

import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from vidfeed.errors import ExpectedError, InternalError
from vidfeed.ports import Cancelled, Progress

Work = Callable[[Progress, Cancelled], Any]


class Job(QObject):
    """One piece of slow work in a thread of its own.

    Signals:
        advanced: the done part, 0.0 to 1.0, and the seconds left by the pace so far (negative while unknown).
        finished: with the result.
        failed: with the ExpectedError or InternalError.
        ended: after either, when the thread has nothing left to do.
    """

    advanced = Signal(float, float)
    finished = Signal(object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, work: Work, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="vidfeed-job")
        self._given_up = False
        self._began = 0.0

    def start(self) -> "Job":
        """Begins; the signals arrive in the thread that made the job."""
        self._began = time.monotonic()
        self._thread.start()
        return self

    def cancel(self) -> None:
        """Asks the work to stop; it then fails with kind `cancelled`."""
        self._stop.set()

    def wait(self) -> None:
        """Blocks until the work has ended, unless it was given up; for closing time only."""
        if self._thread.ident is not None and not self._given_up:
            self._thread.join()

    def give_up(self, by_s: float) -> None:
        """Waits until that reading of the monotonic clock and no longer: the process goes, and the work with it."""
        if self._thread.ident is not None:
            self._thread.join(max(0.0, by_s - time.monotonic()))
        self._given_up = True

    @property
    def running(self) -> bool:
        """Whether the thread is alive."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            result = self._work(self._advance, self._stop.is_set)
        except (ExpectedError, InternalError) as error:
            self.failed.emit(error)
        except Exception as error:  # nothing may end a thread silently
            self.failed.emit(InternalError(f"{type(error).__name__} in a background job"))
        else:
            self.finished.emit(result)
        self.ended.emit()

    def _advance(self, done: float) -> None:
        elapsed = time.monotonic() - self._began
        left = elapsed * (1 - done) / done if done > 0 else -1.0
        self.advanced.emit(done, left)


def end_soon(jobs: Sequence[Job], within_s: float) -> None:
    """Asks all to end, and waits so long for all of them together; whatever still runs then is given up."""
    for job in jobs:
        job.cancel()
    by_s = time.monotonic() + within_s
    for job in jobs:
        job.give_up(by_s)
