"""A hundred random reels, each played unrendered, listed and rendered: every frame has to be the one planned.

Run: python -m benchmarks.same_frames [--reels N] [--seed S] [FILM ...]; the films named, or else the collection of real
ones where it is at hand, join those that are made.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from dataclasses import astuple, fields
from pathlib import Path

from tests.media.reel_parts import Shelf, mixed_shelf, shelf
from tests.media.same_frames import Compared, compare, random_reel
from tests.media.straight import REAL_FILMS, SHARED


def main() -> int:
    """Prints the counts; 1 where a frame was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", nargs="*", type=Path)
    parser.add_argument("--reels", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    dice, totals = random.Random(args.seed), [0] * len(fields(Compared))
    paths = args.films or [path for name in REAL_FILMS if (path := SHARED / "media" / name).exists()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        made, real = mixed_shelf(folder), shelf(**{f"real{number}": path for number, path in enumerate(paths)})
        films = Shelf({**made.films, **real.films}, {**made.sources, **real.sources})
        for number in range(args.reels):
            laid = random_reel(films, dice)
            compared = compare(films, laid, folder / "reel.mp4", frozenset(made.films))
            totals = [one + other for one, other in zip(totals, astuple(compared), strict=True)]
            if compared.wrong:
                print(f"reel {number}: {compared}", [(item.id, item.span, item.speed) for item in laid.items])
    print(f"{args.reels} reels of {len(made.films)} films with numbers and {len(real.films)} without")
    for field, count in zip(fields(Compared), totals, strict=True):
        print(f"{field.name.replace('_', ' '):>9}: {count} frames")
    return 1 if totals[-1] else 0


if __name__ == "__main__":
    raise SystemExit(main())
