"""The film writer: what goes in comes out of a real decoder, and failures leave nothing behind."""

from __future__ import annotations

import errno
import gc
import io
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any, BinaryIO

import av
import numpy as np
import pytest

from tests.factories.films import read_strip
from tests.factories.strip import Picture, draw_strip
from vidfeed.errors import ErrorKind, ExpectedError, InternalError
from vidfeed.media.coded_run import RunCoder
from vidfeed.media.film_writer import Chapter, FilmForm, FilmWriter

FORM = FilmForm(320, 180, Fraction(25), preset="ultrafast")


def numbered(number: int, channels: int = 3) -> Picture:
    picture = np.full((180, 320, channels), 90, np.uint8)
    draw_strip(picture, number)
    return picture


def write(target: Path | BinaryIO, form: FilmForm = FORM, frames: int = 50) -> None:
    with FilmWriter(target, form) as film:
        for number in range(frames):
            film.add_picture(numbered(number), number)
        if form.channels:
            film.add_sound(np.zeros((frames * 1920, form.channels), np.int16))


def test_pictures_come_out_in_order_at_their_times(tmp_path: Path) -> None:
    write(tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as container:
        frames = list(container.decode(video=0))
    assert [read_strip(frame.to_ndarray(format="rgb24")) for frame in frames] == list(range(50))
    assert [frame.time for frame in frames] == [number / 25 for number in range(50)]
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


def test_a_file_object_gets_the_same_film_and_stays_open(tmp_path: Path) -> None:
    kept = io.BytesIO()
    write(kept)
    write(tmp_path / "film.mp4")
    assert kept.getvalue() == (tmp_path / "film.mp4").read_bytes()


def test_uneven_times_are_kept(tmp_path: Path) -> None:
    path, times = tmp_path / "film.mp4", [0, 33, 100, 117, 190, 230]
    form = FilmForm(320, 180, Fraction(25), time_base=Fraction(1, 1000), channels=0)
    with FilmWriter(path, form) as film:
        for number, pts in enumerate(times):
            film.add_picture(numbered(number), pts)
    with av.open(str(path)) as container:
        frames = list(container.decode(video=0))
        assert not container.streams.audio
    assert [round(1000 * frame.time) for frame in frames] == times


def test_the_form_is_told_to_the_file(tmp_path: Path) -> None:
    form = FilmForm(320, 180, Fraction(30000, 1001), sample_aspect=Fraction(4, 3), channels=2, gop=10, b_frames=0)
    write(tmp_path / "film.mp4", form)
    with av.open(str(tmp_path / "film.mp4")) as container:
        pictures, sound = container.streams.video[0], container.streams.audio[0]
        assert pictures.average_rate == Fraction(30000, 1001)
        assert pictures.sample_aspect_ratio == Fraction(4, 3)
        assert (sound.codec_context.name, sound.codec_context.layout.name) == ("aac", "stereo")
        packets = [packet for packet in container.demux(pictures) if packet.size]
    keyframes = [number for number, packet in enumerate(packets) if packet.is_keyframe]
    assert max(np.diff([*keyframes, 50])) <= 10
    assert all(packet.pts == packet.dts for packet in packets)


@pytest.mark.parametrize("colour", [(226, 166, 59), (111, 163, 184), (255, 0, 0), (20, 230, 40)])
def test_colours_survive_as_bt709(tmp_path: Path, colour: tuple[int, int, int]) -> None:
    path = tmp_path / "film.mp4"
    with FilmWriter(path, FilmForm(64, 64, Fraction(25), channels=0, crf=10)) as film:
        bgra = np.full((64, 64, 4), (*reversed(colour), 255), np.uint8)
        for number in range(3):
            film.add_picture(bgra, number, "bgra")
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
    assert (frame.colorspace, frame.color_range, frame.color_primaries, frame.color_trc) == (1, 1, 1, 1)
    luma = np.dot(colour, (0.2126, 0.7152, 0.0722)) * 219 / 255 + 16
    assert abs(frame.to_ndarray()[:64].mean() - luma) < 2
    assert np.abs(frame.to_ndarray(format="rgb24")[32, 32].astype(int) - colour).max() < 6


def test_a_picture_may_be_painted_over_once_it_is_added(tmp_path: Path) -> None:
    picture = numbered(0, 4)
    with FilmWriter(tmp_path / "film.mp4", FORM) as film:
        for number in range(30):
            draw_strip(picture, number)
            film.add_picture(picture, number, "bgra")
    with av.open(str(tmp_path / "film.mp4")) as container:
        read = [read_strip(frame.to_ndarray(format="gray")) for frame in container.decode(video=0)]
    assert read == list(range(30))


def test_sound_comes_out_as_it_went_in(tmp_path: Path) -> None:
    tone = (8000 * np.sin(np.arange(48_000) * 2 * np.pi * 440 / 48_000)).astype(np.int16)
    with FilmWriter(tmp_path / "film.mp4", FORM) as film:
        for number in range(25):
            film.add_picture(numbered(number), number)
            film.add_sound(tone[number * 1920 : number * 1920 + 1920])
    with av.open(str(tmp_path / "film.mp4")) as container:
        read = np.concatenate([frame.to_ndarray()[0] for frame in container.decode(audio=0)])
    middle = slice(5000, 40_000)
    assert abs(len(read) - 48_000) < 2048
    assert np.abs(read[middle] - tone[middle] / 32768).max() < 0.03


def test_an_abandoned_film_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_bytes(b"the one before")
    with pytest.raises(KeyboardInterrupt), FilmWriter(tmp_path / "film.mp4", FORM) as film:
        film.add_picture(numbered(0), 0)
        raise KeyboardInterrupt
    del film
    gc.collect()
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]
    assert (tmp_path / "film.mp4").read_bytes() == b"the one before"


