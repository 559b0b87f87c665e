"""What a withdrawal touches, in lines for the screen."""

from collections.abc import Sequence

from ui.state.counting import counted
from vidfeed.model.consent import Purpose
from vidfeed.model.copy import Copy
from vidfeed.model.dates import day_of, short_date
from vidfeed.model.touched import Touched
from vidfeed.services.consenting import PURPOSE_WORDS

MOST_NAMED = 6


def touched_lines(touched: Touched) -> list[str]:
    """What stops, what is touched by it, what has to be asked back, and what stays; the most important first."""
    lines = [_stops(touched)]
    if touched.reels:
        titles = _named([f"“{reel.title}”" for reel in touched.reels])
        lines.append(f"{counted(len(touched.reels), 'reel')}: {titles}")
    if touched.stills:
        lines.append(f"{counted(len(touched.stills), 'still')} in these films")
    if touched.reviews:
        days = _named([short_date(day_of(review.started_at)) for review in touched.reviews])
        lines.append(f"{counted(len(touched.reviews), 'review')} held on {days}: the record stays")
    lines += [f"{_copy(copy)}: ask for it back" for copy in touched.copies]
    lines.append("The films and the marks stay, until they are erased")
    return lines


def _stops(touched: Touched) -> str:
    if touched.purpose is not Purpose.RECORD:
        return f"Stops at once: {PURPOSE_WORDS[touched.purpose]}, with {_films(touched)}"
    return f"No watching, marking, showing or copying of {_films(touched)}"


def _films(touched: Touched) -> str:
    titles = [f"“{clip.title}”" for clip in touched.films]
    return f"{counted(len(titles), 'film')}: {_named(titles)}" if titles else "any film"


def _named(names: Sequence[str]) -> str:
    """The first few, and how many more."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _copy(copy: Copy) -> str:
    return f"Copy {copy.serial:04d} for {copy.for_whom}, {short_date(day_of(copy.at))}"
