"""Frames and pixels are each other's inverse, and the window never leaves the clip."""

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.timeline_scale import MAX_PX_PER_FRAME, TimelineScale

frames = st.integers(1, 500_000)
widths = st.floats(50, 4000)


@st.composite
def scales(draw: st.DrawFn) -> TimelineScale:
    """Any window that zooming and panning can lead to."""
    scale = TimelineScale.whole(draw(frames), draw(widths))
    for factor, at, pan in draw(
        st.lists(st.tuples(st.floats(0.01, 100), st.floats(0, 1), st.floats(-5000, 5000)), max_size=4)
    ):
        scale = scale.zoomed(factor, at * scale.width_px).panned(pan)
    return scale


@given(scales(), st.floats(0, 1))
def test_the_middle_of_a_frame_is_in_that_frame(scale: TimelineScale, part: float) -> None:
    frame = int(part * (scale.frames - 1))
    assert scale.frame_at(scale.x_of(frame + 0.5)) == frame


@given(scales())
def test_the_window_stays_in_the_clip(scale: TimelineScale) -> None:
    assert 0 <= scale.first <= scale.first + scale.shown <= scale.frames + 1e-6
    assert 0 < scale.px_per_frame <= MAX_PX_PER_FRAME
    assert 0 <= scale.first_frame <= scale.last_frame < scale.frames


@given(scales(), st.floats(1.01, 10), st.floats(0, 1))
def test_zooming_keeps_what_is_under_the_pointer(scale: TimelineScale, factor: float, part: float) -> None:
    x = part * min(scale.width_px, scale.x_of(scale.frames))
    before = scale.first + x / scale.px_per_frame
    after = scale.zoomed(factor, x)
    assert abs(after.first + x / after.px_per_frame - before) <= 1e-6 * scale.frames + 1e-6


@given(scales(), st.floats(0, 1))
def test_a_page_turn_shows_the_frame(scale: TimelineScale, part: float) -> None:
    frame = int(part * (scale.frames - 1))
    paged = scale.paged_to(frame)
    assert paged.first - 1e-6 <= frame <= paged.first + paged.shown + 1e-6
    assert paged.paged_to(frame) == paged


@given(frames, widths, widths)
def test_a_whole_clip_stays_whole_in_another_width(count: int, width: float, other: float) -> None:
    assert TimelineScale.whole(count, width).resized(other).shows_all


def test_pixels_outside_the_clip_are_its_ends() -> None:
    scale = TimelineScale.whole(100, 200)
    assert (scale.frame_at(-50), scale.frame_at(5000)) == (0, 99)
