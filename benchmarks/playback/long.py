"""Long plays with marks, small pictures and searches going on, against the same plays left alone, in turn.

Run: python -m benchmarks.playback.long --minutes 10 --runs 1

The real program on an X display without a monitor, with sound, on an encrypted 1080p30 film. A mark each two seconds,
the timeline zoomed and the list scrolled each 0.7 s, a search of the list and of the vault each 0.4 s. Status 1 where
the busy plays dropped more pictures than the quiet ones (middle of the runs).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.playback.films import HEARD, bench_vault, made, repeated, take_in
from benchmarks.playback.places import ROOT, Environment, display, own_home, sound_server

KINDS = ("quiet", "busy")
_FILM_S = 20
_EXTRA_S = 5


def main() -> int:
    """Prints the counts; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--films", type=Path, help="a folder where the films are kept for the next time")
    asked = parser.parse_args()
    dropped: dict[str, list[int]] = {kind: [] for kind in KINDS}
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        _fill_vault(folder, asked.films or folder, asked.minutes * 60)
        places = stack.enter_context(display()) | stack.enter_context(sound_server(folder))
        for run in range(asked.runs):
            for kind in KINDS:
                environment = own_home(folder / f"{kind}-{run}") | places
                told = _play(folder / "vault", asked.minutes * 60, kind, environment)
                dropped[kind].append(told["dropped"])
                print(f"{kind}: {told['dropped']} of {told['pictures']} dropped, {told['marks']} marks", flush=True)
    quiet, busy = (median(dropped[kind]) for kind in KINDS)
    print(f"middle of {asked.runs}: quiet {quiet:g}, busy {busy:g}: {'met' if busy <= quiet else 'MISSED'}")
    return int(busy > quiet)


def _fill_vault(folder: Path, films: Path, seconds: float) -> None:
    film = repeated(made(films, "gop30", _FILM_S, 30, HEARD), seconds + _EXTRA_S)
    with bench_vault(folder) as vault:
        take_in(vault, film)


def _play(vault: Path, seconds: float, kind: str, environment: Environment) -> dict[str, Any]:
    words = [sys.executable, "-m", "benchmarks.playback.longplay", str(vault), str(seconds), kind]
    done = subprocess.run(words, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


if __name__ == "__main__":
    sys.exit(main())
