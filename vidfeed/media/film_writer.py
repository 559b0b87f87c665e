"""Encodes pictures and sound to an .mp4 film: H.264 with AAC."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Literal, Self

import av
import numpy as np
from av.audio.stream import AudioStream
from av.container import OutputContainer
from av.video.codeccontext import VideoCodecContext
from av.video.reformatter import ColorPrimaries, ColorRange, Colorspace, ColorTrc, VideoReformatter
from av.video.stream import VideoStream
from numpy.typing import NDArray

from vidfeed.errors import InternalError
from vidfeed.media.sink import PathSink, ReadBack, Sink, writing_errors

PixelFormat = Literal["rgb24", "bgr24", "rgba", "bgra"]

_SOUND_CHUNK_SAMPLES = 8192
_LONGEST_SUBTITLE_BYTES = 65_000
_SUBTITLE_STYLE = b"""[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, Alignment
Style: Default,Sans,16,&Hffffff,&H0,2

[Events]
Format: Layer, Start, End, Style, Text
"""
"""What the encoder wants to know of its words' look: white, at the bottom."""
_LAYOUTS = {1: "mono", 2: "stereo"}


@dataclass(frozen=True)
class Chapter:
    """A place in a film that players can jump to; from one picture up to, not including, another.

    Attributes:
        start_pts: In the form's time base.
        end_pts: In the form's time base.
    """

    title: str
    start_pts: int
    end_pts: int


@dataclass(frozen=True)
class Subtitle:
    """Words that players show if one likes: from one picture up to, not including, another, in the form's time base."""

    text: str
    start_pts: int
    end_pts: int


@dataclass(frozen=True)
class FilmForm:
    """What a film to be written is like.

    Attributes:
        width_px: Even.
        height_px: Even.
        frame_rate: Frames a second; told to the file, and used to budget bits.
        time_base: Unit of the pictures' pts in seconds; None for one frame of `frame_rate`.
        sample_aspect: Width to height of one pixel.
        sample_rate: Of the sound, in hertz.
        channels: 1 or 2; 0 for a film without sound.
        preset: Of libx264.
        crf: Constant rate factor of libx264: 18 near lossless, 23 usual.
        gop: Frames from one keyframe to the next, at most.
        b_frames: In a row, at most.
        sound_bits_per_s: Of AAC.
        chapters: In order.
        subtitles: In order, not overlapping; a track of their own where there are any.
        index_first: Whether the index comes before the pictures, so that a player can begin before it has all of the
            file; the file must be one that can be read, too.
    """

    width_px: int
    height_px: int
    frame_rate: Fraction
    time_base: Fraction | None = None
    sample_aspect: Fraction = Fraction(1)
    sample_rate: int = 48_000
    channels: int = 1
    preset: str = "veryfast"
    crf: int = 23
    gop: int = 50
    b_frames: int = 2
    sound_bits_per_s: int = 128_000
    chapters: tuple[Chapter, ...] = ()
    subtitles: tuple[Subtitle, ...] = ()
    index_first: bool = False


@dataclass(frozen=True)
class CodedPicture:
    """A picture as an encoder set up by `set_up_pictures` gave it.

    Attributes:
        number: its place in its run, from 0.
        keyframe: whether players can start here.
    """

    data: bytes
    number: int
    keyframe: bool


class FilmWriter:
    """A film being written; use as a context manager, or call `close` at the end.

    Pictures and sound may come in any order as long as neither runs far ahead of the other: what has no partner yet is
    kept in memory. A path gets the film complete or not at all: until `close` it grows beside it, under the suffix
    `.part`. Leaving the `with` block by an exception abandons the film.

    Raises:
        ExpectedError: from any method: `no-space`, `file-missing` (no such folder) or `read-only`.
        InternalError: from any method, where the encoder refuses what it was given.
    """

    def __init__(self, target: Path | BinaryIO, form: FilmForm) -> None:
        """Start a film at a path, or in a binary file object with `write`, `seek` and `tell`, left open afterwards."""
        self._form = form
        self._time_base = form.time_base or 1 / form.frame_rate
        self._samples_written = 0
        self._coded_pictures = 0
        self._subtitles_left = list(form.subtitles)
        self._reformatter = VideoReformatter()
        with writing_errors():
            self._sink = PathSink(target) if isinstance(target, Path) else Sink(target)
        try:
            self._open()
        except BaseException:
            self.abandon()
            raise

    def add_picture(self, picture: NDArray[np.uint8], pts: int, pixel_format: PixelFormat = "rgb24") -> None:
        """Append a picture of shape (H, W, 3 or 4) in full-range sRGB; it may be painted over once this returns.

        Args:
            picture: Of the film's size, rows contiguous; an alpha channel is ignored.
            pts: In the form's time base, higher than that of the picture before.
            pixel_format: The order of the channels in memory.
        """
        with writing_errors():
            coded = coded_picture(picture, pixel_format, self._reformatter)
            coded.pts, coded.time_base = pts, self._time_base
            self._container.mux(self._pictures.encode(coded))

    def add_coded(self, picture: CodedPicture, first: int) -> None:
        """Append a picture that is coded already: runs one after the other, each in coded order, every picture once.

        Args:
            first: Number of its run's first picture in the film, whose form has no time base of its own.
        """
        with writing_errors():
            packet = av.Packet(picture.data)
            packet.stream, packet.time_base = self._pictures, self._time_base
            packet.pts, packet.duration = first + picture.number, 1
            # Of so many pictures in a row, no more are decoded before they are due.
            packet.dts = self._coded_pictures - self._form.b_frames
            packet.is_keyframe = picture.keyframe
            self._coded_pictures += 1
            self._add_subtitles(packet.pts)
            self._container.mux(packet)

    def add_sound(self, samples: NDArray[np.int16]) -> None:
        """Append sound, of shape (samples,) for one channel or (samples, channels), right after what came before."""
        if self._sound is None:
            raise InternalError("sound for a film without sound")
        rows = samples.reshape(len(samples), self._form.channels)
        for first in range(0, len(rows), _SOUND_CHUNK_SAMPLES):
            self._encode_sound(rows[first : first + _SOUND_CHUNK_SAMPLES])

    def close(self) -> None:
        """Write out what the encoders still hold, and the index: only now it is a film."""
        try:
            with writing_errors():
                self._add_subtitles(None)
                self._container.mux(self._pictures.encode(None))
                if self._sound is not None:
                    self._container.mux(self._sound.encode(None))
                self._container.close()
                self._sink.keep()
        except BaseException:
            self.abandon()
            raise

    def abandon(self) -> None:
        """Stop: nothing more is written, and a film at a path is removed. Does nothing after `close`."""
        self._sink.drop()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    def _open(self) -> None:
        with writing_errors():
            self._container = self._open_container()
            self._pictures = self._add_pictures()
            self._sound = self._add_sound() if self._form.channels else None
            self._words = self._container.add_stream("mov_text") if self._form.subtitles else None
            if self._words is not None:
                self._words.codec_context.subtitle_header = _SUBTITLE_STYLE
                self._words.time_base = self._time_base
            if self._form.chapters:
                self._add_chapters()
            self._container.start_encoding()

    def _open_container(self) -> OutputContainer:
        options = {"fflags": "+bitexact"}  # or the file tells by which program it was made
        if not self._form.index_first:
            return av.open(self._sink, "w", format="mp4", container_options=options)
        options |= {"movflags": "+faststart"}
        return av.open(
            self._sink, "w", format="mp4", container_options=options, io_open=lambda *_: ReadBack(self._sink)
        )

    def _add_chapters(self) -> None:
        self._container.set_chapters(
            [
                {
                    "id": number,
                    "start": chapter.start_pts,
                    "end": chapter.end_pts,
                    "time_base": self._time_base,
                    "metadata": {"title": chapter.title},
                }
                for number, chapter in enumerate(self._form.chapters)
            ]
        )

    def _add_pictures(self) -> VideoStream:
        stream = self._container.add_stream("libx264", rate=self._form.frame_rate)
        set_up_pictures(stream.codec_context, self._form)
        return stream

    def _add_sound(self) -> AudioStream:
        stream = self._container.add_stream("aac", rate=self._form.sample_rate)
        stream.codec_context.layout = _LAYOUTS[self._form.channels]
        stream.codec_context.bit_rate = self._form.sound_bits_per_s
        return stream

    def _add_subtitles(self, up_to_pts: int | None) -> None:
        """Those that begin up to there, or all that are left: timed text by 3GPP TS 26.245, its length before it."""
        words = self._words
        while words is not None and self._subtitles_left:
            if up_to_pts is not None and self._subtitles_left[0].start_pts > up_to_pts:
                return
            subtitle = self._subtitles_left.pop(0)
            text = _cut(subtitle.text)
            packet = av.Packet(len(text).to_bytes(2, "big") + text)
            packet.stream, packet.time_base = words, self._time_base
            packet.pts = packet.dts = subtitle.start_pts
            packet.duration = subtitle.end_pts - subtitle.start_pts
            self._container.mux(packet)

    def _encode_sound(self, rows: NDArray[np.int16]) -> None:
        assert self._sound is not None
        with writing_errors():
            packed = np.ascontiguousarray(rows).reshape(1, -1)
            frame = av.AudioFrame.from_ndarray(packed, format="s16", layout=_LAYOUTS[self._form.channels])
            frame.sample_rate = self._form.sample_rate
            frame.pts, frame.time_base = self._samples_written, Fraction(1, self._form.sample_rate)
            self._samples_written += len(rows)
            self._container.mux(self._sound.encode(frame))


def _cut(text: str) -> bytes:
    """UTF-8 that its length of two bytes can tell."""
    return text.encode()[:_LONGEST_SUBTITLE_BYTES].decode(errors="ignore").encode()


def set_up_pictures(context: VideoCodecContext, form: FilmForm) -> None:
    """Tells an encoder of libx264 how the pictures of such a film are coded."""
    context.width, context.height, context.pix_fmt = form.width_px, form.height_px, "yuv420p"
    # B-frames that others refer to save nothing where there are two in a row, and hold more pictures in memory.
    context.options = {"preset": form.preset, "crf": str(form.crf), "b-pyramid": "none"}
    context.time_base = form.time_base or 1 / form.frame_rate
    context.sample_aspect_ratio = form.sample_aspect
    context.gop_size, context.max_b_frames = form.gop, form.b_frames
    context.colorspace, context.color_range = Colorspace.ITU709, ColorRange.MPEG
    context.color_primaries, context.color_trc = ColorPrimaries.BT709, ColorTrc.BT709


def coded_picture(
    picture: NDArray[np.uint8], pixel_format: PixelFormat, reformatter: VideoReformatter
) -> av.VideoFrame:
    """A full-range sRGB picture, as for `add_picture`, in what films are coded in: limited-range BT.709 4:2:0."""
    frame = av.VideoFrame.from_numpy_buffer(picture, format=pixel_format)
    return reformatter.reformat(
        frame,
        format="yuv420p",
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG,
        dst_color_range=ColorRange.MPEG,
        threads=1,
    )
