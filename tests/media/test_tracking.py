"""A veiled region is followed: every frame is covered, or hidden whole."""

from collections.abc import Callable, Sequence

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from vidfeed.media.tracking import follow_all
from vidfeed.model.veil import WHOLE, Region, Spot, Veil, VeilShape

_WIDTH_PX, _HEIGHT_PX = 480, 270
_FRAMES = 60
_SIZE_PX = 56

Path = Callable[[int], tuple[float, float, float]]
"""Left, top and size factor of the target at a frame."""


def _texture(seed: int, width_px: int, height_px: int, grain_px: int) -> NDArray[np.uint8]:
    noise = np.random.default_rng(seed).integers(0, 255, (height_px // grain_px, width_px // grain_px), np.uint8)
    return np.asarray(cv2.resize(noise, (width_px, height_px), interpolation=cv2.INTER_CUBIC), np.uint8)


def _film(path: Path, hidden: Sequence[int] = ()) -> tuple[list[NDArray[np.uint8]], list[Region]]:
    """Pictures of a textured target that moves over a textured wall; where it is, in ten-thousandths."""
    wall, face = _texture(1, _WIDTH_PX, _HEIGHT_PX, 6), _texture(2, _SIZE_PX, _SIZE_PX, 5)
    pictures, regions = [], []
    for number in range(_FRAMES):
        left, top, size = path(number)
        side = round(_SIZE_PX * size)
        picture = wall.copy()
        if number not in hidden:
            _paste(picture, np.asarray(cv2.resize(face, (side, side)), np.uint8), round(left), round(top))
        pictures.append(picture)
        regions.append(
            Region(
                round(left) * WHOLE // _WIDTH_PX,
                round(top) * WHOLE // _HEIGHT_PX,
                side * WHOLE // _WIDTH_PX,
                side * WHOLE // _HEIGHT_PX,
            )
        )
    return pictures, regions


def _paste(picture: NDArray[np.uint8], face: NDArray[np.uint8], left: int, top: int) -> None:
    x, y = max(0, left), max(0, top)
    part = face[y - top : max(0, _HEIGHT_PX - top), x - left : max(0, _WIDTH_PX - left)]
    picture[y : y + part.shape[0], x : x + part.shape[1]] = part


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
    pictures, regions = _film(path)
    veil = _followed(pictures, [Spot(number, regions[number]) for number in drawn_at])
    hidden = [veil.region_at(number) for number in range(_FRAMES)]
    assert all(region is None or region.covers(where) for region, where in zip(hidden, regions, strict=True))
    assert hidden.count(None) <= _FRAMES // 20


def test_a_target_that_vanishes_leaves_the_picture_hidden_whole() -> None:
    pictures, regions = _film(PATHS["across"], hidden=range(30, _FRAMES))
    veil = _followed(pictures, [Spot(0, regions[0])])
    assert all(veil.region_at(number) is None for number in range(31, _FRAMES))


def test_a_target_that_leaves_the_picture_leaves_it_hidden_whole() -> None:
    pictures, regions = _film(lambda n: (380 + 4 * n, 100, 1))
    veil = _followed(pictures, [Spot(0, regions[0])])
    for number, where in enumerate(regions):
        region = veil.region_at(number)
        assert region is None or region.covers(where)
    assert veil.region_at(_FRAMES - 1) is None


def test_a_track_that_was_drawn_otherwise_at_its_end_is_not_believed_between() -> None:
    pictures, regions = _film(PATHS["still"])
    elsewhere = Region(8_000, 8_000, regions[0].width, regions[0].height)
    veil = _followed(pictures, [Spot(0, regions[0]), Spot(59, elsewhere)])
    assert [number for number in range(1, 59) if veil.region_at(number) is not None] == []


def _followed(pictures: Sequence[NDArray[np.uint8]], drawn: Sequence[Spot]) -> Veil:
    track = follow_all(pictures, range(len(pictures)), drawn)
    return Veil("veil", VeilShape.RECTANGLE, tuple(drawn), tuple(track))


def test_what_passes_in_front_takes_no_veil_along_that_counts_as_sure() -> None:
    pictures, regions = _film(PATHS["still"])
    passer = _texture(9, _SIZE_PX, _SIZE_PX, 5)
    for number, picture in enumerate(pictures):
        _paste(picture, passer, 60 + 4 * number, 104)
    veil = _followed(pictures, [Spot(0, regions[0])])
    for number, where in enumerate(regions):
        region = veil.region_at(number)
        assert region is None or region.covers(where) or not veil.is_sure_at(number)
