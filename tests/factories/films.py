"""Generated films for the tests: numbered frames, clicks at exact samples, in the kinds that cameras and phones make.

A frame's number is read with `read_strip`. The sound is a faint hum with a click every `click_every_s` seconds, the
first at sample 0; sound and picture start together. Nothing in these films shows anyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from tests.factories.strip import Picture, draw_strip, read_strip, strip_height_px

__all__ = ["SAMPLE_RATE", "FilmSpec", "click_samples", "damage", "make_film", "read_strip", "truncate"]

SAMPLE_RATE = 48_000
CLICK_SAMPLES = 96
UNEVEN_MS = (40, 33, 47, 40, 80, 20, 41, 39)
"""Frame durations of a film of variable rate, repeated: what a phone does in poor light, and a dropped frame."""

_QUICK: dict[str, dict[str, str]] = {
    "libx264": {"preset": "ultrafast", "crf": "23", "sc_threshold": "0"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none:pools=1:frame-threads=1:scenecut=0:open-gop=0"},
    "libvpx-vp9": {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "crf": "32"},
    "libvpx": {"deadline": "realtime", "cpu-used": "8", "lag-in-frames": "0", "crf": "20"},
    "h263": {"qmin": "8"},  # finer, and its coefficients overflow on a strip's edges
}
_WITH_B_FRAMES = {"libx264", "libx265", "mpeg4", "mpeg1video", "mpeg2video"}
_BY_QUALITY = {"libx264", "libx265", "libvpx", "libvpx-vp9", "libsvtav1"}
_CONTAINERS = {".mts": "mpegts", ".m2ts": "mpegts", ".ts": "mpegts", ".mkv": "matroska", ".m4v": "mp4"}
_SOUND_CODECS = {".webm": "libopus", ".avi": "pcm_s16le"}


@dataclass(frozen=True)
class FilmSpec:
    """What a test film is like.

    Attributes:
        width: Of the picture as stored, px; a film turned by 90 or 270 is shown with width and height changed over.
        gop: Frames from one keyframe to the next.
        b_frames: In a row; none where the codec or the container (.avi) has none.
        variable_rate: Uneven frame durations (`UNEVEN_MS`) instead of `frame_rate`.
        rotation: 0, 90, 180 or 270 as `av.VideoFrame.rotation` modulo 360 reads it: degrees to turn the stored picture
            counter-clockwise for showing. The strip is upright in the picture as shown.
        sample_aspect: Width to height of one pixel.
        audio: "mono", "stereo", "5.1" or None for a silent film.
        start_pts: Of the first frame, in `time_base`; the sound starts with it.
        sound_seconds: Length of the sound; None for that of the picture.
        pixel_format: As FFmpeg names it; what is usual for the codec where it is empty.
        options: Of the encoder, over those that make it quick.
        sound_codec: What is usual for the container where it is empty.
        sound_rate: Samples a second in the file.
        index_first: The index of an .mp4 or .mov before the pictures (a truncated film then still opens).
    """

    width: int = 640
    height: int = 360
    frames: int = 150
    frame_rate: Fraction = Fraction(25)
    codec: str = "libx264"
    gop: int = 30
    b_frames: int = 2
    variable_rate: bool = False
    rotation: int = 0
    sample_aspect: Fraction = Fraction(1)
    audio: str | None = "stereo"
    start_pts: int = 0
    ten_bit: bool = False
    interlaced: bool = False
    sound_seconds: float | Fraction | None = None
    click_every_s: int = 1
    index_first: bool = False
    pixel_format: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    sound_codec: str = ""
    sound_rate: int = SAMPLE_RATE

    @property
    def time_base(self) -> Fraction:
        """The unit of `pts` and `start_pts`: milliseconds at a variable rate, else the duration of a frame."""
        return Fraction(1, 1000) if self.variable_rate else 1 / Fraction(self.frame_rate)

    def pts(self) -> list[int]:
        """Return the pts of every frame, and last where the last frame ends (`frames` + 1 numbers)."""
        durations = [UNEVEN_MS[i % len(UNEVEN_MS)] if self.variable_rate else 1 for i in range(self.frames)]
        return [self.start_pts + sum(durations[:i]) for i in range(self.frames + 1)]

    @property
    def seconds(self) -> Fraction:
        """How long the picture lasts."""
        pts = self.pts()
        return (pts[-1] - pts[0]) * self.time_base

    @property
    def samples(self) -> int:
        """How many samples the sound of one channel has."""
        seconds = self.seconds if self.sound_seconds is None else Fraction(self.sound_seconds)
        return int(seconds * SAMPLE_RATE) if self.audio else 0


def click_samples(spec: FilmSpec) -> list[int]:
    """Return the sample at which each click starts, counted from the start of the sound."""
    return list(range(0, spec.samples, spec.click_every_s * SAMPLE_RATE))


def make_film(path: Path, spec: FilmSpec = FilmSpec()) -> Path:
    """Write a film of the kind that the path's suffix names, and return the path."""
    options = {"movflags": "+faststart"} if spec.index_first else {}
    with av.open(str(path), "w", format=_CONTAINERS.get(path.suffix), options=options) as container:
        pictures = _picture_stream(container, path, spec)
        sound = _sound_stream(container, path, spec) if spec.audio else None
        tones = _sound_frames(spec) if sound else iter(())
        tone, fed = next(tones, None), 0
        for frame, end_s in _picture_frames(spec):
            container.mux(pictures.encode(frame))
            while sound and tone is not None and fed < end_s * SAMPLE_RATE:
                container.mux(sound.encode(tone))
                fed += tone.samples
                tone = next(tones, None)
        container.mux(pictures.encode(None))
        while sound and tone is not None:
            container.mux(sound.encode(tone))
            tone = next(tones, None)
        if sound:
            container.mux(sound.encode(None))
    return path


