"""Decoded frames made into pictures: upright, of true shape, in true colours, without combing."""

from __future__ import annotations

from fractions import Fraction

import av
import cv2
import numpy as np
from av.filter import Graph
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter
from numpy.typing import NDArray

from vidfeed.errors import InternalError
from vidfeed.media.colour import curve_of, matrix_of, range_of, to_sdr
from vidfeed.media.frames import FrameReader
from vidfeed.media.pictures import CHANNELS, Picture, PixelFormat, picture_of
from vidfeed.model.clip import Film

QUICK = Interpolation.BILINEAR | Interpolation.ACCURATE_RND
_FINE = (
    Interpolation.BICUBIC
    | Interpolation.ACCURATE_RND
    | Interpolation.FULL_CHR_H_INT
    | Interpolation.FULL_CHR_H_INP
    | Interpolation.BITEXACT
)
_SCALING_STEP_PX = 8
TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


class Upright:
    """Makes pictures of one film's frames. Not safe for use from two threads at a time.

    Args:
        film: tells rotation and index.
        pixel_format: of the pictures.
        fine: slower, sharper, and the same bytes on every machine.
    """

    def __init__(self, film: Film, pixel_format: PixelFormat = "bgra", fine: bool = False) -> None:
        self._film = film
        self._format = pixel_format
        self._interpolation = _FINE if fine else QUICK
        self._reformatter = VideoReformatter()

    def picture(self, frame: VideoFrame, width_px: int, height_px: int | None = None) -> Picture:
        """The frame as a picture of this size; without a height, in the shape that the film is displayed in."""
        film = self._film
        height_px = height_px or max(2, round(width_px * film.height_px / film.width_px))
        turned = film.rotation in {90, 270}
        pixels = self._scaled(frame, height_px if turned else width_px, width_px if turned else height_px)
        curve = curve_of(frame)
        if curve is not None:
            pixels = to_sdr(pixels, curve, blue_first=self._format == "bgra")
        if film.rotation:
            pixels = np.asarray(cv2.rotate(pixels, TURNS[film.rotation]), np.uint8)
        pts = frame.pts or 0
        return picture_of(pixels, self._format, film.index.frame_at(pts), pts)

    def _scaled(self, frame: VideoFrame, width_px: int, height_px: int) -> NDArray[np.uint8]:
        try:
            scaled = self._reformatter.reformat(
                deinterlaced(frame) if frame.interlaced_frame else frame,
                width_px,
                height_px,
                self._format,
                src_colorspace=matrix_of(frame),
                src_color_range=range_of(frame),
                dst_color_range=ColorRange.JPEG,
                interpolation=self._interpolation,
                threads=scaling_threads(width_px),
            )
        except av.FFmpegError as error:
            raise InternalError(f"a frame of {frame.format.name} could not be scaled") from error
        return plane_pixels(scaled, CHANNELS[self._format])


def whole_steps(width_px: int) -> bool:
    """Whether rows of packed pixels end where swscale's steps of eight do; else it writes on into the next row."""
    return width_px % _SCALING_STEP_PX == 0


def scaling_threads(width_px: int) -> int:
    """For rows of packed pixels: one where another thread may already have made the next row; 0 leaves it open."""
    return 0 if whole_steps(width_px) else 1


def plane_pixels(frame: VideoFrame, channels: int) -> NDArray[np.uint8]:
    """The pixels of a packed frame, shape (height, width, channels), not copied and not to be written to."""
    plane = frame.planes[0]
    data = np.frombuffer(memoryview(plane), np.uint8)
    shape, strides = (frame.height, frame.width, channels), (plane.line_size, channels, 1)
    return np.lib.stride_tricks.as_strided(data, shape, strides, writeable=False)


def still(reader: FrameReader, number: int) -> Picture:
    """A frame at the film's full displayed size, as "rgb24": the same bytes every time and everywhere.

    Raises:
        ExpectedError: kind `unreadable-part` where it cannot be decoded.
    """
    frame = reader.frame(number)
    return Upright(reader.film, "rgb24", fine=True).picture(frame, reader.film.width_px, reader.film.height_px)


def deinterlaced(frame: VideoFrame) -> VideoFrame:
    """The frame with the lines of one field filled in from its neighbours within the frame.

    Each frame by itself, so that it looks the same however it was come to.
    """
    graph = Graph()
    source = graph.add_buffer(
        width=frame.width, height=frame.height, format=frame.format, time_base=frame.time_base or Fraction(1)
    )
    graph.link_nodes(source, graph.add("yadif", "mode=send_frame"), graph.add("buffersink")).configure()
    graph.vpush(frame)
    graph.vpush(None)
    made = graph.vpull()
    made.pts = frame.pts
    return made
