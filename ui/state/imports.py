"""Films on their way into the vault: one after another, each prepared while the next is copied."""

from collections import deque
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import count

from PySide6.QtCore import QObject, Signal

from ui.jobs.background import Job
from ui.state.desk import Desk
from vidfeed.errors import ErrorKind, ExpectedError, InternalError
from vidfeed.model.clip import Clip
from vidfeed.services.importing import Imported, ImportRequest, import_film, prepare_clip


class ImportState(StrEnum):
    """Where a film is."""

    WAITING = "waiting"
    COPYING = "copying"
    PREPARING = "preparing"
    DONE = "done"
    FAILED = "failed"
    STOPPED = "stopped"


@dataclass
class ImportEntry:
    """One film of the queue, as a row shows it.

    Attributes:
        done: part of the present step, 0.0 to 1.0.
        left_s: seconds left of it; negative while unknown.
        clip: once it can be watched.
    """

    number: int
    request: ImportRequest
    state: ImportState = ImportState.WAITING
    done: float = 0.0
    left_s: float = -1.0
    clip: Clip | None = None
    warnings: tuple[str, ...] = ()
    error: ExpectedError | InternalError | None = None
    job: Job | None = field(default=None, repr=False)


UNDERWAY = (ImportState.WAITING, ImportState.COPYING, ImportState.PREPARING)


class ImportQueue(QObject):
    """The films that are being copied in.

    Signals:
        entry_added, entry_changed: with the ImportEntry.
        idle: nothing is left to do.
    """

    entry_added = Signal(object)
    entry_changed = Signal(object)
    idle = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._numbers = count()
        self._copying: deque[ImportEntry] = deque()
        self._preparing: deque[ImportEntry] = deque()
        self._closed = False
        self._jobs: list[Job] = []
        self.entries: list[ImportEntry] = []

    @property
    def busy(self) -> bool:
        """Whether a film is still being copied or prepared."""
        return bool(self._copying or self._preparing)

    def add(self, request: ImportRequest) -> ImportEntry:
        """Puts a film at the queue's end."""
        entry = ImportEntry(next(self._numbers), request)
        self.entries.append(entry)
        self._copying.append(entry)
        self.entry_added.emit(entry)
        if len(self._copying) == 1:
            self._copy_next()
        return entry

    def prepare(self, clip: Clip, request: ImportRequest) -> ImportEntry:
        """Prepares a clip whose preparing was cut short earlier."""
        entry = ImportEntry(next(self._numbers), request, ImportState.PREPARING, clip=clip)
        self.entries.append(entry)
        self.entry_added.emit(entry)
        self._queue_preparing(entry)
        return entry

    def stop(self, entry: ImportEntry) -> None:
        """Stops one film; while it is copied nothing of it stays, a watchable clip stays without its proxy."""
        if entry.job is not None:
            entry.job.cancel()
        elif entry in self._copying:
            self._copying.remove(entry)
            self._change(entry, ImportState.STOPPED)

    def stop_all(self) -> None:
        """Stops everything and waits; for closing and locking: what was still on its way is not told any more."""
        self._closed = True
        for waiting in list(self._copying)[1:]:
            self.stop(waiting)
        for job in self._jobs:
            job.cancel()
        for job in self._jobs:
            job.wait()  # also where the result is here: its thread may still be on its way out of the signal
        self._jobs.clear()

    def _copy_next(self) -> None:
        if not self._copying:
            self._idle()
            return
        entry = self._copying[0]
        context = self._desk.context
        entry.job = Job(lambda progress, cancelled: import_film(context, entry.request, progress, cancelled), self)
        entry.job.advanced.connect(lambda done, left: self._advance(entry, done, left))
        entry.job.finished.connect(lambda imported: self._copied(entry, imported))
        entry.job.failed.connect(lambda error: self._failed(entry, error, self._copying))
        self._change(entry, ImportState.COPYING)
        self._jobs.append(entry.job.start())

    def _copied(self, entry: ImportEntry, imported: Imported) -> None:
        if self._closed:
            return
        entry.job = None
        entry.clip, entry.warnings = imported.clip, imported.warnings
        self._copying.popleft()
        self._change(entry, ImportState.PREPARING)
        self._desk.cases_changed.emit()
        self._queue_preparing(entry)
        self._copy_next()

    def _queue_preparing(self, entry: ImportEntry) -> None:
        self._preparing.append(entry)
        if len(self._preparing) == 1:
            self._prepare_next()

    def _prepare_next(self) -> None:
        if not self._preparing:
            self._idle()
            return
        entry = self._preparing[0]
        assert entry.clip is not None, "only an imported film is prepared"
        clip_id, context = entry.clip.id, self._desk.context
        entry.job = Job(lambda progress, cancelled: prepare_clip(context, clip_id, progress, cancelled), self)
        entry.job.advanced.connect(lambda done, left: self._advance(entry, done, left))
        entry.job.finished.connect(lambda clip: self._prepared(entry, clip))
        entry.job.failed.connect(lambda error: self._failed(entry, error, self._preparing))
        self._jobs.append(entry.job.start())

    def _prepared(self, entry: ImportEntry, clip: Clip) -> None:
        if self._closed:
            return
        entry.job, entry.clip = None, clip
        self._preparing.popleft()
        self._change(entry, ImportState.DONE)
        self._desk.cases_changed.emit()
        self._prepare_next()

    def _failed(self, entry: ImportEntry, error: ExpectedError | InternalError, queue: deque[ImportEntry]) -> None:
        if self._closed:
            return
        entry.job, entry.error = None, error
        queue.popleft()
        stopped = isinstance(error, ExpectedError) and error.kind is ErrorKind.CANCELLED
        self._change(entry, ImportState.STOPPED if stopped else ImportState.FAILED)
        if queue is self._copying:
            self._copy_next()
        else:
            self._prepare_next()

    def _advance(self, entry: ImportEntry, done: float, left_s: float) -> None:
        if self._closed:
            return
        entry.done, entry.left_s = done, left_s
        self.entry_changed.emit(entry)

    def _change(self, entry: ImportEntry, state: ImportState) -> None:
        entry.state, entry.done, entry.left_s = state, 0.0, -1.0
        self.entry_changed.emit(entry)

    def _idle(self) -> None:
        if not self.busy:
            self.idle.emit()
