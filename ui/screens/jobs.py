"""The background jobs of one page: kept while they run, ended with it."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from ui.jobs.background import Job, Work
from vidfeed.errors import ExpectedError, InternalError

Failure = ExpectedError | InternalError


class Jobs(QObject):
    """Starts jobs for a page; what they bring arrives in the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._wanted: list[Job] = []
        self._alive: list[Job] = []
        # Where a page goes without `stop`: no thread may outlive the object whose signals it sends.
        self.destroyed.connect(partial(_end_all, self._alive))

    @property
    def busy(self) -> bool:
        """Whether a result is still to come."""
        return bool(self._wanted)

    def start(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Failure], None],
        advanced: Callable[[float, float], None] | None = None,
    ) -> Job:
        """Runs `work`; exactly one of `done` and `failed` is called, unless `stop` comes first."""
        job = Job(work, self)
        self._wanted.append(job)
        self._alive.append(job)
        job.finished.connect(lambda result: self._end(job, done, result))
        job.failed.connect(lambda error: self._end(job, failed, error))
        job.ended.connect(lambda: self._let_go(job))
        if advanced is not None:
            job.advanced.connect(advanced)
        return job.start()

    def cancel(self) -> None:
        """Asks all to end; each then fails with kind `cancelled`, or brings what it has."""
        for job in self._alive:
            job.cancel()

    def stop(self) -> None:
        """Cancels all and waits; their results are dropped."""
        self._wanted.clear()
        _end_all(self._alive)

    def _end(self, job: Job, then: Callable[[Any], None], outcome: Any) -> None:
        if job in self._wanted:
            self._wanted.remove(job)
            then(outcome)

    def _let_go(self, job: Job) -> None:
        if job in self._alive:
            self._alive.remove(job)
            # Its thread may still be on its way out of the very signal that brought us here.
            job.wait()
            # Its connections may be all that keeps the page, which must not take the job along while it goes.
            job.setParent(None)
            job.deleteLater()


def _end_all(jobs: list[Job]) -> None:
    for job in jobs:
        job.cancel()
    for job in jobs:
        job.wait()
    jobs.clear()
