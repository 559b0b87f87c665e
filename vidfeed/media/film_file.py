"""Films as FFmpeg sees them: opened from a binary file, its errors told in vidfeed's words."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, cast

import av
import av.logging
from av.codec.hwaccel import HWAccel
from av.container import InputContainer
from av.packet import Packet
from av.stream import Discard, Disposition, Stream
from av.video.stream import VideoStream

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.hardware import accelerated

av.logging.set_level(None)

_FORMATS = "mov,matroska,webm,mpegts,avi,mpeg,flv,asf,ogg,mxf,dv"
"""Containers that cameras and phones write. Playlists, pictures and the like stay shut: some open other files."""

_READ_BYTES = 1 << 18


def not_a_film(message: str) -> ExpectedError:
    """The error for a file that holds no film; `message` says what is wrong with it."""
    return ExpectedError(
        ErrorKind.NOT_A_FILM, message, "Choose the file as the camera or phone made it, and check that it plays there."
    )


def unreadable_part(message: str) -> ExpectedError:
    """The error for a place in a film that cannot be decoded."""
    return ExpectedError(ErrorKind.UNREADABLE_PART, message, "The rest of the film can be watched and marked.")


def not_as_imported() -> ExpectedError:
    """The error for a film that was one when it was imported."""
    return ExpectedError(ErrorKind.DAMAGED, "The film is not the one that was imported.", "Check the vault.")


@contextmanager
def opened(file: BinaryIO, sound_only: bool = False) -> Iterator[InputContainer]:
    """The container in `file`; it is closed afterwards, the file is not.

    Args:
        file: seekable.
        sound_only: no picture is decoded to learn more of the pictures.

    Raises:
        ExpectedError: kind `not-a-film` where it cannot be opened as one.
    """
    container = _open(file, skip_pictures=sound_only)
    try:
        yield container
    finally:
        container.close()


def open_container(file: BinaryIO, known_format: str = "", device: str | None = None) -> InputContainer:
    """As `opened`, for callers that close the container themselves.

    Args:
        file: seekable; stays open.
        known_format: the film's `format_name`, where it was read before: some formats tell all that decoding needs in
            their header, so that no picture has to be decoded to open them.
        device: of the kind that `hardware_for` found, to decode with; software where it fails after all.

    Raises:
        ExpectedError: kind `not-a-film`; with a known format `damaged`.
    """
    if not known_format:
        return _open(file)
    if device is not None:
        with suppress(av.FFmpegError, ExpectedError, NotImplementedError, RuntimeError):
            return _open(file, False, _options(known_format), accelerated(device))
        file.seek(0)
    try:
        return _open(file, _header_tells_all(known_format), _options(known_format))
    except ExpectedError as error:
        if error.kind is ErrorKind.NOT_A_FILM:
            raise not_as_imported() from error
        raise


def picture_stream(container: InputContainer) -> VideoStream | None:
    """The stream to watch: of several the default one, of several defaults the largest; never cover art."""
    streams = [stream for stream in container.streams.video if _is_film(stream)]
    return max(streams, key=_preference, default=None)


def keep_only(container: InputContainer, stream: Stream) -> None:
    """Tells the demuxer to leave the other streams unread."""
    for other in container.streams:
        if other.index != stream.index:
            other.discard = Discard.all


def stream_at(container: InputContainer, index: int) -> VideoStream:
    """The picture stream that was found at import.

    Raises:
        ExpectedError: kind `damaged` where the file no longer has it.
    """
    stream = container.streams[index] if index < len(container.streams) else None
    if not isinstance(stream, VideoStream):
        raise not_as_imported()
    return stream


def coded_packets(container: InputContainer, stream: VideoStream) -> Iterator[Packet[VideoStream]]:
    """The stream's packets from here on; ends quietly where the file cannot be read further."""
    packets = container.demux(stream)
    while True:
        try:
            packet = next(packets, None)
        except (av.FFmpegError, IndexError):  # PyAV's, at the end, where damage made one stream more on the way
            return
        if packet is None:
            return
        if packet.size:
            yield packet


def _header_tells_all(known_format: str) -> bool:
    return known_format.startswith(("mov", "matroska"))


def _options(known_format: str) -> dict[str, str]:
    return {"analyzeduration": "1"} if _header_tells_all(known_format) else {}


def _open(
    file: BinaryIO,
    skip_pictures: bool = False,
    options: dict[str, str] | None = None,
    hwaccel: HWAccel | None = None,
) -> InputContainer:
    file.seek(0)  # it may have been read before
    try:
        return av.open(
            file,
            mode="r",
            metadata_errors="replace",
            buffer_size=_READ_BYTES,
            options={"skip_frame": "all"} if skip_pictures else {},
            container_options={"format_whitelist": _FORMATS} | (options or {}),
            hwaccel=hwaccel,
        )
    except av.FFmpegError as error:
        raise not_a_film("This file is not a film, or its recording was cut off before it was finished.") from error


def _is_film(stream: VideoStream) -> bool:
    still = Disposition.attached_pic | Disposition.timed_thumbnails | Disposition.still_image
    return cast(object, stream.codec_context) is not None and not stream.disposition & still and stream.width > 0


def _preference(stream: VideoStream) -> tuple[bool, int, int]:
    return bool(stream.disposition & Disposition.default), stream.width * stream.height, -stream.index
