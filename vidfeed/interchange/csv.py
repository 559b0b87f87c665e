"""Writes the moments of a summary as a table: comma-separated values after RFC 4180, in UTF-8 with a byte order mark.

Cells that a spreadsheet would take for a formula are made harmless (`vidfeed.interchange.defusing`).
"""

import csv
from collections.abc import Iterator
from contextlib import ExitStack
from io import TextIOWrapper
from pathlib import Path

from vidfeed.files import new_folder, whole_file
from vidfeed.interchange.defusing import defused
from vidfeed.interchange.summary_rows import columns, row
from vidfeed.model.summary import Stills, Summary

_STILL = "still"


def write_csv(summary: Summary, stills: Stills, target: Path) -> str:
    """Writes one row a moment, with the columns that the audience may see; complete or not at all.

    After the columns of `summary_rows` comes `still`: the picture's place relative to the table. The pictures, where
    there are any, go to a new folder beside the table: `NAME-stills/0001.png`, numbered as rows are.

    Returns:
        The SHA-256 of the table, hexadecimal.

    Raises:
        ExpectedError: `exists` where the stills' folder is there already, else as for `vidfeed.files.whole_file`.
    """
    with ExitStack() as folders, whole_file(target) as whole:
        text = TextIOWrapper(whole.file, "utf-8-sig", errors="replace", newline="", write_through=True)
        table = csv.DictWriter(text, [*columns(summary.audience), _STILL], extrasaction="ignore")
        table.writeheader()
        for moment, still in zip(summary.moments, _save_stills(summary, stills, target, folders), strict=True):
            cells = {name: defused(cell) if isinstance(cell, str) else cell for name, cell in row(moment).items()}
            table.writerow(cells | {_STILL: still})
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
