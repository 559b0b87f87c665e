"""Which moments a clip has, kept up to date from changes alone."""

import pytest

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


def test_they_stand_in_order_of_time(moments: ClipMoments) -> None:
    assert ids(moments) == ["a", "b", "c"]
    assert moments.tag_counts() == {"x": 2, "y": 1}


def test_a_change_is_taken_over_and_undone(moments: ClipMoments) -> None:
    moved = change(MomentChange(moment("b", 50, 60, "x"), moment("b", 5, 8)))
    assert moments.take(moved)
    assert ids(moments) == ["b", "a", "c"]
    moments.take(moved.inverse())
    assert ids(moments) == ["a", "b", "c"]


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
    assert [found.id if found else None for found in (moments.after(50), moments.before(50))] == ["c", "a"]
    moments.select("a")
    assert [found.id if found else None for found in (moments.after(95), moments.before(95))] == ["b", None]
