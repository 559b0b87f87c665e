"""What is lost of a clip, what is safe, and which moments lie in the lost part."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment

FrameRanges = tuple[range, ...]
"""Half-open ranges of frame numbers, ascending, none touching the next."""


@dataclass(frozen=True)
class Damage:
    """How a clip stands whose film cannot all be shown.

    Attributes:
        gaps: what is lost.
        lost_s: seconds of it.
        safe_s: of the rest.
        touched: moments that lie in a gap, in part or wholly, in their order.
    """

    gaps: FrameRanges
    lost_s: Fraction
    safe_s: Fraction
    touched: tuple[Moment, ...]


def damage_of(index: FrameIndex, gaps: FrameRanges, moments: Iterable[Moment]) -> Damage:
    """The facts about these gaps."""
    spans = [index.span(gap.start, gap.stop - 1) for gap in gaps]
    lost_s = sum(((span.end_pts - span.start_pts) * index.time_base for span in spans), Fraction(0))
    touched = tuple(
        moment
        for moment in moments
        if any(moment.span.start_pts < span.end_pts and span.start_pts < moment.span.end_pts for span in spans)
    )
    return Damage(gaps, lost_s, index.duration - lost_s, touched)


def missing_frames(index: FrameIndex, there_pts: Iterable[int]) -> FrameRanges:
    """The frames of which a complete copy has none: they could not be decoded when it was made."""
    there = set(there_pts)
    return joined(range(frame, frame + 1) for frame, pts in enumerate(index.pts) if pts not in there)


def joined(ranges: Iterable[range]) -> FrameRanges:
    """The same frames in as few ranges as it takes."""
    done: list[range] = []
    for one in sorted(ranges, key=lambda some: some.start):
        if done and one.start <= done[-1].stop:
            done[-1] = range(done[-1].start, max(done[-1].stop, one.stop))
        elif one:
            done.append(one)
    return tuple(done)
