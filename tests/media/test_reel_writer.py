"""Rendered reels: the file is decoded again and must show, frame by frame, what the plan says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories.films import SAMPLE_RATE, FilmSpec, damage, make_film
from tests.factories.full_disk import full_disk
from tests.media.reel_parts import (
    FlatPainter,
    Shelf,
    card,
    mixed_shelf,
    number_shown,
    numbers_planned,
    reels,
    shelf,
)
from tests.media.straight import FileSource, real_film
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.frames import FrameReader
from vidfeed.media.loudness import loudness_lufs
from vidfeed.media.reel_canvas import Canvas
from vidfeed.media.reel_sound import samples_of
from vidfeed.media.reel_writer import render_reel
from vidfeed.media.sound_span import SOUND_RATE, Samples
from vidfeed.media.upright import Upright
from vidfeed.model.reel_output import Rendered
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import never_cancelled, no_progress


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return mixed_shelf(tmp_path_factory.mktemp("films"))


def render(laid: ReelPlan, films: Shelf, target: Path, cancelled: Callable[[], bool] = never_cancelled) -> Rendered:
    return render_reel(laid, films.films, films.sources, FlatPainter(), target, no_progress, cancelled)


def pictures_of(path: Path) -> list[av.VideoFrame]:
    with av.open(str(path)) as container:
        return list(container.decode(video=0))


def numbers_of(path: Path, laid: ReelPlan, films: Shelf) -> list[int | None]:
    return [
        number_shown(np.asarray(frame.to_ndarray(format="gray"), np.uint8), laid.items[laid.item_at(number)], films)
        for number, frame in enumerate(pictures_of(path))
    ]


def sound_of(path: Path) -> Samples:
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="stereo", rate=SOUND_RATE)
        frames = [out for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    assert frames[0].pts == 0
    return np.concatenate([np.asarray(frame.to_ndarray(), np.float32).reshape(-1, 2) for frame in frames])


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_random_reels_show_what_the_plan_says(films: Shelf, tmp_path: Path, data: st.DataObject) -> None:
    laid = data.draw(reels(films))
    rendered = render(laid, films, tmp_path / "reel.mp4")
    assert (rendered.frames, rendered.duration) == (laid.frames, laid.duration)
    assert numbers_of(tmp_path / "reel.mp4", laid, films) == numbers_planned(laid)


def test_every_kind_of_item_in_one_reel(films: Shelf, tmp_path: Path) -> None:
    laid = films.plan(
        [
            card("Hello", Fraction(1, 5)),
            films.moment("plain", 0, 9),
            films.moment("plain", 10, 14),
            films.moment("turned", 31, 59, speed=Fraction(3, 4)),
            films.still("web", 7, Fraction(1, 5)),
            films.moment("camera", 55, 59, hold_s=Fraction(1, 5)),
            films.moment("swift", 44, 44),
            films.moment("ntsc", 12, 30, speed=Fraction(1, 10)),
        ]
    )
    rendered = render(laid, films, tmp_path / "reel.mp4")
    assert numbers_of(tmp_path / "reel.mp4", laid, films) == numbers_planned(laid)
    with av.open(str(tmp_path / "reel.mp4")) as container:
        assert Fraction(container.duration or 0, 1_000_000) == pytest.approx(float(laid.duration), abs=0.03)
        assert container.streams.video[0].average_rate == laid.rate == 50
        stream = container.streams.video[0]
        assert (stream.duration or 0) * (stream.time_base or 0) == rendered.duration
    frames = pictures_of(tmp_path / "reel.mp4")
    assert [frame.time for frame in frames] == [pytest.approx(n / 50, abs=1e-6) for n in range(laid.frames)]
    assert [frames[start].key_frame for start in laid.starts[:-1]] == [True] * len(laid.items)


def test_the_file_is_of_the_promised_form(films: Shelf, tmp_path: Path) -> None:
    items = [card("Was hilft\nbeim Warten?", Fraction(1, 5)), films.moment("plain", 0, 9), films.moment("web", 0, 9)]
    target = tmp_path / "reel.mp4"
    render(films.plan(items), films, target)
    data = target.read_bytes()
    assert 0 < data.find(b"moov") < data.find(b"mdat")
    with av.open(str(target)) as container:
        picture, sound = container.streams.video[0].codec_context, container.streams.audio[0].codec_context
        assert (picture.name, picture.pix_fmt, picture.width, picture.height) == ("h264", "yuv420p", 1280, 720)
        assert (picture.colorspace, picture.color_range, picture.color_primaries, picture.color_trc) == (1, 1, 1, 1)
        assert (sound.name, sound.sample_rate, sound.layout.name) == ("aac", 48_000, "stereo")
        titles = [chapter["metadata"]["title"] for chapter in container.chapters()]
        starts = [chapter["start"] * (chapter["time_base"] or 0) for chapter in container.chapters()]
    assert titles == ["Was hilft beim Warten?", "1", "2"]
    assert starts == [0, Fraction(1, 5), Fraction(3, 5)]


def test_nothing_of_the_sources_is_in_the_file(tmp_path: Path) -> None:
    source = tmp_path / "a.mp4"
    plain = make_film(tmp_path / "plain.mp4", FilmSpec(frames=25))
    with av.open(str(plain)) as old, av.open(str(source), "w") as new:
        new.metadata.update({"title": "Mia Muster", "creation_time": "2026-03-04T10:00:00Z", "location": "+48+11/"})
        streams = [new.add_stream_from_template(stream) for stream in old.streams]
        for packet in old.demux():
            if packet.size:
                packet.stream = streams[packet.stream_index]
                new.mux(packet)
    films = shelf(a=source)
    render(films.plan([films.moment("a", 0, 20)]), films, tmp_path / "reel.mp4")
    data = (tmp_path / "reel.mp4").read_bytes()
    assert not any(word in data for word in (b"Muster", b"2026", b"+48", b"Lavf", b"plain"))
    with av.open(str(tmp_path / "reel.mp4")) as container:
        told = [container.metadata, *(stream.metadata for stream in container.streams)]
        assert container.streams.video[0].codec_context.width == 1280
    assert not any("creation_time" in one or "title" in one or "encoder" in one for one in told)


def test_large_films_make_a_large_reel(tmp_path: Path) -> None:
    films = shelf(
        large=make_film(tmp_path / "large.mp4", FilmSpec(width=1920, height=1080, frames=10)),
        tall=make_film(tmp_path / "tall.mp4", FilmSpec(width=1280, height=720, rotation=90, frames=10)),
        small=make_film(tmp_path / "small.mp4", FilmSpec(frames=10)),
    )
    for names, size in [(["small"], (1280, 720)), (["small", "tall"], (1920, 1080)), (["large"], (1920, 1080))]:
        laid = films.plan([films.moment(name, 0, 3) for name in names])
        render(laid, films, tmp_path / "reel.mp4")
        assert {(frame.width, frame.height) for frame in pictures_of(tmp_path / "reel.mp4")} == {size}
        assert numbers_of(tmp_path / "reel.mp4", laid, films) == numbers_planned(laid)


def test_captions_and_cards_are_burnt_in_and_edges_are_black(films: Shelf, tmp_path: Path) -> None:
    plain, captioned = films.moment("turned", 0, 2), replace(films.moment("turned", 0, 2), caption="words")
    laid = films.plan([card("Hello", Fraction(1, 5)), plain, captioned])
    render(laid, films, tmp_path / "reel.mp4")
    pictures = [frame.to_ndarray(format="rgb24").astype(int) for frame in pictures_of(tmp_path / "reel.mp4")]
    assert np.abs(pictures[0] - FlatPainter.CARD[:3]).max() < 12
    before, after = pictures[laid.starts[1]], pictures[laid.starts[2]]
    left, _, width_px, _ = Canvas(1280, 720).fit(films.films["turned"])
    assert width_px < left and before[:, : left - 8].max() < 12
    assert np.abs(before[:570] - after[:570]).mean() < 2
    blended = before[580:] + (np.array(FlatPainter.CAPTION[:3]) - before[580:]) * FlatPainter.CAPTION[3] / 255
    assert np.abs(after[580:] - blended).mean() < 4


def test_clicks_come_out_at_their_samples(films: Shelf, tmp_path: Path) -> None:
    """The encoder's own delay is told to the file, so that sound and picture stay together."""
    items = [films.moment("plain", 10, 39), card("x", Fraction(1, 5)), films.moment("swift", 30, 79)]
    laid = films.plan(items)
    render(laid, films, tmp_path / "reel.mp4")
    sound = sound_of(tmp_path / "reel.mp4")
    assert abs(len(sound) - laid.duration * SOUND_RATE) < 1024
    for number, wait_s in [(0, 1 - Fraction(10, 25)), (2, 1 - Fraction(30, 50))]:
        place = samples_of(laid, number).start + round(wait_s * SAMPLE_RATE)
        around = np.abs(sound[place - 5000 : place + 5000, 0])
        assert abs(int(around.argmax()) - 5000) < 100
        assert around[:4500].max() < around.max() / 3


