"""No moment is lost to the eye: however many, however narrow, however crowded."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.qt.scenes import FOUR, clip_index, moment, timeline
from ui.theme import colour
from ui.widgets.tag_look import looks_of
from ui.widgets.timeline_lanes import LaneLayout
from ui.widgets.timeline_scale import TimelineScale
from ui.widgets.timeline_view import TimelineView
from vidfeed.model.moment import Moment

FRAMES = 20_000
GROUPS = ("Tuning in0", "Inviting0", "Receiving0", "In tune0")
lengths = st.one_of(st.integers(1, 30), st.integers(100, 4_000))
stretches = st.lists(st.tuples(st.integers(0, FRAMES - 1), lengths, st.sampled_from(GROUPS)), max_size=60)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    """20,000 frames over 1,000 pixels."""
    shown = timeline(qtbot, FRAMES)
    shown.show()
    return shown


def marks(pairs: list[tuple[int, int, str]]) -> list[Moment]:
    """Moments in order of start."""
    return [
        moment(str(number), first, min(first + length, FRAMES) - 1, f"book/{group}")
        for number, (first, length, group) in enumerate(sorted(pairs))
    ]


def painted(view: TimelineView) -> QImage:
    """The timeline as it is now."""
    return view.grab().toImage()


def differs(one: QImage, other: QImage, x: int, top: int, bottom: int) -> bool:
    """Whether anything in a column of pixels is not as it was."""
    return any(one.pixel(x, y) != other.pixel(x, y) for y in range(top, bottom))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(stretches, st.floats(1, 60), st.integers(0, 999))
def test_every_moment_leaves_ink_where_it_begins(
    view: TimelineView, pairs: list[tuple[int, int, str]], factor: float, at_x: int
) -> None:
    view.set_moments([])
    view.show_all()
    view.zoom(factor, at_x)
    empty = painted(view)
    view.set_moments(marks(pairs))
    full, rows = painted(view), view.rows
    for one in view.moment_ids:
        inside = view.moment_rect(one).translated(-view.mapToGlobal(view.rect().topLeft()))
        if not inside.isEmpty():
            lane = rows.lane_at(inside.center().y())
            assert lane is not None
            top = rows.lane_tops[lane]
            assert any(
                differs(full, empty, x, top, top + rows.lane_height) for x in range(inside.left(), inside.left() + 3)
            )


@given(stretches)
def test_what_is_in_the_window_is_painted_once_in_one_way(pairs: list[tuple[int, int, str]]) -> None:
    found = LaneLayout(clip_index(FRAMES), FOUR, looks_of([FOUR]), {}).lay_out(marks(pairs))
    scale = TimelineScale.whole(FRAMES, 1000).zoomed(8, 300)
    detail = found.table.detail(scale)
    every = sorted([*detail.slivers, *detail.blocks, *detail.whole])
    touching = [spot for spot in found.spots if spot.first <= scale.last_frame and spot.last >= scale.first_frame]
    assert [found.spots[place] for place in every] == touching


def test_two_hundred_at_one_instant_are_one_crowd_that_shows_in_lane_and_overview(view: TimelineView) -> None:
    empty = painted(view)
    view.set_moments([moment(str(number), 8_000, 9_999, "book/Inviting0") for number in range(200)])
    full, rows = painted(view), view.rows
    middle = rows.left + 450
    assert [differs(full, empty, middle, top, top + rows.lane_height) for top in rows.lane_tops] == [
        False, True, False, False,
    ]  # fmt: skip
    assert differs(full, empty, middle, rows.overview_top, view.height())
    assert not differs(full, empty, rows.left + 390, rows.lane_tops[0], view.height())
    assert not differs(full, empty, rows.left + 510, rows.lane_tops[0], view.height())


def test_only_what_lies_on_two_others_of_its_row_is_crowded() -> None:
    found = LaneLayout(clip_index(FRAMES), FOUR, looks_of([FOUR]), {}).lay_out(
        [moment(str(number), 100, 200, "book/Inviting0") for number in range(12)]
    )
    assert found.table.crowded.tolist() == [False] * 6 + [True] * 3 + [True] * 3
    few = LaneLayout(clip_index(FRAMES), FOUR, looks_of([FOUR]), {}).lay_out(
        [moment(str(number), 100, 200, "book/Inviting0") for number in range(6)]
    )
    assert not few.table.crowded.any()


def test_a_narrow_moment_has_its_groups_colour_over_the_lanes_whole_height(view: TimelineView) -> None:
    view.set_moments([moment("a", 10_000, 10_001, "book/Receiving0")])
    full, rows = painted(view), view.rows
    top, height = rows.band(2)
    tones = {full.pixelColor(rows.left + 501, y).name() for y in range(round(top), round(top + height))}
    assert tones == {colour("g3").name()}


def test_the_selected_moment_is_not_among_the_others() -> None:
    found = LaneLayout(clip_index(FRAMES), FOUR, looks_of([FOUR]), {}).lay_out(
        marks([(10, 900, "Inviting0"), (10, 900, "Inviting0"), (50, 900, "Receiving0")])
    )
    left_out = found.places_of("1")
    detail = found.table.detail(TimelineScale.whole(FRAMES, 1000), left_out)
    shown = {found.spots[place].moment_id for place in [*detail.slivers, *detail.blocks, *detail.whole]}
    assert shown == {"0", "2"}
