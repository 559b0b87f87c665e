"""Writes the moments of a summary as a table: comma-separated values after RFC 4180, in UTF-8 with a byte order mark.

A cell that a spreadsheet would take for a formula, because it begins with = + - @ (or their full-width forms), a tab or
a line end, gets an apostrophe in front; nothing else of the text is changed.
"""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from fractions import Fraction
from io import TextIOWrapper
from pathlib import Path

from vidfeed.files import new_folder, whole_file
from vidfeed.model.summary import Stills, Summary, SummaryAudience, SummaryMoment
from vidfeed.model.time import format_decimal

_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_FOR_PARENT = ("session", "start", "end", "start_s", "end_s", "caption", "still")
_FOR_RECORD = (
    "session", "clip", "start", "end", "start_s", "end_s", "tags", "stars", "who", "caption", "why", "still",
)  # fmt: skip
_FOR_SUPERVISION = (*_FOR_RECORD[:-1], "private_note", "still")
_COLUMNS = {
    SummaryAudience.PARENT: _FOR_PARENT,
    SummaryAudience.RECORD: _FOR_RECORD,
    SummaryAudience.SUPERVISION: _FOR_SUPERVISION,
}


def write_csv(summary: Summary, stills: Stills, target: Path) -> str:
    """Writes one row a moment, with the columns that the audience may see; complete or not at all.

    Columns: `session` (number), `clip`, `start` and `end` (HH:MM:SS.mmm, rounded down), `start_s` and `end_s` (decimal
    seconds, exact where they end within 9 places; the end is exclusive), `tags` (between semicolons), `stars`, `who`,
    `caption`, `why`, `private_note` (for supervision only) and `still`: the picture's place relative to the table. The
    pictures, where there are any, go to a new folder beside the table: `NAME-stills/0001.png`, numbered as rows are.

    Returns:
        The SHA-256 of the table, hexadecimal.

    Raises:
        ExpectedError: `exists` where the stills' folder is there already, else as for `vidfeed.files.whole_file`.
    """
    with ExitStack() as folders, whole_file(target) as whole:
        text = TextIOWrapper(whole.file, "utf-8-sig", errors="replace", newline="", write_through=True)
        table = csv.DictWriter(text, _COLUMNS[summary.audience], extrasaction="ignore")
        table.writeheader()
        for moment, still in zip(summary.moments, _save_stills(summary, stills, target, folders), strict=True):
            table.writerow(_row(moment) | {"still": still})
        text.detach()
    return whole.sha256


def _save_stills(summary: Summary, stills: Stills, target: Path, folders: ExitStack) -> Iterator[str]:
    """Saves each moment's picture, and yields its relative path or nothing."""
    folder: Path | None = None
    for number, moment in enumerate(summary.moments, 1):
        picture = stills(moment)
        if picture is None:
            yield ""
            continue
        if folder is None:
            folder = folders.enter_context(new_folder(target.with_name(f"{target.stem}-stills")))
        file = folder / f"{number:04d}.png"
        with whole_file(file) as whole:
            whole.file.write(picture)
        yield f"{folder.name}/{file.name}"


def _row(moment: SummaryMoment) -> dict[str, str | int]:
    return {
        "session": moment.session_number,
        "clip": _harmless(moment.clip_title),
        "start": _clock(moment.start),
        "end": _clock(moment.end),
        "start_s": format_decimal(moment.start),
        "end_s": format_decimal(moment.end),
        "tags": _harmless(";".join(moment.tags)),
        "stars": moment.stars,
        "who": _harmless(moment.who),
        "caption": _harmless(moment.caption),
        "why": _harmless(moment.why_chosen),
        "private_note": _harmless(moment.note),
    }


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def _clock(seconds: Fraction) -> str:
    """HH:MM:SS.mmm, rounded down."""
    whole, ms = divmod(int(seconds * 1000), 1000)
    minutes, second = divmod(whole, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{second:02d}.{ms:03d}"
