"""Decodes a film from one keyframe on, as far as it is asked to."""

from __future__ import annotations

from collections.abc import Iterator

from av.video.frame import VideoFrame

from vidfeed.errors import ExpectedError
from vidfeed.media.packet_walk import PacketWalk
from vidfeed.media.shown_frames import decoded
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource

_NEAR_PACKETS = 8

_REFRESH_GROUPS = 2
"""Some encoders refresh the picture bit by bit instead of with keyframes; two rounds make it exact."""


class DecodeRun:
    """A decoder with its own file, which goes on from where it is when that is the shortest way.

    Not safe for use from two threads at a time.

    Args:
        source: opens the film's bytes.
        film: as read at import.
        thread_type: of the decoder. "AUTO" is quickest; "SLICE" loses nothing when packets are broken.
        device: of the kind that `hardware_for` found, to decode with; None for software.
    """

    def __init__(self, source: PictureSource, film: Film, thread_type: str = "AUTO", device: str | None = None) -> None:
        self._walk = PacketWalk(source, film, thread_type, device)
        self._index = film.index
        self._shown = frozenset(film.index.pts)
        self._start_pts = 0
        self._last_pts: int | None = None
        self._must_be_clean = self._unclean = False
        self._errand = 0
        self._running = self._torn = False

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
            yield [frame for frame in portion if (frame.pts or 0) >= wanted_pts]

    @property
    def torn(self) -> bool:
        """Whether it ended where the file cannot be read, so that nothing can be shown up to the next keyframe."""
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
        return frames + self._drain()

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
        self._start_pts = self._index.packets[start].pts
        self._must_be_clean = groups_before == 0 and start > 0 and not self._index.packets[start].discard
        self._last_pts = None
        self._unclean = self._torn = False
        self._running = True

    def _advance(self, wanted_pts: int) -> list[VideoFrame]:
        step = self._walk.advance()
        if step is None:
            return self._drain()
        number, packet = step
        if self._walk.torn:
            return self._tear(number)
        self._torn = False
        early = packet.pts is not None and packet.pts < wanted_pts
        self._walk.decoder.skip_frame = "NONREF" if early else "DEFAULT"
        return self._kept(decoded(self._walk.decoder, packet))

    def _tear(self, number: int) -> list[VideoFrame]:
        """What is still to come from before a torn packet; decoding goes on at the next keyframe."""
        self._torn = True
        frames = self._emptied()
        keyframe = self._walk.keyframe_after(number)
        if keyframe is None:
            self._running = False
            return frames
        self._start_pts = self._index.packets[keyframe].pts
        try:
            self._walk.land(keyframe)
        except ExpectedError:
            self._running = False
        return frames

    def _drain(self) -> list[VideoFrame]:
        self._running = False
        return self._emptied()

    def _emptied(self) -> list[VideoFrame]:
        frames = self._kept(decoded(self._walk.decoder, None))
        self._walk.decoder.flush_buffers()
        return frames

    def _kept(self, frames: list[VideoFrame]) -> list[VideoFrame]:
        """Those that are part of the film; what is shown before the first keyframe here lacks what it refers to."""
        kept = [frame for frame in frames if frame.pts in self._shown and frame.pts >= self._start_pts]
        if kept:
            self._unclean = self._must_be_clean and kept[0].pts != self._start_pts
            self._must_be_clean = False
            self._last_pts = kept[-1].pts
        return kept
