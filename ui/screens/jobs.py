"""The background jobs of one page: kept while they run, ended with it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.jobs.background import Job, Work
from vidfeed.errors import ExpectedError, InternalError

Failure = ExpectedError | InternalError


class Jobs(QObject):
    """Starts jobs for a page; what they bring arrives in the window's thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._running: list[Job] = []

    @property
    def busy(self) -> bool:
        """Whether any is still running."""
        return bool(self._running)

    def start(
        self,
        work: Work,
        done: Callable[[Any], None],
        failed: Callable[[Failure], None],
        advanced: Callable[[float, float], None] | None = None,
    ) -> Job:
        """Runs `work`; exactly one of `done` and `failed` is called, unless `stop` comes first."""
        job = Job(work, self)
        self._running.append(job)
        job.finished.connect(lambda result: self._end(job, done, result))
        job.failed.connect(lambda error: self._end(job, failed, error))
        if advanced is not None:
            job.advanced.connect(advanced)
        return job.start()

    def stop(self) -> None:
        """Cancels all and waits; their results are dropped."""
        jobs, self._running = self._running, []
        for job in jobs:
            job.cancel()
        for job in jobs:
            job.wait()

    def _end(self, job: Job, then: Callable[[Any], None], outcome: Any) -> None:
        if job in self._running:
            self._running.remove(job)
            then(outcome)
            job.deleteLater()
