"""Tables as text: comma-, semicolon- or tab-separated, whichever the file is."""

import csv
from dataclasses import dataclass
from io import StringIO

from vidfeed.interchange.reading import bad_file
from vidfeed.model.moment import MAX_TEXT_LENGTH

MAX_ROWS = 200_000
_DELIMITERS = "\t;,"
_SAMPLE_LINES = 60
# The library's own bound is below the longest note; it is one for the whole process.
csv.field_size_limit(4 * MAX_TEXT_LENGTH)


@dataclass(frozen=True)
class TextTable:
    """Rows of cells, empty rows left out.

    Attributes:
        rows: with the line that each begins on, from 1.
    """

    delimiter: str
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(text: str) -> TextTable:
    """The rows of a table.

    Raises:
        ExpectedError: kind `bad-file` where the quoting is broken or there are too many rows.
    """
    delimiter = _delimiter(text)
    # Line ends stay as they are: those inside a cell belong to it.
    reader = csv.reader(StringIO(text.replace("\x00", ""), newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append((line, tuple(cells)))
            line = reader.line_num + 1
            if len(rows) > MAX_ROWS:
                raise bad_file(f"The table has more than {MAX_ROWS} rows.")
    except csv.Error as error:
        raise bad_file(f"The table is broken at line {line}: its quotation marks don’t match.") from error
    return TextTable(delimiter, tuple(rows))


def _delimiter(text: str) -> str:
    """The sign that most lines have in equal number; of several the one that there is more of."""
    lines = [line for line in text[:200_000].splitlines()[:_SAMPLE_LINES] if line.strip()]

    def weight(sign: str) -> tuple[int, int]:
        counts = [line.count(sign) for line in lines]
        usual = max(set(counts) - {0}, key=counts.count, default=0)
        return counts.count(usual) * bool(usual), usual

    return max(_DELIMITERS, key=weight, default=",")
