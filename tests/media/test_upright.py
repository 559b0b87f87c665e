"""Pictures as they are shown: upright, of true shape and colour."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.factories.films import FilmSpec, make_film, read_strip
from tests.media.straight import REAL_FILMS, FileSource, real_film
from vidfeed.media.frames import FrameReader
from vidfeed.media.pictures import PixelFormat, fitted, jpeg, picture_of, png
from vidfeed.media.probe import read_film
from vidfeed.media.upright import Upright, still
from vidfeed.model.clip import Film

S = FilmSpec

BT601 = np.array([[1, 0, 1.402], [1, -0.344136, -0.714136], [1, 1.772, 0]])
BT709 = np.array([[1, 0, 1.5748], [1, -0.187324, -0.468124], [1, 1.8556, 0]])
BT2020 = np.array([[1, 0, 1.4746], [1, -0.164553, -0.571353], [1, 1.8814, 0]])


def reader_of(path: Path) -> FrameReader:
    with path.open("rb") as file:
        return FrameReader(FileSource(path), read_film(file))


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    with make_film(tmp_path_factory.mktemp("film") / "a.mp4", S(frames=2)).open("rb") as file:
        return read_film(file)


def flat_frame(yuv: tuple[int, int, int], size: tuple[int, int], matrix: int, full_range: bool) -> av.VideoFrame:
    frame = av.VideoFrame(*size, "yuv420p")
    for plane, value in zip(frame.planes, yuv, strict=True):
        plane.update(bytes([value]) * plane.buffer_size)
    frame.colorspace, frame.color_range = matrix, 2 if full_range else 1
    frame.pts = 0
    return frame


def by_hand(yuv: tuple[int, int, int], matrix: NDArray[np.float64], full_range: bool) -> NDArray[np.float64]:
    y, u, v = yuv
    if full_range:
        parts = np.array([y / 255, (u - 128) / 255, (v - 128) / 255])
    else:
        parts = np.array([(y - 16) / 219, (u - 128) / 224, (v - 128) / 224])
    colour: NDArray[np.float64] = np.clip(matrix @ parts, 0, 1) * 255
    return colour


@pytest.mark.parametrize(
    ("size", "told", "meant"),
    [
        ((640, 360), 6, BT601),
        ((640, 360), 5, BT601),
        ((640, 360), 1, BT709),
        ((1280, 720), 6, BT601),
        ((1280, 720), 9, BT2020),
        ((640, 360), 2, BT601),
        ((1280, 720), 2, BT709),
    ],
)
@pytest.mark.parametrize("full_range", [False, True])
@pytest.mark.parametrize("pixel_format", ["bgra", "rgb24"])
@pytest.mark.parametrize("fine", [False, True])
def test_colours(
    film: Film,
    size: tuple[int, int],
    told: int,
    meant: NDArray[np.float64],
    full_range: bool,
    pixel_format: PixelFormat,
    fine: bool,
) -> None:
    yuv = (120, 100, 170)
    frame = flat_frame(yuv, size, told, full_range)
    pixel = Upright(film, pixel_format, fine).picture(frame, 64, 36).pixels()[18, 32]
    if pixel_format == "bgra":
        assert pixel[3] == 255
        pixel = pixel[2::-1]
    assert np.abs(pixel - by_hand(yuv, meant, full_range)).max() <= (1.5 if fine else 4)


def hdr_film(path: Path, frames: list[NDArray[np.uint16]], transfer: int) -> Path:
    with av.open(str(path), "w") as container:
        options = {"preset": "ultrafast", "x265-params": "log-level=none:lossless=1"}
        stream = container.add_stream("libx265", rate=25, options=options)
        assert isinstance(stream, av.VideoStream)
        stream.width, stream.height, stream.pix_fmt = 320, 192, "yuv420p10le"
        context = stream.codec_context
        context.color_trc, context.color_primaries, context.colorspace, context.color_range = transfer, 9, 9, 1
        for number, planes in enumerate(frames):
            frame = av.VideoFrame.from_ndarray(planes, format="yuv420p10le")
            frame.pts, frame.time_base = number, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def grey(signal: float) -> NDArray[np.uint16]:
    planes = np.full((288, 320), 512, np.uint16)
    planes[:192] = round(64 + 876 * signal)
    return planes


@pytest.mark.parametrize(("transfer", "white"), [(18, 0.75), (16, 0.58)], ids=["HLG", "PQ"])
def test_hdr_keeps_its_whites_below_white_and_its_greys_grey(tmp_path: Path, transfer: int, white: float) -> None:
    signals = [0.0, 0.1, 0.25, 0.4, white, 0.9, 1.0]
    path = hdr_film(tmp_path / "hdr.mkv", [grey(signal) for signal in signals], transfer)
    with reader_of(path) as reader:
        pixels = [still(reader, number).pixels()[96, 160].astype(int) for number in range(len(signals))]
    levels = [int(pixel.mean()) for pixel in pixels]
    assert all(np.ptp(pixel) <= 2 for pixel in pixels)
    assert levels == sorted(levels)
    assert levels[0] <= 1 and levels[-1] >= 253
    assert 205 <= levels[signals.index(white)] <= 240


def test_hdr_colours_are_not_washed_out(tmp_path: Path) -> None:
    red = grey(0.4)
    red[240:] = 640  # more red than grey
    path = hdr_film(tmp_path / "hdr.mkv", [red] * 5, 18)
    with reader_of(path) as reader:
        shown = still(reader, 0).pixels()[96, 160].astype(float)
        plain = reader.frame(0).to_ndarray(format="rgb24", src_colorspace=9)[96, 160].astype(float)
    assert shown[0] - shown[1] > 1.2 * (plain[0] - plain[1])


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("pixel_format", ["bgra", "rgb24"])
def test_turned_films_are_upright(tmp_path: Path, turned: int, pixel_format: PixelFormat) -> None:
    with reader_of(make_film(tmp_path / "a.mp4", S(frames=5, rotation=turned))) as reader:
        upright = Upright(reader.film, pixel_format)
        picture = upright.picture(reader.frame(3), 200)
        assert (picture.width_px, picture.height_px) == ((200, 112) if turned % 180 == 0 else (200, 356))
        assert read_strip(picture.pixels()[..., :3]) == 3
        assert (picture.frame_index, picture.pts) == (3, reader.film.index.pts[3])


def test_odd_widths(tmp_path: Path) -> None:
    with reader_of(make_film(tmp_path / "a.mp4", S(frames=5))) as reader:
        for width_px in (101, 133, 247, 639):
            picture = Upright(reader.film).picture(reader.frame(4), width_px, 99)
            assert picture.pixels().shape == (99, width_px, 4)
            assert len(picture.packed()) == 99 * width_px * 4
            assert len(picture.data) >= 98 * picture.stride_bytes + width_px * 4
            assert read_strip(picture.pixels()) == 4


def test_the_shape_is_true_where_pixels_are_not_square(tmp_path: Path) -> None:
    spec = S(frames=2, width=720, height=576, sample_aspect=Fraction(64, 45))
    with reader_of(make_film(tmp_path / "a.mp4", spec)) as reader:
        picture = still(reader, 1)
    assert (picture.width_px, picture.height_px) == (1024, 576)
    assert read_strip(picture.pixels()) == 1


def combing(pixels: NDArray[np.uint8]) -> float:
    rows = pixels[..., 1].astype(int)
    return float(np.abs(2 * rows[1:-1] - rows[:-2] - rows[2:]).mean())


def test_interlaced_frames_are_not_combed(tmp_path: Path) -> None:
    spec = S(frames=12, interlaced=True, width=720, height=576)
    with reader_of(make_film(tmp_path / "a.mts", spec)) as reader:
        frame = reader.frame(6)
        assert frame.interlaced_frame
        raw = Upright(reader.film, "rgb24", fine=True)
        combed = np.asarray(frame.to_ndarray(format="rgb24"), np.uint8)
        shown = raw.picture(frame, 720, 576)
    edge = combed[300:340, 20:32], shown.pixels()[300:340, 20:32]
    assert combing(edge[1]) < combing(edge[0]) / 3
    assert read_strip(shown.pixels()) == 6


def test_stills_are_the_same_every_time(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.mp4", S(frames=60))
    digests = set()
    for order in ([40], [41, 40], [0, 39, 40], [55, 40]):
        with reader_of(path) as reader:
            made = [still(reader, number) for number in order]
        digests.add(hashlib.sha256(made[-1].packed()).hexdigest())
    assert len(digests) == 1


def test_vp9_has_the_colours_that_ffmpegs_own_decoder_gives(tmp_path: Path) -> None:
    path = make_film(tmp_path / "a.webm", S(frames=3, codec="libvpx-vp9"))
    with reader_of(path) as reader, av.open(str(path)) as container:
        straight = Upright(reader.film, "rgb24", fine=True)
        for number, frame in enumerate(container.decode(container.streams.video[0])):
            expected = straight.picture(frame, reader.film.width_px, reader.film.height_px)
            assert np.array_equal(still(reader, number).pixels(), expected.pixels())


@pytest.mark.parametrize("name", REAL_FILMS)
def test_stills_of_real_films(name: str) -> None:
    with reader_of(real_film(name)) as reader:
        picture = still(reader, reader.film.index.frames // 2)
        assert (picture.width_px, picture.height_px) == (reader.film.width_px, reader.film.height_px)
        assert picture.pixel_format == "rgb24"


def test_png_loses_nothing_and_jpeg_little() -> None:
    pixels = np.random.default_rng(1).integers(0, 256, (40, 60, 3), np.uint8)
    smooth = cv2.GaussianBlur(pixels, (0, 0), 8)
    for made in (pixels, pixels[:, 5:50]):
        read = cv2.imdecode(np.frombuffer(png(picture_of(made, "rgb24", 0, 0)), np.uint8), cv2.IMREAD_COLOR)
        assert read is not None
        assert np.array_equal(read[..., ::-1], made)
    bgra = np.dstack([smooth[..., ::-1], np.full((40, 60), 255, np.uint8)])
    read = cv2.imdecode(np.frombuffer(jpeg(picture_of(bgra, "bgra", 0, 0)), np.uint8), cv2.IMREAD_COLOR)
    assert read is not None
    assert np.abs(read[..., ::-1].astype(int) - smooth).mean() < 3


def test_fitting_keeps_the_shape_and_never_enlarges() -> None:
    assert fitted(1920, 1080, 960, 540) == (960, 540)
    assert fitted(1080, 1920, 960, 540) == (304, 540)
    assert fitted(640, 360, 1920, 1080) == (640, 360)
    assert fitted(4000, 10, 100, 100) == (100, 2)


def test_rotation_comes_from_the_film_as_imported(film: Film) -> None:
    frame = flat_frame((120, 128, 128), (640, 360), 6, False)
    picture = Upright(replace(film, rotation=90)).picture(frame, 90, 160)
    assert picture.pixels().shape == (160, 90, 4)


@pytest.mark.parametrize("width_px", [98, 100, 101, 102, 103, 180, 500])
@pytest.mark.parametrize("height_px", [101, 180])
def test_no_pixel_is_left_out_or_overwritten_whatever_the_width(film: Film, width_px: int, height_px: int) -> None:
    """Rows that do not end at a whole step of the scaler, made by several threads."""
    frame = flat_frame((150, 150, 150), (180, 180), 1, full_range=False)
    for _ in range(5):
        pixels = Upright(film).picture(frame, width_px, height_px).pixels()
        assert np.abs(pixels.astype(int) - pixels[height_px // 2, width_px // 2]).max() < 5
