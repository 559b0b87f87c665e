"""Decoding by the graphics card is a gift: where there is none, or it fails, nobody notices."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.factories.plain_source import PlainSource
from vidfeed.media.decode_run import DecodeRun
from vidfeed.media.frames import FrameReader
from vidfeed.media.hardware import hardware_for
from vidfeed.media.upright import Upright


@pytest.mark.parametrize("device", ["cuda", "vaapi", "d3d11va", "videotoolbox", "no such device"])
@pytest.mark.parametrize("name", ["a.mp4", "a.ts"])
def test_every_frame_comes_whatever_the_device(tmp_path: Path, name: str, device: str) -> None:
    source = PlainSource(make_film(tmp_path / name, FilmSpec(frames=20, gop=8)))
    film = source.film()
    upright = Upright(film)
    with closing(DecodeRun(source, film, "AUTO", device)) as run:
        shown = [read_strip(upright.picture(frame, 640).pixels()[..., :3]) for frame in run.all_frames()]
    assert shown == list(range(20))


def test_only_what_cards_decode_well_is_tried() -> None:
    assert hardware_for("vp9") is None
    assert hardware_for("") is None


def test_a_reader_may_use_it(tmp_path: Path) -> None:
    source = PlainSource(make_film(tmp_path / "a.mp4", FilmSpec(frames=20, gop=8)))
    film = source.film()
    with FrameReader(source, film, hardware=True) as reader:
        for number in (17, 3, 4, 5, 4):
            assert read_strip(Upright(film).picture(reader.frame(number), 640).pixels()[..., :3]) == number
