"""Writes a summary as a Word document (Office Open XML, ISO/IEC 29500)."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Cm, Length
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from vidfeed.files import whole_file
from vidfeed.interchange.docx_form import PRIVATE_STYLE, SMALL_STYLE, TABLE_STYLE, TEXT_WIDTH, new_document
from vidfeed.interchange.summary_words import (
    INTRODUCTION,
    PRIVATE_LABEL,
    alt_text,
    author_line,
    extract_line,
    headings,
    said_by,
    subject_line,
    when,
)
from vidfeed.interchange.xml_writing import plain
from vidfeed.model.quoting import in_quotes
from vidfeed.model.summary import Stills, Summary, SummaryAudience, SummaryMoment

_PICTURE_WIDTH, _PICTURE_HEIGHT = Cm(5), Cm(6)
_WHEN_WIDTH = Cm(3.2)


def write_docx(summary: Summary, stills: Stills, target: Path) -> str:
    """Writes the document, complete or not at all; parts that would be empty are left out, heading and all.

    Returns:
        The SHA-256 of the file, hexadecimal.

    Raises:
        ExpectedError: `no-space`, `file-missing` (no such folder), `exists` (a folder has the name) or `read-only`.
    """
    document = new_document(summary)
    _write_body(document, summary, stills)
    packed = BytesIO()
    document.save(packed)
    with whole_file(target) as whole:
        whole.file.write(packed.getbuffer())
    return whole.sha256


def _write_body(document: Document, summary: Summary, stills: Stills) -> None:
    titles = headings(summary.audience)
    document.add_heading(titles.title, 1)
    _add_lines(document, [subject_line(summary)], SMALL_STYLE)
    _add_part(document, titles.present, [", ".join(summary.present)])
    _add_part(document, titles.question, [in_quotes(summary.question)], "Quote")
    if summary.moments:
        _add_part(document, titles.moments, [INTRODUCTION])
        _add_moments(document, summary, stills)
    if summary.words:
        document.add_heading(titles.words, 2)
        for words in summary.words:
            _add_lines(document, [in_quotes(words.text)], "Quote")
            _add_lines(document, [said_by(words, summary.audience)], SMALL_STYLE)
    _add_part(document, titles.next_step, summary.next_steps)
    document.add_paragraph()
    _add_lines(document, [author_line(summary), extract_line(summary)], SMALL_STYLE)


def _add_part(document: Document, title: str, lines: Iterable[str], style: str = "Normal") -> None:
    kept = [line for line in lines if line.strip()]
    if kept:
        document.add_heading(title, 2)
        _add_lines(document, kept, style)


def _add_lines(document: Document, lines: Iterable[str], style: str) -> None:
    for line in lines:
        if line:
            document.add_paragraph(plain(line), style)


def _add_moments(document: Document, summary: Summary, stills: Stills) -> None:
    """One row a moment: picture, when, words; a column that nothing would stand in is not there."""
    pictures = [stills(moment) for moment in summary.moments]
    has_pictures, has_words = any(pictures), any(_says_anything(moment) for moment in summary.moments)
    titles = ["Picture"] * has_pictures + ["When"] + ["Moment"] * has_words
    table = document.add_table(1, len(titles), TABLE_STYLE)
    _set_widths(table, titles)
    _describe(table, headings(summary.audience).moments)
    _set_header(table.rows[0], titles)
    for moment, picture in zip(summary.moments, pictures, strict=True):
        row = table.add_row()
        _keep_whole(row)
        cells = dict(zip(titles, row.cells, strict=True))
        if picture is not None:
            _add_picture(cells["Picture"], picture, alt_text(moment))
        _fill(cells["When"], _place(moment, summary.audience))
        if has_words:
            _add_words(cells["Moment"], moment)


def _says_anything(moment: SummaryMoment) -> bool:
    return any((moment.caption, moment.why_chosen, moment.tags, moment.note))


def _place(moment: SummaryMoment, audience: SummaryAudience) -> list[str]:
    clip = [] if audience is SummaryAudience.PARENT else [moment.clip_title]
    return [f"Session {moment.session_number}", *clip, when(moment)]


def _add_words(cell: _Cell, moment: SummaryMoment) -> None:
    paragraphs = [
        ("Quote", "", moment.caption),
        ("Normal", "Why: ", moment.why_chosen),
        ("Normal", "Tags: ", ", ".join(moment.tags)),
        (PRIVATE_STYLE, f"{PRIVATE_LABEL} ", moment.note),
    ]
    for style, label, words in paragraphs:
        if words.strip():
            paragraph = _next_paragraph(cell)
            paragraph.style = style
            if label:
                paragraph.add_run(label).bold = True
            paragraph.add_run(plain(words))


def _fill(cell: _Cell, lines: Sequence[str]) -> None:
    for line in lines:
        if line.strip():
            _next_paragraph(cell).add_run(plain(line))


def _next_paragraph(cell: _Cell) -> Paragraph:
    """A fresh cell holds one empty paragraph, which is to be used first."""
    first: Paragraph = cell.paragraphs[0]
    return cell.add_paragraph() if first.runs else first


def _add_picture(cell: _Cell, png: bytes, description: str) -> None:
    run = _next_paragraph(cell).add_run()
    picture = run.add_picture(BytesIO(png), _PICTURE_WIDTH)
    if picture.height > _PICTURE_HEIGHT:
        scale = _PICTURE_HEIGHT / picture.height
        picture.width, picture.height = Length(round(picture.width * scale)), _PICTURE_HEIGHT
    (inline,) = run.element.xpath("w:drawing/wp:inline")
    inline.docPr.set("descr", plain(description))
    for side in ("distT", "distB", "distL", "distR"):
        # Where they are not given some programs take an eighth of an inch.
        inline.set(side, "0")


def _describe(table: Table, title: str) -> None:
    """Names the table for screen readers."""
    table._tbl.tblPr.append(parse_xml(f'<w:tblCaption {nsdecls("w")} w:val="{title}"/>'))


def _set_header(row: _Row, titles: Sequence[str]) -> None:
    """Makes the row the table's header, said again on every page."""
    for cell, title in zip(row.cells, titles, strict=True):
        cell.paragraphs[0].add_run(title).bold = True
    _row_setting(row, "tblHeader")


def _keep_whole(row: _Row) -> None:
    _row_setting(row, "cantSplit")


def _row_setting(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(parse_xml(f"<w:{name} {nsdecls('w')}/>"))


def _set_widths(table: Table, titles: Sequence[str]) -> None:
    """Of the columns and the cells that there are; cells to come follow their columns."""
    fixed = {"Picture": Length(_PICTURE_WIDTH + Cm(0.3)), "When": _WHEN_WIDTH}
    rest = Length(TEXT_WIDTH - sum(fixed[title] for title in titles if title in fixed))
    table.autofit = False
    for column, cell, title in zip(table.columns, table.rows[0].cells, titles, strict=True):
        column.width = cell.width = fixed.get(title, rest)
