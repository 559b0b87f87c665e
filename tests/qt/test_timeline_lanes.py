"""Lanes by group, rows where moments overlap, and finding those in a stretch."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tests.qt.scenes import FOUR, SMALL, clip_index, moment
from ui.widgets.tag_look import looks_of
from ui.widgets.timeline_lanes import LaneLayout, LaneMap
from ui.widgets.timeline_rows import rows_for
from ui.widgets.timeline_spots import MAX_ROWS
from vidfeed.model.moment import Moment

INDEX = clip_index(2000)
LOOKS = looks_of([FOUR])
Stretch = tuple[int, int]
stretches = st.tuples(st.integers(0, 1900), st.integers(0, 90)).map(lambda pair: (pair[0], pair[0] + pair[1]))


def laid_out(moments: list[Moment]) -> LaneMap:
    return LaneLayout(INDEX, FOUR, LOOKS, looks_of([SMALL])).lay_out(moments)


def test_a_moment_stands_in_the_lane_of_each_of_its_groups_once() -> None:
    found = laid_out([moment("a", 5, 9, "book/Inviting0", "book/Inviting1", "book/In tune4")])
    assert [(spot.lane, spot.look.tag_id, spot.first, spot.last) for spot in found.spots] == [
        (1, "book/Inviting0", 5, 9),
        (3, "book/In tune4", 5, 9),
    ]


def test_a_fifth_group_and_foreign_tags_get_lanes_when_used() -> None:
    assert [lane.name for lane in laid_out([]).lanes] == ["Tuning in", "Inviting", "Receiving", "In tune"]
    found = laid_out([moment("a", 1, 2, "book/Guiding0"), moment("b", 1, 2, "small/Starter0"), moment("c", 3, 4)])
    assert [lane.name for lane in found.lanes][4:] == ["Guiding", "Other"]
    assert {spot.moment_id: spot.look.name for spot in found.spots} == {
        "a": "Guiding 0",
        "b": "Starter 0",
        "c": "No tag",
    }


def test_one_group_shares_one_lane_with_all_else() -> None:
    found = LaneLayout(INDEX, SMALL, looks_of([SMALL]), LOOKS).lay_out(
        [moment("a", 1, 2, "small/Starter0"), moment("b", 7, 8)]
    )
    assert [lane.name for lane in found.lanes] == ["Moments"]
    assert [spot.lane for spot in found.spots] == [0, 0]


@given(st.lists(stretches, max_size=40))
def test_no_two_moments_of_a_row_overlap_unless_rows_ran_out(pairs: list[tuple[int, int]]) -> None:
    spots = laid_out([moment(str(n), *pair, "book/Receiving0") for n, pair in enumerate(pairs)]).spots
    for number, one in enumerate(spots):
        for other in spots[number + 1 :]:
            if other.first <= one.last and other.last >= one.first:
                assert one.rows == other.rows
                assert one.row != other.row or one.rows == MAX_ROWS
    assert all(spot.row < spot.rows <= MAX_ROWS for spot in spots)


@given(st.lists(stretches, max_size=60), stretches)
def test_looking_up_a_stretch_finds_what_touches_it(pairs: list[tuple[int, int]], wanted: tuple[int, int]) -> None:
    found = laid_out([moment(str(n), *pair, "book/Receiving0") for n, pair in enumerate(pairs)])
    first, last = wanted
    expected = {str(n) for n, (start, end) in enumerate(pairs) if start <= last and end >= first}
    assert {spot.moment_id for spot in found.between(first, last)} == expected


def test_a_changed_moment_is_laid_out_anew_and_the_others_are_not() -> None:
    layout = LaneLayout(INDEX, FOUR, LOOKS, {})
    kept, moved = moment("a", 10, 19, "book/Receiving0"), moment("b", 5, 9, "book/Inviting0")
    first = layout.lay_out([kept, moved])
    second = layout.lay_out([kept, moment("b", 30, 39, "book/In tune0")])
    assert second.by_moment["a"] == first.by_moment["a"]
    assert [(spot.lane, spot.first) for spot in second.by_moment["b"]] == [(3, 30)]
    assert layout.lay_out([kept]).by_moment.keys() == {"a"}


groups = st.lists(st.sampled_from(["Tuning in0", "Inviting0", "Receiving0", "Guiding0", "Guiding1"]), max_size=2)
marked = st.dictionaries(st.integers(0, 9).map(str), st.tuples(stretches, groups), max_size=9)


@given(st.lists(marked, min_size=2, max_size=6))
def test_changes_among_moments_end_where_laying_all_out_ends(steps: list[dict[str, tuple[Stretch, list[str]]]]) -> None:
    layout = LaneLayout(INDEX, FOUR, LOOKS, looks_of([SMALL]))
    for step in steps:
        moments = [moment(name, *pair, *(f"book/{tag}" for tag in tags)) for name, (pair, tags) in step.items()]
        found, anew = layout.lay_out(moments), laid_out(moments)
        assert (found.lanes, found.spots, found.by_moment) == (anew.lanes, anew.spots, anew.by_moment)
        for mine, other in zip(vars(found.table).values(), vars(anew.table).values(), strict=True):
            assert np.array_equal(mine, other)


def test_a_mark_among_many_lays_its_neighbours_out_and_no_others() -> None:
    layout = LaneLayout(clip_index(9_000), FOUR, LOOKS, {})
    many = [moment(f"m{number:03}", 30 * number, 30 * number + 20, "book/Inviting0") for number in range(200)]
    before = {id(spot) for spot in layout.lay_out(many).spots}
    after = layout.lay_out([*many, moment("new", 3_015, 3_050, "book/Inviting0")])
    assert [spot.moment_id for spot in after.spots if id(spot) not in before] == ["m100", "new", "m101"]


def test_a_still_is_one_frame() -> None:
    (spot,) = laid_out([moment("a", 5, 9, "book/Inviting0", still=True)]).spots
    assert (spot.first, spot.last) == (5, 5)


@given(st.integers(120, 500), st.integers(1, 9))
def test_rows_share_the_height_without_overlap(height: int, lanes: int) -> None:
    rows = rows_for(900, height, lanes)
    assert rows.ruler <= rows.strip_top <= rows.sound_top <= rows.lane_tops[0]
    assert rows.lane_tops[-1] + rows.lane_height <= rows.overview_top
    assert rows.overview_top + rows.overview_height <= height
