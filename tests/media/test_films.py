"""The test films themselves: if these are wrong, every other test of media is worth nothing."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.factories.films import (
    SAMPLE_RATE,
    FilmSpec,
    click_samples,
    damage,
    make_film,
    read_strip,
    truncate,
)
from tests.factories.strip import draw_strip

KINDS = [
    ("a.mp4", FilmSpec(frames=70)),
    ("a.mov", FilmSpec(frames=70, codec="mjpeg", audio="mono")),
    ("a.mts", FilmSpec(frames=70, interlaced=True)),
    ("a.ts", FilmSpec(frames=70, codec="mpeg2video", interlaced=True)),
    ("a.mkv", FilmSpec(frames=70, codec="libx265", audio="5.1")),
    ("a.webm", FilmSpec(frames=70, codec="libvpx-vp9")),
    ("a.avi", FilmSpec(frames=70, codec="mpeg4")),
    ("a.3gp", FilmSpec(frames=70, codec="h263", width=352, height=288)),
    ("ntsc.mp4", FilmSpec(frames=70, frame_rate=Fraction(30000, 1001))),
    ("uneven.mp4", FilmSpec(frames=70, variable_rate=True)),
    ("uneven.mkv", FilmSpec(frames=70, variable_rate=True, start_pts=400)),
    ("late.mp4", FilmSpec(frames=70, start_pts=37)),
    ("deep.mp4", FilmSpec(frames=70, ten_bit=True)),
    ("deep.mkv", FilmSpec(frames=70, ten_bit=True, codec="libx265")),
    ("anamorphic.mp4", FilmSpec(frames=70, width=720, height=576, sample_aspect=Fraction(64, 45))),
    ("silent.mp4", FilmSpec(frames=70, audio=None)),
]


def decode(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path)) as container:
        return list(container.decode(container.streams.video[0]))


def numbers(frames: list[av.VideoFrame]) -> list[int | None]:
    return [read_strip(frame.to_ndarray(format="rgb24"), frame.rotation) for frame in frames]


def decode_sound(path: Path) -> tuple[NDArray[np.float32], Fraction]:
    """Return the first channel, from -1 to 1, and the time of its first sample."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=SAMPLE_RATE)
        frames = [out for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    assert frames[0].pts is not None and frames[0].time_base is not None
    samples = np.concatenate([frame.to_ndarray().reshape(-1) for frame in frames])
    return samples.astype(np.float32), frames[0].pts * frames[0].time_base


@pytest.mark.parametrize(("name", "spec"), KINDS, ids=[name for name, _ in KINDS])
def test_every_frame_tells_its_number_in_order(tmp_path: Path, name: str, spec: FilmSpec) -> None:
    frames = decode(make_film(tmp_path / name, spec))
    assert numbers(frames) == list(range(spec.frames))
    assert {(frame.width, frame.height) for frame in frames} == {(spec.width, spec.height)}
    assert all(frame.interlaced_frame == spec.interlaced for frame in frames)


@pytest.mark.parametrize("name", ["uneven.mp4", "uneven.mkv", "uneven.mts"])
def test_uneven_times_are_kept_exactly(tmp_path: Path, name: str) -> None:
    spec = FilmSpec(frames=40, variable_rate=True)
    frames = decode(make_film(tmp_path / name, spec))
    times = [frame.pts * frame.time_base for frame in frames if frame.pts is not None and frame.time_base is not None]
    assert [time - times[0] for time in times] == [pts * spec.time_base for pts in spec.pts()[:-1]]


def test_a_late_start_is_kept(tmp_path: Path) -> None:
    frames = decode(make_film(tmp_path / "late.mkv", FilmSpec(frames=5, start_pts=37)))
    assert frames[0].pts == 1480 and frames[0].time_base == Fraction(1, 1000)


@pytest.mark.parametrize("suffix", [".mp4", ".mov"])
@pytest.mark.parametrize("rotation", [90, 180, 270])
def test_a_turned_film_is_upright_only_once_turned(tmp_path: Path, rotation: int, suffix: str) -> None:
    frames = decode(make_film(tmp_path / f"turned{suffix}", FilmSpec(frames=10, rotation=rotation)))
    assert {frame.rotation % 360 for frame in frames} == {rotation}
    assert numbers(frames) == list(range(10))
    assert [read_strip(frame.to_ndarray(format="rgb24")) for frame in frames] == [None] * 10


def test_keyframes_and_b_frames_are_where_they_were_asked_for(tmp_path: Path) -> None:
    frames = decode(make_film(tmp_path / "a.mp4", FilmSpec(frames=70, gop=20, b_frames=2)))
    assert [i for i, frame in enumerate(frames) if frame.key_frame] == [0, 20, 40, 60]
    assert sum(frame.pict_type == av.video.frame.PictureType.B for frame in frames) > 20


def test_pixel_shape_is_told(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(frames=3, width=720, height=576, sample_aspect=Fraction(64, 45)))
    with av.open(str(path)) as container:
        assert container.streams.video[0].sample_aspect_ratio == Fraction(64, 45)


@pytest.mark.parametrize(
    ("name", "audio"), [("a.mp4", "stereo"), ("a.mkv", "mono"), ("a.mp4", "5.1"), ("a.avi", "mono")]
)
def test_clicks_are_at_their_samples(tmp_path: Path, name: str, audio: str) -> None:
    spec = FilmSpec(frames=75, audio=audio)
    samples, start_s = decode_sound(make_film(tmp_path / name, spec))
    first = round(start_s * SAMPLE_RATE)
    assert click_samples(spec) == [0, 48_000, 96_000]
    for click in click_samples(spec)[1:]:
        before = np.abs(samples[click - first - 4000 : click - first - 400])
        at = np.abs(samples[click - first - 48 : click - first + 144])
        assert at.max() > 10 * before.max()
        assert abs(int(at.argmax()) - 48) < 24


def test_sound_may_be_longer_or_shorter_than_the_picture(tmp_path: Path) -> None:
    long, _ = decode_sound(make_film(tmp_path / "long.mp4", FilmSpec(frames=25, sound_seconds=2)))
    short, _ = decode_sound(make_film(tmp_path / "short.mp4", FilmSpec(frames=25, sound_seconds=0.5)))
    assert abs(len(long) - 96_000) < 2048 and abs(len(short) - 24_000) < 2048


def test_films_are_the_same_every_time(tmp_path: Path) -> None:
    one, two = make_film(tmp_path / "1.mkv"), make_film(tmp_path / "2.mkv")
    assert np.array_equal(decode(one)[7].to_ndarray(), decode(two)[7].to_ndarray())


def test_a_truncated_film_with_its_index_first_loses_only_its_end(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(index_first=True))
    truncate(path, 0.6)
    with av.open(str(path)) as container:
        read = [read_strip(frame.to_ndarray(format="gray")) for frame in container.decode(video=0)]
    assert read[:60] == list(range(60)) and len(read) < 150


def test_a_truncated_film_with_its_index_last_does_not_open(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4")
    truncate(path, 0.6)
    with pytest.raises(av.FFmpegError):
        av.open(str(path)).close()


def test_damage_changes_just_the_bytes_it_names(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(frames=25))
    before = np.frombuffer(path.read_bytes(), np.uint8)
    damage(path, 0.5, 400)
    after = np.frombuffer(path.read_bytes(), np.uint8)
    changed = np.flatnonzero(before != after)
    assert len(before) == len(after)
    assert len(before) // 2 <= changed.min() and changed.max() < len(before) // 2 + 400 and len(changed) > 380


@pytest.mark.parametrize("width_px", [120, 160, 333, 1920])
def test_strips_outlive_scaling(width_px: int) -> None:
    picture = np.full((360, 640, 3), 128, np.uint8)
    for number in (0, 1, 149, 4097, 65_535):
        draw_strip(picture, number)
        scaled = cv2.resize(picture, (width_px, width_px * 9 // 16), interpolation=cv2.INTER_AREA)
        assert read_strip(np.asarray(scaled, np.uint8)) == number


def test_what_is_no_strip_reads_as_none() -> None:
    one, two = np.zeros((360, 640), np.uint8), np.zeros((360, 640), np.uint8)
    draw_strip(one, 100)
    draw_strip(two, 101)
    blended = (one // 2 + two // 2).astype(np.uint8)
    halves = np.hstack([one[:, :320], two[:, 320:] * 0])
    flat = [np.full((360, 640), level, np.uint8) for level in (0, 128, 255)]
    assert [read_strip(picture) for picture in [blended, halves, *flat]] == [None] * 5
    with pytest.raises(ValueError, match="16 bits"):
        draw_strip(one, 1 << 16)
