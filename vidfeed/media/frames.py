"""Any frame of a film, exactly, in any order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Self

from av.video.frame import VideoFrame

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.decode_run import DecodeRun
from vidfeed.media.film_file import unreadable_part
from vidfeed.media.frame_cache import FrameCache, frame_bytes
from vidfeed.media.gaps import Gaps
from vidfeed.media.hardware import hardware_for
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource

CACHE_BYTES = 96 << 20
_BACK_FRAMES = 16
_AHEAD_FRAMES = 4
_NEAREST_FRAMES = 150


class FrameReader:
    """Reads frames by their index; asking for the next one goes on decoding, asking for the one before fills back.

    Frames are as decoded; `upright` makes pictures of them. The film is opened when the first is asked for. Not safe
    for use from two threads at a time.

    Args:
        source: opens the film's bytes; each reader opens its own file.
        film: as read at import.
        cache_bytes: bound of the decoded frames kept.
        gaps: is told of frames that cannot be decoded; shared by readers of the same film.
        hardware: whether to decode by the graphics card, where there is one that can. What it cannot decode, software
            tries once more.
    """

    def __init__(
        self,
        source: PictureSource,
        film: Film,
        cache_bytes: int = CACHE_BYTES,
        gaps: Gaps | None = None,
        hardware: bool = False,
    ) -> None:
        self._film = film
        self._pts = film.index.pts
        self._cache = FrameCache(cache_bytes)
        self._run = _Opening(source, film, "AUTO", hardware)
        self._filler = _Opening(source, film, "AUTO")
        self._careful = _Opening(source, film, "SLICE")
        self._unreadable = gaps or Gaps()
        self._keyframe_pts = sorted(packet.pts for packet in film.index.packets if packet.keyframe)
        self._last = -1

    @property
    def film(self) -> Film:
        """What is read."""
        return self._film

    def frame(self, number: int) -> VideoFrame:
        """The frame with this index, `0 <= number < film.index.frames`.

        Raises:
            ExpectedError: kind `unreadable-part` where it cannot be decoded.
        """
        found = self.frame_unless(number, _never)
        assert found is not None, "nobody gave up"
        return found

    def frame_unless(self, number: int, given_up: Callable[[], bool]) -> VideoFrame | None:
        """As `frame`; None as soon as `given_up`, asked after each picture decoded, says so."""
        back = number == self._last - 1
        self._last = number
        if number not in self._cache and number not in self._unreadable:
            filled = self.filling_back(number) if back else self._decoding(number)
            with self._telling_of_gaps(number):
                if any(given_up() for _ in filled):
                    return None
        if number not in self._cache and number not in self._unreadable:
            with self._telling_of_gaps(number):
                self._decode_carefully(number)
        found = self._cache.get(number)
        if found is None:
            self._unreadable.add([number])
            raise unreadable_part("This frame of the film is damaged.")
        return found

    def nearest(self, number: int) -> tuple[int, VideoFrame]:
        """The frame with this index, or the nearest that can be decoded, first before it, then after; and its index.

        Raises:
            ExpectedError: kind `unreadable-part` where there is none for some seconds around.
        """
        before = range(number, max(-1, number - _NEAREST_FRAMES), -1)
        after = range(number + 1, min(self._film.index.frames, number + _NEAREST_FRAMES))
        for candidate in (*before, *after):
            try:
                return candidate, self.frame(candidate)
            except ExpectedError as error:
                if error.kind is not ErrorKind.UNREADABLE_PART:
                    raise
        raise unreadable_part("This part of the film is damaged.")

    def keyframe(self, number: int) -> tuple[int, VideoFrame]:
        """The nearest frame at or before this index that can be decoded alone, and its index: quick, for dragging."""
        frames = self._run.opened().keyframe_before(self._pts[number])
        if not frames:
            return self.nearest(number)
        self._keep(frames[:1], number)
        return self._film.index.frame_at(frames[0].pts or 0), frames[0]

    def filling_back(self, number: int, count: int = _BACK_FRAMES) -> Iterator[None]:
        """Decodes the `count` frames up to this one, as far as the cache holds them, a little at each turn.

        It has a decoder of its own, let go of at the end: going on forwards stays quick.
        """
        held = self._cache.get(number + 1) or self._cache.get(number)
        room = self._cache.room_for(frame_bytes(held)) if held else count
        first = max(0, number + 1 - min(count, max(1, room // 2)))
        if all(one in self._cache for one in range(first, number + 1)):
            return
        for frames in self._filler.opened().frames_up_to(self._pts[number], self._pts[first]):
            self._keep(frames, number)
            yield
        self._filler.close()

    def filling_ahead(self, number: int, count: int = _AHEAD_FRAMES) -> Iterator[None]:
        """Decodes the `count` frames from this one on, as far as the cache holds them, a little at each turn."""
        held = self._cache.get(number - 1) or self._cache.get(number)
        room = self._cache.room_for(frame_bytes(held)) // 4 if held else count
        for one in range(number, min(number + min(count, room), self._film.index.frames)):
            if one not in self._cache and one not in self._unreadable:
                yield from self._decoding(one)

    def fill_back(self, number: int, count: int = _BACK_FRAMES) -> None:
        """As `filling_back`, in one go."""
        for _ in self.filling_back(number, count):
            pass

    def has(self, number: int) -> bool:
        """Whether the frame is at hand without decoding."""
        return number in self._cache

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the film."""
        for run in (self._run, self._filler, self._careful):
            run.close()

    def _decoding(self, number: int) -> Iterator[None]:
        pts = self._pts[number]
        for frames in self._run.opened().frames_up_to(pts, pts):
            self._keep(frames, number)
            yield

    def _decode_carefully(self, number: int) -> None:
        """From one keyframe sooner, with a decoder that loses nothing; learns which frames before are damaged too."""
        first = max(0, number + 1 - _BACK_FRAMES)
        portions = self._careful.opened().frames_up_to(self._pts[number], self._pts[first], groups_before=1)
        frames = [frame for portion in portions for frame in portion]
        self._keep(frames, number)
        readable = {frame.pts for frame in frames}
        last = self._last_of_group(number) if self._careful.opened().torn else number
        self._unreadable.add(
            one for one in range(first, last + 1) if self._pts[one] not in readable and one not in self._cache
        )

    @contextmanager
    def _telling_of_gaps(self, number: int) -> Iterator[None]:
        """Where a group cannot even be found, all that follows in it is lost."""
        try:
            yield
        except ExpectedError as error:
            if error.kind is ErrorKind.UNREADABLE_PART:
                self._unreadable.add(range(number, self._last_of_group(number) + 1))
            raise

    def _last_of_group(self, number: int) -> int:
        """The last frame before the next keyframe."""
        index = self._film.index
        following = bisect_right(self._keyframe_pts, self._pts[number])
        end_pts = self._keyframe_pts[following] if following < len(self._keyframe_pts) else index.end_pts
        return max(number, bisect_left(self._pts, end_pts) - 1)

    def _keep(self, frames: list[VideoFrame], wanted: int) -> None:
        """The wanted one last: where frames are large, those that come with it may push it out."""
        for frame in sorted(frames, key=lambda frame: frame.pts == self._pts[wanted]):
            if frame.pts is not None:
                self._cache.put(self._film.index.frame_at(frame.pts), frame)


class _Opening:
    """A decode run that is opened when it is first needed; one that cannot be opened is not tried again."""

    def __init__(self, source: PictureSource, film: Film, thread_type: str, hardware: bool = False) -> None:
        self._open = partial(DecodeRun, source, film, thread_type)
        self._codec = film.codec if hardware else ""
        self._run: DecodeRun | None = None
        self._error: ExpectedError | None = None

    def opened(self) -> DecodeRun:
        """The run.

        Raises:
            ExpectedError: as when it was first tried.
        """
        if self._error is not None:
            raise self._error
        try:
            self._run = self._run or self._open(hardware_for(self._codec))
        except ExpectedError as error:
            self._error = error
            raise
        return self._run

    def close(self) -> None:
        """Closes it, if it was opened; it may be opened again."""
        run, self._run = self._run, None
        if run is not None:
            run.close()


def _never() -> bool:
    return False
