"""Hours of random use: memory, threads and open files must not grow.

Run: python -m benchmarks.playback.soak --minutes 60 [--seed 1] [--offscreen]

The real program runs on a screen of its own, with sound, on a vault of three films. About twice a minute it stands on
the same frame of the same film; then it is looked at. After a sixth of the time, in which caches fill, the rests are
compared: status 1 where threads or files are more at the end than then, where memory (a straight line through all
rests) grew by more than 20 MB, or where a picture did not come in a minute.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.playback.films import HEARD, SWIFT, bench_vault, made, take_in
from benchmarks.playback.places import ROOT, Environment, display, own_home, sound_server
from benchmarks.playback.process_facts import Taken, taken

MOST_GROWTH_MB = 20
_FILM_S = 20
_WARM_UP = 6


@dataclass(frozen=True)
class Rest:
    """The program, standing."""

    minutes: float
    taken: Taken
    told: dict[str, Any]


def main() -> int:
    """Prints the figures; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--offscreen", action="store_true", help="without an X display and without sound")
    parser.add_argument("--films", type=Path, help="a folder where the films are kept for the next time")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        _fill_vault(folder, asked.films or folder)
        environment = own_home(folder)
        if not asked.offscreen:
            environment |= stack.enter_context(display()) | stack.enter_context(sound_server(folder))
        rests = _use(folder / "vault", asked.minutes * 60, asked.seed, environment)
    return _judge(rests)


def _fill_vault(folder: Path, films: Path) -> None:
    with bench_vault(folder) as vault:
        take_in(vault, made(films, "gop30", _FILM_S, 30, HEARD))
        take_in(vault, made(films, "gop250", _FILM_S, 250, HEARD))
        take_in(vault, made(films, "swift", _FILM_S, 60, SWIFT))


def _use(vault: Path, seconds: float, seed: int, environment: Environment) -> list[Rest]:
    words = [sys.executable, "-m", "benchmarks.playback.used", str(vault), str(seconds), str(seed)]
    program = subprocess.Popen(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    began, rests = time.monotonic(), []
    for line in program.stdout:
        rest = Rest((time.monotonic() - began) / 60, taken(program.pid), json.loads(line))
        rests.append(rest)
        _print_rest(rest)
    if program.wait() != 0 or len(rests) < 2:
        raise SystemExit(f"the program ended with status {program.returncode} after {len(rests)} rests")
    return rests


def _print_rest(rest: Rest) -> None:
    facts, acts = rest.taken, sum(rest.told["acts"].values())
    print(
        f"{rest.minutes:6.1f} min {facts.pss_mb:6.1f} MB {facts.threads:3d} threads {facts.files:3d} files"
        f" {acts:6d} acts stalls {rest.told['stalls']}",
        flush=True,
    )


def _judge(rests: Sequence[Rest]) -> int:
    warm = rests[len(rests) // _WARM_UP :]
    slope_mb_per_min = _slope(warm)
    growth_mb = slope_mb_per_min * (warm[-1].minutes - warm[0].minutes)
    start, middle, end = warm[0], warm[len(warm) // 2], warm[-1]
    print(f"acts: {rests[-1].told['acts']}")
    print(f"memory after the warm-up, in the middle, at the end: {_each(start, middle, end)} MB")
    print(f"slope: {slope_mb_per_min * 60:+.1f} MB an hour; {growth_mb:+.1f} MB in all, at most {MOST_GROWTH_MB}")
    print(f"threads: {start.taken.threads} to {end.taken.threads}; files: {start.taken.files} to {end.taken.files}")
    faults = [
        *["memory"] * (growth_mb > MOST_GROWTH_MB),
        *["threads"] * (end.taken.threads > start.taken.threads),
        *["files"] * (end.taken.files > start.taken.files),
        *[f"pictures that did not come: {end.told['stalls']}"] * bool(end.told["stalls"]),
    ]
    print(f"NOT MET: {', '.join(faults)}" if faults else "met")
    if end.taken.threads > start.taken.threads:
        print(f"threads at the end: {end.told['threads']}")
    return int(bool(faults))


def _slope(rests: Sequence[Rest]) -> float:
    """MB a minute; level where there are too few rests to tell."""
    if len(rests) < 3:
        return 0.0
    minutes = np.array([rest.minutes for rest in rests])
    memory = np.array([rest.taken.pss_mb for rest in rests])
    return float(np.polyfit(minutes, memory, 1)[0])


def _each(*rests: Rest) -> str:
    return ", ".join(f"{rest.taken.pss_mb:.0f}" for rest in rests)


if __name__ == "__main__":
    sys.exit(main())
