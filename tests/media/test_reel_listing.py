"""What `reel play --dump` lists: every output frame, by what was really decoded."""

from __future__ import annotations

import threading
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories.films import FilmSpec, damage, make_film
from tests.media.reel_parts import Shelf, card, mixed_shelf, reels, shelf
from tests.media.straight import FileSource, real_film
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.reel_listing import list_frames
from vidfeed.media.reel_source import ReelFilms
from vidfeed.model.reel_plan import Shown


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return mixed_shelf(tmp_path_factory.mktemp("films"))


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_random_reels_are_listed_as_planned(films: Shelf, data: st.DataObject) -> None:
    laid = data.draw(reels(films))
    listed, skipped = [], list[int]()
    for frame in list_frames(films.reel(laid), skipped):
        listed.append(frame)
    assert [Shown(frame.item, frame.frame_index, frame.pts) for frame in listed] == list(laid)
    assert [frame.reel_s for frame in listed] == [number / laid.rate for number in range(laid.frames)]
    assert skipped == []


REAL = [
    "rails_rotated_hdr_video.mov",
    "androidx_sample_edit_list.mp4",
    "androidx_portrait_4k60.mp4",
    "androidx_bbb_2500ms.ts",
    "rails_video.webm",
    "androidx_sample.avi",
]


@pytest.mark.parametrize("name", REAL)
def test_real_films_are_listed_as_planned(name: str) -> None:
    films = shelf(real=real_film(name))
    last = films.films["real"].index.frames - 1
    first = last // 3
    items = [
        films.moment("real", first, min(last, first + 25)),
        card("x", Fraction(1, 10)),
        films.moment("real", max(0, last - 9), last, speed=Fraction(1, 2)),
        films.moment("real", 0, 4, speed=Fraction(2)),
    ]
    laid = films.plan(items)
    listed = list(list_frames(films.reel(laid), []))
    assert [Shown(frame.item, frame.frame_index, frame.pts) for frame in listed] == list(laid)


class BrokenSource(FileSource):
    def open(self) -> BinaryIO:
        raise ExpectedError(ErrorKind.DAMAGED, "The film is damaged.")


def test_what_cannot_be_read_is_left_out_and_told(films: Shelf) -> None:
    laid = films.plan([films.moment("plain", 0, 5), films.moment("turned", 3, 9), films.moment("web", 5, 9)])
    skipped: list[int] = []
    sources = {**films.sources, "turned": BrokenSource(Path("nowhere"))}
    listed = list(list_frames(ReelFilms(laid, films.films, sources), skipped))
    assert skipped == [1]
    assert {frame.item for frame in listed} == {0, 2}


def test_damage_never_lets_a_frame_in_from_outside_the_trim(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(frames=120, gop=30, index_first=True))
    damage(path, 0.3, 40_000)
    films = shelf(a=path)
    trims = [(first, first + 9) for first in range(0, films.films["a"].index.frames - 10, 10)]
    laid = films.plan([films.moment("a", *trim) for trim in trims])
    skipped: list[int] = []
    listed = list(list_frames(films.reel(laid), skipped))
    for frame in listed:
        first, last = trims[frame.item]
        assert frame.frame_index is not None and first <= frame.frame_index <= last
    assert {frame.item for frame in listed} | set(skipped) == set(range(len(trims)))


def test_leaving_off_in_the_middle_leaves_no_threads(films: Shelf) -> None:
    before = threading.active_count()
    listing = list_frames(films.reel(films.plan([films.moment("plain", 0, 50), films.moment("web", 0, 50)])), [])
    for _, _ in zip(range(5), listing, strict=False):
        pass
    listing.close()
    assert threading.active_count() == before
