"""A row of the vault's table, and how times are compared: in turns, by the median of each turn's ratio."""

import statistics
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

Way = Callable[[], object]
Times = dict[str, list[float]]


@dataclass(frozen=True)
class Row:
    """One line of the table.

    Attributes:
        aim: in words, or empty.
        met: whether the figure reaches it.
    """

    what: str
    figure: str
    aim: str = ""
    met: bool = True

    def __str__(self) -> str:
        missed = "" if self.met else ": **missed**"
        return f"| {self.what} | {self.figure} | {self.aim}{missed} |"


def timed(way: Way) -> float:
    """Seconds that it takes."""
    started = time.perf_counter()
    way()
    return time.perf_counter() - started


def in_turns(ways: Mapping[str, Way], rounds: int, before: Callable[[], object] = lambda: None) -> Times:
    """Seconds of each way and round; each round goes through all of them, forth and back by turns.

    Args:
        before: runs before each, untimed.
    """
    times: Times = {name: [] for name in ways}
    for number in range(rounds):
        for name, way in list(ways.items())[:: -1 if number % 2 else 1]:
            before()
            times[name].append(timed(way))
    return times


def ratio(times: Times, of: str, to: str) -> float:
    """Median of the rounds' ratios."""
    return statistics.median(a / b for a, b in zip(times[of], times[to], strict=True))


def part(times_s: list[float], share: float) -> float:
    """The time below which that share of them lies."""
    return sorted(times_s)[int(share * (len(times_s) - 1))]


def spread(times_s: list[float]) -> str:
    """p50 and p95, in milliseconds."""
    return f"p50 {part(times_s, 0.5) * 1000:.1f}, p95 {part(times_s, 0.95) * 1000:.1f} ms"


def at_most(what: str, times_s: list[float], p95_ms: int) -> Row:
    """A row of times whose p95 has a limit."""
    return Row(what, spread(times_s), f"p95 at most {p95_ms} ms", part(times_s, 0.95) * 1000 <= p95_ms)
