"""The frames of one moment: never one from outside its trim."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from av.video.frame import VideoFrame

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.decode_run import DecodeRun
from vidfeed.media.film_file import unreadable_part
from vidfeed.media.frames import FrameReader
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource


@dataclass(frozen=True)
class LightFrame:
    """A frame as a light copy has it: upright, of true shape, in plain colours; its pts are the film's."""

    decoded: VideoFrame

    @property
    def pts(self) -> int | None:
        """Of the frame in its film."""
        return self.decoded.pts


ReadFrame = VideoFrame | LightFrame

Frame = TypeVar("Frame", bound=ReadFrame)
Frame_co = TypeVar("Frame_co", bound=ReadFrame, covariant=True)


class Reader(Protocol[Frame_co]):
    """What reads frames by their index; see `FrameReader`."""

    def frame(self, number: int) -> Frame_co:
        """Raises ExpectedError `unreadable-part` where it cannot be decoded."""

    def close(self) -> None:
        """Closes the film."""


class ForwardReader:
    """Reads frames in rising order, and keeps none that it was not asked for: half the memory of a FrameReader.

    Not safe for use from two threads at a time.
    """

    def __init__(self, source: PictureSource, film: Film) -> None:
        self._source, self._film = source, film
        self._run = DecodeRun(source, film)
        self._decoded: deque[VideoFrame] = deque()
        self._careful: FrameReader | None = None

    def frame(self, number: int) -> VideoFrame:
        """The frame with this index, at least that of the call before.

        Raises:
            ExpectedError: kind `unreadable-part` where it cannot be decoded.
        """
        pts = self._film.index.pts[number]
        if not self._decoded or _pts(self._decoded[-1]) < pts:
            for frames in self._run.frames_up_to(pts, pts):
                self._decoded.extend(frames)
        while self._decoded and _pts(self._decoded[0]) < pts:
            self._decoded.popleft()
        if self._decoded and self._decoded[0].pts == pts:
            return self._decoded[0]
        return self._read_carefully(number)

    def close(self) -> None:
        """Closes the film."""
        self._decoded.clear()
        self._run.close()
        if self._careful is not None:
            self._careful.close()

    def _read_carefully(self, number: int) -> VideoFrame:
        self._careful = self._careful or FrameReader(self._source, self._film)
        return self._careful.frame(number)


class TrimReader(Generic[Frame]):
    """Reads the frames of one item; a damaged one is stood in for by another inside the trim."""

    def __init__(self, reader: Reader[Frame]) -> None:
        self._reader = reader
        self._last: Frame | None = None

    def frame(self, number: int, last_number: int) -> Frame:
        """The frame, or what was read before it, or the next up to `last_number` that can be read.

        Raises:
            ExpectedError: kind `unreadable-part` where there is none.
        """
        found = self._read(number)
        if found is None and self._last is None:
            found = next(filter(None, map(self._read, range(number + 1, last_number + 1))), None)
        self._last = found if found is not None else self._last
        if self._last is None:
            raise unreadable_part("This moment’s part of the film is damaged.")
        return self._last

    def close(self) -> None:
        """Closes the film."""
        self._reader.close()

    def _read(self, number: int) -> Frame | None:
        try:
            return self._reader.frame(number)
        except ExpectedError as error:
            if error.kind is not ErrorKind.UNREADABLE_PART:
                raise
            return None


def _pts(frame: VideoFrame) -> int:
    return frame.pts or 0
