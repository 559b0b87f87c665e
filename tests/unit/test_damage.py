"""What is lost of a clip, counted."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.qt.scenes import clip_index, moment
from vidfeed.model.damage import damage_of, joined, missing_frames

RANGES = st.lists(st.tuples(st.integers(0, 99), st.integers(0, 9)).map(lambda one: range(one[0], one[0] + one[1])))


@given(RANGES)
def test_joined_ranges_hold_the_same_frames_and_never_touch(ranges: list[range]) -> None:
    made = joined(ranges)
    assert {frame for one in made for frame in one} == {frame for one in ranges for frame in one}
    assert all(made[place].stop < made[place + 1].start for place in range(len(made) - 1))


@given(st.sets(st.integers(0, 49)))
def test_what_a_copy_lacks_is_missing(lost: set[int]) -> None:
    index = clip_index(50)
    there = [pts for frame, pts in enumerate(index.pts) if frame not in lost]
    assert {frame for gap in missing_frames(index, there) for frame in gap} == lost


def test_the_facts_add_up() -> None:
    index = clip_index(250)
    inside, across, outside = moment("a", 60, 70), moment("b", 40, 50), moment("c", 76, 90)
    found = damage_of(index, (range(50, 75), range(200, 225)), [across, inside, outside])
    assert (found.lost_s, found.safe_s) == (Fraction(2), Fraction(8))
    assert found.touched == (across, inside)
