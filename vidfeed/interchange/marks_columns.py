"""What the columns of a table of marks are: by their headings, or as someone says."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from vidfeed.interchange.marks_words import read_time
from vidfeed.interchange.reading import bad_file

ROLES = (
    "start", "end", "duration", "tags", "tag_ids", "tier", "subject", "who", "stars", "caption", "note", "status",
    "instant", "baby_voice", "other_person", "decision",
)  # fmt: skip
_HEADINGS = {
    "start": "start_s,start,begin,begin time,start time,onset,from,in,time,time_s,position,timestamp",
    "end": "end_s,end,stop,end time,stop time,offset,to,out",
    "duration": "duration,duration_s,length,length_s",
    "tags": "tags,tag,codes,code,behavior,behaviour,label,labels,event,annotation value,marker",
    "tag_ids": "tag_ids",
    "tier": "tier,tier name,track,group,behavioral category,category",
    "subject": "subject,participant,speaker,actor",
    "who": "who",
    "stars": "stars,rating",
    "caption": "caption,captions,subtitle",
    "note": "private_note,note,notes,comment,comments,comment start,remark,remarks,description,text,annotation",
    "status": "status,behavior type",
    "instant": "instant",
    "baby_voice": "baby_voice",
    "other_person": "other_person",
    "decision": "decision",
}
_RANKS = {
    heading: (role, rank) for role, headings in _HEADINGS.items() for rank, heading in enumerate(headings.split(","))
}
_UNIT = re.compile(r"\s*[(\[](s|sec|seconds|ms|msec|milliseconds)[)\]]$|\s*-?\s*(msec|ms|ss\.msec|hh:mm:ss\.ms)$")
_MILLISECONDS = re.compile(r"(?<![a-z.:])(ms|msec|milliseconds)\b")
_HEADING_ROWS = 60


@dataclass(frozen=True)
class Columns:
    """Where what stands.

    Attributes:
        first: number of the first row of marks, from 0.
        headings: of the columns; numbers where the table has none.
        places: the column of each role.
        in_milliseconds: roles whose numbers are milliseconds.
    """

    first: int
    headings: tuple[str, ...]
    places: Mapping[str, int]
    in_milliseconds: frozenset[str]


def find_columns(rows: Sequence[tuple[str, ...]], said: Mapping[str, str]) -> Columns:
    """The columns of a table; rows above its headings, as some tools write them, are passed over.

    Args:
        said: by role: the heading or the number (from 1) of its column, or "" for none.

    Raises:
        ExpectedError: kind `bad-file` where no column of start times is found, or a column said is not there.
    """
    at, places = max(
        ((number, _by_heading(cells)) for number, cells in enumerate(rows[:_HEADING_ROWS])),
        key=lambda found: ("start" in found[1], len(found[1])),
        default=(0, {}),
    )
    if "start" not in places:
        said_of = _heading_said(rows, said)
        at, places = (said_of, {}) if said_of is not None else (-1, _by_content(rows))
    headings = rows[at] if at >= 0 else tuple(str(n + 1) for n in range(max(map(len, rows), default=0)))
    places = {**places, **{role: _said_place(headings, role, column) for role, column in said.items() if column}}
    places = {role: place for role, place in places.items() if said.get(role) != ""}
    if "start" not in places:
        raise bad_file("No column of this table has the times at which marks begin.", "Say which column is the start.")
    ms = frozenset(role for role in ("start", "end", "duration") if role in places and _is_ms(headings[places[role]]))
    return Columns(at + 1, tuple(headings), places, ms)


def _by_heading(cells: Sequence[str]) -> dict[str, int]:
    """The best column of each role, among those whose heading is known."""
    best: dict[str, tuple[int, int]] = {}
    for place, cell in enumerate(cells):
        heading = cell.strip().casefold().lstrip("\ufeff")
        role, rank = _RANKS.get(heading) or _RANKS.get(_UNIT.sub("", heading)) or ("", 0)
        if role and (role not in best or rank < best[role][0]):
            best[role] = (rank, place)
    return {role: place for role, (_rank, place) in best.items()}


def _heading_said(rows: Sequence[tuple[str, ...]], said: Mapping[str, str]) -> int | None:
    """The first row in which everything stands that was said to be a heading."""
    wanted = {column for column in said.values() if column and not column.isdecimal()}
    if not wanted:
        return None
    cells = (({cell.strip() for cell in row}) for row in rows[:_HEADING_ROWS])
    return next((number for number, found in enumerate(cells) if wanted <= found), None)


def _by_content(rows: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """Without headings: the first two columns of times are start and end, the first of words is the tag."""
    if not rows:
        return {}
    width = min(len(row) for row in rows)
    columns = [[row[place] for row in rows[:200]] for place in range(width)]
    times = [n for n, cells in enumerate(columns) if all(read_time(cell) is not None for cell in cells)]
    words = [n for n, cells in enumerate(columns) if n not in times and any(cell.strip() for cell in cells)]
    return dict(zip(("start", "end"), times[:2], strict=False)) | dict(zip(("tags", "note"), words[:2], strict=False))


def _said_place(headings: Sequence[str], role: str, column: str) -> int:
    if role not in ROLES:
        raise bad_file(f"“{role[:40]}” is not what a column can be.", f"It can be {', '.join(ROLES)}.")
    stripped = [heading.strip() for heading in headings]
    if column.strip() in stripped:
        return stripped.index(column.strip())
    if column.isdecimal() and 1 <= int(column[:6]) <= len(headings):
        return int(column) - 1
    raise bad_file(f"The table has no column “{column[:60]}”.", "Check the map.")


def _is_ms(heading: str) -> bool:
    return _MILLISECONDS.search(heading.casefold().replace("ss.msec", "").replace("hh:mm:ss.ms", "")) is not None
