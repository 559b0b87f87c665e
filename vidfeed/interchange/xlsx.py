"""Writes the moments of a summary as a workbook (Office Open XML, ISO/IEC 29500)."""

from io import BytesIO
from pathlib import Path

from vidfeed.files import whole_file
from vidfeed.interchange.summary_rows import columns, row
from vidfeed.interchange.summary_words import author_line, extract_line, headings, subject_line
from vidfeed.interchange.xml_writing import plain
from vidfeed.model.summary import Summary

_MAX_CELL_LENGTH = 32_767
_WIDE = {"caption": 48, "why": 40, "private_note": 48, "tags": 28, "clip": 22, "tag_ids": 28}
_USUAL_WIDTH = 13


def write_xlsx(summary: Summary, target: Path) -> str:
    """Writes one sheet, complete or not at all: one row a moment, with the columns that the audience may see.

    Text stays text, also where it looks like a formula or an address; what is longer than a cell can hold ends with
    an ellipsis. No picture is in it.

    Returns:
        The SHA-256 of the file, hexadecimal.

    Raises:
        ExpectedError: as `vidfeed.files.whole_file`.
    """
    with whole_file(target) as whole:
        whole.file.write(_workbook(summary))
    return whole.sha256


def _workbook(summary: Summary) -> bytes:
    import xlsxwriter

    packed = BytesIO()
    # In memory: its way otherwise is through temporary files.
    book = xlsxwriter.Workbook(packed, {"in_memory": True})
    sheet = book.add_worksheet(headings(summary.audience).title)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    names = columns(summary.audience)
    for place, name in enumerate(names):
        sheet.set_column(place, place, _WIDE.get(name, _USUAL_WIDTH))
        sheet.write_string(0, place, name, bold)
    for line, moment in enumerate(summary.moments, 1):
        cells = row(moment)
        for place, name in enumerate(names):
            cell = cells[name]
            if isinstance(cell, int):
                sheet.write_number(line, place, cell, wrapped)
            elif cell:
                sheet.write_string(line, place, _cell(cell), wrapped)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(summary.moments), len(names) - 1)
    foot = len(summary.moments) + 2
    for number, text in enumerate((subject_line(summary), author_line(summary), extract_line(summary))):
        sheet.write_string(foot + number, 0, _cell(text))
    book.close()
    return packed.getvalue()


def _cell(text: str) -> str:
    kept = plain(text).encode("utf-8", "replace").decode("utf-8")
    return kept if len(kept) <= _MAX_CELL_LENGTH else kept[: _MAX_CELL_LENGTH - 1] + "…"