def test_moments_are_equally_loud_in_the_file(films: Shelf, tmp_path: Path) -> None:
    laid = films.plan([films.moment("plain", 5, 44), films.moment("ntsc", 20, 60), films.moment("camera", 5, 50)])
    render(laid, films, tmp_path / "reel.mp4")
    sound = sound_of(tmp_path / "reel.mp4")
    for number in range(3):
        samples = samples_of(laid, number)
        assert loudness_lufs([sound[samples.start : samples.stop]]) == pytest.approx(-20, abs=1)
    assert np.abs(sound).max() <= 1.0


REAL = ["rails_rotated_hdr_video.mov", "androidx_sample_edit_list.mp4", "rails_video_with_rectangular_samples.mp4"]


@pytest.mark.parametrize("name", REAL)
def test_real_films_look_as_they_do_on_screen(name: str, tmp_path: Path) -> None:
    films = shelf(real=real_film(name))
    film = films.films["real"]
    laid = films.plan([films.moment("real", 8, 20), films.moment("real", 0, 4, speed=Fraction(1, 2))])
    render(laid, films, tmp_path / "reel.mp4")
    frames, reader, upright = (
        pictures_of(tmp_path / "reel.mp4"),
        FrameReader(films.sources["real"], film),
        Upright(film),
    )
    left, top, width_px, height_px = Canvas(frames[0].width, frames[0].height).fit(film)
    for number in (0, 5, laid.starts[1], laid.frames - 1):
        shown = frames[number].to_ndarray(format="bgra")[top : top + height_px, left : left + width_px].astype(int)
        wanted = upright.picture(reader.frame(laid.shown(number).frame or 0), width_px, height_px).pixels().astype(int)
        assert np.abs(shown - wanted).mean() < 6
    reader.close()
    assert len(frames) == laid.frames


