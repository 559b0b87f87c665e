"""Reads pictures from proxies and thumbnail strips: one read and one decode each, or a few."""

from __future__ import annotations

from bisect import bisect_left
from typing import Self

import av
import cv2
import numpy as np
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.reformatter import ColorRange, Interpolation, VideoReformatter

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.colour import matrix_of
from vidfeed.media.film_file import unreadable_part
from vidfeed.media.pictures import Picture, picture_of
from vidfeed.media.upright import plane_pixels, scaling_threads, whole_steps
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.packet_table import PacketTable
from vidfeed.ports import PictureSource

_QUICKEST = Interpolation.FAST_BILINEAR
_QUICKEST_TO_THE_END = Interpolation.FAST_BILINEAR | Interpolation.ACCURATE_RND
"""Without ACCURATE_RND, swscale leaves the last pixels of a row unwritten where the size stays the same."""


class _PacketReader:
    """The coded pictures of one run."""

    def __init__(self, source: PictureSource, table: PacketTable, index: FrameIndex) -> None:
        self._table, self._index = table, index
        self._file = source.open()

    def close(self) -> None:
        """Closes the file."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _read(self, number: int) -> bytes:
        start, end = self._table.offsets[number], self._table.offsets[number + 1]
        self._file.seek(start)
        data = self._file.read(end - start)
        if len(data) != end - start:
            raise _damaged()
        return data


class ProxyReader(_PacketReader):
    """Exact pictures from a film's light copy, in any order. Not safe for use from two threads at a time.

    Args:
        source: opens the proxy's bytes.
        table: where its pictures lie.
        index: of the film that it was made from.
        gop: every how many pictures one stands alone; the others need those before them.
    """

    def __init__(self, source: PictureSource, table: PacketTable, index: FrameIndex, gop: int = 1) -> None:
        super().__init__(source, table, index)
        self._gop = gop
        self._held: tuple[int, VideoFrame] | None = None
        self._decoder = av.CodecContext.create("h264", "r")
        self._decoder.thread_type, self._decoder.thread_count = "SLICE", 1
        self._reformatter = VideoReformatter()

    def has(self, pts: int) -> bool:
        """Whether the frame at exactly `pts` is in it; those of damaged stretches are not."""
        number = bisect_left(self._table.pts, pts)
        return number < self._table.count and self._table.pts[number] == pts

    def picture(self, pts: int, width_px: int, height_px: int | None = None) -> Picture:
        """The frame at exactly `pts` as "bgra", scaled to this size; without a height, in its own shape.

        Raises:
            ExpectedError: kind `unreadable-part` where the frame is not in it, `damaged` where it cannot be decoded.
        """
        frame = self.frame(pts)
        height_px = height_px or max(2, round(width_px * self._table.height_px / self._table.width_px))
        scaled = self._reformatter.reformat(
            frame,
            width_px,
            height_px,
            "bgra",
            src_colorspace=matrix_of(frame),
            src_color_range=ColorRange.MPEG,
            dst_color_range=ColorRange.JPEG,
            interpolation=_QUICKEST if whole_steps(width_px) else _QUICKEST_TO_THE_END,
            threads=scaling_threads(width_px),
        )
        return picture_of(plane_pixels(scaled, 4), "bgra", self._index.frame_at(pts), pts)

    def frame(self, pts: int) -> VideoFrame:
        """The frame at exactly `pts`, upright and of its own size, with these pts; raises as `picture`."""
        if not self.has(pts):
            raise unreadable_part("This frame of the film is damaged.")
        frame = self._frame(bisect_left(self._table.pts, pts))
        frame.pts = pts
        return frame

    def _frame(self, number: int) -> VideoFrame:
        """Decodes on from the picture held, else from the one before that stands alone."""
        key = number - number % self._gop
        held, self._held = self._held, None
        if held is not None and key <= held[0] <= number:
            self._held = held
        else:
            self._decoder.flush_buffers()
        for one in range(self._held[0] + 1 if self._held else key, number + 1):
            self._held = one, self._decode(self._read(one))
        assert self._held is not None, "the picture asked for was decoded, or held"
        return self._held[1]

    def _decode(self, data: bytes) -> VideoFrame:
        try:
            frames = self._decoder.decode(Packet(data))
            if not frames and self._gop == 1:  # a decoder that holds pictures back
                frames = self._decoder.decode(None)
                self._decoder.flush_buffers()
        except av.FFmpegError as error:
            raise _damaged() from error
        if not frames:
            raise _damaged()
        return frames[0]


class StripReader(_PacketReader):
    """Thumbnails from a film's strip. Not safe for use from two threads at a time."""

    def nearest(self, pts: int) -> Picture:
        """The last thumbnail at or before `pts`, or the first, as "bgra".

        Raises:
            ExpectedError: kind `damaged` where it cannot be decoded.
        """
        return self.picture(self._table.at(pts))

    def picture(self, number: int) -> Picture:
        """The thumbnail with this number, `0 <= number < table.count`, as "bgra".

        Raises:
            ExpectedError: kind `damaged` where it cannot be decoded.
        """
        pixels = cv2.imdecode(np.frombuffer(self._read(number), np.uint8), cv2.IMREAD_COLOR)
        if pixels is None:
            raise _damaged()
        pts = self._table.pts[number]
        shown = np.asarray(cv2.cvtColor(pixels, cv2.COLOR_BGR2BGRA), np.uint8)
        return picture_of(shown, "bgra", self._index.frame_at(pts), pts)


def _damaged() -> ExpectedError:
    return ExpectedError(
        ErrorKind.DAMAGED, "The small copy of this film is damaged. The film itself is safe.", "Have it made again."
    )
