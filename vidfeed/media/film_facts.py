"""What a container tells of its film: shape, pace, length and date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction
from itertools import pairwise
from statistics import median_low

from av.container import InputContainer
from av.video.stream import VideoStream

from vidfeed.media.coded import Coded
from vidfeed.model.frame_index import FrameIndex, Packet

_SAME_RATE = Fraction(1, 100)
_SAME_DURATION = Fraction(1, 20)
_FIRST_YEAR = 1980
"""Cameras whose clock was never set write 1904 or 1970."""


def displayed_size(stream: VideoStream, rotation: int) -> tuple[int, int]:
    """Width and height in px as shown: the short axis stretched by the sample aspect ratio, then turned."""
    width_px, height_px = stream.width, stream.height
    aspect = stream.sample_aspect_ratio or Fraction(1)
    if aspect > 1:
        width_px = round(width_px * aspect)
    elif 0 < aspect < 1:
        height_px = round(height_px / aspect)
    return (height_px, width_px) if rotation in {90, 270} else (width_px, height_px)


def last_duration(coded: Sequence[Coded], packets: Sequence[Packet]) -> int:
    """How long the last shown frame stays, in pts: as its packet says, else as most frames do."""
    shown = [number for number, packet in enumerate(packets) if not packet.discard]
    last = max(shown, key=lambda number: packets[number].pts)
    if coded[last].duration > 0:
        return coded[last].duration
    times = sorted({packets[number].pts for number in shown})
    return median_low([later - sooner for sooner, later in pairwise(times)] or [1])


def is_variable(index: FrameIndex) -> bool:
    """Whether frames last unequally long, by more than the rounding of their times."""
    durations = [later - sooner for sooner, later in pairwise(index.pts)]
    if len(durations) < 2:
        return False
    usual = median_low(durations)
    allowed = max(Fraction(3, 2), usual * _SAME_DURATION)
    return max(durations) - usual > allowed or usual - min(durations) > allowed


def frame_rate(stream: VideoStream, index: FrameIndex) -> Fraction:
    """Average frames a second: the container's word for it where it fits the index, else the index's."""
    counted = index.frames / index.duration
    for told in (stream.average_rate, stream.guessed_rate, stream.base_rate):
        if told and abs(told - counted) <= counted * _SAME_RATE:
            return told
    return counted


def declared_end(stream: VideoStream) -> Fraction | None:
    """The stream's second at which the container says that the pictures end; None where it does not say."""
    start, time_base = stream.start_time or 0, stream.time_base or Fraction(1)
    if stream.container.format.name == "avi" and stream.frames:
        return stream.frames * time_base
    if stream.duration:
        return (start + stream.duration) * time_base
    return _clock_seconds(stream.metadata.get("DURATION", ""))


def coded_end(stream: VideoStream, coded: Sequence[Coded]) -> Fraction:
    """The stream's second at which the last picture in the file ends, whether or not it can be shown."""
    ends = [entry.pts + entry.duration for entry in coded if entry.pts is not None]
    return max(ends, default=0) * (stream.time_base or Fraction(1))


def recorded_at(container: InputContainer, stream: VideoStream) -> str | None:
    """When the film was taken, as ISO 8601 text; None where the file does not tell."""
    text = container.metadata.get("creation_time") or stream.metadata.get("creation_time") or ""
    try:
        time = datetime.fromisoformat(text)
    except ValueError:
        return None
    return time.isoformat(timespec="seconds") if time.year >= _FIRST_YEAR else None


def _clock_seconds(text: str) -> Fraction | None:
    """Seconds from Matroska's "HH:MM:SS.nnnnnnnnn"."""
    try:
        hours, minutes, seconds = text.split(":")
        return int(hours) * 3600 + int(minutes) * 60 + Fraction(seconds)
    except ValueError:
        return None