def test_a_damaged_place_is_stood_in_for_from_within_the_trim(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(frames=120, gop=30, index_first=True))
    damage(path, 0.45, 6000)
    films = shelf(a=path)
    laid = films.plan([films.moment("a", 40, 90)])
    render(laid, films, tmp_path / "reel.mp4")
    shown = [number for number in numbers_of(tmp_path / "reel.mp4", laid, films) if number is not None]
    assert set(shown) <= set(range(films.films["a"].index.frames))
    assert shown == sorted(shown) and shown[0] >= 40


def test_progress_goes_up_to_one(films: Shelf, tmp_path: Path) -> None:
    told: list[float] = []
    laid = films.plan([films.moment("plain", 0, 20), card("x", Fraction(1, 5))])
    render_reel(laid, films.films, films.sources, FlatPainter(), tmp_path / "r.mp4", told.append, never_cancelled)
    assert told == sorted(told) and told[-1] == 1.0 and len(told) > 20


def left_in(folder: Path) -> list[tuple[str, bytes]]:
    return [(path.name, path.read_bytes()) for path in folder.iterdir()]


@pytest.mark.parametrize("after", [0, 1, 40, 120])
def test_a_cancelled_reel_leaves_what_was_there(films: Shelf, tmp_path: Path, after: int) -> None:
    (tmp_path / "reel.mp4").write_bytes(b"the one before")
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > after

    with pytest.raises(ExpectedError) as caught:
        render(films.plan([films.moment("plain", 0, 50)]), films, tmp_path / "reel.mp4", cancelled)
    assert caught.value.kind is ErrorKind.CANCELLED
    assert left_in(tmp_path) == [("reel.mp4", b"the one before")]


@pytest.mark.parametrize("limit_bytes", [10, 20_000, 60_000])
def test_a_full_disk_leaves_nothing(films: Shelf, tmp_path: Path, limit_bytes: int) -> None:
    laid = films.plan([films.moment("plain", 0, 50), films.moment("swift", 0, 80)])
    with full_disk(limit_bytes), pytest.raises(ExpectedError) as caught:
        render(laid, films, tmp_path / "reel.mp4")
    assert caught.value.kind is ErrorKind.NO_SPACE
    assert left_in(tmp_path) == []


def test_a_disk_that_is_full_at_nine_tenths_leaves_nothing(films: Shelf, tmp_path: Path) -> None:
    laid = films.plan([films.moment("plain", 0, 30)])
    render(laid, films, tmp_path / "whole.mp4")
    size_bytes = (tmp_path / "whole.mp4").stat().st_size
    (tmp_path / "whole.mp4").unlink()
    (tmp_path / "reel.mp4").write_bytes(b"the one before")
    with full_disk(size_bytes * 9 // 10), pytest.raises(ExpectedError) as caught:
        render(laid, films, tmp_path / "reel.mp4")
    assert caught.value.kind is ErrorKind.NO_SPACE
    assert left_in(tmp_path) == [("reel.mp4", b"the one before")]


class DamagedSource(FileSource):
    def open(self) -> BinaryIO:
        raise ExpectedError(ErrorKind.DAMAGED, "The film is damaged.")


def test_a_film_that_cannot_be_read_leaves_nothing(films: Shelf, tmp_path: Path) -> None:
    sources = {**films.sources, "plain": DamagedSource(tmp_path)}
    laid = films.plan([films.moment("swift", 0, 20), films.moment("plain", 0, 20)])
    with pytest.raises(ExpectedError) as caught:
        render_reel(laid, films.films, sources, FlatPainter(), tmp_path / "r.mp4", no_progress, never_cancelled)
    assert caught.value.kind is ErrorKind.DAMAGED
    assert left_in(tmp_path) == []


def test_a_missing_folder_is_said_plainly(films: Shelf, tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as caught:
        render(films.plan([films.moment("plain", 0, 5)]), films, tmp_path / "nowhere" / "reel.mp4")
    assert caught.value.kind is ErrorKind.FILE_MISSING
