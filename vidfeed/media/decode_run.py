"""Decodes a film from one keyframe on, as far as it is asked to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from functools import partial

import av
from av.packet import Packet
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from vidfeed.errors import ExpectedError
from vidfeed.media.packet_walk import PacketWalk
from vidfeed.media.shown_frames import decoded
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource

_NEAR_PACKETS = 8

_WRONG_IN_FRAME_THREADS = {"mpeg4"}
"""FFmpeg's decoder gives wrong pictures of interlaced films with B-frames, and tells of damage only later."""

_REFRESH_GROUPS = 2
"""Some encoders refresh the picture bit by bit instead of with keyframes; two rounds make it exact."""


class DecodeRun:
    """A decoder with its own file, which goes on from where it is when that is the shortest way.

    Where a packet is damaged, decoders make pictures up and go on; such a picture, and what follows it up to the next
    keyframe, is not shown.

    Not safe for use from two threads at a time.

    Args:
        source: opens the film's bytes.
        film: as read at import.
        thread_type: of the decoder. "AUTO" is quickest; "SLICE" loses nothing when packets are broken.
        device: of the kind that `hardware_for` found, to decode with; None for software.
    """

    def __init__(self, source: PictureSource, film: Film, thread_type: str = "AUTO", device: str | None = None) -> None:
        if film.codec in _WRONG_IN_FRAME_THREADS:
            thread_type = "SLICE"
        self._open_walk = partial(PacketWalk, source, film, thread_type, device)
        self._walk = self._open_walk()
        self._may_be_too_strict = True
        self._loses_nothing = thread_type == "SLICE"
        self._index = film.index
        self._shown = frozenset(film.index.pts)
        self._reckons_with_times = film.codec == "mpeg4"
        self._start_pts = self._landed = 0
        self._last_pts: int | None = None
        self._last_number = 0
        self._held: list[VideoFrame] = []
        self._must_be_clean = self._unclean = False
        self._errand = 0
        self._running = self._torn = self._after_tear = False

    def frames_up_to(self, pts: int, wanted_pts: int, groups_before: int = 0) -> Iterator[list[VideoFrame]]:
        """The frames from `wanted_pts` to `pts` in the order shown; without those that cannot be decoded.

        Comes in small portions, many of them empty, so that the caller can turn to something else in between; asking
        the run for other frames ends it.

        Args:
            pts: of the last frame.
            wanted_pts: of the first.
            groups_before: how many keyframes sooner than needed to start.
        """
        number = self._walk.number_of(pts)
        if groups_before or wanted_pts < pts or not self._can_go_on_to(number, pts):
            self._start(self._walk.number_of(wanted_pts), groups_before)
        self._errand += 1
        errand = self._errand
        while errand == self._errand and self._running and (self._last_pts is None or self._last_pts < pts):
            if self._torn and self._walk.next_number > number:
                self._running = False
                return
            portion = self._advance(wanted_pts)
            if self._unclean:
                yield from self.frames_up_to(pts, wanted_pts, _REFRESH_GROUPS)
                return
            self._last_pts = portion[-1].pts if portion else self._last_pts
            yield [frame for frame in portion if (frame.pts or 0) >= wanted_pts]

    @property
    def torn(self) -> bool:
        """Whether it ended where the film is damaged, so that nothing can be shown up to the next keyframe."""
        return self._torn

    def all_frames(self) -> Iterator[VideoFrame]:
        """Every frame of the film that can be decoded, in the order shown."""
        self._start(0, 0)
        self._start_pts = self._index.origin_pts
        last_pts = self._index.origin_pts - 1
        while self._running:
            for frame in self._advance(self._index.origin_pts):
                if frame.pts is not None and frame.pts > last_pts:
                    last_pts = frame.pts
                    yield frame

    def keyframe_before(self, pts: int) -> list[VideoFrame]:
        """The frame of the keyframe at or before `pts`, alone; nothing where it cannot be decoded."""
        self._start(self._walk.number_of(pts), 0)
        step = self._walk.advance()
        frames = self._kept(decoded(self._walk.decoder, step[1])) if step else []
        return [frame for frame in frames + self._drain() if not frame.is_corrupt]

    def close(self) -> None:
        """Closes the film."""
        self._running = False
        self._walk.close()

    def _can_go_on_to(self, number: int, pts: int) -> bool:
        if not self._running or self._last_pts is None:
            return False
        if number < self._walk.next_number:
            return pts > self._last_pts  # sent, and still inside the decoder
        start = self._walk.start_for(number)
        return start < self._walk.next_number or number - self._walk.next_number < _NEAR_PACKETS

    def _start(self, number: int, groups_before: int) -> None:
        self._running = False
        start = self._walk.start_for(number, groups_before)
        self._walk.land(start)
        self._walk.decoder.flush_buffers()
        self._start_pts, self._landed = self._index.packets[start].pts, start
        self._must_be_clean = groups_before == 0 and start > 0 and not self._index.packets[start].discard
        self._last_pts, self._last_number, self._held = None, start, []
        self._unclean = self._torn = self._after_tear = False
        self._running = True

    def _advance(self, wanted_pts: int) -> list[VideoFrame]:
        step = self._walk.advance()
        if step is None:
            return self._drain()
        number, packet = step
        if self._walk.torn or packet.is_corrupt:
            return self._tear(number, self._emptied())
        self._torn = False
        if self._leads(packet):
            return []
        early = packet.pts is not None and packet.pts < wanted_pts
        self._walk.decoder.skip_frame = "NONREF" if early else "DEFAULT"
        frames = self._decoded(packet)
        if frames is None:
            too_strict = self._may_be_too_strict and not self._some_keyframe_is_whole()
            return self._be_less_strict() if too_strict else self._break(number)
        self._may_be_too_strict &= not frames
        return self._whole(self._kept(frames))

    def _leads(self, packet: Packet[VideoStream]) -> bool:
        """Whether it is shown before the first keyframe: decoders that reckon with times must not see it."""
        first_pts = self._index.packets[self._landed].pts
        return self._reckons_with_times and packet.pts is not None and packet.pts < first_pts

    def _decoded(self, packet: Packet[VideoStream]) -> list[VideoFrame] | None:
        """The pictures that come out for one packet more; None where the decoder broke off."""
        try:
            return self._walk.decoder.decode(packet)
        except av.FFmpegError:
            return None

    def _some_keyframe_is_whole(self) -> bool:
        """Whether the first, the last or one in between decodes: then the film is not at fault throughout."""
        self._may_be_too_strict = False
        keyframes = [number for number, packet in enumerate(self._index.packets) if packet.keyframe] or [0]
        return any(self._is_whole(keyframes[place]) for place in {0, len(keyframes) // 2, len(keyframes) - 1})

    def _is_whole(self, number: int) -> bool:
        with suppress(ExpectedError, av.FFmpegError):
            self._walk.land(number)
            self._walk.decoder.flush_buffers()
            step = self._walk.advance()
            frames = self._walk.decoder.decode(step[1]) if step else []
            frames += self._walk.decoder.decode(None)
            return any(not frame.is_corrupt for frame in frames)
        return False

    def _be_less_strict(self) -> list[VideoFrame]:
        """Begins again where no picture came yet: a film may be at fault throughout, and be watched all the same."""
        self._walk.close()
        self._walk = self._open_walk(strict=False)
        self._walk.land(self._landed)
        return []

    def _break(self, number: int) -> list[VideoFrame]:
        """What came before the packet at which the decoder broke off, and before the one that the damage begins in.

        With frame threads it was any since the last that came.
        """
        if self._loses_nothing:
            return self._tear(number, self._emptied(), number - 1)
        last_number = self._last_number
        self._emptied()  # flushed alone, it would let them out later, in place of the next error
        return self._tear(last_number, [])

    def _whole(self, frames: list[VideoFrame]) -> list[VideoFrame]:
        """The frames, up to one that was made up; after a tear, from a true keyframe on."""
        while self._after_tear and frames:
            self._after_tear = not frames[0].key_frame
            frames = frames[self._after_tear :]
        spoilt = next((frame for frame in frames if frame.is_corrupt), None)
        if spoilt is not None:
            return self._tear(self._number(spoilt), frames + self._emptied())
        if self._loses_nothing:  # held until the next packet is found whole
            frames, self._held = self._held, frames
        return frames

    def _tear(self, number: int, frames: list[VideoFrame], lost_from: int | None = None) -> list[VideoFrame]:
        """Goes on at the keyframe after a packet that cannot be shown; those of the frames that came before it."""
        self._torn = self._after_tear = True
        lost_from = number if lost_from is None else lost_from
        before = [frame for frame in self._held + frames if self._number(frame) < lost_from]
        self._held = []
        keyframe = self._walk.keyframe_after(number)
        if keyframe is None:
            self._running = False
            return before
        self._start_pts = self._index.packets[keyframe].pts
        self._last_number = self._landed = keyframe
        try:
            self._walk.land(keyframe)
        except ExpectedError:
            self._running = False
        return before

    def _drain(self) -> list[VideoFrame]:
        self._running = False
        frames, self._held = self._held + self._emptied(), []
        spoilt = min((self._number(frame) for frame in frames if frame.is_corrupt), default=None)
        return [frame for frame in frames if spoilt is None or self._number(frame) < spoilt]

    def _emptied(self) -> list[VideoFrame]:
        frames = self._kept(decoded(self._walk.decoder, None))
        self._walk.decoder.flush_buffers()
        return frames

    def _number(self, frame: VideoFrame) -> int:
        return self._walk.number_of(frame.pts or 0)

    def _kept(self, frames: list[VideoFrame]) -> list[VideoFrame]:
        """Those that are part of the film; what is shown before the first keyframe here lacks what it refers to."""
        kept = [frame for frame in frames if frame.pts in self._shown and frame.pts >= self._start_pts]
        if kept:
            self._unclean = self._must_be_clean and kept[0].pts != self._start_pts
            self._must_be_clean = False
            self._last_number = max(self._last_number, *map(self._number, kept))
        return kept
