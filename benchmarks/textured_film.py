"""A film as hard to decode as a phone's: texture in motion, about 16 Mbit/s, with numbered frames."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from tests.factories.strip import draw_strip

_SIZE = (1920, 1080)
_BITS_PER_S = 16_000_000


def textured_film(path: Path, frames: int, gop: int) -> Path:
    """Writes `frames` frames of 1080p30 H.264 with this many from one keyframe to the next; returns the path."""
    ground = _ground()
    with av.open(str(path), "w") as container:
        options = {"preset": "veryfast", "sc_threshold": "0", "keyint_min": str(gop)}
        stream = container.add_stream("libx264", rate=30, options=options)
        stream.width, stream.height, stream.pix_fmt = *_SIZE, "yuv420p"
        context = stream.codec_context
        context.gop_size, context.max_b_frames, context.bit_rate = gop, 2, _BITS_PER_S
        for number in range(frames):
            frame = av.VideoFrame.from_ndarray(_picture(ground, number), format="bgr24")
            frame.pts, frame.time_base = number, Fraction(1, 30)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def _ground() -> NDArray[np.uint8]:
    noise = np.random.default_rng(1).integers(0, 255, (600, 800, 3), np.uint8)
    large = cv2.resize(noise, (3200, 2400), interpolation=cv2.INTER_CUBIC)
    return np.asarray(cv2.GaussianBlur(large, (0, 0), 1.5), np.uint8)


def _picture(ground: NDArray[np.uint8], number: int) -> NDArray[np.uint8]:
    left, top = int(600 + 500 * np.sin(number / 90)), int(600 + 400 * np.cos(number / 70))
    picture = np.ascontiguousarray(ground[top : top + _SIZE[1], left : left + _SIZE[0]])
    draw_strip(picture, number)
    return picture
