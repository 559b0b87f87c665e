"""Work in a child process: progress and cancel over a pipe, expected errors brought home.

A child is spawned, never forked; it is handed its request (and any key) by pipe, so that nothing
private stands in its command line or environment, dumps no core, and ends when the pipe closes:
cancelled, or its parent gone.
"""

import contextlib
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from ui.jobs.process import dump_no_core, give_pictures_back
from vidfeed.errors import ErrorKind, ExpectedError, InternalError, WorkLostError, cancelled
from vidfeed.ports import Cancelled, Progress

Task = Callable[[Any, Progress], Any]
"""Runs in the child: takes the request and a progress callback, returns a picklable result."""

_POLL_S = 0.1
_NICENESS = 5
SILENCE_S = 300.0
"""A child that has told nothing for so long hangs: even a slow disk lets work on a film tell of some progress."""


@dataclass(frozen=True)
class _Advanced:
    done: float


@dataclass(frozen=True)
class _Finished:
    result: Any


@dataclass(frozen=True)
class _Refused:
    kind: ErrorKind
    message: str
    hint: str


@dataclass(frozen=True)
class _Broken:
    description: str


def run_in_child(
    task: Task, request: Any, what: str, progress: Progress, is_cancelled: Cancelled, silence_s: float = SILENCE_S
) -> Any:
    """Runs `task(request, progress)` in a fresh process and returns its result.

    Args:
        task: a function importable by name.
        request: picklable.
        what: begins the sentence when it is stopped ("The import").
        progress: called in this thread.
        is_cancelled: asked about ten times a second.
        silence_s: a child that tells of no progress for so long, while this machine is awake, is ended.

    Raises:
        ExpectedError: as the task raised it, or `cancelled`.
        WorkLostError: where its process died, or hung.
        InternalError: where the task broke.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_child, args=(theirs,), daemon=True)
    with _interrupts_held():
        process.start()
    theirs.close()
    try:
        with contextlib.suppress(BrokenPipeError):
            ours.send((task, request))
        return _await(ours, what, progress, is_cancelled, round(silence_s / _POLL_S))
    except WorkLostError:
        process.kill()
        raise
    finally:
        ours.close()
        process.join(timeout=2)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


def _await(pipe: Connection, what: str, progress: Progress, is_cancelled: Cancelled, most_silent_polls: int) -> Any:
    silent_polls = 0  # counted, not timed: a machine that sleeps does not poll
    while True:
        if is_cancelled():
            raise cancelled(what)
        try:
            message = pipe.recv() if pipe.poll(_POLL_S) else None
        except (EOFError, OSError) as error:
            raise WorkLostError("a child process ended without a word") from error
        silent_polls = silent_polls + 1 if message is None else 0
        if silent_polls > most_silent_polls:
            raise WorkLostError("a child process fell silent")
        match message:
            case _Advanced(done):
                progress(done)
            case _Finished(result):
                return result
            case _Refused(kind, text, hint):
                raise ExpectedError(kind, text, hint)
            case _Broken(description):
                raise InternalError(description)


def _child(pipe: Connection) -> None:
    _harden()
    task, request = pipe.recv()
    threading.Thread(target=_die_with, args=(pipe,), daemon=True).start()
    reply = _outcome(task, request, lambda done: pipe.send(_Advanced(done)))
    try:
        pipe.send(reply)
    except (BrokenPipeError, OSError):
        os._exit(1)
    except (pickle.PicklingError, TypeError, AttributeError):
        pipe.send(_Broken("a child's result could not be sent home"))


def _outcome(task: Task, request: Any, progress: Progress) -> Any:
    try:
        return _Finished(task(request, progress))
    except ExpectedError as error:
        return _Refused(error.kind, error.message, error.hint)
    except (BrokenPipeError, ConnectionError):
        os._exit(1)
    except Exception as error:  # whatever it is, the parent raises it as our own fault
        return _Broken(f"{type(error).__name__} in {task.__name__}")


@contextlib.contextmanager
def _interrupts_held() -> Iterator[None]:
    """A child begins with the terminal's Ctrl+C held off: it is for the parent to decide what it means."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread may change what a signal does, and only commands run children from it
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _harden() -> None:
    """No core dumps, no reaction to the terminal's Ctrl+C, and second place at the processor."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    dump_no_core()
    give_pictures_back()
    if sys.platform != "win32":
        os.nice(_NICENESS)


def _die_with(pipe: Connection) -> None:
    """Ends the process at once when the parent closes its side."""
    with contextlib.suppress(EOFError, OSError):
        pipe.recv()
    os._exit(1)
