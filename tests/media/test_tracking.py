"""A veiled region is followed: every frame is covered, or hidden whole."""

import numpy as np
import pytest

from benchmarks.veils import cover
from tests.media.moving_target import FRAMES, SIZE_PX, Path, followed, paste, target_film, texture
from vidfeed.model.veil import Region, Spot

PATHS: dict[str, Path] = {
    "still": lambda n: (200, 100, 1),
    "across": lambda n: (20 + 6 * n, 100, 1),
    "quick": lambda n: (200 + 150 * np.sin(n / 6), 100 + 70 * np.cos(n / 5), 1),
    "nearer": lambda n: (200 - n, 100 - n, 1 + n / 40),
    "farther": lambda n: (200, 60, 2 - n / 60),
}


@pytest.mark.parametrize("path", PATHS.values(), ids=PATHS.keys())
@pytest.mark.parametrize("drawn_at", [(0,), (30,), (0, 59)], ids=str)
def test_a_moving_target_is_covered_in_every_frame(path: Path, drawn_at: tuple[int, ...]) -> None:
    pictures, regions = target_film(path)
    veil = followed(pictures, [Spot(number, regions[number]) for number in drawn_at])
    hidden = [veil.region_at(number) for number in range(FRAMES)]
    assert all(region is None or region.covers(where) for region, where in zip(hidden, regions, strict=True))
    assert hidden.count(None) <= FRAMES // 20


def test_a_target_that_vanishes_leaves_the_picture_hidden_whole() -> None:
    pictures, regions = target_film(PATHS["across"], hidden=range(30, FRAMES))
    veil = followed(pictures, [Spot(0, regions[0])])
    assert all(veil.region_at(number) is None for number in range(31, FRAMES))


def test_a_target_that_leaves_the_picture_leaves_it_hidden_whole() -> None:
    pictures, regions = target_film(lambda n: (380 + 4 * n, 100, 1))
    veil = followed(pictures, [Spot(0, regions[0])])
    for number, where in enumerate(regions):
        region = veil.region_at(number)
        assert region is None or region.covers(where)
    assert veil.region_at(FRAMES - 1) is None


def test_a_track_that_was_drawn_otherwise_at_its_end_is_not_believed_between() -> None:
    pictures, regions = target_film(PATHS["still"])
    elsewhere = Region(8_000, 8_000, regions[0].width, regions[0].height)
    veil = followed(pictures, [Spot(0, regions[0]), Spot(59, elsewhere)])
    assert [number for number in range(1, 59) if veil.region_at(number) is not None] == []


def test_what_passes_in_front_takes_no_veil_along_that_counts_as_sure() -> None:
    pictures, regions = target_film(PATHS["still"])
    passer = texture(9, SIZE_PX, SIZE_PX, 5)
    for number, picture in enumerate(pictures):
        paste(picture, passer, 60 + 4 * number, 104)
    veil = followed(pictures, [Spot(0, regions[0])])
    for number, where in enumerate(regions):
        region = veil.region_at(number)
        assert region is None or region.covers(where) or not veil.is_sure_at(number)


def test_targets_that_wander_by_chance_are_covered_or_hidden_whole() -> None:
    counts = cover(5, seed=1)
    assert counts.bare == 0
    assert counts.covered > 2 * FRAMES
