"""Light copies of a film, with its own pts: one to scrub in, and one to play where the original is too heavy.

In the scrub proxy every picture stands alone: any is one read and one decode, so that the picture follows the hand and
steps back are as quick as steps forward, whatever the original's keyframes. In the playback proxy few do, and none
refers to a later one: it plays smoothly on slow machines.
"""

from __future__ import annotations

from dataclasses import dataclass

import av
import numpy as np
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter

from vidfeed.errors import InternalError
from vidfeed.media.packet_writing import ByteSink, PacketRun
from vidfeed.media.pictures import Picture, fitted
from vidfeed.model.clip import Film
from vidfeed.model.packet_table import PLAYBACK_GOP, PacketTable


@dataclass(frozen=True)
class ProxyKind:
    """What a copy is like.

    Attributes:
        long_px: the most that its longer side has.
        short_px: the most that the shorter has.
        gop: pictures from one that stands alone to the next, always the same.
        crf: the coder's quality, less is better.
    """

    long_px: int
    short_px: int
    gop: int
    crf: int

    @property
    def options(self) -> dict[str, str]:
        """For the coder."""
        groups = f"keyint={self.gop}:min-keyint={self.gop}:scenecut=0:repeat-headers=1"
        return {"preset": "superfast", "crf": str(self.crf), "tune": "fastdecode", "x264-params": groups}


SCRUB = ProxyKind(960, 540, 1, 30)
PLAYBACK = ProxyKind(1920, 1080, PLAYBACK_GOP, 23)


def proxy_size(film: Film, kind: ProxyKind = SCRUB) -> tuple[int, int]:
    """Width and height of a film's copy: even, within its bounds, which lie as the film does."""
    bounds = (kind.long_px, kind.short_px) if film.width_px >= film.height_px else (kind.short_px, kind.long_px)
    width_px, height_px = fitted(film.width_px, film.height_px, *bounds)
    return width_px - width_px % 2, height_px - height_px % 2


class ProxyWriter:
    """Codes upright pictures as H.264, each group with its own parameter sets, and writes them to a sink.

    The pts are the film's own. There is no container: the table says where each picture lies.
    """

    def __init__(self, film: Film, sink: ByteSink, kind: ProxyKind = SCRUB) -> None:
        width_px, height_px = proxy_size(film, kind)
        self._run = PacketRun(sink, width_px, height_px)
        self._reformatter = VideoReformatter()
        self._encoder = self._open(film, width_px, height_px, kind)

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
            raise InternalError("a light copy could not be encoded") from error
        for packet in packets:
            self._run.add(bytes(packet), packet.pts or 0)

    def _open(self, film: Film, width_px: int, height_px: int, kind: ProxyKind) -> VideoCodecContext:
        encoder = av.CodecContext.create("libx264", "w")
        encoder.width, encoder.height, encoder.pix_fmt = width_px, height_px, "yuv420p"
        encoder.time_base, encoder.framerate = film.index.time_base, film.frame_rate
        encoder.gop_size, encoder.max_b_frames = kind.gop, 0
        encoder.colorspace, encoder.color_range = Colorspace.ITU709, ColorRange.MPEG
        encoder.color_primaries, encoder.color_trc = ColorPrimaries.BT709, ColorTrc.BT709
        encoder.options = kind.options
        return encoder
