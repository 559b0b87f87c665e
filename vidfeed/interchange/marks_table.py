"""Marks in a table: our own, BORIS's tabular and aggregated events, ELAN's tab-delimited text, anyone's CSV."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from vidfeed.interchange.defusing import restored
from vidfeed.interchange.marks_columns import Columns, find_columns
from vidfeed.interchange.marks_words import is_yes, note_lines, read_time, read_who
from vidfeed.interchange.reading import decode
from vidfeed.interchange.state_events import Event, pair
from vidfeed.interchange.table_reading import read_table
from vidfeed.interchange.tag_refs import read_refs
from vidfeed.model.foreign import MILLISECOND, Choices, Code, ForeignMark, LeftOut, MarksFile, MarksFormat
from vidfeed.model.moment import MAX_STARS, Decision, Who

_STATUSES = {"start", "stop"}
_BETWEEN_TAGS = ";"


def read_marks_table(data: bytes, name: str, choices: Choices) -> MarksFile:
    """Each row as a mark; rows that say START and STOP are paired.

    Raises:
        ExpectedError: kind `bad-file`, as `read_table` and `find_columns`.
    """
    decoded = decode(data)
    rows = read_table(decoded.text).rows
    columns = find_columns([cells for _line, cells in rows], choices.columns)
    found = list(_marks(rows, columns))
    marks = [one for one in found if isinstance(one, ForeignMark)]
    tiers = tuple(dict.fromkeys(code.tier or code.name for mark in marks for code in mark.codes))
    if choices.tiers:
        wanted = set(choices.tiers)
        marks = [mark for mark in marks if any(wanted & {code.tier, code.name} for code in mark.codes)]
    return MarksFile(
        MarksFormat.CSV,
        name,
        tuple(sorted(marks, key=lambda mark: mark.start)),
        tuple(one for one in found if isinstance(one, LeftOut)),
        tiers,
        {columns.headings[place]: role for role, place in columns.places.items()},
        columns.headings,
        remarks=(f"The text was read as {decoded.guessed}.",) if decoded.guessed else (),
    )


def _marks(rows: tuple[tuple[int, tuple[str, ...]], ...], columns: Columns) -> Iterator[ForeignMark | LeftOut]:
    to_pair = []
    for line, cells in rows[columns.first :]:
        row = _Row(cells, columns)
        mark = _mark(f"line {line}", row)
        status = row["status"].strip().casefold()
        if isinstance(mark, ForeignMark) and status in _STATUSES and mark.end is None:
            to_pair.append(Event(mark, (row["subject"], mark.codes), status == "stop"))
        else:
            yield mark
    yield from pair(to_pair)


class _Row:
    """A row's cells by role; what it does not have is empty."""

    def __init__(self, cells: tuple[str, ...], columns: Columns) -> None:
        self._cells, self._columns = cells, columns

    def __getitem__(self, role: str) -> str:
        place = self._columns.places.get(role, len(self._cells))
        return restored(self._cells[place]) if place < len(self._cells) else ""

    def time(self, role: str) -> tuple[Fraction, Fraction] | None:
        """Seconds and their unit; None where it is no time."""
        found = read_time(self[role])
        if found is None or role not in self._columns.in_milliseconds or ":" in self[role]:
            return found
        return found[0] / 1000, found[1] / 1000


def _mark(where: str, row: _Row) -> ForeignMark | LeftOut:
    start, end, length = row.time("start"), row.time("end"), row.time("duration")
    if start is None:
        return LeftOut(where, f"“{row['start'].strip()[:40]}” is not a time.")
    if row["end"].strip() and end is None and row["end"].strip().upper() not in ("NA", "N/A"):
        return LeftOut(where, f"“{row['end'].strip()[:40]}” is not a time.")
    if end is None and length is not None and length[0] > 0:
        end = start[0] + length[0], max(start[1], length[1])
    who = row["who"].strip().casefold()
    told = Who(who) if who in list(Who) else read_who(row["subject"])
    subject = ("Subject", row["subject"].strip())
    mark = ForeignMark(
        where,
        start[0],
        end[0] if end is not None else None,
        min(MILLISECOND, max(start[1], end[1] if end is not None else start[1])),
        _codes(row),
        read_refs(row["tag_ids"]),
        _stars(row["stars"]),
        told,
        row["caption"],
        is_yes(row["baby_voice"]),
        note_lines(subject, ("", row["note"])) if subject[1] else row["note"],
        is_yes(row["other_person"]),
        _decision(row["decision"]),
    )
    return replace(mark, end=None) if is_yes(row["instant"]) else mark


def _codes(row: _Row) -> tuple[Code, ...]:
    tier = row["tier"].strip()
    names = dict.fromkeys(name.strip() for name in row["tags"].split(_BETWEEN_TAGS) if name.strip())
    if not names:
        return (Code(tier, ""),) if tier else ()
    return tuple(Code(tier, name) for name in names)


def _stars(text: str) -> int:
    words = text.strip()
    return min(MAX_STARS, int(words)) if words.isascii() and words.isdecimal() and len(words) < 4 else 0


def _decision(text: str) -> Decision:
    word = text.strip().casefold()
    return Decision(word) if word in list(Decision) else Decision.UNDECIDED
