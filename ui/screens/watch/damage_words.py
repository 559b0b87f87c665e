"""What is said of a clip that cannot all be shown: what is lost, what is safe, which moments are touched."""

from collections.abc import Mapping
from fractions import Fraction

from ui.widgets.tag_look import TagLook, looks_for
from vidfeed.model.damage import Damage
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment
from vidfeed.model.time import format_clock

TITLE = "Part of this clip can’t be read"
_MOST_NAMED = 3


def gap_text(index: FrameIndex, gap: range) -> str:
    """When a gap is: "03:46–04:09"."""
    start = index.seconds(index.pts[gap.start])
    return f"{format_clock(start)}–{format_clock(index.seconds(index.frame_end_pts(gap.stop - 1)))}"


def lost_text(index: FrameIndex, damage: Damage) -> str:
    """How much is lost, and when."""
    when = [gap_text(index, gap) for gap in damage.gaps[:_MOST_NAMED]]
    more = len(damage.gaps) - len(when)
    places = ", ".join(when) + (f" and {more} more" if more else "")
    return f"{length_text(damage.lost_s)} of the picture: {places}. An original or a backup may still have it."


def safe_text(damage: Damage, moments: int) -> str:
    """What is still there."""
    words = "all moments" if moments != 1 else "the one moment"
    marked = f", and {words} with tags, captions and notes" if moments else ""
    return f"{length_text(damage.safe_s)} of the clip{marked}. All other clips are as they were."


def touched_title(damage: Damage) -> str:
    """How many moments lie in what is lost."""
    count = len(damage.touched)
    return "1 moment is in the part that can’t be read" if count == 1 else f"{count} moments are in that part"


def touched_text(index: FrameIndex, damage: Damage, looks: Mapping[str, TagLook]) -> str:
    """Which ones, and what is left of them."""
    named = [_named(index, moment, looks) for moment in damage.touched[:_MOST_NAMED]]
    more = len(damage.touched) - len(named)
    which = ", ".join(named) + (f" and {more} more" if more else "")
    return f"{which}. The words are safe; the picture is not."


def _named(index: FrameIndex, moment: Moment, looks: Mapping[str, TagLook]) -> str:
    found = looks_for(moment, looks)
    name = f" “{found[0].name}”" if found else ""
    return f"{format_clock(index.seconds(moment.span.start_pts))}{name}"


def length_text(seconds: Fraction) -> str:
    """Such as "23 s", "4 min 57 s" or "less than a second"."""
    minutes, rest = divmod(round(seconds), 60)
    if not minutes and not rest:
        return "less than a second"
    return " ".join([*([f"{minutes} min"] if minutes else []), *([f"{rest} s"] if rest else [])])


def support_text(index: FrameIndex, damage: Damage, codec: str) -> str:
    """For those who look after the computer: nothing about the family, no name and no ID."""
    gaps = ", ".join(f"{gap.start}–{gap.stop - 1}" for gap in damage.gaps)
    return f"vidfeed: frames {gaps} of {index.frames} of a {codec} film can’t be decoded."
