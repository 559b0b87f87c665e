"""Films that are too heavy to play get a copy to play from; and how much moves is told of every film."""

from __future__ import annotations

import io
import random
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
import pytest

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.factories.plain_source import PlainSource
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.decode_pace import decode_pace
from vidfeed.media.motion import MOTIONS_PER_S, motion_at
from vidfeed.media.packet_pictures import ProxyReader
from vidfeed.media.preparing import Sinks, prepare_film
from vidfeed.media.proxies import PLAYBACK, proxy_size
from vidfeed.model.clip import Film
from vidfeed.model.packet_table import PacketTable

ALWAYS_HEAVY = 1e9


@dataclass(frozen=True)
class Copy:
    """A film and its playback proxy."""

    film: Film
    table: PacketTable
    data: bytes

    def open(self) -> BinaryIO:
        return io.BytesIO(self.data)

    def reader(self) -> ProxyReader:
        return ProxyReader(self, PacketTable.unpack(self.table.pack()), self.film.index, PLAYBACK.gop)


def copy_of(path: Path) -> Copy:
    source, playback = PlainSource(path), io.BytesIO()
    film = source.film()
    sinks = Sinks(io.BytesIO(), io.BytesIO(), io.BytesIO(), playback=playback)
    table = prepare_film(source, film, sinks, enough_pace=ALWAYS_HEAVY).playback
    assert table is not None
    return Copy(film, table, playback.getvalue())


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    spec = FilmSpec(frames=70, gop=40, variable_rate=True, rotation=90, start_pts=37)
    return copy_of(make_film(tmp_path_factory.mktemp("film") / "a.mkv", spec))


def numbers(reader: ProxyReader, copy: Copy, order: list[int]) -> list[int | None]:
    pts = copy.film.index.pts
    return [read_strip(reader.picture(pts[number], 360).pixels()[..., :3]) for number in order]


def test_a_playback_copy_has_every_frame_at_its_own_time(copy: Copy) -> None:
    assert list(copy.table.pts) == list(copy.film.index.pts)
    assert (copy.table.width_px, copy.table.height_px) == (360, 640) == proxy_size(copy.film, PLAYBACK)
    with copy.reader() as reader:
        assert numbers(reader, copy, list(range(70))) == list(range(70))


def test_it_is_read_in_any_order(copy: Copy) -> None:
    order = [*random.Random(2).sample(range(70), 70), 5, 5, 4, 6, 30, 29]
    with copy.reader() as reader:
        assert numbers(reader, copy, order) == order


def test_only_every_fifteenth_picture_stands_alone(copy: Copy) -> None:
    keys = []
    for number in range(copy.table.count):
        data = copy.data[copy.table.offsets[number] : copy.table.offsets[number + 1]]
        keys.append(7 in {unit[0] & 31 for unit in data.split(b"\0\0\1")[1:]})  # a sequence parameter set
    assert [number for number, key in enumerate(keys) if key] == [0, 15, 30, 45, 60]


def test_after_a_damaged_group_the_next_is_right(copy: Copy) -> None:
    start, end = copy.table.offsets[31], copy.table.offsets[44]
    spoilt = Copy(copy.film, copy.table, copy.data[:start] + bytes(end - start) + copy.data[end:])
    with spoilt.reader() as reader:
        assert numbers(reader, spoilt, [30]) == [30]
        with pytest.raises(ExpectedError) as caught:
            reader.picture(spoilt.film.index.pts[33], 360)
        assert caught.value.kind is ErrorKind.DAMAGED
        assert numbers(reader, spoilt, [45, 46]) == [45, 46]


def test_a_film_that_plays_with_ease_gets_none(tmp_path: Path) -> None:
    source, playback = (
        PlainSource(make_film(tmp_path / "a.mp4", FilmSpec(frames=10, width=192, height=108))),
        io.BytesIO(),
    )
    sinks = Sinks(io.BytesIO(), io.BytesIO(), io.BytesIO(), playback=playback)
    assert prepare_film(source, source.film(), sinks, enough_pace=0.0).playback is None
    assert playback.getvalue() == b""


def test_the_pace_is_told_of_short_films_too(tmp_path: Path) -> None:
    for frames in (1, 2, 30):
        source = PlainSource(make_film(tmp_path / f"{frames}.mp4", FilmSpec(frames=frames, width=192, height=108)))
        assert decode_pace(source, source.film()) > 0


def restless_film(path: Path, lively: range, seconds: int) -> Path:
    """Ten frames a second, still but for noise; in the seconds `lively` everything moves."""
    dice = np.random.default_rng(5)
    ground = dice.integers(40, 200, (180, 320, 3), np.uint8)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libx264", rate=10, options={"crf": "18", "preset": "ultrafast"})
        stream.width, stream.height, stream.pix_fmt = 320, 180, "yuv420p"
        for number in range(seconds * 10):
            moved = np.roll(ground, number * 7, axis=1) if number // 10 in lively else ground
            frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(moved), format="rgb24")
            frame.pts, frame.time_base = number, Fraction(1, 10)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def motion_of(path: Path) -> bytes:
    source, motion = PlainSource(path), io.BytesIO()
    prepare_film(source, source.film(), Sinks(io.BytesIO(), io.BytesIO(), io.BytesIO(), motion))
    return motion.getvalue()


def test_the_motion_curve_finds_stillness_and_activity(tmp_path: Path) -> None:
    motion = motion_of(restless_film(tmp_path / "a.mp4", range(3, 5), 8))
    assert len(motion) == 8 * MOTIONS_PER_S
    lively = [motion_at(motion, Fraction(place, 4)) for place in range(13, 20)]
    still = [motion_at(motion, Fraction(place, 4)) for place in (*range(1, 12), *range(22, 32))]
    assert min(lively) > 150
    assert max(still) < 40


def test_a_film_in_which_nothing_moves_has_a_flat_curve(tmp_path: Path) -> None:
    motion = motion_of(restless_film(tmp_path / "a.mp4", range(0), 3))
    assert len(motion) == 3 * MOTIONS_PER_S
    assert max(motion) < 60


def test_a_film_of_one_frame_has_a_curve(tmp_path: Path) -> None:
    assert motion_of(make_film(tmp_path / "a.mp4", FilmSpec(frames=1, width=192, height=108))) == b"\0"
