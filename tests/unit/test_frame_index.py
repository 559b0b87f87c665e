"""Times to frames and back."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.frame_index import FrameIndex, Packet
from vidfeed.model.packet_table import PacketTable
from vidfeed.model.time import format_decimal, parse_seconds

TIME_BASE = Fraction(1, 30000)


def _index(pts: list[int], last: int = 1001) -> FrameIndex:
    packets = tuple(Packet(p, p, i % 12 == 0) for i, p in enumerate(pts))
    return FrameIndex.from_packets(TIME_BASE, packets, last)


durations = st.lists(st.integers(1, 5000), min_size=1, max_size=80)


@given(st.integers(-(10**6), 10**6), durations)
def test_every_frame_is_found_again_by_its_time(start: int, steps: list[int]) -> None:
    pts = [start + sum(steps[:i]) for i in range(len(steps))]
    index = _index(pts, steps[-1])
    for frame, value in enumerate(pts):
        seconds = index.seconds(value)
        assert index.frame_at_seconds(seconds) == frame
        just_before_next = index.seconds(index.frame_end_pts(frame)) - Fraction(2, 10**9)
        assert index.frame_at_seconds(just_before_next) == frame
    assert index.frame_end_pts(len(pts) - 1) == index.end_pts
    assert index.duration == (index.end_pts - pts[0]) * TIME_BASE


@given(durations, st.data())
def test_spans_cover_the_frames_they_name(steps: list[int], data: st.DataObject) -> None:
    pts = [sum(steps[:i]) for i in range(len(steps))]
    index = _index(pts, steps[-1])
    first = data.draw(st.integers(0, len(pts) - 1))
    last = data.draw(st.integers(first, len(pts) - 1))
    assert index.frames_in(index.span(first, last)) == range(first, last + 1)


@given(durations, st.lists(st.booleans(), min_size=80, max_size=80))
def test_packing_keeps_everything(steps: list[int], discards: list[bool]) -> None:
    pts = [sum(steps[:i]) - 7 for i in range(len(steps))]
    shown = [False, *discards[1:]]
    packets = tuple(Packet(p, p - 3, i == 0, shown[i]) for i, p in enumerate(pts))
    index = FrameIndex.from_packets(TIME_BASE, packets, 9)
    assert FrameIndex.unpack(index.pack()) == index


def test_discarded_packets_are_no_frames() -> None:
    index = FrameIndex.from_packets(
        TIME_BASE, (Packet(0, 0, True, True), Packet(1001, 1001, False), Packet(2002, 2002, False)), 1001
    )
    assert list(index.pts) == [1001, 2002]
    assert index.origin_pts == 1001


@pytest.mark.parametrize("seconds", [Fraction(-1, 1000), Fraction(3003, 30000), Fraction(100)])
def test_times_outside_the_clip_are_refused(seconds: Fraction) -> None:
    with pytest.raises(ExpectedError) as caught:
        _index([0, 1001, 2002]).frame_at_seconds(seconds)
    assert caught.value.kind is ErrorKind.BAD_TIME


def test_an_end_may_be_the_clips_end_but_not_beyond() -> None:
    index = _index([0, 1001, 2002])
    span = index.span_of_seconds(Fraction(0), index.duration)
    assert (span.start_pts, span.end_pts) == (0, 3003)
    with pytest.raises(ExpectedError):
        index.span_of_seconds(Fraction(0), index.duration + Fraction(1, 1000))
    with pytest.raises(ExpectedError):
        index.span_of_seconds(Fraction(1, 30), Fraction(1, 30))


@given(st.lists(st.integers(1, 10**6), min_size=1, max_size=50))
def test_packet_tables_keep_everything(sizes: list[int]) -> None:
    from array import array

    offsets = array("q", [sum(sizes[:i]) for i in range(len(sizes) + 1)])
    pts = array("q", [i * 1001 for i in range(len(sizes))])
    table = PacketTable(offsets, pts, 960, 540)
    assert PacketTable.unpack(table.pack()) == table
    assert table.at(-5) == 0
    assert table.at(1001 * len(sizes)) == len(sizes) - 1


@given(st.integers(1, 200_000), st.sampled_from([Fraction(1, 30000), Fraction(1, 90000), Fraction(1, 1000)]))
def test_times_as_text_gives_them_name_their_frames(frames: int, time_base: Fraction) -> None:
    step = max(1, round(Fraction(1001, 30000) / time_base))
    packets = tuple(Packet(i * step, i * step, True) for i in (0, frames, frames + 1))
    index = FrameIndex.from_packets(time_base, packets, step)
    for frame, pts in enumerate(index.pts):
        assert index.frame_at_seconds(parse_seconds(format_decimal(index.seconds(pts)))) == frame
    whole = index.span_of_seconds(Fraction(0), parse_seconds(format_decimal(index.duration)))
    assert whole.end_pts == index.end_pts
