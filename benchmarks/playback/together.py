"""One table of what several runs of `benchmarks.playback --record FILE` measured: the middle of each figure.

Run: python -m benchmarks.playback.together FILE ...
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.playback.table import HEADING, line, together


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("records", nargs="+", type=Path)
    records = parser.parse_args().records
    print(HEADING)
    for row in together(text for record in records for text in record.read_text().splitlines()):
        print(line(row))


if __name__ == "__main__":
    main()
