"""What is made of a film after import: exact small copies of its frames, thumbnails, the picture of its sound."""

from __future__ import annotations

import io
import random
from array import array
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest

from tests.factories.films import SAMPLE_RATE, FilmSpec, click_samples, damage, make_film, read_strip
from tests.factories.plain_source import PlainSource
from tests.media.straight import real_film
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.frames import FrameReader
from vidfeed.media.packet_pictures import ProxyReader, StripReader
from vidfeed.media.pictures import Picture
from vidfeed.media.preparing import PreparedFilm, Sinks, prepare_film
from vidfeed.media.proxies import proxy_size
from vidfeed.media.thumbnails import strip_frames
from vidfeed.media.upright import Upright
from vidfeed.model.clip import Film
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.packet_table import PacketTable

S = FilmSpec
KINDS = {
    "plain.mp4": S(frames=70),
    "wide.mp4": S(frames=10, width=1280, height=544),
    "uneven.mp4": S(frames=70, variable_rate=True),
    "late.mkv": S(frames=70, start_pts=37),
    "interlaced.mts": S(frames=40, interlaced=True),
    "turned.mp4": S(frames=40, rotation=90),
    "anamorphic.mp4": S(frames=40, width=720, height=576, sample_aspect=Fraction(64, 45)),
    "deep.mkv": S(frames=40, codec="libx265", ten_bit=True),
    "silent.mp4": S(frames=40, audio=None),
    "one.mp4": S(frames=1, audio=None),
    "ntsc.mp4": S(frames=40, frame_rate=Fraction(30000, 1001)),
}


@dataclass(frozen=True)
class Bytes:
    """A blob as the vault opens it."""

    data: bytes

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)


@dataclass(frozen=True)
class Made:
    film: Film
    prepared: PreparedFilm
    proxy: bytes
    strip: bytes
    waveform: bytes

    def proxy_reader(self) -> ProxyReader:
        table = PacketTable.unpack(self.prepared.proxy.pack())
        return ProxyReader(Bytes(self.proxy), table, self.film.index)

    def strip_reader(self) -> StripReader:
        return StripReader(Bytes(self.strip), self.prepared.strip, self.film.index)


def prepare(path: Path, film: Film | None = None) -> Made:
    source = PlainSource(path)
    film = film or source.film()
    sinks = [io.BytesIO() for _ in range(3)]
    done: list[float] = []
    prepared = prepare_film(source, film, Sinks(*sinks), done.append)
    assert done == sorted(done)
    assert done[-1] == 1.0
    return Made(film, prepared, *(sink.getvalue() for sink in sinks))


def strip_of(picture: Picture) -> int | None:
    return read_strip(picture.pixels()[..., :3])


@pytest.mark.parametrize("name", KINDS)
def test_every_frame_is_in_the_proxy_in_any_order(tmp_path: Path, name: str) -> None:
    made = prepare(make_film(tmp_path / name, KINDS[name]))
    index = made.film.index
    assert list(made.prepared.proxy.pts) == list(index.pts)
    assert made.prepared.proxy.offsets[-1] == len(made.proxy)
    order = random.Random(4).sample(range(index.frames), index.frames)
    with made.proxy_reader() as reader:
        for number in order:
            picture = reader.picture(index.pts[number], 320)
            assert (strip_of(picture), picture.frame_index) == (number, number)
            assert picture.pts == index.pts[number]


def test_proxies_are_upright_in_square_pixels_and_within_bounds(tmp_path: Path) -> None:
    sizes = {}
    for name in ("plain.mp4", "turned.mp4", "anamorphic.mp4", "wide.mp4"):
        film = PlainSource(make_film(tmp_path / name, KINDS[name])).film()
        sizes[name] = proxy_size(film)
    assert sizes == {
        "plain.mp4": (640, 360),
        "turned.mp4": (360, 640),
        "anamorphic.mp4": (960, 540),
        "wide.mp4": (960, 408),
    }


def test_a_proxy_looks_like_its_film(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=5, width=1280, height=720))
    made = prepare(path)
    with made.proxy_reader() as proxy, FrameReader(PlainSource(path), made.film) as original:
        small = proxy.picture(made.film.index.pts[3], 480, 270).pixels()[40:, :, :3]
        large = Upright(made.film).picture(original.frame(3), 480, 270).pixels()[40:, :, :3]
    assert np.abs(small.astype(int) - large).mean() < 4


def test_a_view_of_any_size_is_filled(tmp_path: Path) -> None:
    made = prepare(make_film(tmp_path / "a.mp4", S(frames=3)))
    with made.proxy_reader() as reader:
        for size in ((101, 99), (1600, 900), (2, 2)):
            picture = reader.picture(made.film.index.pts[2], *size)
            assert (picture.width_px, picture.height_px) == size


@pytest.mark.parametrize(
    "name", ["rails_rotated_hdr_video.mov", "androidx_sample_edit_list.mp4", "androidx_sample.avi"]
)
def test_proxies_of_real_films_hold_every_frame(name: str) -> None:
    made = prepare(real_film(name))
    assert list(made.prepared.proxy.pts) == list(made.film.index.pts)
    with made.proxy_reader() as reader:
        picture = reader.picture(made.film.index.pts[-1], 160)
    assert (picture.width_px < picture.height_px) == (made.film.width_px < made.film.height_px)


