"""Exact frames in any order: equal, byte for byte, to what decoding straight through shows."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pytest

from tests.factories.films import FilmSpec, damage, make_film, read_strip
from tests.media.odd_films import ODD, write_oddly
from tests.media.straight import REAL_FILMS, FileSource, digest, real_film, straight_frames
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.frame_cache import FrameCache, frame_bytes
from vidfeed.media.frames import FrameReader
from vidfeed.media.probe import read_film
from vidfeed.model.clip import Film

S = FilmSpec
KINDS = {
    "plain.mp4": S(),
    "long.mp4": S(gop=250, frames=260),
    "uneven.mp4": S(variable_rate=True),
    "late.mkv": S(start_pts=37),
    "uneven.mts": S(variable_rate=True),
    "interlaced.mts": S(interlaced=True),
    "old.ts": S(codec="mpeg2video", interlaced=True),
    "small.mkv": S(codec="libx265", b_frames=4),
    "web.webm": S(codec="libvpx-vp9"),
    "still.avi": S(codec="mpeg4"),
    "single.mov": S(codec="mjpeg"),
}


class CountingFile(io.BytesIO):
    """Counts how often reading goes on elsewhere."""

    leaps = 0

    def seek(self, offset: int, whence: int = 0, /) -> int:
        before = self.tell()
        after = super().seek(offset, whence)
        self.leaps += before != after
        return after


class CountingSource(FileSource):
    def __init__(self, path: Path) -> None:
        super().__init__(path)
        self.files: list[CountingFile] = []

    def open(self) -> CountingFile:
        self.files.append(CountingFile(self.path.read_bytes()))
        return self.files[-1]


def probe(path: Path) -> Film:
    with path.open("rb") as file:
        return read_film(file)


def wander(frames: int, seed: int, steps: int) -> list[int]:
    """Leaps, runs forwards, runs backwards, the first and the last frame."""
    dice = random.Random(seed)
    order = [frames - 1, 0]
    while len(order) < steps:
        start, run = dice.randrange(frames), dice.choice([1, 1, 3, -3])
        order += [one for one in range(start, start + run, 1 if run > 0 else -1) if 0 <= one < frames]
    return order


def assert_wandering_is_exact(path: Path, steps: int = 40, cache_bytes: int = 8 << 20) -> None:
    film = probe(path)
    order = wander(film.index.frames, 7, steps)
    straight = straight_frames(path, film.stream_index, of=set(order))
    with FrameReader(FileSource(path), film, cache_bytes) as reader:
        for number in order:
            frame = reader.frame(number)
            assert (frame.pts, digest(frame)) == (film.index.pts[number], straight[number][1]), f"frame {number}"


@pytest.mark.parametrize("name", REAL_FILMS)
def test_real_films(name: str) -> None:
    assert_wandering_is_exact(real_film(name), steps=24)


@pytest.mark.parametrize("name", KINDS)
def test_generated_films(tmp_path: Path, name: str) -> None:
    assert_wandering_is_exact(make_film(tmp_path / name, KINDS[name]))


@pytest.mark.parametrize("name", ODD)
def test_odd_films(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_oddly(path, *ODD[name])
    assert_wandering_is_exact(path)


def test_pictures_without_times_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "swapped.avi"
    write_oddly(path, "libx264", {"preset": "veryfast"}, 2, "avi")
    film = probe(path)
    with FrameReader(FileSource(path), film) as reader:
        for number in wander(60, 3, 40):
            assert read_strip(reader.frame(number).to_ndarray(format="rgb24")) == number


def test_the_whole_film_forwards_then_backwards(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=90, gop=40))
    film = probe(path)
    with FrameReader(FileSource(path), film, cache_bytes=8 << 20) as reader:
        for number in (*range(90), *reversed(range(90))):
            assert read_strip(reader.frame(number).to_ndarray(format="gray")) == number


def test_going_on_does_not_start_again(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=200, gop=200, audio=None))
    source = CountingSource(path)
    with FrameReader(source, probe(path), cache_bytes=1 << 20) as reader:
        reader.frame(100)
        leaps = source.files[0].leaps
        for number in range(101, 180):
            reader.frame(number)
        assert source.files[0].leaps == leaps
    assert [file.closed for file in source.files] == [True]


def test_filling_back_puts_frames_at_hand(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=60))
    with FrameReader(FileSource(path), probe(path)) as reader:
        reader.frame(50)
        reader.fill_back(49, 10)
        assert all(reader.has(number) for number in range(40, 51))


def test_keyframes_alone(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=90, gop=30))
    with FrameReader(FileSource(path), probe(path)) as reader:
        found = [reader.keyframe(number) for number in (75, 3, 30, 59, 89)]
        assert [number for number, _ in found] == [60, 0, 30, 30, 60]
        assert [read_strip(frame.to_ndarray(format="gray")) for _, frame in found] == [60, 0, 30, 30, 60]
        assert read_strip(reader.frame(76).to_ndarray(format="gray")) == 76


@pytest.mark.parametrize("name", ["a.mp4", "a.mts", "hevc.mp4"])
def test_damage_costs_only_what_is_damaged(tmp_path: Path, name: str) -> None:
    path = make_film(tmp_path / name, S(codec="libx265" if name == "hevc.mp4" else "libx264", index_first=True))
    sound = probe(path)
    damage(path, 0.5, 4000)
    film = probe(path)
    with FrameReader(FileSource(path), film) as reader:
        for number in (0, film.index.frames - 1, 20, film.index.frames - 30):
            wanted = sound.index.frame_at(film.index.pts[number])
            assert read_strip(reader.frame(number).to_ndarray(format="gray")) == wanted


def test_a_damaged_frame_says_so_and_its_neighbour_stands_in(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(index_first=True))
    film = probe(path)  # read while it was sound, as when a disk goes bad later
    damage(path, 0.5, 6000)
    with FrameReader(FileSource(path), film) as reader:
        broken = sorted(set(range(150)) - {film.index.frame_at(pts) for pts in probe(path).index.pts})
        assert len(broken) > 2
        for number in broken:
            with pytest.raises(ExpectedError) as caught:
                reader.frame(number)
            assert caught.value.kind is ErrorKind.UNREADABLE_PART
        found, frame = reader.nearest(broken[0])
        assert found not in broken
        assert found < broken[0]
        assert frame.pts == film.index.pts[found]


def test_a_film_that_is_not_the_one_indexed_is_damaged(tmp_path: Path) -> None:
    film = probe(make_film(tmp_path / "a.mp4", S(frames=60)))
    other = make_film(tmp_path / "b.mp4", S(frames=20))
    with FrameReader(FileSource(other), film) as reader:
        with pytest.raises(ExpectedError) as caught:
            reader.frame(50)
        assert caught.value.kind is ErrorKind.UNREADABLE_PART


def test_the_cache_stays_within_its_bytes(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=40))
    with FrameReader(FileSource(path), probe(path)) as reader:
        frames = [reader.frame(number) for number in range(40)]
    size = frame_bytes(frames[0])
    cache = FrameCache(size * 10)
    for number, frame in enumerate(frames):
        cache.put(number, frame)
        assert cache.held_bytes <= size * 10
    assert [number for number in range(40) if number in cache] == list(range(30, 40))
    tiny = FrameCache(1)
    tiny.put(1, frames[1])
    tiny.put(2, frames[2])
    assert tiny.get(1) is None and tiny.get(2) is frames[2]


def test_a_film_that_cannot_be_opened_is_tried_once_and_leaves_nothing_open(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=10))
    film = probe(path)
    path.write_bytes(b"no film any more" * 1000)
    source = CountingSource(path)
    with FrameReader(source, film) as reader:
        for number in (3, 7, 5):
            with pytest.raises(ExpectedError) as caught:
                reader.frame(number)
            assert caught.value.kind is ErrorKind.DAMAGED
    assert [file.closed for file in source.files] == [True]


def test_what_is_no_longer_wanted_is_given_up(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=200, gop=200))
    asked = iter(range(1000))
    with FrameReader(FileSource(path), probe(path)) as reader:
        assert reader.frame_unless(150, lambda: next(asked) == 20) is None
        assert not reader.has(150)
        assert read_strip(reader.frame(150).to_ndarray(format="gray")) == 150
        assert next(asked) < 30


def test_filling_back_does_not_disturb_going_on(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=200, gop=200, audio=None))
    source = CountingSource(path)
    with FrameReader(source, probe(path), cache_bytes=8 << 20) as reader:
        reader.frame(100)
        leaps = source.files[0].leaps
        filling = reader.filling_back(99)
        for number in range(101, 150):
            next(filling, None)
            assert read_strip(reader.frame(number).to_ndarray(format="gray")) == number
        assert source.files[0].leaps == leaps
