"""An item's pictures, coded by an encoder of their own: as such they go into a film, now or after it was stopped."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import BinaryIO, Final

import av
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.stream import VideoStream

from vidfeed.media.film_writer import CodedPicture, FilmForm, set_up_pictures
from vidfeed.media.sink import writing_errors
from vidfeed.ports import ItemParts, PartFile, PictureSource

_HEAD = struct.Struct(">II?")


class RunCoder:
    """Codes one run of pictures, by the settings of the film that it goes into; it begins with a keyframe."""

    def __init__(self, form: FilmForm) -> None:
        self._next = 0
        with writing_errors():
            self._context = av.CodecContext.create("libx264", "w")
            assert isinstance(self._context, VideoCodecContext), "it codes pictures"
            set_up_pictures(self._context, form)
            self._context.framerate = form.frame_rate
            self._context.flags |= Flags.global_header  # an .mp4 tells once how all its pictures are coded

    def add(self, frame: av.VideoFrame) -> list[CodedPicture]:
        """Takes the next picture, in limited-range BT.709 4:2:0, and gives what is ready; in coded order.

        Args:
            frame: of the film's size; may be added again once this returns.
        """
        with writing_errors():
            frame.pts, frame.time_base, frame.pict_type = self._next, self._context.time_base, PictureType.NONE
            self._next += 1
            return [_coded(packet) for packet in self._context.encode(frame)]

    def finish(self) -> list[CodedPicture]:
        """All that is left."""
        with writing_errors():
            return [_coded(packet) for packet in self._context.encode(None)]


def write_coded(file: PartFile, picture: CodedPicture) -> None:
    """Appends a picture to a kept run."""
    file.write(_HEAD.pack(picture.number, len(picture.data), picture.keyframe) + picture.data)


def read_coded(file: BinaryIO) -> Iterator[CodedPicture]:
    """The pictures of a kept run, as they were written."""
    while head := file.read(_HEAD.size):
        number, size_bytes, keyframe = _HEAD.unpack(head)
        yield CodedPicture(file.read(size_bytes), number, keyframe)


class _NothingKept:
    """A film that is made in one go."""

    kept: Mapping[int, PictureSource] = {}

    def keeping(self, _number: int) -> AbstractContextManager[PartFile]:
        return nullcontext(self)

    def write(self, _data: bytes) -> int:
        """Into nothing."""
        return 0


NOTHING_KEPT: Final[ItemParts] = _NothingKept()


def _coded(packet: av.Packet[VideoStream]) -> CodedPicture:
    assert packet.pts is not None, "the encoder was told when each picture is due"
    return CodedPicture(bytes(packet), packet.pts, packet.is_keyframe)
