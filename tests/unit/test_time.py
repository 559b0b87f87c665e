"""Exact time in and out of text."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.time import Span, format_clock, format_decimal, parse_seconds


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", Fraction(0)),
        ("12.5", Fraction(25, 2)),
        ("02:14.320", Fraction(134320, 1000)),
        ("1:02:14.5", Fraction(37345, 10)),
        ("75:30", Fraction(4530)),
        (" 90 ", Fraction(90)),
        ("00:00.001", Fraction(1, 1000)),
    ],
)
def test_times_are_read_exactly(text: str, seconds: Fraction) -> None:
    assert parse_seconds(text) == seconds


@pytest.mark.parametrize(
    "text",
    ["", "-1", "1e3", "nan", "1:60", "1:75:00", "61:00:00:00", "00:61.0", "1,5", "٣", "1:2:3:4", ".5", "5.", "1 0"],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    with pytest.raises(ExpectedError) as caught:
        parse_seconds(text)
    assert caught.value.kind is ErrorKind.BAD_TIME


@given(st.fractions(min_value=0, max_value=10**6))
def test_decimals_are_exact_or_rounded_to_nine_places(seconds: Fraction) -> None:
    text = format_decimal(seconds)
    assert "E" not in text.upper()
    assert abs(Fraction(Decimal(text)) - seconds) <= Fraction(1, 2 * 10**9)
    if 10**9 % seconds.denominator == 0:
        assert Fraction(Decimal(text)) == seconds


def test_clock_text_rounds_down_so_that_no_later_frame_is_named() -> None:
    assert format_clock(Fraction(13499, 100), 2) == "02:14.99"
    assert format_clock(Fraction(134999, 1000), 2) == "02:14.99"
    assert format_clock(Fraction(3734), 0) == "1:02:14"


def test_a_span_has_a_length() -> None:
    with pytest.raises(ExpectedError):
        Span(5, 5)
    span = Span(5, 8)
    assert span.contains(5)
    assert not span.contains(8)
    assert span.length_pts == 3
