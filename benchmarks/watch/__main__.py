"""Watch's figures: marks while a film plays, the timeline and the list at 5,000 moments, search at a million.

Run: python -m benchmarks.watch [--moments N] under an X display (Xvfb will do); QT_QPA_PLATFORM=offscreen too, then
"painted" is the picture in memory.
"""

import argparse
import sys
import tempfile
from itertools import chain
from pathlib import Path

from benchmarks.watch.figures import HEAD, told
from benchmarks.watch.keys_needed import keys_needed
from benchmarks.watch.searching import search_figures
from benchmarks.watch.window import window_figures
from ui.screens.application import make_application


def main() -> int:
    """Prints the table; 1 where an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moments", type=int, default=1_000_000, help="in the vault that is searched")
    moments: int = parser.parse_args().moments
    make_application()
    sys.stdout.write(HEAD)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        met = [told(figure) for figure in chain(search_figures(folder, moments), window_figures(folder))]
    sys.stdout.write(keys_needed())
    return 0 if all(met) else 1


if __name__ == "__main__":
    sys.exit(main())
