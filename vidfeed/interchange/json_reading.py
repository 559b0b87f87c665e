"""JSON from elsewhere, read without trusting it: no name twice, no numbers that are none, never too deep."""

import json
from decimal import Decimal, InvalidOperation
from typing import Any

from vidfeed.interchange.reading import bad_file, decode

_MAX_DIGITS = 40


def read_json(data: bytes) -> Any:
    """The document; numbers with a point are Decimal.

    Raises:
        ExpectedError: kind `bad-file`, with line and column where it is broken.
    """
    text = decode(data).text
    try:
        return json.loads(
            text, object_pairs_hook=_object, parse_float=_decimal, parse_int=_integer, parse_constant=_constant
        )
    except json.JSONDecodeError as error:
        raise bad_file(f"The JSON is broken at line {error.lineno}, column {error.colno}.") from error
    except RecursionError as error:
        raise bad_file("The JSON is nested too deeply.") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise bad_file(f"The JSON has “{name[:60]}” twice in one place.")
        found[name] = value
    return found


def _decimal(text: str) -> Decimal:
    if len(text) > _MAX_DIGITS:
        raise bad_file(f"The JSON has a number that is too long: {text[:20]}…")
    try:
        number = Decimal(text)
    except InvalidOperation as error:
        raise bad_file("The JSON has a number that can’t be read.") from error
    if number.adjusted() > _MAX_DIGITS or number.adjusted() < -_MAX_DIGITS:
        raise bad_file(f"The JSON has a number that is too large or too small: {text[:20]}")
    return number


def _integer(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise bad_file(f"The JSON has a number that is too long: {text[:20]}…")
    return int(text)


def _constant(text: str) -> Any:
    raise bad_file(f"The JSON has “{text}”, which is no number.")
