"""One table of figures with their aims."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter, thread_time


@dataclass(frozen=True)
class Figure:
    """A measured time in milliseconds, with the most that it should be.

    Attributes:
        cpu_ms: what the work itself took of a core, where that was measured: other programs do not lengthen it.
    """

    name: str
    ms: float
    aim_ms: float
    how: str
    cpu_ms: float | None = None

    @property
    def met(self) -> bool:
        """Whether it is within the aim."""
        return self.ms <= self.aim_ms


def p95(times_ms: list[float]) -> float:
    """The time that 95 of a hundred do not pass."""
    ordered = sorted(times_ms)
    return ordered[min(len(ordered) - 1, round(0.95 * (len(ordered) - 1)))]


def timed_ms(work: Callable[[], object]) -> float:
    """How long it takes once."""
    began = perf_counter()
    work()
    return (perf_counter() - began) * 1000


def repeated(work: Callable[[], object], times: int) -> list[float]:
    """How long it takes each time."""
    return [timed_ms(work) for _ in range(times)]


def both_p95(name: str, work: Callable[[], object], times: int, aim_ms: float, how: str) -> Figure:
    """The p95 of so many runs, by the clock on the wall and by that of this thread."""
    wall, cpu = [], []
    for _ in range(times):
        began, busy = perf_counter(), thread_time()
        work()
        wall.append((perf_counter() - began) * 1000)
        cpu.append((thread_time() - busy) * 1000)
    return Figure(name, p95(wall), aim_ms, f"{times} {how}", p95(cpu))


HEAD = f"{'what':58} {'ms':>8} {'of core':>8} {'aim':>8}  met  how\n"


def told(one: Figure) -> bool:
    """Prints a line of the table; whether its aim is met."""
    met = "yes" if one.met else "NO"
    own = "" if one.cpu_ms is None else f"{one.cpu_ms:.1f}"
    sys.stdout.write(f"{one.name:58} {one.ms:8.1f} {own:>8} {one.aim_ms:8.0f}  {met:3}  {one.how}\n")
    sys.stdout.flush()
    return one.met


def middle(times_ms: list[float]) -> float:
    """The median."""
    return median(times_ms)
