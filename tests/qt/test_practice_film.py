"""The practice clip: drawn the same every time, moving without jolts, heard when mouths move, and a film that plays."""

from __future__ import annotations

import json
from importlib import resources
from itertools import pairwise
from math import dist
from pathlib import Path

import av
import numpy as np
import pytest

from ui.painting.practice.film import FRAME_RATE, FRAMES, HEIGHT_PX, SAMPLE_RATE, WIDTH_PX, frames, sound
from ui.painting.practice.make import write_practice_film
from ui.painting.practice.motion import BABY, PARENT, Figure
from ui.painting.practice.pose import ease
from ui.painting.practice.scene import Scene
from ui.painting.practice.script import PRACTICE_MOMENTS, SECONDS
from ui.painting.practice.voices import SYLLABLES, Speaker
from vidfeed.errors import ErrorKind, ExpectedError


def test_the_same_instant_is_always_the_same_picture() -> None:
    one, other = Scene(), Scene(sheets=3)
    other.paint(70.0)
    for at_s in (2.0, 16.5, 79.5):
        first = one.paint(at_s).copy()
        assert first.shape == (HEIGHT_PX, WIDTH_PX, 4)
        assert np.array_equal(first, other.paint(at_s))


def test_a_picture_outlives_as_many_others_as_there_are_sheets() -> None:
    taken = [frame.pixels for frame in frames(400, 403, sheets=3)]
    assert np.array_equal(taken[0], Scene().paint(400 / FRAME_RATE))
    assert not np.array_equal(taken[0], taken[1])


def test_the_room_stands_still_and_the_figures_move() -> None:
    scene = Scene(sheets=2)
    before, after = scene.paint(33.0), scene.paint(35.0)
    changed = (before != after).any(axis=2)
    assert not changed[:60].any() and not changed[:, 1190:].any()
    assert changed.sum() > 5000


@pytest.mark.parametrize("figure", [PARENT, BABY])
def test_nothing_jumps_from_one_frame_to_the_next(figure: Figure) -> None:
    for before, after in pairwise(figure.pose(number / FRAME_RATE) for number in range(FRAMES)):
        for side in ("left", "right"):
            one, other = ((getattr(pose, f"{side}_x"), getattr(pose, f"{side}_y")) for pose in (before, after))
            assert dist(one, other) < 60
        assert abs(after.yaw - before.yaw) < 6
        assert abs(after.tilt - before.tilt) < 3
        assert abs(after.lean - before.lean) < 0.25


def test_easing_starts_and_ends_at_rest() -> None:
    assert [ease(share) for share in (-1, 0, 0.5, 1, 2)] == [0, 0, 0.5, 1, 1]
    assert ease(0.02) < 0.001 and ease(0.98) > 0.999


def test_moments_lie_in_the_film_and_use_every_starter_tag() -> None:
    books = json.loads(resources.files("vidfeed.codebooks").joinpath("builtin.json").read_text("utf-8"))["codebooks"]
    starter = next(book for book in books if book["id"] == "starter")
    tags = {tag["id"] for group in starter["groups"] for tag in group["tags"]}
    assert {moment.tag_id for moment in PRACTICE_MOMENTS} == tags
    assert len(PRACTICE_MOMENTS) >= 6
    assert all(0 <= moment.start_s < moment.end_s <= SECONDS for moment in PRACTICE_MOMENTS)
    assert all(one.end_s <= other.start_s for one, other in pairwise(PRACTICE_MOMENTS))


def test_the_sound_is_as_long_as_the_picture_and_the_same_every_time() -> None:
    voices = sound()
    assert voices.dtype == np.int16
    assert len(voices) * FRAME_RATE == FRAMES * SAMPLE_RATE
    assert np.array_equal(voices, sound())


def test_voices_are_gentle_and_silent_in_between() -> None:
    voices = sound().astype(np.float64) / 32768
    assert 0.2 < np.abs(voices).max() < 0.7
    loud = [np.sqrt(np.mean(_cut(voices, one.at_s, one.at_s + one.over_s) ** 2)) for one in SYLLABLES]
    assert min(loud) > 0.005
    for start_s, end_s in ((3.0, 6.0), (39.0, 42.0), (56.0, 60.0)):
        assert 0 < np.abs(_cut(voices, start_s, end_s)).max() < 0.02


def _cut(samples: np.ndarray, start_s: float, end_s: float) -> np.ndarray:
    return samples[int(start_s * SAMPLE_RATE) : int(end_s * SAMPLE_RATE)]


def test_mouths_open_when_they_are_heard() -> None:
    figures = {Speaker.BABY: BABY, Speaker.PARENT: PARENT}
    spoken = [one for one in SYLLABLES if one.speaker in figures and one.vowel in {"a", "e", "o"}]
    assert len(spoken) > 30
    for one in spoken:
        assert figures[one.speaker].pose(one.at_s + one.over_s * 0.5).jaw > 0.05, one


def test_the_first_two_seconds_make_a_film_that_plays(tmp_path: Path) -> None:
    told: list[float] = []
    write_practice_film(tmp_path / "practice.mp4", told.append, lambda: False, stop=50)
    with av.open(str(tmp_path / "practice.mp4")) as container:
        pictures = list(container.decode(video=0))
        length_s = float(container.streams.audio[0].duration or 0) / SAMPLE_RATE
    assert len(pictures) == 50
    assert (pictures[0].width, pictures[0].height) == (WIDTH_PX, HEIGHT_PX)
    assert [picture.time for picture in pictures] == [number / FRAME_RATE for number in range(50)]
    assert length_s == pytest.approx(2.0, abs=0.05)
    painted = Scene().paint(30 / FRAME_RATE)[..., :3].astype(int)
    assert np.abs(pictures[30].to_ndarray(format="bgr24").astype(int) - painted).mean() < 3
    assert told[-1] == 1.0 and told == sorted(told)


def test_stopping_leaves_nothing_behind(tmp_path: Path) -> None:
    answers = iter([False] * 10 + [True] * 10)
    with pytest.raises(ExpectedError) as caught:
        write_practice_film(tmp_path / "practice.mp4", None, lambda: next(answers))
    assert caught.value.kind == ErrorKind.CANCELLED
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as caught:
        write_practice_film(tmp_path / "nowhere" / "practice.mp4")
    assert caught.value.kind == ErrorKind.FILE_MISSING
