"""A codebook as a table, one tag a row, for a spreadsheet."""

import csv
from io import StringIO

from vidfeed.interchange.codebook_fields import Fields, read_tag, tag_text
from vidfeed.interchange.defusing import defused, restored
from vidfeed.interchange.reading import bad_file, decode
from vidfeed.interchange.table_reading import read_table
from vidfeed.model.codebook import Audience, Codebook
from vidfeed.model.codebook_rules import MAX_TAGS, grouped, slug

_COLUMNS = (
    "group", "id", "name", "meaning", "parent_label", "looks_like", "not_like", "actor", "extent", "audience", "look",
    "key", "lead_s", "lag_s",
)  # fmt: skip


def write_codebook_csv(book: Codebook) -> bytes:
    """The tags of the codebook; each says who may see it, the codebook's own audience taken in."""
    text = StringIO(newline="")
    table = csv.DictWriter(text, _COLUMNS)
    table.writeheader()
    for tag in book.tags:
        audience = Audience.PARENT_SAFE if book.parent_safe(tag) else Audience.CLINICIAN_ONLY
        cells = tag_text(tag) | {"group": tag.group, "audience": audience.value}
        table.writerow({name: defused(cell) for name, cell in cells.items()})
    return text.getvalue().encode("utf-8-sig", "replace")


def read_codebook_csv(data: bytes, name: str) -> Codebook:
    """The codebook of a table with at least a column `name`; columns that are not known are passed over.

    Args:
        name: what the codebook shall be called.

    Raises:
        ExpectedError: kind `bad-file`, with the line.
    """
    rows = read_table(decode(data).text).rows
    if not rows:
        raise bad_file("The table is empty.")
    columns = [cell.strip().casefold() for cell in rows[0][1]]
    if "name" not in columns or len(set(columns) - {""}) < len([column for column in columns if column]):
        raise bad_file("The table’s first line has no column “name”, or has a column twice.")
    if len(rows) == 1 or len(rows) > MAX_TAGS + 1:
        raise bad_file(f"The table has to have 1 to {MAX_TAGS} tags.")
    tags = []
    for line, cells in rows[1:]:
        # A row may be shorter than the heading.
        values = {column: restored(cell) for column, cell in zip(columns, cells, strict=False)}
        fields = Fields(f"Line {line}", values)
        tag_fields = Fields(fields.where, {"audience": Audience.CLINICIAN_ONLY.value} | _given(values))
        tags.append(read_tag(tag_fields, fields.text("group"), 0))
    safe = any(tag.audience is Audience.PARENT_SAFE for tag in tags)
    return Codebook(slug(name), 1, name, Audience.PARENT_SAFE if safe else Audience.CLINICIAN_ONLY, grouped(tags))


def _given(values: dict[str, str]) -> dict[str, str]:
    return {name: text for name, text in values.items() if text.strip()}
