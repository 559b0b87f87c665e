"""Walks through a film's coded pictures from any one of them on, each known by its number in the index."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import BinaryIO, TypeAlias, cast

import av
from av.packet import Packet
from av.video.stream import VideoStream

from vidfeed.media.decoders import decoder_of
from vidfeed.media.film_file import coded_packets, keep_only, open_container, stream_at, unreadable_part
from vidfeed.media.mended_file import MendedFile
from vidfeed.model.clip import Film
from vidfeed.ports import PictureSource

_FIRST_STEP_BACK_S = 0.5
_LAST_STEP_BACK_S = 32
_DEEPEST = 16
_AVI_HEAD_BYTES = 8

_Step: TypeAlias = "tuple[int, Packet[VideoStream]]"
"""A packet with its number."""


class PacketWalk:
    """The packets of one film, read from its own file.

    Numbers are places in `film.index.packets`, in decode order. Packets come with the index's pts, so that decoded
    frames carry it even where the container has none.

    Attributes:
        decoder: this walk's own.
        next_number: of the packet that `advance` gives next, where none is missing.
        torn: whether the packet given last, or one before it, could not be read as it is: decoding would go wrong up
            to the next keyframe.

    Args:
        source: opens the film's bytes.
        film: as read at import.
        thread_type: of the decoder.
        device: to decode with; None for software.
        strict: a decoder that can is to break off at whatever is not as it should be.

    Raises:
        ExpectedError: from any method: `damaged` where the file is not the one that was indexed; `unreadable-part`
            where a packet cannot be found again.
    """

    def __init__(
        self, source: PictureSource, film: Film, thread_type: str, device: str | None = None, strict: bool = True
    ) -> None:
        self._packets = film.index.packets
        self._seek_by_pts = "matroska" in film.format_name  # its index holds pts, those of others dts
        self._in_pieces = film.format_name.startswith("mpeg")  # pictures lie scattered; seeking lands inside one
        self._all_in_table = film.format_name.startswith("mov")
        self._by_pts = {packet.pts: number for number, packet in reversed(list(enumerate(self._packets)))}
        self._file = MendedFile(source.open())
        try:
            self._container = open_container(cast(BinaryIO, self._file), film.format_name, device)
            self._stream = stream_at(self._container, film.stream_index)
            self.decoder = decoder_of(self._stream, thread_type, self._reorder_depth(), strict)
        except BaseException:
            self._file.close()
            raise
        keep_only(self._container, self._stream)
        avi = film.format_name == "avi"
        self._table = sorted(entry.pos + _AVI_HEAD_BYTES for entry in self._stream.index_entries if avi and entry.size)
        self._by_place = self._places()
        self._counted = avi and not self._by_place
        self._keyframes = [number for number, packet in enumerate(self._packets) if packet.keyframe]
        self._coming: Iterator[_Step] = iter(())
        self._ahead: deque[_Step] = deque()
        self.next_number = 0
        self.torn = False
        self._passed: int | None = None

    def number_of(self, pts: int) -> int:
        """The number of the packet that is shown at exactly `pts`."""
        return self._by_pts[pts]

    def start_for(self, number: int, groups_before: int = 0) -> int:
        """Where decoding must start so that a packet's picture comes out right: at a keyframe not shown after it.

        Args:
            number: of the packet.
            groups_before: how many keyframes more to go back.
        """
        place = bisect_right(self._keyframes, number) - 1
        while place > 0 and self._packets[self._keyframes[place]].pts > self._packets[number].pts:
            place -= 1
        return self._keyframes[max(0, place - groups_before)] if place >= 0 else 0

    def land(self, number: int) -> None:
        """Goes to a packet; the next one that `advance` gives is it."""
        step_back = self._units(_FIRST_STEP_BACK_S) if self._in_pieces else 0
        while not self._try_to_land(number, step_back):
            step_back = step_back * 2 or self._units(_FIRST_STEP_BACK_S)
            if step_back > self._units(_LAST_STEP_BACK_S):
                raise unreadable_part("This part of the film cannot be read.")

    def advance(self) -> _Step | None:
        """The next packet and its number, or None at the film's end."""
        step = self._ahead.popleft() if self._ahead else next(self._coming, None)
        if step is not None:
            self.torn = self._lacks_one_before(step[1]) or (not self._file.whole and self._is_torn(*step))
            self.next_number = step[0] + 1
            self._pass(step[1])
        return step

    def keyframe_after(self, number: int) -> int | None:
        """The next keyframe after a packet; None after the last."""
        place = bisect_right(self._keyframes, number)
        return self._keyframes[place] if place < len(self._keyframes) else None

    def _lacks_one_before(self, packet: Packet[VideoStream]) -> bool:
        """Whether the table tells of a packet between the last and this one: it was lost before the film came in."""
        if not self._passed or packet.pos is None:
            return False
        following = bisect_left(self._table, self._passed)
        return following < len(self._table) and self._table[following] < packet.pos

    def _is_torn(self, number: int, packet: Packet[VideoStream]) -> bool:
        """Whether a part of the packet, or one before it, could not be read."""
        if packet.is_corrupt or number != self.next_number:
            return True
        start = packet.pos if packet.pos is not None else self._passed
        if start is None:
            return True
        if self._in_pieces:
            return self._file.is_damaged(start, self._next_place(start + packet.size))
        end = start + packet.size
        # Where no table tells of each packet, some may be missing in between without a trace.
        if not self._all_in_table and self._passed is not None:
            start = min(start, self._passed)
        return self._file.is_damaged(start, end)

    def _next_place(self, otherwise: int) -> int:
        """Where the next packet lies that tells: up to there, all may be part of this one."""
        for step in chain(tuple(self._ahead), self._looking_ahead()):
            if step[1].pos is not None:
                return max(step[1].pos, otherwise)
        return otherwise

    def _looking_ahead(self) -> Iterator[_Step]:
        for step in self._coming:
            self._ahead.append(step)
            yield step

    def _pass(self, packet: Packet[VideoStream]) -> None:
        """Notes up to where it has come."""
        if packet.pos is not None:
            self._passed = packet.pos if self._in_pieces else packet.pos + packet.size

    def close(self) -> None:
        """Closes the film and its file; nothing may be asked of it afterwards."""
        self._coming = iter(())
        self._ahead.clear()
        self._container.close()
        self._file.close()

    def _try_to_land(self, number: int, step_back: int) -> bool:
        wanted = self._packets[number]
        try:
            self._container.seek((wanted.pts if self._seek_by_pts else wanted.dts) - step_back, stream=self._stream)
        except av.FFmpegError:
            return False
        coming = self._numbered()
        self._ahead.clear()
        self._passed = self._landed_at(wanted.pts)
        if self._in_pieces and number > 0:
            first = next(coming, None)
            if first is None or first[0] >= number:
                return False
            self._pass(first[1])
        for found, packet in coming:
            if found >= number:
                self._coming = chain([(found, packet)], coming)
                self.next_number = found
                return found == number
            if self._in_pieces:
                self._pass(packet)
        return False

    def _landed_at(self, pts: int) -> int | None:
        """Where reading began, as far as it matters: what lies between there and a packet tells of its time."""
        if self._seek_by_pts:
            return max((entry.pos for entry in self._stream.index_entries if entry.timestamp <= pts), default=0)
        return 0 if self._counted else None

    def _numbered(self) -> Iterator[_Step]:
        expected = -1
        for packet in coded_packets(self._container, self._stream):
            if self._by_place:
                number = self._by_place.get(packet.pos or 0)
            else:
                number = expected if self._is(packet, expected) else self._find(packet)
            if number is not None:
                packet.pts = self._packets[number].pts
                expected = number + 1
                yield number, packet

    def _is(self, packet: Packet[VideoStream], number: int) -> bool:
        if not 0 <= number < len(self._packets):
            return False
        known = self._packets[number]
        return packet.dts == known.dts or (packet.pts == known.pts and (packet.dts is None or self._seek_by_pts))

    def _find(self, packet: Packet[VideoStream]) -> int | None:
        """By pts where dts agrees or says nothing, else by dts."""
        number = self._by_pts.get(packet.pts) if packet.pts is not None else None
        if packet.dts is None or self._seek_by_pts or (number is not None and self._is(packet, number)):
            return number
        return self._by_dts.get(packet.dts)

    def _places(self) -> dict[int, int]:
        """Where each packet lies, as far as a table tells: demuxers of AVI count, and miscount where bytes are lost."""
        if not self._table:
            return {}
        told = {entry.pos + _AVI_HEAD_BYTES: entry.timestamp for entry in self._stream.index_entries}
        return {place: self._by_dts[told[place]] for place in self._table if told[place] in self._by_dts}

    @cached_property
    def _by_dts(self) -> dict[int, int]:
        return {packet.dts: number for number, packet in reversed(list(enumerate(self._packets)))}

    def _reorder_depth(self) -> int:
        """How many pictures a decoder must hold back to let them out in order: it may not be told by the film."""
        turns = {pts: turn for turn, pts in enumerate(sorted(self._by_pts))}
        return min(_DEEPEST, max(number - turns[packet.pts] for number, packet in enumerate(self._packets)))

    def _units(self, seconds: float) -> int:
        return max(1, int(seconds / self._stream.time_base)) if self._stream.time_base else 1