def truncate(path: Path, fraction: float) -> None:
    """Cut a film off after this fraction of its bytes, as a card pulled too early does."""
    with path.open("r+b") as file:
        file.truncate(int(path.stat().st_size * fraction))


def damage(path: Path, at_fraction: float, size_bytes: int) -> None:
    """Overwrite some bytes of a film, from this fraction of it on, with noise that is the same every time."""
    noise = np.random.default_rng(size_bytes).bytes(size_bytes)
    with path.open("r+b") as file:
        file.seek(min(int(path.stat().st_size * at_fraction), max(0, path.stat().st_size - size_bytes)))
        file.write(noise)


def _picture_stream(container: OutputContainer, path: Path, spec: FilmSpec) -> VideoStream:
    stream = container.add_stream(
        spec.codec, rate=spec.frame_rate, options={**_QUICK.get(spec.codec, {}), **spec.options}
    )
    assert isinstance(stream, VideoStream)
    stream.width, stream.height = spec.width, spec.height
    stream.pix_fmt = _pixel_format(spec)
    context = stream.codec_context
    context.time_base = spec.time_base
    context.gop_size = spec.gop
    context.max_b_frames = spec.b_frames if spec.codec in _WITH_B_FRAMES and path.suffix != ".avi" else 0
    context.sample_aspect_ratio = spec.sample_aspect
    stream.thread_count = 1
    if spec.codec not in _BY_QUALITY:
        context.bit_rate = spec.width * spec.height * 12
    if spec.interlaced:
        context.flags |= av.codec.context.Flags.interlaced_dct | av.codec.context.Flags.interlaced_me
        context.options |= {"x264-params": "tff=1"} if spec.codec == "libx264" else {"field_order": "tt"}
    if spec.rotation:
        stream.set_display_rotation(spec.rotation)
    return stream


