"""Exact time: integer pts in a Fraction time base; text only at the edges.

Frame times of video are multiples of a stream's time base. Held as floats or rounded
milliseconds they come back wrong; held as (pts, time base) they never do.
"""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal, localcontext
from fractions import Fraction

from vidfeed.errors import bad_time

_CLOCK = re.compile(r"(?:(?:(\d{1,4}):)?(\d{1,4}):)?(\d{1,9}(?:\.\d{1,12})?)", re.ASCII)
_PLACES = 9


@dataclass(frozen=True, order=False)
class MediaTime:
    """A place in a stream: `pts` units of `time_base` seconds."""

    pts: int
    time_base: Fraction

    @property
    def seconds(self) -> Fraction:
        """Seconds from the stream's own zero."""
        return self.pts * self.time_base


@dataclass(frozen=True)
class Span:
    """A half-open range of pts, `start_pts <= pts < end_pts`, in one clip's time base."""

    start_pts: int
    end_pts: int

    def __post_init__(self) -> None:
        if self.end_pts <= self.start_pts:
            raise bad_time("The moment would end before it starts.")

    @property
    def length_pts(self) -> int:
        """Length in units of the time base, always positive."""
        return self.end_pts - self.start_pts

    def contains(self, pts: int) -> bool:
        """Whether `pts` lies in the range."""
        return self.start_pts <= pts < self.end_pts

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a pts."""
        return self.start_pts < other.end_pts and other.start_pts < self.end_pts


def parse_seconds(text: str) -> Fraction:
    """Seconds from "12.5", "MM:SS.mmm" or "HH:MM:SS.mmm"; exact, never negative.

    Raises:
        ExpectedError: kind `bad-time` for anything else.
    """
    match = _CLOCK.fullmatch(text.strip())
    if match is None:
        raise bad_time(f"“{text[:40]}” is not a time.")
    hours, minutes, seconds = match.groups()
    if (minutes is not None and Fraction(seconds) >= 60) or (hours is not None and int(minutes) >= 60):
        raise bad_time(f"“{text[:40]}” is not a time: its seconds or minutes go past 59.")
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + Fraction(seconds)


def format_decimal(seconds: Fraction) -> str:
    """Decimal text: exact where it terminates within 9 places, else rounded to 9."""
    with localcontext() as context:
        context.prec = 60
        value = Decimal(seconds.numerator) / Decimal(seconds.denominator)
        rounded = value.quantize(Decimal(1).scaleb(-_PLACES), rounding=ROUND_HALF_EVEN)
    text = f"{rounded:f}".rstrip("0").rstrip(".")
    return "0" if text in {"", "-0"} else text


def format_clock(seconds: Fraction, decimals: int = 0) -> str:
    """Clock text for screens, rounded down: "02:14", "02:14.32", "1:02:14"."""
    scaled = int(seconds * 10**decimals)
    whole, part = divmod(scaled, 10**decimals)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    text = f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute:02d}:{second:02d}"
    return f"{text}.{part:0{decimals}d}" if decimals else text


def format_rate(rate: Fraction) -> str:
    """A frame rate as fraction text, "25" or "30000/1001"."""
    return str(rate)
