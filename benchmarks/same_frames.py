"""A hundred random reels, each played unrendered, listed and rendered: every frame has to be the one planned.

Run: python -m benchmarks.same_frames [--reels N] [--seed S] [FILM ...]; the films named join those that are made.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from dataclasses import astuple
from pathlib import Path

from tests.media.reel_parts import Shelf, mixed_shelf, shelf
from tests.media.same_frames import compare, random_reel


def main() -> int:
    """Prints the counts; 1 where a frame was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", nargs="*", type=Path)
    parser.add_argument("--reels", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice, totals = random.Random(args.seed), [0] * 6
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made, real = mixed_shelf(folder), shelf(**{f"real{number}": path for number, path in enumerate(args.films)})
        films = Shelf({**made.films, **real.films}, {**made.sources, **real.sources})
        for _ in range(args.reels):
            compared = compare(films, random_reel(films, dice), folder / "reel.mp4", frozenset(made.films))
            totals = [one + other for one, other in zip(totals, astuple(compared), strict=True)]
    for what, count in zip(("planned", "played", "listed", "rendered", "left out", "wrong"), totals, strict=True):
        print(f"{what:>9}: {count} frames")
    return 1 if totals[-1] else 0


if __name__ == "__main__":
    raise SystemExit(main())