def _pixel_format(spec: FilmSpec) -> str:
    if spec.pixel_format or spec.ten_bit:
        return spec.pixel_format or "yuv420p10le"
    return "yuvj420p" if spec.codec == "mjpeg" else "yuv420p"


def _sound_stream(container: OutputContainer, path: Path, spec: FilmSpec) -> AudioStream:
    codec = spec.sound_codec or _SOUND_CODECS.get(path.suffix, "aac")
    stream = container.add_stream(codec, rate=spec.sound_rate)
    assert isinstance(stream, AudioStream)
    stream.codec_context.layout = spec.audio or "stereo"
    stream.codec_context.time_base = Fraction(1, spec.sound_rate)
    return stream


def _picture_frames(spec: FilmSpec) -> Iterator[tuple[av.VideoFrame, float]]:
    """Yield the frames of the film, each with the time at which it ends, in seconds from the film's start."""
    quarter_turns = spec.rotation // 90
    shown = (spec.width, spec.height) if quarter_turns % 2 else (spec.height, spec.width)
    backdrop = _backdrop(*shown)
    pts = spec.pts()
    for number in range(spec.frames):
        picture = backdrop.copy()
        _draw_square(picture, number, spec.interlaced)
        draw_strip(picture, number)
        stored = np.ascontiguousarray(np.rot90(picture, -quarter_turns))
        frame = av.VideoFrame.from_ndarray(stored, format="rgb24")
        frame.pts, frame.time_base = pts[number], spec.time_base
        yield frame, float((pts[number + 1] - pts[0]) * spec.time_base)


def _backdrop(height: int, width: int) -> Picture:
    across = np.linspace(60, 200, width)[None, :]
    down = np.linspace(40, 180, height)[:, None]
    planes = [across + 0 * down, 0 * across + down, 120 + 0.3 * (across - down)]
    return np.clip(np.stack(planes, axis=2), 0, 255).astype(np.uint8)


def _draw_square(picture: Picture, number: int, interlaced: bool) -> None:
    """Draw a square that wanders to the right, 4 px a frame; in an interlaced film the second field is 2 px ahead."""
    height, width = picture.shape[:2]
    top, side = strip_height_px(height) + height // 4, height // 4
    left = (number * 4) % max(1, width - side - 2)
    picture[top : top + side, left : left + side] = (236, 168, 60)
    if interlaced:
        picture[top + 1 : top + side : 2, left : left + 2] = (40, 60, 80)
        picture[top + 1 : top + side : 2, left + side : left + side + 2] = (236, 168, 60)


def _sound_frames(spec: FilmSpec) -> Iterator[av.AudioFrame]:
    """Yield the sound a tenth of a second at a time; every channel has the clicks and a hum of its own pitch."""
    layout = spec.audio or "stereo"
    channels = av.AudioLayout(layout).nb_channels
    sound = _sound(spec, channels)
    start = round(spec.start_pts * spec.time_base * SAMPLE_RATE)
    step = SAMPLE_RATE // 10
    for first in range(0, spec.samples, step):
        piece = np.ascontiguousarray(sound[first : first + step].reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(piece, format="s16", layout=layout)
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, start + first, Fraction(1, SAMPLE_RATE)
        yield frame


def _sound(spec: FilmSpec, channels: int) -> NDArray[np.int16]:
    seconds = np.arange(spec.samples) / SAMPLE_RATE
    pitches = 110.0 * (1 + np.arange(channels))
    sound = 0.01 * np.sin(2 * np.pi * seconds[:, None] * pitches[None, :])
    decay = np.exp(-np.arange(CLICK_SAMPLES) / 24)
    click = 0.8 * decay * np.cos(2 * np.pi * 2000 * np.arange(CLICK_SAMPLES) / SAMPLE_RATE)
    for first in click_samples(spec):
        sound[first : first + CLICK_SAMPLES] += click[: spec.samples - first, None]
    return np.round(sound * 32767).clip(-32768, 32767).astype(np.int16)
