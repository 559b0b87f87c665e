"""What films of a reel may be like: their size, captions in a track, no sound; read by players of others' making."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import av
import pytest

from tests.factories.films import FilmSpec, make_film
from tests.media.reel_parts import FlatPainter, Shelf, card, shelf
from vidfeed.media.reel_writer import render_reel
from vidfeed.model.reel_output import OutputCaptions, OutputSize, ReelOutput
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import never_cancelled, no_progress

TRACK = ReelOutput(captions=OutputCaptions.TRACK)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(film=make_film(tmp_path_factory.mktemp("films") / "a.mp4", FilmSpec(320, 240, frames=60)))


@pytest.fixture(scope="module")
def laid(films: Shelf) -> ReelPlan:
    """A card of a second, and two captioned moments of 25 frames."""
    first = replace(films.moment("film", 0, 24), caption="I looked up", baby_voice=True)
    second = replace(films.moment("film", 30, 54), caption="There – “you” were")
    return films.plan([card("Looking", Fraction(1)), first, second])


def made(laid: ReelPlan, films: Shelf, target: Path, output: ReelOutput) -> Path:
    render_reel(laid, films.films, films.sources, FlatPainter(), target, no_progress, never_cancelled, output)
    return target


def probed(path: Path) -> dict[str, Any]:
    words = [
        "ffprobe",
        "-v",
        "error",
        "-of",
        "json",
        "-show_streams",
        "-show_chapters",
        "-show_format",
        "-count_frames",
    ]
    done = subprocess.run([*words, str(path)], capture_output=True, check=True, timeout=60)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_captions_in_a_track_are_not_in_the_picture(laid: ReelPlan, films: Shelf, tmp_path: Path) -> None:
    path = made(laid, films, tmp_path / "reel.mp4", TRACK)
    with av.open(str(path)) as film:
        track = film.streams.subtitles[0]
        packets = [(packet.pts or 0, bytes(packet)[2:].decode()) for packet in film.demux(track)]
        said = [(pts * (track.time_base or 0), words) for pts, words in packets if words]
    assert said == [(1, "“I looked up”"), (2, "There – “you” were")]
    with av.open(str(path)) as film:
        low = [frame.to_ndarray(format="rgb24")[-20:].mean() for frame in film.decode(video=0)]
    with av.open(str(made(laid, films, tmp_path / "burnt.mp4", ReelOutput()))) as film:
        assert not film.streams.subtitles
        burnt = [frame.to_ndarray(format="rgb24")[-20:].mean() for frame in film.decode(video=0)]
    assert abs(low[40] - burnt[40]) > 20 and abs(low[3] - burnt[3]) < 1


@pytest.mark.parametrize(("size", "pixels"), [(OutputSize.HD720, (1280, 720)), (OutputSize.HD1080, (1920, 1080))])
def test_the_size_is_as_asked_for(
    laid: ReelPlan, films: Shelf, tmp_path: Path, size: OutputSize, pixels: tuple[int, int]
) -> None:
    with av.open(str(made(laid, films, tmp_path / "reel.mp4", ReelOutput(size=size)))) as film:
        assert (film.streams.video[0].width, film.streams.video[0].height) == pixels


def test_a_film_may_have_no_sound(laid: ReelPlan, films: Shelf, tmp_path: Path) -> None:
    with av.open(str(made(laid, films, tmp_path / "reel.mp4", ReelOutput(sound=False)))) as film:
        assert not film.streams.audio
        assert sum(1 for _ in film.decode(video=0)) == laid.frames


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
def test_ffprobe_reads_the_chapters_the_caption_track_and_nothing_of_the_sources(
    laid: ReelPlan, films: Shelf, tmp_path: Path
) -> None:
    found = probed(made(laid, films, tmp_path / "reel.mp4", TRACK))
    assert [one["codec_name"] for one in found["streams"]][:3] == ["h264", "aac", "mov_text"], "then the chapters"
    assert int(found["streams"][0]["nb_read_frames"]) == laid.frames
    assert [one["tags"]["title"] for one in found["chapters"]] == ["Looking", "1", "2"]
    assert [round(float(one["start_time"]), 3) for one in found["chapters"]] == [0, 1, 2]
    assert abs(float(found["format"]["duration"]) - float(laid.duration)) < 0.05
    told = set(found["format"].get("tags", {})) | {tag for one in found["streams"] for tag in one.get("tags", {})}
    assert told <= {"major_brand", "minor_version", "compatible_brands", "language", "handler_name", "vendor_id"}


@pytest.mark.skipif(shutil.which("mpv") is None, reason="mpv is not installed")
def test_mpv_plays_it_to_its_end_with_chapters_and_the_caption_track(
    laid: ReelPlan, films: Shelf, tmp_path: Path
) -> None:
    path = made(laid, films, tmp_path / "reel.mp4", TRACK)
    first = "film ${duration/full}|${chapter-list/count}|${chapter-metadata/title}|${estimated-frame-count}"
    now = "now ${=chapter} ${sub-text} end"
    words = ["mpv", "--no-config", "--vo=null", "--ao=null", "--sid=1"]
    words += [f"--term-playing-msg={first}", f"--term-status-msg={now}", str(path)]
    done = subprocess.run(words, capture_output=True, check=True, timeout=120, text=True)
    told = done.stdout + done.stderr
    assert "End of file" in told
    length, chapters, title, frames = told.split("film ", 1)[1].splitlines()[0].split("|")
    assert abs(_seconds(length) - laid.duration) < Fraction(1, 20)
    assert (chapters, title, int(frames)) == ("3", "Looking", laid.frames)
    shown = {text.strip() for text in re.findall("now (.*?) end", told)}
    assert {"0", "1 “I looked up”", "2 There – “you” were"} <= shown


def _seconds(clock: str) -> Fraction:
    hours, minutes, seconds = clock.split(":")
    return int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)
