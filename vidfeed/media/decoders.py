"""The decoder of a film, chosen and set so that it tells of damage where it can."""

from __future__ import annotations

import io

import av
from av.video.codeccontext import VideoCodecContext
from av.video.stream import VideoStream

from vidfeed.media.film_file import not_as_imported

_STRICT = {"h264", "hevc", "mjpeg"}
"""Of the others, being strict finds no more damage."""

_TELLING = {"vp9": "libvpx-vp9"}
"""FFmpeg's own decoder takes any bits for a picture; this one knows when it has read past their end."""

_TELLING_FORMATS = {None, "yuv420p", "yuv422p", "yuv440p", "yuv444p"}
"""It may have been built for 8 bits alone; not every film's head tells."""

_CHROMA_LOCATIONS = {b"\1\1": "topleft", b"\1\2": "left", b"\2\2": "center"}


def decoder_of(stream: VideoStream, thread_type: str, reorder_depth: int, strict: bool) -> VideoCodecContext:
    """A decoder of the stream's pictures, opened.

    Args:
        thread_type: "AUTO" or "SLICE", which has one thread alone.
        reorder_depth: how many pictures it must hold back at least.
        strict: one that can is to break off at whatever is not as it should be.

    Raises:
        ExpectedError: kind `damaged` where the stream's head is no longer one that can be decoded.
    """
    decoder = _telling(stream) if strict else stream.codec_context
    decoder.thread_type = thread_type
    if thread_type == "SLICE":
        decoder.thread_count = 1  # FFmpeg's H.264 and HEVC decoders do not look for errors in slices side by side
    if strict and decoder.name in _STRICT:
        decoder.options = {"err_detect": "explode"}
    decoder.reorder_depth = max(decoder.reorder_depth, reorder_depth)
    try:
        decoder.open(strict=False)  # now: some decoders keep to what they are to skip at the time of opening
    except av.FFmpegError as error:
        raise not_as_imported() from error
    return decoder


def _telling(stream: VideoStream) -> VideoCodecContext:
    """The decoder that tells more of damage, where there is one for such pictures."""
    decoder = stream.codec_context
    name = _TELLING.get(decoder.name, "")
    if name not in av.codec.codecs_available or decoder.pix_fmt not in _TELLING_FORMATS:
        return decoder
    other = av.CodecContext.create(name, "r")
    assert isinstance(other, VideoCodecContext)
    other.color_primaries, other.color_trc = decoder.color_primaries, decoder.color_trc
    other.options = {"chroma_sample_location": _chroma_location(stream)}
    return other


def _chroma_location(stream: VideoStream) -> str:
    """Where colours are sampled by the container's word: half a pixel, which a stream's own decoder is given.

    PyAV does not tell it; the head of a Matroska file for such a stream does (RFC 9559, ChromaSitingHorz and -Vert).
    """
    file = io.BytesIO()
    with av.open(file, "w", format="matroska") as head:
        head.add_stream_from_template(stream)
        head.start_encoding()
    across, down = (file.getvalue().partition(element)[2][:1] for element in (b"\x55\xb7\x81", b"\x55\xb8\x81"))
    return _CHROMA_LOCATIONS.get(across + down, "unspecified")
