"""Veils over generated moving targets: every frame is covered, or hidden whole.

Run: python -m benchmarks.veils [--targets N] [--seed S]; also part of benchmarks.reels.
"""

from __future__ import annotations

import argparse
import random
import time
from dataclasses import dataclass

from tests.media.moving_target import FRAMES, Path, followed, target_film
from vidfeed.model.veil import Spot

TARGETS = 40


@dataclass
class Covered:
    """Frames by what became of them: covered by the veil, hidden whole, or bare; `unsure` of those covered."""

    covered: int = 0
    hidden: int = 0
    bare: int = 0
    unsure: int = 0


def random_path(dice: random.Random) -> Path:
    """A target that wanders, comes nearer or goes farther, and may leave the picture for a while."""
    left, top, size = dice.uniform(60, 360), dice.uniform(40, 170), dice.uniform(0.8, 1.4)
    right, down, growth = dice.uniform(-4, 4), dice.uniform(-2, 2), dice.uniform(-0.006, 0.012)
    sway, period = dice.uniform(0, 40), dice.uniform(6, 20)

    def path(number: int) -> tuple[float, float, float]:
        turn = number / period
        swayed = sway * (turn % 2 - 1 if int(turn) % 2 else 1 - turn % 2)
        return left + right * number + swayed, top + down * number, max(0.5, size + growth * number)

    return path


def cover(targets: int, seed: int) -> Covered:
    """Follows so many targets, each drawn in a frame by chance."""
    dice, counts = random.Random(seed), Covered()
    for number in range(targets):
        pictures, regions = target_film(random_path(dice), seed=number)
        drawn = dice.randrange(FRAMES)
        veil = followed(pictures, [Spot(drawn, regions[drawn])])
        for frame, where in enumerate(regions):
            hidden = veil.region_at(frame)
            counts.hidden += hidden is None
            counts.covered += hidden is not None and hidden.covers(where)
            counts.bare += hidden is not None and not hidden.covers(where)
            counts.unsure += hidden is not None and not veil.is_sure_at(frame)
    return counts


def told(targets: int, seed: int) -> tuple[str, bool]:
    """The counts in words, and whether no frame was bare."""
    began = time.process_time()
    counts = cover(targets, seed)
    pace = targets * FRAMES / (time.process_time() - began)
    words = (
        f"{counts.covered} frames covered ({counts.unsure} unsure), {counts.hidden} hidden whole, {counts.bare} bare"
    )
    return f"{targets} targets: {words}; {pace:.0f} frames a second of processor", counts.bare == 0


def main() -> int:
    """Prints the counts; 1 where a frame was bare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--targets", type=int, default=TARGETS)
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    words, whole = told(args.targets, args.seed)
    print(words)
    return 0 if whole else 1


if __name__ == "__main__":
    raise SystemExit(main())
