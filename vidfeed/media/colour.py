"""Which colours a decoded frame means, and HDR brought to an ordinary screen."""

from __future__ import annotations

from functools import cache
from typing import Literal

import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, ColorTrc
from numpy.typing import NDArray

Curve = Literal["hlg", "pq"]

_MATRICES = {
    1: Colorspace.ITU709,
    4: Colorspace.FCC,
    5: Colorspace.ITU601,
    6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M,
    9: Colorspace.BT2020,
    10: Colorspace.BT2020,
}
"""By the matrix codes of ITU-T H.273."""

_HD_HEIGHT_PX = 720
_HD_WIDTH_PX = 1280
_KNEE = 0.45
_WHITE_NITS = 203
_PQ_PEAK_NITS = 1000

_BT2020_TO_BT709 = np.array(
    [[1.6605, -0.5876, -0.0728], [-0.1246, 1.1329, -0.0083], [-0.0182, -0.1006, 1.1187]], np.float32
)
"""ITU-R BT.2087, in the order red, green, blue."""


def matrix_of(frame: VideoFrame) -> Colorspace:
    """The matrix between luma-chroma and RGB: as told, else the one usual for the size."""
    usual = frame.height >= _HD_HEIGHT_PX or frame.width >= _HD_WIDTH_PX
    return _MATRICES.get(frame.colorspace, Colorspace.ITU709 if usual else Colorspace.ITU601)


def range_of(frame: VideoFrame) -> ColorRange:
    """Whether black is 0 (JPEG) or 16 (MPEG)."""
    full = frame.color_range == ColorRange.JPEG or frame.format.name.startswith("yuvj") or frame.format.is_rgb
    return ColorRange.JPEG if full else ColorRange.MPEG


def curve_of(frame: VideoFrame) -> Curve | None:
    """The HDR curve of a frame, or None for an ordinary one."""
    if frame.color_trc == ColorTrc.ARIB_STD_B67:
        return "hlg"
    return "pq" if frame.color_trc == ColorTrc.SMPTE2084 else None


def to_sdr(pixels: NDArray[np.uint8], curve: Curve, blue_first: bool) -> NDArray[np.uint8]:
    """Tone and gamut of an HDR picture, (H, W, 3 or 4), for an ordinary screen; an alpha channel stays."""
    toned = cv2.LUT(pixels, _table(curve, pixels.shape[2]))
    return np.asarray(cv2.transform(toned, _gamut(pixels.shape[2], blue_first)), np.uint8)


@cache
def _gamut(channels: int, blue_first: bool) -> NDArray[np.float32]:
    """BT.2020 primaries to BT.709, applied to the signal: right for greys and close for what cameras see."""
    matrix = np.eye(channels, dtype=np.float32)
    matrix[:3, :3] = _BT2020_TO_BT709[::-1, ::-1] if blue_first else _BT2020_TO_BT709
    return matrix


@cache
def _table(curve: Curve, channels: int) -> NDArray[np.uint8]:
    signal = np.arange(256) / 255
    toned = _hlg_to_sdr(signal) if curve == "hlg" else _pq_to_sdr(signal)
    table = np.repeat(np.round(toned * 255).clip(0, 255).astype(np.uint8)[:, None], channels, axis=1)
    table[:, 3:] = np.arange(256)[:, None]
    return np.ascontiguousarray(table.reshape(1, 256, channels))


def _hlg_to_sdr(signal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Scene light by the inverse OETF of ITU-R BT.2100, white at 75 %, and back by that of BT.709."""
    a, b, c = 0.17883277, 0.28466892, 0.55991073
    scene = np.where(signal <= 0.5, signal**2 / 3, (np.exp((signal - c) / a) + b) / 12)
    white = float((np.exp((0.75 - c) / a) + b) / 12)
    light = _shoulder(scene / white, 1 / white)
    return np.where(light < 0.018, 4.5 * light, 1.099 * light**0.45 - 0.099)


def _pq_to_sdr(signal: NDArray[np.float64]) -> NDArray[np.float64]:
    """Display light by the EOTF of ITU-R BT.2100, white at 203 nits, and back by a gamma of 2.2."""
    m1, m2, c1, c2, c3 = 0.1593017578125, 78.84375, 0.8359375, 18.8515625, 18.6875
    root = signal ** (1 / m2)
    nits = 10_000 * (np.maximum(root - c1, 0) / (c2 - c3 * root)) ** (1 / m1)
    return _shoulder(nits / _WHITE_NITS, _PQ_PEAK_NITS / _WHITE_NITS) ** (1 / 2.2)


def _shoulder(light: NDArray[np.float64], peak: float) -> NDArray[np.float64]:
    """Leaves what is darker than the knee as it is, and bends what lies above so that the peak becomes 1."""
    above = np.maximum(light - _KNEE, 0) / (1 - _KNEE)
    most = (peak - _KNEE) / (1 - _KNEE)
    bent = above / (1 + above * (most - 1) / most)
    return np.where(light < _KNEE, light, np.minimum(_KNEE + (1 - _KNEE) * bent, 1.0))
