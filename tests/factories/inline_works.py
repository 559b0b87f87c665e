"""Heavy work on films without child processes: the same tasks, in the test's own process."""

from typing import Any

from storage.vault import OpenVault
from ui.bootstrap.works import ChildWorks
from ui.jobs.child import Task
from vidfeed.ports import Cancelled, Progress


def _run_here(task: Task, request: Any, _what: str, progress: Progress, _cancelled: Cancelled) -> Any:
    return task(request, progress)


def inline_works(vault: OpenVault) -> ChildWorks:
    """The FilmWorks port, quick enough for every test; tests/e2e runs it in child processes."""
    return ChildWorks(vault, _run_here)
