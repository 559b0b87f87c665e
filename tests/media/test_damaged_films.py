"""Films that were damaged before they came in: decoders make pictures up there, and none of these is ever shown."""

from __future__ import annotations

import io
import random
from contextlib import suppress
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.factories.films import FilmSpec, damage, make_film, read_strip
from tests.factories.plain_source import PlainSource
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.frames import FrameReader
from vidfeed.media.gaps import Gaps, ranges_of
from vidfeed.media.preparing import Sinks, prepare_film
from vidfeed.media.sound_span import SOUND_RATE, read_sound

FRAMES = 120
KINDS = {
    "a.mp4": "libx264",
    "a.mkv": "libx264",
    "a.ts": "libx264",
    "b.mp4": "mpeg4",
    "b.ts": "mpeg2video",
    "b.avi": "mpeg4",
    "c.avi": "mjpeg",
    "d.webm": "libvpx-vp9",
    "d.mp4": "libvpx-vp9",
}
LIKENESS = 8
FLIPS = 10
TS_PACKET_BYTES = 188
PICTURES_BEGIN, NO_STREAMS_BEGIN = b"\x41\x00", b"\x5a\xbc"
"""Second and third byte of a packet: that a picture begins in it, and the number of its stream."""


def damaged(folder: Path, name: str) -> tuple[PlainSource, list[NDArray[np.uint8]]]:
    """A film with noise over an eighth of it, and its pictures as they were."""
    spec = FilmSpec(frames=FRAMES, codec=KINDS[name], width=480, height=270, audio=None)
    path = make_film(folder / name, spec)
    with av.open(str(path)) as container:
        pictures = [np.asarray(frame.to_ndarray(format="gray"), np.uint8) for frame in container.decode(video=0)]
    damage(path, 0.3, path.stat().st_size // 8)
    return PlainSource(path), pictures


@pytest.mark.parametrize("name", KINDS)
def test_no_picture_is_shown_that_was_made_up(tmp_path: Path, name: str) -> None:
    source, pictures = damaged(tmp_path, name)
    film, gaps, lost = source.film(), Gaps(), set[int]()
    shown = []
    with FrameReader(source, film, gaps=gaps) as reader:
        for number in (*range(film.index.frames), *range(film.index.frames - 1, -1, -7)):
            try:
                picture = reader.frame(number).to_ndarray(format="gray")
            except ExpectedError as error:
                assert error.kind is ErrorKind.UNREADABLE_PART
                lost.add(number)
                continue
            strip = read_strip(picture)
            assert strip is not None, f"frame {number} is garbage"
            assert np.abs(picture.astype(int) - pictures[strip]).max() < LIKENESS, f"frame {number} is torn"
            shown.append(strip)
    assert 0 < len(lost) < FRAMES // 2
    assert gaps.ranges() == ranges_of(lost)
    assert shown[0] == 0 and FRAMES - 1 in shown


def coded_bytes(path: Path) -> list[range]:
    """Where each coded picture lies, without its head."""
    with av.open(str(path)) as container:
        packets = [(packet.pos, packet.size) for packet in container.demux(video=0) if packet.size]
    return [range(pos + 12, pos + size) for pos, size in packets if pos is not None and size > 40]


@pytest.mark.parametrize(
    ("name", "codec", "most_torn"), [("flip.webm", "libvpx-vp9", 0), ("flip.mp4", "libx265", 3)], ids=["vp9", "hevc"]
)
def test_single_bits_that_were_turned_over(tmp_path: Path, name: str, codec: str, most_torn: int) -> None:
    """HEVC has some that no decoder can find: all that follows decodes, to another picture."""
    path = make_film(tmp_path / name, FilmSpec(480, 270, frames=24, gop=12, codec=codec, audio=None))
    data, whole, coded = path.read_bytes(), PlainSource(path), coded_bytes(path)
    with FrameReader(whole, whole.film()) as reader:
        pictures = {
            pts: reader.frame(number).to_ndarray(format="gray") for number, pts in enumerate(whole.film().index.pts)
        }
    torn = lost = 0
    for seed in range(FLIPS):
        dice = random.Random(seed)
        flipped = bytearray(data)
        flipped[dice.choice(dice.choice(coded))] ^= 1 << dice.randrange(8)
        path.write_bytes(flipped)
        film, wrong = whole.film(), 0
        with FrameReader(whole, film) as reader:
            for number, pts in enumerate(film.index.pts):
                try:
                    picture = reader.frame(number).to_ndarray(format="gray")
                except ExpectedError:
                    lost += 1
                else:
                    wrong += not np.array_equal(picture, pictures[pts])
        torn += wrong > 0
    assert lost > FLIPS
    assert torn <= most_torn


@pytest.mark.parametrize("name", ["a.mp4", "b.ts"])
def test_the_light_copy_has_none_either(tmp_path: Path, name: str) -> None:
    source, _ = damaged(tmp_path, name)
    film = source.film()
    table = prepare_film(source, film, Sinks(io.BytesIO(), io.BytesIO(), io.BytesIO())).proxy
    with FrameReader(source, film) as reader:
        for pts in table.pts:
            reader.frame(film.index.frame_at(pts))
    assert FRAMES // 2 < len(table.pts) < film.index.frames


TRUNCATED_MESSAGE = bytes((0, 0, 0, 5, 6, 1, 200, 0, 128))
"""A unit of supplemental information, its length before it, that says it has 200 bytes."""


def test_a_film_at_fault_throughout_is_shown_all_the_same(tmp_path: Path) -> None:
    plain = make_film(tmp_path / "plain.mp4", FilmSpec(320, 180, frames=40, gop=10, audio=None))
    path = tmp_path / "fault.mp4"
    with av.open(str(plain)) as source, av.open(str(path), "w") as target:
        stream = target.add_stream_from_template(source.streams.video[0])
        for packet in source.demux():
            if packet.size:
                faulty = av.Packet(TRUNCATED_MESSAGE + bytes(packet))
                faulty.pts, faulty.dts, faulty.time_base = packet.pts, packet.dts, packet.time_base
                faulty.stream, faulty.is_keyframe = stream, packet.is_keyframe
                target.mux(faulty)
    faulty_film, gaps = PlainSource(path), Gaps()
    with FrameReader(faulty_film, faulty_film.film(), gaps=gaps) as reader:
        for number in (17, *range(40)):
            assert read_strip(reader.frame(number).to_ndarray(format="gray")) == number
    assert gaps.ranges() == ()


def test_a_stream_that_damage_made_up_ends_neither_picture_nor_sound(tmp_path: Path) -> None:
    """Where the number of a packet's stream is damaged, the demuxer finds one stream more on the way."""
    path = make_film(tmp_path / "a.ts", FilmSpec(320, 180, frames=40, gop=10))
    data = bytearray(path.read_bytes())
    heads = [at for at in range(0, len(data), TS_PACKET_BYTES) if data[at + 1 : at + 3] == PICTURES_BEGIN]
    data[heads[24] + 1 : heads[24] + 3] = NO_STREAMS_BEGIN
    path.write_bytes(data)
    source, right = PlainSource(path), 0
    film = source.film()
    assert film.index.frames == 39
    with FrameReader(source, film) as reader:
        for number in range(film.index.frames):
            with suppress(ExpectedError):
                right += read_strip(reader.frame(number).to_ndarray(format="gray")) is not None
    assert right >= 30
    assert film.audio_index is not None
    with source.open() as file:
        heard = np.concatenate(list(read_sound(file, film.audio_index, Fraction(3, 2), SOUND_RATE)))
    assert len(heard) == SOUND_RATE


def test_lost_pictures_of_an_avi_leave_a_hole_and_move_no_others(tmp_path: Path) -> None:
    """AVI keeps no times but its table's, in which the lost ones are still counted."""
    path = make_film(tmp_path / "a.avi", FilmSpec(320, 180, frames=60, gop=12, codec="mpeg4", audio=None))
    damage(path, 0.24, 1500)
    source = PlainSource(path)
    film, right = source.film(), 0
    assert 50 < film.index.frames < 60
    with FrameReader(source, film) as reader:
        for number in random.Random(3).sample(range(film.index.frames), film.index.frames):
            with suppress(ExpectedError):
                strip = read_strip(reader.frame(number).to_ndarray(format="gray"))
                assert strip == film.index.pts[number]
                right += 1
    assert right > 40
