"""Zoom regions: the form they are kept in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidfeed.model.zoom import WHOLE, ZoomRegion


@st.composite
def regions(draw: st.DrawFn) -> ZoomRegion:
    x, y = draw(st.integers(0, WHOLE - 1)), draw(st.integers(0, WHOLE - 1))
    return ZoomRegion(x, y, draw(st.integers(1, WHOLE - x)), draw(st.integers(1, WHOLE - y)))


@given(regions())
def test_a_region_survives_its_text(region: ZoomRegion) -> None:
    assert ZoomRegion.parse(region.text()) == region


@pytest.mark.parametrize(
    "text", ["", "1,2,3", "0,0,0,10", "9000,0,2000,10", "-1,0,10,10", "0, 0,10,10", "0,0,1e3,9", "٣,0,10,10x"]
)
def test_what_is_no_region_is_none(text: str) -> None:
    assert ZoomRegion.parse(text) is None


def test_a_region_outside_the_picture_is_refused() -> None:
    with pytest.raises(ValueError, match="zoom region"):
        ZoomRegion(0, 5000, WHOLE, 5001)