class FullDisk(io.BytesIO):
    """A file on a disk with room for so many bytes."""

    room_bytes = 20_000

    def write(self, data: Any) -> int:
        if self.tell() > self.room_bytes:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(data)


def test_a_full_disk_is_said_plainly() -> None:
    with pytest.raises(ExpectedError) as caught, FilmWriter(FullDisk(), FORM) as film:
        noise = np.random.default_rng(1)
        for number in range(50):
            film.add_picture(noise.integers(0, 256, (180, 320, 3), dtype=np.uint8), number)
    assert caught.value.kind == ErrorKind.NO_SPACE


def test_a_missing_folder_is_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as caught:
        FilmWriter(tmp_path / "nowhere" / "film.mp4", FORM)
    assert caught.value.kind == ErrorKind.FILE_MISSING


def test_what_the_encoder_refuses_is_our_own_fault(tmp_path: Path) -> None:
    with pytest.raises(InternalError), FilmWriter(tmp_path / "film.mp4", FilmForm(321, 181, Fraction(25))) as film:
        film.add_picture(np.zeros((181, 321, 3), np.uint8), 0)
    assert list(tmp_path.iterdir()) == []
    with (
        pytest.raises(InternalError),
        FilmWriter(tmp_path / "film.mp4", FilmForm(320, 180, Fraction(25), channels=0)) as film,
    ):
        film.add_sound(np.zeros(10, np.int16))


def test_chapters_are_where_they_were_put(tmp_path: Path) -> None:
    chapters = (Chapter("1", 0, 20), Chapter("Hände, 手", 20, 50))
    write(tmp_path / "film.mp4", replace(FORM, chapters=chapters))
    with av.open(str(tmp_path / "film.mp4")) as container:
        found = [(one["metadata"]["title"], one["start"] * (one["time_base"] or 0)) for one in container.chapters()]
    assert found == [("1", 0), ("Hände, 手", Fraction(20, 25))]


@pytest.mark.parametrize("to_path", [True, False])
def test_the_index_may_come_first(tmp_path: Path, to_path: bool) -> None:
    target = tmp_path / "film.mp4"
    form = replace(FORM, index_first=True)
    if to_path:
        write(target, form)
    else:
        with target.open("w+b") as file:
            write(file, form)
    data = target.read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")
    with av.open(str(target)) as container:
        read = [read_strip(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]
    assert read == list(range(50))


def test_an_abandoned_film_with_its_index_first_leaves_nothing(tmp_path: Path) -> None:
    with (
        pytest.raises(KeyboardInterrupt),
        FilmWriter(tmp_path / "film.mp4", replace(FORM, index_first=True)) as film,
    ):
        film.add_picture(numbered(0), 0)
        raise KeyboardInterrupt
    del film
    gc.collect()
    assert list(tmp_path.iterdir()) == []


def test_runs_coded_by_themselves_become_one_film(tmp_path: Path) -> None:
    """Also those too short for the encoder to put pictures out of order."""
    frames = [av.VideoFrame.from_ndarray(numbered(number)).reformat(format="yuv420p") for number in range(50)]
    form, firsts = FilmForm(320, 180, Fraction(25), channels=0, gop=100), [0, 1, 3, 6, 36, 37]
    with FilmWriter(tmp_path / "film.mp4", form) as film:
        for first, end in pairwise([*firsts, 50]):
            coder = RunCoder(form)
            coded = [one for frame in frames[first:end] for one in coder.add(frame)] + coder.finish()
            for picture in coded:
                film.add_coded(picture, first)
    with av.open(str(tmp_path / "film.mp4")) as container:
        found, stream = list(container.decode(video=0)), container.streams.video[0]
        assert (stream.duration or 0) * (stream.time_base or 0) == 2
    assert [read_strip(frame.to_ndarray(format="gray")) for frame in found] == list(range(50))
    assert [frame.time for frame in found] == [number / 25 for number in range(50)]
    assert [number for number, frame in enumerate(found) if frame.key_frame] == firsts


def test_the_file_tells_nothing_of_who_made_it(tmp_path: Path) -> None:
    write(tmp_path / "film.mp4")
    with av.open(str(tmp_path / "film.mp4")) as container:
        assert set(container.metadata) <= {"major_brand", "minor_version", "compatible_brands"}
        for stream in container.streams:
            assert set(stream.metadata) <= {"language", "handler_name"}
