"""The scrub proxy: a small copy of a film in which every picture stands alone.

Any picture is one read and one decode, so that the picture follows the hand and steps back are as quick as steps
forward, whatever the original's keyframes.
"""

from __future__ import annotations

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter

from vidfeed.errors import InternalError
from vidfeed.media.packet_writing import ByteSink, PacketRun
from vidfeed.media.pictures import Picture, fitted
from vidfeed.model.clip import Film
from vidfeed.model.packet_table import PacketTable

_LONG_PX, _SHORT_PX = 960, 540
_OPTIONS = {"preset": "superfast", "crf": "30", "tune": "fastdecode", "x264-params": "keyint=1:repeat-headers=1"}


def proxy_size(film: Film) -> tuple[int, int]:
    """Width and height of a film's scrub proxy: even, at most 960 by 540 or, for upright films, 540 by 960."""
    bounds = (_LONG_PX, _SHORT_PX) if film.width_px >= film.height_px else (_SHORT_PX, _LONG_PX)
    width_px, height_px = fitted(film.width_px, film.height_px, *bounds)
    return width_px - width_px % 2, height_px - height_px % 2


class ProxyWriter:
    """Codes upright pictures as intra-only H.264, each with its own parameter sets, and writes them to a sink.

    The pts are the film's own. There is no container: the table says where each picture lies.
    """

    def __init__(self, film: Film, sink: ByteSink) -> None:
        width_px, height_px = proxy_size(film)
        self._run = PacketRun(sink, width_px, height_px)
        self._reformatter = VideoReformatter()
        self._encoder = self._open(film, width_px, height_px)

    @property
    def size(self) -> tuple[int, int]:
        """Of the pictures wanted."""
        return self._run.width_px, self._run.height_px

    def add(self, picture: Picture) -> None:
        """Codes one more picture, a "bgra" one of `size`."""
        source = av.VideoFrame.from_numpy_buffer(np.ascontiguousarray(picture.pixels()), format="bgra")
        frame = self._reformatter.reformat(
            source,
            format="yuv420p",
            dst_colorspace=Colorspace.ITU709,
            src_color_range=ColorRange.JPEG,
            dst_color_range=ColorRange.MPEG,
        )
        frame.pts, frame.time_base = picture.pts, self._encoder.time_base
        self._encode(frame)

    def finish(self) -> PacketTable:
        """Writes what the encoder still holds; the table of all."""
        self._encode(None)
        return self._run.table()

    def _encode(self, frame: VideoFrame | None) -> None:
        try:
            packets = self._encoder.encode(frame)
        except av.FFmpegError as error:
            raise InternalError("the scrub proxy could not be encoded") from error
        for packet in packets:
            self._run.add(bytes(packet), packet.pts or 0)

    def _open(self, film: Film, width_px: int, height_px: int) -> VideoCodecContext:
        encoder = av.CodecContext.create("libx264", "w")
        encoder.width, encoder.height, encoder.pix_fmt = width_px, height_px, "yuv420p"
        encoder.time_base, encoder.framerate = film.index.time_base, film.frame_rate
        encoder.gop_size, encoder.max_b_frames = 1, 0
        encoder.colorspace, encoder.color_range = Colorspace.ITU709, ColorRange.MPEG
        encoder.color_primaries, encoder.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        encoder.options = _OPTIONS
        return encoder
