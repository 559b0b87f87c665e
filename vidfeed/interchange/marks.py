"""Marks of other tools, in whichever form they come."""

from collections.abc import Callable
from pathlib import Path

from vidfeed.interchange.boris import read_boris
from vidfeed.interchange.eaf_reading import read_eaf
from vidfeed.interchange.json_reading import read_json
from vidfeed.interchange.marks_table import read_marks_table
from vidfeed.interchange.reading import bad_file, decode, read_bounded
from vidfeed.interchange.table_reading import read_table
from vidfeed.interchange.vtt import read_vtt
from vidfeed.model.foreign import Choices, MarksFile, MarksFormat

MAX_FILE_BYTES = 100_000_000
MAX_MAP_BYTES = 1_000_000
_SUFFIXES = {
    ".csv": MarksFormat.CSV,
    ".tsv": MarksFormat.CSV,
    ".txt": MarksFormat.CSV,
    ".eaf": MarksFormat.EAF,
    ".boris": MarksFormat.BORIS,
    ".json": MarksFormat.BORIS,
    ".gz": MarksFormat.BORIS,
    ".vtt": MarksFormat.VTT,
    ".srt": MarksFormat.VTT,
}
_READERS: dict[MarksFormat, Callable[[bytes, str, Choices], MarksFile]] = {
    MarksFormat.CSV: read_marks_table,
    MarksFormat.EAF: read_eaf,
    MarksFormat.BORIS: read_boris,
    MarksFormat.VTT: read_vtt,
}


def marks_format(path: Path) -> MarksFormat:
    """By the file's name.

    Raises:
        ExpectedError: kind `bad-file` where the name does not say it.
    """
    fmt = _SUFFIXES.get(path.suffix.lower())
    if fmt is None:
        raise bad_file(
            "The file’s name does not say what kind it is.", "It can be .csv, .tsv, .eaf, .boris, .vtt or .srt."
        )
    return fmt


def read_marks(path: Path, fmt: MarksFormat, choices: Choices) -> MarksFile:
    """What the file holds, as far as it is chosen.

    Raises:
        ExpectedError: `file-missing`; `bad-file` with the place; `ambiguous` where a choice has to be made.
    """
    return _READERS[fmt](read_bounded(path, MAX_FILE_BYTES), path.stem, choices)


def read_map(path: Path) -> tuple[dict[str, str], dict[str, str | None]]:
    """Columns by role, and tags by code, as someone wrote them down.

    JSON: `{"columns": {"start": "Onset"}, "tags": {"CHI": "starter/connected", "FA1": null}}`, or the tags alone; null
    leaves a code out. Or a table of two columns: code and tag, an empty tag leaves it out.

    Raises:
        ExpectedError: `file-missing` or `bad-file`.
    """
    data = read_bounded(path, MAX_MAP_BYTES)
    if path.suffix.lower() != ".json":
        rows = read_table(decode(data).text).rows
        return {}, {cells[0].strip(): cells[1].strip() or None for _line, cells in rows if len(cells) > 1}
    document = read_json(data)
    if not isinstance(document, dict):
        raise bad_file("The map is not an object.")
    nested = isinstance(document.get("columns"), dict) or isinstance(document.get("tags"), dict)
    columns, tags = (document.get("columns", {}), document.get("tags", {})) if nested else ({}, document)
    if not isinstance(columns, dict) or not isinstance(tags, dict):
        raise bad_file("The map’s “columns” and “tags” have to be objects.")
    for name, value in (*columns.items(), *tags.items()):
        if not isinstance(value, str) and value is not None and not (name in columns and isinstance(value, int)):
            raise bad_file(f"The map says nothing usable for “{name[:40]}”.")
    return {role: "" if column is None else str(column) for role, column in columns.items()}, tags
