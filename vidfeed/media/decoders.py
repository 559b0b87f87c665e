"""The decoder of a film, chosen and set so that it tells of damage where it can."""

from __future__ import annotations

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


def decoder_of(stream: VideoStream, thread_type: str, reorder_depth: int, strict: bool) -> VideoCodecContext:
    """A decoder of the stream's pictures, opened.

    Args:
        thread_type: "AUTO" or "SLICE", which has one thread alone.
        reorder_depth: how many pictures it must hold back at least.
        strict: one that can is to break off at whatever is not as it should be.

    Raises:
        ExpectedError: kind `damaged` where the stream's head is no longer one that can be decoded.
    """
    decoder = _telling(stream.codec_context) if strict else stream.codec_context
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


def _telling(decoder: VideoCodecContext) -> VideoCodecContext:
    """The decoder that tells more of damage, where there is one for such pictures."""
    name = _TELLING.get(decoder.name, "")
    if name not in av.codec.codecs_available or decoder.pix_fmt not in _TELLING_FORMATS:
        return decoder
    other = av.CodecContext.create(name, "r")
    assert isinstance(other, VideoCodecContext)
    return other
