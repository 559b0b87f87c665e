"""The moments of a summary as rows of named cells: what tables, workbooks and JSON share.

`session` (number), `clip`, `start` and `end` (HH:MM:SS.mmm, rounded down), `start_s` and `end_s` (decimal seconds,
exact where they end within 9 places; the end is exclusive), `tags` (names between semicolons), `stars`, `who`,
`caption`, `why`, `instant`, `baby_voice` and `other_person` ("yes" or nothing), `decision`, `tag_ids` (which tags, with
the version each was given under) and `private_note` (for supervision only).
"""

from fractions import Fraction

from vidfeed.interchange.tag_refs import refs_text
from vidfeed.model.moment import Decision
from vidfeed.model.summary import SummaryAudience, SummaryMoment
from vidfeed.model.time import format_decimal

Cell = str | int
_FOR_PARENT = ("session", "start", "end", "start_s", "end_s", "caption")
_FOR_RECORD = (
    "session", "clip", "start", "end", "start_s", "end_s", "tags", "stars", "who", "caption", "why", "instant",
    "baby_voice", "other_person", "decision", "tag_ids",
)  # fmt: skip
_COLUMNS = {
    SummaryAudience.PARENT: _FOR_PARENT,
    SummaryAudience.RECORD: _FOR_RECORD,
    SummaryAudience.SUPERVISION: (*_FOR_RECORD, "private_note"),
}


def columns(audience: SummaryAudience) -> tuple[str, ...]:
    """The names of the cells that the audience may see, in order."""
    return _COLUMNS[audience]


def row(moment: SummaryMoment) -> dict[str, Cell]:
    """All cells by name."""
    return {
        "session": moment.session_number,
        "clip": moment.clip_title,
        "start": _clock(moment.start),
        "end": _clock(moment.end),
        "start_s": format_decimal(moment.start),
        "end_s": format_decimal(moment.end),
        "tags": ";".join(moment.tags),
        "stars": moment.stars,
        "who": moment.who,
        "caption": moment.caption,
        "why": moment.why_chosen,
        "instant": _yes(moment.still),
        "baby_voice": _yes(moment.baby_voice),
        "other_person": _yes(moment.other_person),
        "decision": "" if moment.decision is Decision.UNDECIDED else moment.decision.value,
        "tag_ids": refs_text(moment.refs),
        "private_note": moment.note,
    }


def _yes(said: bool) -> str:
    return "yes" if said else ""


def _clock(seconds: Fraction) -> str:
    """HH:MM:SS.mmm, rounded down."""
    whole, ms = divmod(int(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}.{ms:03d}"
