"""Films as hard to decode as a phone's: texture in motion, with numbered frames, and a click at each second."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.stream import VideoStream
from numpy.typing import NDArray

from tests.factories.strip import draw_strip

SAMPLE_RATE = 48_000
CLICK_SAMPLES = 480
_PIECE_SAMPLES = 1024


@dataclass(frozen=True)
class Texture:
    """What such a film is like; the default is what phones record.

    Attributes:
        sound: with a click of 10 ms at each whole second, in silence.
        b_frames: how many between any two others; without, the encoder finds next to none worth it in such pictures.
    """

    width_px: int = 1920
    height_px: int = 1080
    rate: int = 30
    bits_per_s: int = 16_000_000
    codec: str = "libx264"
    pixel_format: str = "yuv420p"
    sound: bool = False
    b_frames: int = 0


PHONE = Texture()
_OPTIONS = {
    "libx264": {"preset": "veryfast", "sc_threshold": "0"},
    "libx265": {"preset": "ultrafast", "x265-params": "log-level=none"},
}


def textured_film(path: Path, frames: int, gop: int, texture: Texture = PHONE) -> Path:
    """Writes `frames` frames with this many from one keyframe to the next; returns the path."""
    ground = _ground(texture)
    with av.open(str(path), "w") as container:
        options = _OPTIONS[texture.codec] | {"keyint_min": str(gop)} | ({"b-adapt": "0"} if texture.b_frames else {})
        stream = container.add_stream(texture.codec, rate=texture.rate, options=options)
        assert isinstance(stream, VideoStream)
        stream.width, stream.height, stream.pix_fmt = texture.width_px, texture.height_px, texture.pixel_format
        context = stream.codec_context
        context.gop_size, context.max_b_frames, context.bit_rate = gop, texture.b_frames or 2, texture.bits_per_s
        sound = _Clicks(container, frames / texture.rate) if texture.sound else None
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(_picture(ground, number, texture), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, texture.rate)
            container.mux(stream.encode(frame))
            if sound is not None:
                sound.write_up_to((number + 1) / texture.rate)
        container.mux(stream.encode(None))
        if sound is not None:
            sound.finish()
    return path


class _Clicks:
    """The sound of a film, written beside its pictures."""

    def __init__(self, container: OutputContainer, seconds: float) -> None:
        self._container = container
        stream = container.add_stream("aac", rate=SAMPLE_RATE)
        assert isinstance(stream, AudioStream)
        stream.codec_context.layout = "stereo"
        self._stream = stream
        self._frames = _sound_frames(round(seconds * SAMPLE_RATE))
        self._written = 0

    def write_up_to(self, seconds: float) -> None:
        while self._written < seconds * SAMPLE_RATE and (frame := next(self._frames, None)) is not None:
            self._container.mux(self._stream.encode(frame))
            self._written += frame.samples

    def finish(self) -> None:
        for frame in self._frames:
            self._container.mux(self._stream.encode(frame))
        self._container.mux(self._stream.encode(None))


def _sound_frames(samples: int) -> Iterator[av.AudioFrame]:
    numbers = np.arange(samples)
    since_click = numbers % SAMPLE_RATE
    tone = np.where(since_click < CLICK_SAMPLES, np.sin(2 * np.pi * 2000 * since_click / SAMPLE_RATE), 0)
    sound = np.repeat(np.round(tone * 26_000).astype(np.int16), 2)
    for first in range(0, samples, _PIECE_SAMPLES):
        piece = np.ascontiguousarray(sound[2 * first : 2 * (first + _PIECE_SAMPLES)].reshape(1, -1))
        frame = av.AudioFrame.from_ndarray(piece, format="s16", layout="stereo")
        frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE, first, Fraction(1, SAMPLE_RATE)
        yield frame


def _ground(texture: Texture) -> NDArray[np.uint8]:
    noise = np.random.default_rng(1).integers(0, 255, (600, 800, 3), np.uint8)
    size = (texture.width_px * 5 // 3, texture.height_px * 20 // 9)
    large = cv2.resize(noise, size, interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(large, (0, 0), 1.5), np.uint8)


def _picture(ground: NDArray[np.uint8], number: int, texture: Texture) -> NDArray[np.uint8]:
    room_px = (ground.shape[1] - texture.width_px, ground.shape[0] - texture.height_px)
    left = int(room_px[0] * (0.47 + 0.39 * np.sin(number / 90)))
    top = int(room_px[1] * (0.45 + 0.3 * np.cos(number / 70)))
    picture = np.ascontiguousarray(ground[top : top + texture.height_px, left : left + texture.width_px])
    draw_strip(picture, number)
    return picture
