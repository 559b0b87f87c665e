"""Which coded pictures decoding shows: some never come out, and must not count as frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import av
from av.packet import Packet
from av.video.codeccontext import VideoCodecContext
from av.video.frame import VideoFrame
from av.video.stream import VideoStream

from vidfeed.media.coded import Coded, Demuxed, Group

_TAIL_PIXELS = 12_000_000
"""A sound film's last group is decoded if it is no more than this: a few pictures of 1080p."""

_DOUBT_PIXELS = 4_000_000_000
"""Damaged groups are decoded up to about this much: a minute of 1080p."""


class ShownFrames:
    """Decodes the little that must be decoded to know which packets become frames.

    Attributes:
        hidden: numbers of packets whose pictures never come out.
        sample: a decoded picture, for its rotation.
        consistent: False where only decoding the whole film can tell.
        damaged: a picture that belongs in the film was not shown.
    """

    def __init__(self, stream: VideoStream) -> None:
        self._stream = stream
        self._spent_pixels = 0
        self.hidden: set[int] = set()
        self.sample: VideoFrame | None = None
        self.consistent = True
        self.damaged = False
        stream.codec_context.thread_type = "SLICE"  # frame threads lose pictures when an error comes at the end

    def look_at_group(self, group: Group, coded: Sequence[Coded]) -> None:
        """Decodes a damaged group, if all of it is at hand and the budget lasts."""
        self.damaged = True
        if group.whole and self._spent_pixels < _DOUBT_PIXELS:
            self._spent_pixels += self._pixels(group)
            self._check_group(group, coded)

    def look_at_ends(self, found: Demuxed) -> None:
        """Decodes the first few packets, and the last group where it is damaged or short."""
        self._check_head(found)
        if found.last.doubtful:
            self.look_at_group(found.last, found.coded)
        elif found.last.whole and self._pixels(found.last) < _TAIL_PIXELS:
            self._check_group(found.last, found.coded)

    def _check_head(self, found: Demuxed) -> None:
        shown = self._decode(found.head, 0)
        times = [_pts(found.coded[number]) for number in shown]
        missing = {n for n in range(len(found.head)) if not found.coded[n].discard} - set(shown)
        self.consistent = bool(times) and times == sorted(times)
        self.consistent &= all(_pts(found.coded[number]) < times[0] for number in missing)
        self.hidden |= missing

    def _check_group(self, group: Group, coded: Sequence[Coded]) -> None:
        """What comes before the group's keyframe in time needs the group before; it is not judged here."""
        shown = self._decode(group.packets, group.first)
        if group.first not in shown:  # nothing can start at this keyframe, or it is broken
            shown = self._decode(group.before + group.packets, group.first - len(group.before))
        keyframe_pts = _pts(coded[group.first])
        numbers = range(group.first, group.first + len(group.packets))
        missing = {n for n in numbers if not coded[n].discard and _pts(coded[n]) >= keyframe_pts} - set(shown)
        self.damaged = self.damaged or bool(missing)
        self.hidden |= missing

    def _decode(self, packets: Iterable[Packet[VideoStream]], first: int) -> list[int]:
        shown, sample = decode_numbered(self._stream.codec_context, packets, first)
        self.sample = self.sample or sample
        return shown

    def _pixels(self, group: Group) -> int:
        return self._stream.width * self._stream.height * len(group.packets)


def decode_numbered(
    decoder: VideoCodecContext, packets: Iterable[Packet[VideoStream]], first: int
) -> tuple[list[int], VideoFrame | None]:
    """The numbers of the packets whose pictures are shown, in the order shown, and the last of those pictures.

    Args:
        decoder: is emptied before and after.
        packets: in decode order; their times are overwritten with their numbers.
        first: number of the first.
    """
    decoder.flush_buffers()
    shown: list[int] = []
    sample: VideoFrame | None = None
    for number, packet in enumerate(packets, first):
        packet.pts = packet.dts = number
        for sample in decoded(decoder, packet):
            shown.append(sample.pts if sample.pts is not None else number)
    for sample in decoded(decoder, None):
        shown.append(sample.pts if sample.pts is not None else first)
    decoder.flush_buffers()
    return shown, sample


def decoded(decoder: VideoCodecContext, packet: Packet[VideoStream] | None) -> list[VideoFrame]:
    """The pictures that come out of the decoder for one packet more, or at the end; none for a broken packet."""
    try:
        return decoder.decode(packet)
    except av.FFmpegError:
        return []


def _pts(entry: Coded) -> int:
    return entry.pts if entry.pts is not None else entry.dts or 0
