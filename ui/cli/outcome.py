"""What a command did, as JSON for scripts and as text for people."""

import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from vidfeed.errors import ExpectedError


@dataclass(frozen=True)
class Outcome:
    """The result of one command.

    Attributes:
        result: the JSON document, as docs/command-line.md gives it.
        text: the same for a person.
        ok: false where the exit status is 1 although there is a result.
    """

    result: dict[str, Any]
    text: str = ""
    ok: bool = field(default=True)


def print_outcome(outcome: Outcome, as_json: bool) -> None:
    """Writes the result to standard output."""
    if as_json:
        sys.stdout.write(json.dumps(outcome.result, ensure_ascii=False) + "\n")
    elif outcome.text:
        sys.stdout.write(outcome.text.rstrip("\n") + "\n")


def error_json(error: ExpectedError) -> dict[str, str]:
    """An error as scripts get it."""
    return {"kind": error.kind.value, "message": error.message, "hint": error.hint}


def print_error(error: ExpectedError, as_json: bool) -> None:
    """One sentence and a hint on standard error; with JSON also a document on standard output."""
    sys.stderr.write(f"{error.message}\n{error.hint}\n" if error.hint else f"{error.message}\n")
    if as_json:
        sys.stdout.write(json.dumps({"error": error_json(error)}, ensure_ascii=False) + "\n")


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as aligned columns."""
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)
