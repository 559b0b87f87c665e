"""A reel's film in Chromium: it plays to its end, every frame of it, with the captions in the picture."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.factories.strip import STRIP_SHARE
from tests.media.browser import CHROMIUM, Page, browser_page
from tests.media.reel_parts import FlatPainter, Shelf, card, shelf
from vidfeed.media.reel_writer import render_reel
from vidfeed.model.reel_output import ReelOutput
from vidfeed.model.reel_plan import ReelPlan
from vidfeed.ports import never_cancelled, no_progress

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
ACROSS, DOWN = 320, 180
Line = NDArray[np.uint8]
OPEN = """
new Promise((done, failed) => {
    window.film = document.createElement("video");
    const bytes = Uint8Array.from(atob("%s"), one => one.charCodeAt(0));
    film.onerror = () => failed(film.error.message);
    film.onloadeddata = () => done([film.duration, film.videoWidth, film.videoHeight]);
    film.src = URL.createObjectURL(new Blob([bytes], {type: "video/mp4"}));
    document.body.append(film);
})"""
PLAY = """
new Promise((done, failed) => {
    film.onended = () => done(film.getVideoPlaybackQuality().totalVideoFrames);
    film.play().catch(failed);
})"""
LOOK = """
new Promise(done => {
    film.requestVideoFrameCallback(() => {
        const canvas = new OffscreenCanvas(%d, %d), brush = canvas.getContext("2d");
        brush.drawImage(film, 0, 0, canvas.width, canvas.height);
        done([%d, %d].map(row => Array.from(brush.getImageData(0, row, canvas.width, 1).data)));
    });
    film.currentTime = %f;
})"""


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    return shelf(film=make_film(tmp_path_factory.mktemp("films") / "a.mp4", FilmSpec(320, 180, frames=60)))


@pytest.fixture(scope="module")
def laid(films: Shelf) -> ReelPlan:
    """A card of ten frames, a moment of fifteen, and one of ten with a caption."""
    captioned = replace(films.moment("film", 30, 39), caption="I looked up")
    return films.plan([card("Looking", Fraction(2, 5)), films.moment("film", 5, 19), captioned])


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Page]:
    with browser_page(tmp_path / "profile") as made:
        yield made


def test_chromium_plays_every_frame_with_its_captions(laid: ReelPlan, films: Shelf, tmp_path: Path, page: Page) -> None:
    path = tmp_path / "reel.mp4"
    render_reel(laid, films.films, films.sources, FlatPainter(), path, no_progress, never_cancelled, ReelOutput())
    duration_s, width_px, height_px = page.run(OPEN % base64.b64encode(path.read_bytes()).decode())
    assert width_px * 9 == height_px * 16
    assert abs(duration_s - float(laid.duration)) < 0.05
    assert page.run(PLAY) == laid.frames
    lines = [_lines(page, (frame + 0.5) / float(laid.rate)) for frame in range(laid.frames)]
    numbers = [read_strip(np.repeat(strip[None], DOWN, axis=0)) for strip, _ in lines]
    assert numbers == [None] * 10 + list(range(5, 20)) + list(range(30, 40))
    plain, captioned = (np.mean([low.mean(axis=0) for _, low in lines[a:b]], axis=0) for a, b in ((10, 25), (25, 35)))
    assert np.abs(plain - captioned).max() > 40, "the caption is in the picture"


def _lines(page: Page, at_s: float) -> list[Line]:
    """A line through the strip and one through the caption, (W, 3), of the frame that is shown then."""
    strip, low = DOWN // STRIP_SHARE // 2, DOWN - 10
    return [
        np.array(line, np.uint8).reshape(-1, 4)[:, :3] for line in page.run(LOOK % (ACROSS, DOWN, strip, low, at_s))
    ]
