"""Played, listed and rendered, a reel shows the same frames; `benchmarks.same_frames` does it a hundred times."""

import random
from pathlib import Path

import pytest
from av.video.frame import VideoFrame

from tests.media.reel_parts import Shelf, mixed_shelf, shelf
from tests.media.same_frames import compare, random_reel
from tests.media.straight import real_film
from vidfeed.media.trim_reader import ForwardReader


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return mixed_shelf(tmp_path_factory.mktemp("films"))


def test_three_random_reels_show_the_same_frames_in_all_three_ways(made: Shelf, tmp_path: Path) -> None:
    dice = random.Random(20)
    for _ in range(3):
        compared = compare(made, random_reel(made, dice), tmp_path / "reel.mp4", frozenset(made.films))
        assert compared.wrong == 0
        assert compared.listed == compared.rendered == compared.planned
        assert compared.played > 0


def test_real_films_show_the_same_frames_by_picture(tmp_path: Path) -> None:
    films = _real()
    compared = compare(films, films.plan([films.moment("real", 8, 19)]), tmp_path / "reel.mp4", frozenset())
    assert compared.wrong == 0 and compared.played > 0
    assert compared.by_picture == compared.planned > compared.alike


@pytest.mark.parametrize("by_picture", [False, True], ids=["by strip", "by picture"])
def test_a_shift_by_one_frame_is_noticed(
    made: Shelf, by_picture: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    films, clip_id = (_real(), "real") if by_picture else (made, "plain")
    laid = films.plan([films.moment(clip_id, 8, 19)])
    right = ForwardReader.frame

    def shifted(reader: ForwardReader, number: int) -> VideoFrame:
        return right(reader, number + 1)

    monkeypatch.setattr(ForwardReader, "frame", shifted)
    compared = compare(films, laid, tmp_path / "reel.mp4", frozenset() if by_picture else frozenset(films.films))
    assert compared.played == compared.listed == 0
    assert compared.rendered <= (compared.planned // 4 if by_picture else 0), "coding keeps what hardly moves"
    assert compared.wrong >= 2 * compared.planned - compared.rendered


def _real() -> Shelf:
    return shelf(real=real_film("rails_video_without_audio_stream.mp4"))
