"""Which source frame each output frame of a reel shows."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vidfeed.model.frame_index import FrameIndex, Packet
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.reel_plan import ReelPlan, plan_reel
from vidfeed.model.time import Span

MILLISECONDS = Fraction(1, 1000)
CAMERA = Fraction(1, 90_000)


def index_of(pts: list[int], time_base: Fraction = MILLISECONDS, last: int = 40) -> FrameIndex:
    return FrameIndex.from_packets(time_base, tuple(Packet(p, p, True) for p in pts), last)


def steady(frames: int, rate: Fraction, time_base: Fraction, start: int = 0) -> FrameIndex:
    """The frames of a film of constant rate, their times rounded to the time base."""
    return index_of([start + round(i / rate / time_base) for i in range(frames + 1)][:-1], time_base)


def moment(
    index: FrameIndex, first: int, last: int, speed: Fraction = Fraction(1), hold_s: Fraction = Fraction(0)
) -> ReelItem:
    span = index.span(first, last)
    return ReelItem("m", ItemKind.MOMENT, "m", "clip", span, index.time_base, speed, hold_s)


def plan(items: list[ReelItem], index: FrameIndex, rate: Fraction | int) -> ReelPlan:
    return plan_reel(Reel("r", "c", "t", items=tuple(items)), {"clip": index}, [], Fraction(rate))


def frames(laid: ReelPlan) -> list[int | None]:
    return [shown.frame for shown in laid]


indexes = st.builds(
    lambda start, steps, base: index_of([start + sum(steps[:i]) for i in range(len(steps))], base, steps[-1]),
    st.integers(-(10**5), 10**7),
    st.lists(st.integers(1, 150), min_size=1, max_size=25),
    st.sampled_from([MILLISECONDS, CAMERA, Fraction(1, 600), Fraction(1, 12_800)]),
)
rates = st.sampled_from([Fraction(60), Fraction(25), Fraction(30_000, 1001), Fraction(24), Fraction(9)])
speeds = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 4), Fraction(1, 10), Fraction(3, 4), Fraction(2)])
holds = st.sampled_from([Fraction(0), Fraction(0), Fraction(1, 3), Fraction(2)])


@st.composite
def film_items(draw: st.DrawFn, index: FrameIndex) -> ReelItem:
    first = draw(st.integers(0, index.frames - 1))
    last = draw(st.integers(first, index.frames - 1))
    if draw(st.booleans()):
        return moment(index, first, last, speed=draw(speeds), hold_s=draw(holds))
    kind, hold_s = draw(st.sampled_from([ItemKind.STILL, ItemKind.TITLE, ItemKind.QUESTION])), draw(holds)
    if kind is ItemKind.STILL:
        return ReelItem("s", kind, "m", "clip", index.span(first, last), index.time_base, hold_s=hold_s)
    return ReelItem("c", kind, hold_s=hold_s, text="words")


@st.composite
def plans(draw: st.DrawFn) -> ReelPlan:
    index = draw(indexes)
    return plan(draw(st.lists(film_items(index), min_size=1, max_size=5)), index, draw(rates))


@settings(deadline=None)
@given(plans())
def test_items_follow_each_other_and_last_as_long_as_they_should(laid: ReelPlan) -> None:
    assert laid.starts[0] == 0 and len(laid.starts) == len(laid.items) + 1
    for item, (start, end) in zip(laid.items, pairwise(laid.starts), strict=True):
        assert end > start
        assert end - start == 1 or abs((end - start) / laid.rate - item.duration) <= 1 / laid.rate / 2
    assert laid.duration * laid.rate == laid.frames == laid.starts[-1]
    assert [laid.item_at(frame) for frame in range(laid.frames)] == [shown.item for shown in laid]


@settings(deadline=None)
@given(plans())
def test_no_frame_outside_the_trim_is_ever_shown_and_time_never_runs_back(laid: ReelPlan) -> None:
    shown = list(laid)
    for one, after in pairwise(shown):
        if one.item == after.item and one.pts is not None and after.pts is not None:
            assert after.pts >= one.pts
    for one in shown:
        item = laid.items[one.item]
        assert (one.frame is None) == (item.clip_id is None)
        if one.frame is not None and one.pts is not None and item.span is not None:
            assert laid.indexes["clip"].pts[one.frame] == one.pts
            assert item.span.contains(one.pts)


@settings(deadline=None)
@given(plans())
def test_a_frame_is_the_last_at_or_before_its_time_but_for_rounding(laid: ReelPlan) -> None:
    index = laid.indexes["clip"]
    for number, one in enumerate(laid):
        item = laid.items[one.item]
        if item.kind is ItemKind.MOMENT and item.span is not None and one.frame is not None:
            inside = index.frames_in(item.span)
            elapsed_s = (number - laid.starts[one.item]) / laid.rate * item.speed
            film_pts = item.span.start_pts + elapsed_s / index.time_base
            assert index.pts[one.frame] <= film_pts + 1
            assert one.frame == inside.stop - 1 or index.pts[one.frame + 1] > film_pts


@settings(deadline=None)
@given(plans())
def test_runs_are_the_frames_counted(laid: ReelPlan) -> None:
    told = [(n, run.frame, run.pts) for n in range(len(laid.items)) for run in laid.runs(n) for _ in range(run.count)]
    assert told == [(shown.item, shown.frame, shown.pts) for shown in laid]
    for number in range(len(laid.items)):
        assert all(one.frame != after.frame for one, after in pairwise(laid.runs(number)))


@settings(deadline=None)
@given(indexes, rates, st.data())
def test_an_in_point_between_two_frames_shows_none_before_it(
    index: FrameIndex, rate: Fraction, data: st.DataObject
) -> None:
    start = data.draw(st.integers(index.origin_pts, index.end_pts - 1))
    end = data.draw(st.integers(start + 1, index.end_pts))
    item = ReelItem("m", ItemKind.MOMENT, "m", "clip", Span(start, end), index.time_base)
    inside = index.frames_in(Span(start, end))
    wanted = set(inside) if inside else {index.frame_at(start)}
    shown = [one.frame for one in plan([item], index, rate)]
    assert shown[0] == min(wanted) and set(shown) <= wanted


@pytest.mark.parametrize("time_base", [MILLISECONDS, CAMERA, Fraction(1, 600), Fraction(1001, 60_000)])
@pytest.mark.parametrize("rate", [Fraction(60_000, 1001), Fraction(30_000, 1001), Fraction(60), Fraction(25)])
def test_a_film_at_its_own_rate_shows_every_frame_once(rate: Fraction, time_base: Fraction) -> None:
    if time_base == Fraction(1001, 60_000) and (1 / rate / time_base).denominator != 1:
        rate = 1 / time_base
    index = steady(400, rate, time_base, start=7)
    assert frames(plan([moment(index, 31, 330)], index, rate)) == list(range(31, 331))


def test_a_slower_reel_leaves_frames_out_and_a_faster_one_shows_them_again() -> None:
    index = steady(50, Fraction(50), CAMERA)
    assert frames(plan([moment(index, 0, 9)], index, 25)) == [0, 2, 4, 6, 8]
    assert frames(plan([moment(index, 10, 12)], index, 100)) == [10, 10, 11, 11, 12, 12]


def test_speed_counts_film_seconds_in_a_shown_second() -> None:
    index = steady(50, Fraction(25), CAMERA)
    assert frames(plan([moment(index, 4, 6, speed=Fraction(1, 2))], index, 25)) == [4, 4, 5, 5, 6, 6]
    assert frames(plan([moment(index, 4, 9, speed=Fraction(2))], index, 25)) == [4, 6, 8]


def test_a_freeze_holds_the_last_picture_of_the_trim() -> None:
    index = steady(50, Fraction(25), CAMERA)
    assert frames(plan([moment(index, 4, 5, hold_s=Fraction(1, 5))], index, 25)) == [4] + [5] * 6


def test_stills_hold_one_picture_and_cards_none() -> None:
    index = steady(50, Fraction(25), CAMERA)
    still = ReelItem("s", ItemKind.STILL, "m", "clip", index.span(3, 9), CAMERA, hold_s=Fraction(1, 5))
    card = ReelItem("c", ItemKind.TITLE, hold_s=Fraction(2, 25), text="words")
    assert frames(plan([card, still], index, 25)) == [None, None, 3, 3, 3, 3, 3]


def test_uneven_frames_stand_as_long_as_they_did() -> None:
    index = index_of([1000, 1040, 1200, 1210, 1300])
    assert frames(plan([moment(index, 0, 4)], index, 25)) == [0, 1, 1, 1, 1, 2, 3, 3]


def test_the_shortest_item_still_has_one_frame() -> None:
    index = steady(600, Fraction(600), CAMERA)
    assert frames(plan([moment(index, 5, 5), moment(index, 7, 7, speed=Fraction(2))], index, 25)) == [5, 7]


@pytest.mark.parametrize(
    ("told", "chosen"),
    [
        ([], Fraction(25)),
        ([Fraction(25), Fraction(30_000, 1001)], Fraction(30_000, 1001)),
        ([Fraction(120), Fraction(25)], Fraction(60)),
        ([Fraction(8797, 1000)], Fraction(8797, 1000)),
    ],
)
def test_the_rate_is_the_highest_of_the_clips_and_at_most_sixty(told: list[Fraction], chosen: Fraction) -> None:
    reel = Reel("r", "c", "t", items=(ReelItem("c", ItemKind.TITLE, hold_s=Fraction(4)),))
    assert plan_reel(reel, {}, told).rate == chosen


@settings(deadline=None)
@given(st.fractions(min_value=Fraction(1, 2), max_value=60))
def test_any_average_rate_becomes_one_that_encoders_can_count(average: Fraction) -> None:
    reel = Reel("r", "c", "t", items=(ReelItem("c", ItemKind.TITLE, hold_s=Fraction(4)),))
    rate = plan_reel(reel, {}, [average]).rate
    assert rate.denominator <= 1001 and abs(rate - average) < Fraction(1, 1000)
