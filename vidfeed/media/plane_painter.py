"""Frames put in their place on a reel's canvas in the planes that films are coded in, without a way through RGB.

What needs no painting in RGB is most of a reel; the way there and back is most of the work of rendering it, next to
coding itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import av
import cv2
import numpy as np
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Colorspace, VideoReformatter
from numpy.typing import NDArray

from vidfeed.errors import InternalError
from vidfeed.media.colour import curve_of, matrix_of, range_of
from vidfeed.media.reel_canvas import Canvas, Overlay, Place
from vidfeed.media.upright import QUICK, TURNS
from vidfeed.model.clip import Film

_FORMAT = "yuv420p"
_BLACK = (16, 128, 128)
_RED, _BLUE = 0.2126, 0.0722
_LUMA, _CHROMA, _OPAQUE = 219 / 255, 224 / 255, 255
"""Limited range BT.709 (ITU-R BT.709)."""

Plane = NDArray[np.uint8]


@dataclass(frozen=True)
class _PlaneWords:
    """Words over one plane: where, how much of what is there passes, and what is added."""

    area: tuple[slice, slice]
    passed: Plane
    light: Plane


class PlanePainter:
    """Makes coded pictures of one item's frames. Not safe for use from two threads at a time.

    Args:
        film: whose frames they are.
        place: where they stand; see `Canvas.fit`.
        canvas: size of the pictures; even.
        overlay: words over them, if there are any.
    """

    def __init__(self, film: Film, place: Place, canvas: Canvas, overlay: Overlay | None) -> None:
        self._turn = film.rotation
        self._place, self._canvas = place, canvas
        self._words = [] if overlay is None else _plane_words(overlay)
        self._reformatter = VideoReformatter()

    def coded(self, frame: VideoFrame) -> VideoFrame | None:
        """The frame in its place, with the words, in limited-range BT.709 4:2:0, with nothing else of the source.

        None where it is coded otherwise, or would lie between two samples of colour: that goes through RGB.
        """
        if not self._fits or not _plain(frame):
            return None
        picture = VideoFrame(self._canvas.width_px, self._canvas.height_px, _FORMAT)
        picture.colorspace, picture.color_range = Colorspace.ITU709, ColorRange.MPEG
        scaled = self._scaled(frame)
        for number, (plane, source) in enumerate(zip(_planes(picture), _planes(scaled), strict=True)):
            self._fill(plane, source, number)
        return picture

    @property
    def _fits(self) -> bool:
        return all(one % 2 == 0 for one in (*self._place, self._canvas.width_px, self._canvas.height_px))

    def _scaled(self, frame: VideoFrame) -> VideoFrame:
        _, _, width_px, height_px = self._place
        if self._turn in {90, 270}:
            width_px, height_px = height_px, width_px
        try:
            return self._reformatter.reformat(frame, width_px, height_px, _FORMAT, interpolation=QUICK)
        except av.FFmpegError as error:
            raise InternalError(f"a frame of {frame.format.name} could not be scaled") from error

    def _fill(self, plane: Plane, source: Plane, number: int) -> None:
        part = 2 if number else 1
        left, top, width_px, height_px = (one // part for one in self._place)
        if (height_px, width_px) != plane.shape:
            plane[...] = _BLACK[number]
        turned = cv2.rotate(source, TURNS[self._turn]) if self._turn else source
        plane[top : top + height_px, left : left + width_px] = turned
        if self._words:
            words = self._words[number]
            under = np.ascontiguousarray(plane[words.area])
            plane[words.area] = cv2.add(cv2.multiply(under, words.passed, scale=1 / _OPAQUE), words.light)


def _plain(frame: VideoFrame) -> bool:
    """Whether it is coded as the film will be."""
    ordinary = matrix_of(frame) is Colorspace.ITU709 and range_of(frame) is ColorRange.MPEG and curve_of(frame) is None
    return frame.format.name == _FORMAT and ordinary and not frame.interlaced_frame


def _planes(frame: VideoFrame) -> list[Plane]:
    """Its planes, shape (height, width), to be written to."""
    planes = []
    for plane in frame.planes:
        rows = np.frombuffer(memoryview(plane), np.uint8).reshape(plane.height, plane.line_size)
        planes.append(rows[:, : plane.width])
    return planes


def _plane_words(overlay: Overlay) -> list[_PlaneWords]:
    """The overlay in luma and both colours; its area is widened to whole samples of colour."""
    rows, columns = overlay.area
    top, left = rows.start // 2 * 2, columns.start // 2 * 2
    bottom, right = (rows.stop + 1) // 2 * 2, (columns.stop + 1) // 2 * 2
    shares = np.zeros((bottom - top, right - left, 4), np.float32)
    inside = shares[rows.start - top : rows.stop - top, columns.start - left : columns.stop - left]
    inside[..., :3], inside[..., 3] = overlay.light[..., :3], 1 - overlay.passed[..., 0] / np.float32(_OPAQUE)
    blue, green, red, alpha = (shares[..., channel] for channel in range(4))
    luma = _RED * red + (1 - _RED - _BLUE) * green + _BLUE * blue
    whole = (slice(top, bottom), slice(left, right))
    half = (slice(top // 2, bottom // 2), slice(left // 2, right // 2))
    lights = [
        _LUMA * luma + _BLACK[0] * alpha,
        _halved(_CHROMA * (blue - luma) / (2 - 2 * _BLUE) + _BLACK[1] * alpha),
        _halved(_CHROMA * (red - luma) / (2 - 2 * _RED) + _BLACK[2] * alpha),
    ]
    passed = [alpha, _halved(alpha), _halved(alpha)]
    return [
        _PlaneWords(half if number else whole, _bytes(_OPAQUE * (1 - share)), _bytes(light))
        for number, (share, light) in enumerate(zip(passed, lights, strict=True))
    ]


def _halved(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The means of two by two."""
    height, width = values.shape
    return np.asarray(values.reshape(height // 2, 2, width // 2, 2).mean(axis=(1, 3)), np.float32)


def _bytes(values: NDArray[np.float32]) -> Plane:
    return np.ascontiguousarray(np.round(values).clip(0, _OPAQUE).astype(np.uint8))