def test_frames_of_damaged_stretches_are_absent(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(index_first=True))
    film = PlainSource(path).film()  # read while it was sound
    damage(path, 0.5, 6000)
    made = prepare(path, film)
    missing = set(film.index.pts) - set(made.prepared.proxy.pts)
    assert 2 < len(missing) < 40
    with made.proxy_reader() as reader:
        assert not reader.has(min(missing))
        with pytest.raises(ExpectedError) as caught:
            reader.picture(min(missing), 160)
        assert caught.value.kind is ErrorKind.UNREADABLE_PART
        whole = 0
        for pts in made.prepared.proxy.pts:
            picture = reader.picture(pts, 320)
            whole += strip_of(picture) == picture.frame_index
        assert whole > 100  # what follows the damage may be smeared until the next keyframe, but never misplaced


def test_thumbnails_are_spread_evenly(tmp_path: Path) -> None:
    made = prepare(make_film(tmp_path / "a.mp4", S(frames=150)))
    table = made.prepared.strip
    assert (table.count, table.width_px, table.height_px) == (60, 160, 90)
    gaps = np.diff(np.asarray(table.pts))
    assert gaps.max() <= 2 * gaps.min()
    with made.strip_reader() as reader:
        for number in (59, 0, 31):
            picture = reader.picture(number)
            assert strip_of(picture) == picture.frame_index
            assert picture.pixels().shape == (90, 160, 4)
        between = reader.nearest(table.pts[10] + 1)
        assert between.pts == table.pts[10]
        assert reader.nearest(table.pts[0] - 5).pts == table.pts[0]


@pytest.mark.parametrize(
    ("frames", "wanted"), [(1, 1), (20, 20), (3000, 60), (30_000, 600), (60_000, 600), (9000, 180)]
)
def test_how_many_thumbnails(frames: int, wanted: int) -> None:
    index = FrameIndex(Fraction(1, 25), (), array("q", range(frames)), frames)
    film = Film("", 0, None, "", 640, 360, 0, Fraction(25), False, index)
    assert len(strip_frames(film)) == wanted
    assert strip_frames(film)[0] == 0


def test_clicks_stand_where_they_are_heard(tmp_path: Path) -> None:
    spec = S(frames=80, variable_rate=True, start_pts=400)
    made = prepare(make_film(tmp_path / "a.mkv", spec))
    loud = [place for place, peak in enumerate(made.waveform) if peak > 100]
    expected = [sample * 50 // SAMPLE_RATE for sample in click_samples(spec)]
    assert len(made.waveform) == ceil(made.film.index.duration * 50)
    for click in expected[1:]:
        assert min(abs(click - place) for place in loud) <= 1
    assert len(loud) <= 2 * len(expected)


def test_a_silent_film_has_no_waveform(tmp_path: Path) -> None:
    assert prepare(make_film(tmp_path / "a.mp4", S(frames=10, audio=None))).waveform == b""


def test_preparing_can_be_cancelled(tmp_path: Path) -> None:
    source = PlainSource(make_film(tmp_path / "a.mp4", S(frames=60)))
    calls = iter(range(1000))
    with pytest.raises(ExpectedError) as caught:
        prepare_film(
            source, source.film(), Sinks(io.BytesIO(), io.BytesIO(), io.BytesIO()), cancelled=lambda: next(calls) > 20
        )
    assert caught.value.kind is ErrorKind.CANCELLED


def test_what_the_sink_raises_comes_through(tmp_path: Path) -> None:
    class Full(io.BytesIO):
        def write(self, _data: object, /) -> int:
            raise ExpectedError(ErrorKind.NO_SPACE, "The disk is full.", "Make room.")

    source = PlainSource(make_film(tmp_path / "a.mp4", S(frames=60)))
    with pytest.raises(ExpectedError) as caught:
        prepare_film(source, source.film(), Sinks(Full(), io.BytesIO(), io.BytesIO()))
    assert caught.value.kind is ErrorKind.NO_SPACE


@pytest.mark.parametrize("spoil", [lambda data: data[: len(data) // 2], lambda data: bytes(len(data))])
def test_a_damaged_small_copy_says_so(tmp_path: Path, spoil: Callable[[bytes], bytes]) -> None:
    made = prepare(make_film(tmp_path / "a.mp4", S(frames=10)))
    index = made.film.index
    for reader in (
        ProxyReader(Bytes(spoil(made.proxy)), made.prepared.proxy, index),
        StripReader(Bytes(spoil(made.strip)), made.prepared.strip, index),
    ):
        with reader, pytest.raises(ExpectedError) as caught:
            if isinstance(reader, ProxyReader):
                reader.picture(index.pts[9], 160)
            else:
                reader.picture(9)
        assert caught.value.kind is ErrorKind.DAMAGED


@pytest.mark.parametrize("width_px", [100, 180, 322])
def test_pictures_of_their_own_size_are_whole_to_the_end_of_each_row(tmp_path: Path, width_px: int) -> None:
    made = prepare(make_film(tmp_path / "a.mp4", S(width_px, 180, frames=3, audio=None)))
    pts = made.film.index.pts[2]
    with made.proxy_reader() as reader:
        quick, frame = reader.picture(pts, width_px).pixels(), reader.frame(pts)
    differences = np.abs(quick[..., 2::-1].astype(int) - frame.to_ndarray(format="rgb24"))
    assert differences[:, -4:].mean() < 6
