"""Which moments a clip has, kept up to date from changes alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.state.clip_moments import ClipMoments
from vidfeed.model.change import ChangeSet, MomentChange, clip_scope, reel_scope
from vidfeed.model.moment import Moment, TagRef
from vidfeed.model.time import Span


def moment(name: str, start: int, end: int, *tags: str) -> Moment:
    return Moment(name, "clip", Span(start, end), tuple(TagRef(tag, "starter", 1) for tag in tags))


@pytest.fixture
def moments() -> ClipMoments:
    found = ClipMoments()
    found.open("clip", [moment("b", 50, 60, "x"), moment("a", 10, 20, "x", "y"), moment("c", 90, 99)])
    return found


def ids(moments: ClipMoments) -> list[str]:
    return [one.id for one in moments.ordered]


def change(*changes: MomentChange, scope: str = clip_scope("clip")) -> ChangeSet:
    return ChangeSet(scope, "Test", changes)


def beside(moments: ClipMoments, listed: str, pts: int) -> tuple[str | None, str | None]:
    """The ids of the one before and the one after, with these listed."""
    shown = [found for found in map(moments.moment, listed) if found is not None]
    before, after = (moments.beside(shown, by, pts) for by in (-1, 1))
    return (before.id if before else None, after.id if after else None)


def test_they_stand_in_order_of_time(moments: ClipMoments) -> None:
    assert ids(moments) == ["a", "b", "c"]
    assert moments.tag_counts() == {"x": 2, "y": 1}


def test_a_change_is_taken_over_and_undone(moments: ClipMoments) -> None:
    moved = change(MomentChange(moment("b", 50, 60, "x"), moment("b", 5, 8)))
    assert moments.take(moved)
    assert ids(moments) == ["b", "a", "c"]
    assert moments.tag_counts() == {"x": 1, "y": 1}
    moments.take(moved.inverse())
    assert ids(moments) == ["a", "b", "c"]
    assert moments.tag_counts() == {"x": 2, "y": 1}


def test_changes_elsewhere_are_left_alone(moments: ClipMoments) -> None:
    assert not moments.take(change(MomentChange(None, moment("z", 1, 2)), scope=reel_scope("clip")))
    assert ids(moments) == ["a", "b", "c"]


def test_removing_the_selected_moment_selects_none(moments: ClipMoments) -> None:
    told: list[Moment | None] = []
    moments.select("b")
    moments.selected_changed.connect(lambda: told.append(moments.selected))
    moments.take(change(MomentChange(moment("b", 50, 60, "x"), None)))
    assert told == [None]


def test_next_and_previous_go_by_the_selection_then_by_the_place(moments: ClipMoments) -> None:
    assert beside(moments, "abc", 50) == ("a", "c")
    moments.select("a")
    assert beside(moments, "abc", 95) == (None, "b")


def test_next_and_previous_go_through_what_is_listed_as_it_is_listed(moments: ClipMoments) -> None:
    assert beside(moments, "c", 50) == (None, "c")
    moments.select("b")
    assert beside(moments, "cba", 0) == ("c", "a")
    assert beside(moments, "ca", 0) == ("a", "c")
    assert beside(moments, "", 0) == (None, None)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(1, 3), st.booleans()), max_size=30))
def test_the_order_of_the_film_stays_through_changes(changes: list[tuple[int, int, int, bool]]) -> None:
    moments = ClipMoments()
    moments.open("clip", [])
    for number, start, length, gone in changes:
        before = moments.moment(str(number))
        after = None if gone and before else moment(str(number), start, start + length)
        moments.take(change(MomentChange(before, after)))
        expected = sorted(moments.ordered, key=lambda one: (one.span.start_pts, one.span.end_pts, one.id))
        assert list(moments.ordered) == expected
        assert moments.moment(str(number)) == after
