"""What a command did, as JSON for scripts and as text for people."""

import json
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from ui.jobs.faults import fault_place
from vidfeed.errors import ExpectedError, InternalError

_AFTER_A_FAULT = "Nothing that was confirmed is lost."


@dataclass(frozen=True)
class Outcome:
    """The result of one command.

    Attributes:
        result: the JSON document, as docs/command-line.md gives it.
        text: the same for a person.
        ok: false where the exit status is 1 although there is a result.
        at_fault: true where part of it failed by our own fault, and the exit status is 70.
    """

    result: dict[str, Any]
    text: str = ""
    ok: bool = field(default=True)
    at_fault: bool = field(default=False)


def print_outcome(outcome: Outcome, as_json: bool) -> None:
    """Writes the result to standard output."""
    if as_json:
        _say(json.dumps(outcome.result, ensure_ascii=False))
    elif outcome.text:
        _say(outcome.text.rstrip("\n"))


def error_json(error: ExpectedError) -> dict[str, str]:
    """An error as scripts get it."""
    return {"kind": error.kind.value, "message": error.message, "hint": error.hint}


def print_error(error: ExpectedError, as_json: bool) -> None:
    """One sentence and a hint on standard error; with JSON also a document on standard output."""
    sys.stderr.write(f"{error.message}\n{error.hint}\n" if error.hint else f"{error.message}\n")
    if as_json:
        _say(json.dumps({"error": error_json(error)}, ensure_ascii=False))


def fault_json(error: Exception) -> dict[str, str]:
    """Our own fault as scripts get it.

    Of what no one foresaw only where and what kind: messages and values could hold a family's words.
    """
    what = str(error) if isinstance(error, InternalError) else fault_place(error)
    return {"kind": "internal", "message": f"vidfeed is at fault: {what}.", "hint": _AFTER_A_FAULT}


def print_fault(error: Exception, as_json: bool) -> None:
    """As `print_error`, for our own fault."""
    fault = fault_json(error)
    sys.stderr.write(f"{fault['message']}\n{fault['hint']}\n")
    if as_json:
        _say(json.dumps({"error": fault}))


def _say(text: str) -> None:
    """A line to standard output; a reader who has gone away is no failure."""
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        # What is left in the buffer would be tried again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def table(rows: Sequence[tuple[str, ...]]) -> str:
    """Rows as aligned columns."""
    if not rows:
        return ""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)
