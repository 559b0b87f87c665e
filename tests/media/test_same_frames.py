"""Played, listed and rendered, a reel shows the same frames; `benchmarks.same_frames` does it a hundred times."""

import random
from pathlib import Path

from tests.media.reel_parts import mixed_shelf
from tests.media.same_frames import compare, random_reel


def test_three_random_reels_show_the_same_frames_in_all_three_ways(tmp_path: Path) -> None:
    films, dice = mixed_shelf(tmp_path), random.Random(20)
    for _ in range(3):
        compared = compare(films, random_reel(films, dice), tmp_path / "reel.mp4", frozenset(films.films))
        assert compared.wrong == 0
        assert compared.listed == compared.rendered == compared.planned
        assert compared.played > 0
