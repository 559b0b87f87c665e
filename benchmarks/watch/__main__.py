"""Watch's figures: marks while a film plays; 5,000 moments in a minute and in two hours; search at a million.

Run: python -m benchmarks.watch [--parts marking crowded long keys search] [--moments N], on an X display (Xvfb will
do) or, where there is none, without a screen; then "painted" is the picture in memory. Without --moments the vault
searched is smaller, so that a run takes minutes; the aim is for 1,000,000.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.watch.figures import HEAD, Figure, told
from benchmarks.watch.keys_needed import keys_needed
from benchmarks.watch.long_timeline import long_figures
from benchmarks.watch.searching import search_figures
from benchmarks.watch.window import crowded_figures, marking_figures
from ui.screens.application import make_application

_QUICK = 20_000
Part = Callable[[Path], Iterator[Figure]]


def main() -> int:
    """Prints the table; 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=("marking", "crowded", "long", "keys", "search"))
    parser.add_argument("--moments", type=int, default=_QUICK, help="in the vault that is searched")
    asked = parser.parse_args()
    moments: int = asked.moments
    parts: dict[str, Part] = {
        "marking": marking_figures,
        "crowded": crowded_figures,
        "long": long_figures,
        "search": lambda folder: search_figures(folder, moments),
    }
    wanted: list[str] = asked.parts or [*parts, "keys"]
    if not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    make_application()
    sys.stdout.write(HEAD)
    sys.stdout.flush()
    met = [told(figure) for name in parts if name in wanted for figure in _measured(parts[name])]
    if "keys" in wanted:
        sys.stdout.write(keys_needed())
    return 0 if all(met) else 1


def _measured(part: Part) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        yield from part(Path(name))


if __name__ == "__main__":
    sys.exit(main())
