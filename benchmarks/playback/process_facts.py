"""What a program and its children take of the machine."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import psutil

_TICK_S = 0.03
_QUIET_S = 0.12
_TICKS_IN_QUIET_S = 0.011
_REST_PATIENCE_S = 20

Fact = TypeVar("Fact")


@dataclass(frozen=True)
class Taken:
    """At one moment, children included.

    Attributes:
        pss_mb: memory, pages that are shared counted in part.
    """

    pss_mb: float
    threads: int
    files: int


def taken(pid: int) -> Taken:
    """What a process and its children take now."""
    family = _family(pid)
    return Taken(
        sum(_of(process, lambda one: one.memory_full_info().pss, 0) for process in family) / 1e6,
        sum(_of(process, lambda one: one.num_threads(), 0) for process in family),
        sum(_of(process, lambda one: one.num_fds(), 0) for process in family),
    )


def wait_for_rest(pid: int) -> None:
    """Until a process does nothing more for a moment: what it makes ready in the background is no one else's load."""
    end = time.monotonic() + _REST_PATIENCE_S
    quiet_from, busy_s = time.monotonic(), _busy_s(pid)
    while time.monotonic() < min(end, quiet_from + _QUIET_S):
        time.sleep(_TICK_S)  # processor time is only to be had by asking
        now_s = _busy_s(pid)
        if now_s - busy_s > _TICKS_IN_QUIET_S:
            quiet_from, busy_s = time.monotonic(), now_s


def _busy_s(pid: int) -> float:
    times = psutil.Process(pid).cpu_times()
    return times.user + times.system


def _family(pid: int) -> list[psutil.Process]:
    process = psutil.Process(pid)
    return [process, *process.children(recursive=True)]


def _of(process: psutil.Process, ask: Callable[[psutil.Process], Fact], gone: Fact) -> Fact:
    with contextlib.suppress(psutil.NoSuchProcess):
        return ask(process)
    return gone
