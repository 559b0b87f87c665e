"""The sound of reels: every sample where the plan puts it, all items equally loud."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import av
import numpy as np
import pytest

from tests.factories.films import SAMPLE_RATE, FilmSpec, make_film
from tests.media.reel_parts import Shelf, card, shelf
from tests.media.straight import FileSource, real_film
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.loudness import CEILING, loudness_lufs
from vidfeed.media.reel_sound import item_sound, reel_sound, samples_of
from vidfeed.media.reel_source import ReelFilms
from vidfeed.media.sound_span import SOUND_RATE, Samples, read_sound
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.model.veil import SilentSpan

KINDS = {"a.mp4": 0, "a.mov": 0, "a.mkv": 48, "a.mts": 0, "a.avi": 0, "a.webm": 48}
"""How many samples off a stretch may begin: Matroska keeps milliseconds."""
FRAME = 1024


def decode(path: Path, start: Fraction, samples: int, stream_index: int = 1) -> Samples:
    with path.open("rb") as file:
        return np.concatenate(list(read_sound(file, stream_index, start, samples)))


def sound_of(laid: ReelPlan, films: Shelf) -> Samples:
    return np.concatenate(list(reel_sound(films.reel(laid), lambda: None)))


def peaks(sound: Samples, least: float) -> list[int]:
    """Where clicks begin, about: the first of neighbouring samples above a level."""
    loud = np.flatnonzero(np.abs(sound[:, 0]) > least)
    return [int(place) for place, before in zip(loud, [-(10**6), *loud], strict=False) if place - before > 1000]


@pytest.fixture(scope="module", params=KINDS)
def film_of_kind(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    codec = "libvpx-vp9" if request.param == "a.webm" else "libx264"
    spec = FilmSpec(width=192, height=108, frames=150, codec=codec)
    return make_film(tmp_path_factory.mktemp("kinds") / str(request.param), spec)


@pytest.mark.parametrize("start", [Fraction(0), Fraction(1, 3), Fraction(31, 25), Fraction(49, 10), Fraction(29, 5)])
def test_a_stretch_is_the_same_samples_as_in_the_whole(film_of_kind: Path, start: Fraction) -> None:
    with av.open(str(film_of_kind)) as container:
        origin = Fraction(container.streams.video[0].start_time or 0) * (container.streams.video[0].time_base or 1)
    whole = decode(film_of_kind, origin, 7 * SOUND_RATE)
    first = round((origin + start) * SOUND_RATE) - round(origin * SOUND_RATE)
    part = decode(film_of_kind, origin + start, SOUND_RATE)
    assert np.abs(whole).max() > 0.5
    assert part.shape == (SOUND_RATE, 2)
    most = KINDS[film_of_kind.name] if first else 0
    lags = range(-most, most + 1)
    away = [float(np.abs(part - whole[first + lag : first + lag + SOUND_RATE]).max()) for lag in lags]
    assert min(away) < 0.02


def test_what_lies_outside_the_sound_is_silent(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(width=192, height=108, sound_seconds=1))
    assert not decode(path, Fraction(3), 1000).any()
    assert not decode(path, Fraction(-2), SOUND_RATE).any()
    late = decode(path, Fraction(-1), 2 * SOUND_RATE)
    assert not late[: SOUND_RATE - FRAME].any() and late[SOUND_RATE:].any()


def test_a_stream_that_is_not_sound_is_damage(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", FilmSpec(width=192, height=108, frames=5))
    for stream_index in (0, 7):
        with pytest.raises(ExpectedError) as caught:
            decode(path, Fraction(0), 10, stream_index)
        assert caught.value.kind is ErrorKind.DAMAGED


@pytest.mark.parametrize("name", ["androidx_bbb_2500ms.ts", "rails_video.webm", "rails_rotated_video.mp4"])
def test_real_sound_is_cut_where_it_should_be(name: str) -> None:
    """Compared at the lag that fits best: resampling begins between two samples."""
    path = real_film(name)
    with av.open(str(path)) as container:
        origin = Fraction(container.start_time or 0, 1_000_000)
    whole, start = decode(path, origin, 2 * SOUND_RATE), origin + Fraction(7, 8)
    part = decode(path, start, SOUND_RATE)[:4000, 0]
    first = round(start * SOUND_RATE) - round(origin * SOUND_RATE)
    lags = range(-60, 61)
    likeness = [float(np.dot(part, whole[first + lag : first + lag + 4000, 0])) for lag in lags]
    assert abs(lags[int(np.argmax(likeness))]) <= 1


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("films")
    small = FilmSpec(width=192, height=108, frames=150)
    return shelf(
        one=make_film(folder / "one.mp4", small),
        ntsc=make_film(folder / "ntsc.mkv", replace(small, frame_rate=Fraction(30_000, 1001), audio="mono")),
        late=make_film(folder / "late.mts", replace(small, audio="5.1")),
        mute=make_film(folder / "mute.mp4", replace(small, audio=None)),
    )


def test_sound_is_as_long_as_the_pictures_and_clicks_are_at_their_samples(films: Shelf) -> None:
    laid = films.plan(
        [
            films.moment("one", 10, 59),
            card("words", Fraction(1, 2)),
            films.moment("mute", 3, 20),
            films.moment("ntsc", 20, 99),
            films.still("one", 50, Fraction(1, 3)),
            films.moment("late", 40, 90, hold_s=Fraction(1, 2)),
        ]
    )
    sound = sound_of(laid, films)
    assert len(sound) == round(laid.duration * SOUND_RATE)
    clicks = []
    for number, item in enumerate(laid.items):
        samples = samples_of(laid, number)
        if item.clip_id in {None, "mute"} or item.span is None or item.hold_s == Fraction(1, 3):
            assert not sound[samples.start : samples.stop].any()
            continue
        index = films.films[item.clip_id or ""].index
        first, last = index.seconds(item.span.start_pts), index.seconds(item.span.end_pts)
        clicks += [samples.start + round((n - first) * SAMPLE_RATE) for n in range(7) if first < n < last]
    found = peaks(sound, 0.3)
    assert len(clicks) == 7
    assert len(found) == len(clicks)
    assert all(abs(one - other) < 60 for one, other in zip(found, clicks, strict=True))


@pytest.mark.parametrize("speed", [Fraction(1, 2), Fraction(3, 4), Fraction(1, 4), Fraction(2)])
def test_slower_and_quicker_sound_keeps_pace_with_the_pictures(films: Shelf, speed: Fraction) -> None:
    laid = films.plan([films.moment("one", 10, 109, speed=speed)])
    sound = sound_of(laid, films)
    assert len(sound) == round(laid.duration * SOUND_RATE)
    wanted = [round((second - Fraction(10, 25)) / speed * SOUND_RATE) for second in (1, 2, 3, 4)]
    found = [int(np.abs(sound[max(0, place - 5000) : place + 5000, 0]).argmax()) - 5000 for place in wanted]
    assert all(abs(off) < 2400 for off in found)


def test_too_slow_to_be_heard_is_silent_and_so_is_sound_switched_off(films: Shelf) -> None:
    slow = films.moment("one", 10, 30, speed=Fraction(1, 5))
    off = replace(films.moment("one", 10, 59), sound=False)
    laid = films.plan([slow, off])
    assert not sound_of(laid, films).any()
    assert item_sound(films.reel(laid), 0) is None


def test_a_freeze_is_silent(films: Shelf) -> None:
    sound = sound_of(films.plan([films.moment("one", 0, 49, hold_s=Fraction(1))]), films)
    assert sound[: 2 * SOUND_RATE].any() and not sound[2 * SOUND_RATE :].any()


def test_items_are_equally_loud_and_none_overloads(tmp_path: Path) -> None:
    """Speech-like bursts, 30 dB apart from film to film."""
    paths = {}
    for name, level in {"faint": 0.01, "usual": 0.1, "loud": 0.9}.items():
        paths[name] = tmp_path / f"{name}.mp4"
        write_bursts(paths[name], level)
    films = shelf(**paths)
    laid = films.plan([films.moment(name, 5, 104) for name in paths])
    sound = sound_of(laid, films)
    for number in range(3):
        samples = samples_of(laid, number)
        assert loudness_lufs([sound[samples.start : samples.stop]]) == pytest.approx(-20, abs=0.6)
    assert np.abs(sound).max() <= CEILING + 1e-6


def test_gain_of_an_item_comes_on_top(films: Shelf) -> None:
    plain = films.moment("one", 0, 74)
    sound = sound_of(films.plan([plain, replace(plain, gain_db=-6.0)]), films)
    first, second = np.split(sound, 2)
    levels = [float(np.sqrt((one[10_000:40_000] ** 2).mean())) for one in (first, second)]
    assert 20 * np.log10(levels[1] / levels[0]) == pytest.approx(-6, abs=0.2)


def test_nothing_is_left_of_a_silent_part_and_a_tone_may_stand_in(films: Shelf) -> None:
    moment = films.moment("one", 0, 99)
    time_base = films.films["one"].index.time_base
    start, end = round(Fraction(9, 10) / time_base), round(Fraction(11, 10) / time_base)
    whole = sound_of(films.plan([moment]), films)
    quiet = sound_of(films.plan([replace(moment, muted=(SilentSpan(start, end),))]), films)
    part = slice(round(Fraction(9, 10) * SOUND_RATE), round(Fraction(11, 10) * SOUND_RATE))
    assert np.abs(whole[part]).max() > 0.05  # the click of the first second
    assert not quiet[part].any() and quiet[: part.start - SOUND_RATE // 10].any()
    tone = sound_of(films.plan([replace(moment, muted=(SilentSpan(start, end, tone=True),))]), films)
    assert 0.02 < np.abs(tone[part]).max() < 0.04


def test_a_silent_part_stays_silent_at_another_speed(films: Shelf) -> None:
    moment = films.moment("one", 0, 99, Fraction(1, 2))
    time_base = films.films["one"].index.time_base
    span = SilentSpan(round(Fraction(9, 10) / time_base), round(Fraction(3, 2) / time_base))
    quiet = sound_of(films.plan([replace(moment, muted=(span,))]), films)
    part = slice(round(Fraction(19, 10) * SOUND_RATE), round(Fraction(29, 10) * SOUND_RATE))
    assert np.abs(quiet[part]).max() < 0.001


def test_joins_are_faded(films: Shelf) -> None:
    laid = films.plan([films.moment("one", 3, 27), films.moment("ntsc", 7, 31)])
    sound = sound_of(laid, films)
    for start, end in pairwise([0, laid.starts[1], laid.frames]):
        first, last = (round(frame / laid.rate * SOUND_RATE) for frame in (start, end))
        assert np.abs(sound[first]).max() < 0.01 and np.abs(sound[last - 1]).max() < 0.01


def write_bursts(path: Path, level: float) -> None:
    """A film of 125 frames whose sound is bursts of noise."""
    rate = SAMPLE_RATE
    noise = np.random.default_rng(7).normal(0, 0.25, 5 * rate).clip(-1, 1)
    bursts = noise * (np.sin(2 * np.pi * 1.7 * np.arange(5 * rate) / rate) > -0.3) * level
    with av.open(str(path), "w") as container:
        pictures = container.add_stream("libx264", rate=25, options={"preset": "ultrafast"})
        pictures.width, pictures.height, pictures.pix_fmt = 192, 108, "yuv420p"
        sound = container.add_stream("aac", rate=rate)
        sound.codec_context.layout = "mono"
        for number in range(125):
            frame = av.VideoFrame.from_ndarray(np.full((108, 192, 3), number, np.uint8))
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(pictures.encode(frame))
            piece = bursts[number * 1920 : number * 1920 + 1920].astype(np.float32)
            tone = av.AudioFrame.from_ndarray(piece.reshape(1, -1), format="flt", layout="mono")
            tone.sample_rate, tone.pts, tone.time_base = rate, number * 1920, Fraction(1, rate)
            container.mux(sound.encode(tone))
        container.mux(pictures.encode(None))
        container.mux(sound.encode(None))


def test_stopping_is_asked_for_again_and_again(films: Shelf) -> None:
    asked = 0

    def check() -> None:
        nonlocal asked
        asked += 1
        if asked > 3:
            raise KeyboardInterrupt

    laid = films.plan([films.moment("one", 0, 74), films.moment("ntsc", 0, 74)])
    with pytest.raises(KeyboardInterrupt):
        list(reel_sound(films.reel(laid), check))


def test_files_are_closed_again(films: Shelf) -> None:
    opened: list[BinaryIO] = []

    class Watched(FileSource):
        def open(self) -> BinaryIO:
            opened.append(super().open())
            return opened[-1]

    laid = films.plan([films.moment("one", 0, 20)])
    sound = item_sound(ReelFilms(laid, films.films, {"one": Watched(films.sources["one"].path)}), 0)
    assert sound is not None
    sound.even_gain_db(lambda: None)
    assert opened and all(file.closed for file in opened)
