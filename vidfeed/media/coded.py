"""Coded pictures as demuxed once at import: their times, their groups, and signs of damage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from av.container import InputContainer
from av.packet import Packet
from av.video.stream import VideoStream

from vidfeed.media.film_file import coded_packets

_FOLLOWERS = 4
_HEAD_PACKETS = 400
_GROUP_PACKETS = 600
_VP8_SHOWN = 0x10
_AVI_HEAD_BYTES = 8
_KEYFRAMES_BY_TABLE = {"h261", "h263"}
"""FFmpeg takes each of their pictures for a keyframe, where the table of an AVI knows better."""


@dataclass
class Coded:
    """One coded picture; times in the stream's time base, None where the container has none.

    Attributes:
        discard: needed for decoding but never shown.
        doubtful: the container marked it as damaged, or its parts do not add up.
    """

    pts: int | None
    dts: int | None
    duration: int
    keyframe: bool
    discard: bool
    doubtful: bool


@dataclass
class Group:
    """Packets in decode order from one keyframe up to the next.

    Attributes:
        first: number of the first packet.
        packets: of a very long group only the first.
        doubtful: one of them is.
        before: the packets of the group before it; none where that was very long.
    """

    first: int
    packets: list[Packet[VideoStream]] = field(default_factory=list)
    doubtful: bool = False
    before: list[Packet[VideoStream]] = field(default_factory=list)

    @property
    def whole(self) -> bool:
        """Whether all its packets are at hand."""
        return len(self.packets) < _GROUP_PACKETS


@dataclass
class Demuxed:
    """All coded pictures of a stream in decode order, with the packets of its head and its last group."""

    coded: list[Coded]
    head: list[Packet[VideoStream]]
    last: Group


def demux(
    container: InputContainer, stream: VideoStream, when_doubtful: Callable[[Group, Sequence[Coded]], None]
) -> Demuxed:
    """Reads every packet of the stream once.

    Args:
        container: fresh from its opening.
        stream: the picture stream.
        when_doubtful: is given each group that shows signs of damage, but for the last, with all entries so far.
    """
    coded: list[Coded] = []
    head: list[Packet[VideoStream]] = []
    head_ends = False
    group = Group(0)
    describe = _Describer(stream)
    for packet in coded_packets(container, stream):
        entry = describe(packet)
        if entry.keyframe:
            if group.doubtful:
                when_doubtful(group, coded)
            group = Group(len(coded), before=group.packets if group.whole else [])
        if group.whole:
            group.packets.append(packet)
        group.doubtful = group.doubtful or entry.doubtful
        head_ends = head_ends or _head_is_whole(head)
        if not head_ends:
            head.append(packet)
        coded.append(entry)
    if container.format.name == "avi":
        _take_no_delay(coded)
    return Demuxed(coded, head, group)


def _take_no_delay(coded: Sequence[Coded]) -> None:
    """AVI keeps no times; those that FFmpeg makes up allow for a change of order that there may not be."""
    delay = min(
        (entry.pts - entry.dts for entry in coded if entry.pts is not None and entry.dts is not None), default=0
    )
    for entry in coded:
        if entry.pts is not None and delay > 0:
            entry.pts -= delay


def _head_is_whole(head: Sequence[Packet[VideoStream]]) -> bool:
    """Whether some shown packets follow the first keyframe, and what is shown before it has all come."""
    if len(head) >= _HEAD_PACKETS:
        return True
    first = next((number for number, packet in enumerate(head) if packet.is_keyframe), len(head))
    if sum(not packet.is_discard for packet in head[first:]) <= _FOLLOWERS:
        return False
    return (head[-1].pts or 0) > (head[first].pts or 0)


class _Describer:
    """Tells of a packet what is kept of it."""

    def __init__(self, stream: VideoStream) -> None:
        self._vp8 = stream.codec_context.name == "vp8"
        self._length_bytes = _nal_length_bytes(stream.codec_context.name, stream.codec_context.extradata or b"")
        table = list(stream.index_entries) if stream.container.format.name == "avi" else []
        self._times = {entry.pos + _AVI_HEAD_BYTES: entry.timestamp for entry in table}
        by_table = stream.codec_context.name in _KEYFRAMES_BY_TABLE
        self._no_keyframes = {entry.pos + _AVI_HEAD_BYTES for entry in table if by_table and not entry.is_keyframe}

    def __call__(self, packet: Packet[VideoStream]) -> Coded:
        data = memoryview(packet)
        late = self._miscounted(packet)
        return Coded(
            None if packet.pts is None else packet.pts + late,
            None if packet.dts is None else packet.dts + late,
            packet.duration or 0,
            packet.is_keyframe and packet.pos not in self._no_keyframes,
            packet.is_discard or (self._vp8 and not data[0] & _VP8_SHOWN),
            packet.is_corrupt or (self._length_bytes > 0 and not _nal_units_fit(data, self._length_bytes)),
        )

    def _miscounted(self, packet: Packet[VideoStream]) -> int:
        """By how much the packet's time is less than in the table: AVI is counted, and damaged chunks do not count."""
        told = self._times.get(packet.pos or 0)
        return 0 if told is None or packet.dts is None else told - packet.dts


def _nal_length_bytes(codec: str, extradata: bytes) -> int:
    """How many bytes give each NAL unit's length (ISO/IEC 14496-15, avcC and hvcC); 0 where none do."""
    if codec == "h264" and len(extradata) > 6 and extradata[0] == 1:
        return (extradata[4] & 3) + 1
    if codec == "hevc" and len(extradata) > 22 and extradata[0] == 1:
        return (extradata[21] & 3) + 1
    return 0


def _nal_units_fit(data: memoryview, length_bytes: int) -> bool:
    """Whether the units' lengths lead exactly to the packet's end."""
    at, end = 0, len(data)
    while at < end:
        at += length_bytes + int.from_bytes(data[at : at + length_bytes], "big")
    return at == end
