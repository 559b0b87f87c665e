"""Six words as people type them: with spaces or hyphens, small or capital."""

import re
from collections.abc import Callable
from typing import TypeVar

from vidfeed.errors import ErrorKind, ExpectedError

_BETWEEN = re.compile(r"[\s-]+")
_SIX = 6

Opened = TypeVar("Opened")


def words_matched(expected: str, typed: str) -> int:
    """How many of the expected words stand whole and in order at the beginning of what was typed."""
    rest, matched = _collapsed(typed), 0
    for word in map(_collapsed, expected.split()):
        if not rest.startswith(word):
            break
        rest, matched = rest[len(word) :], matched + 1
    return matched


def all_matched(expected: str, typed: str) -> bool:
    """Whether the typed words are the expected ones and nothing else."""
    return _collapsed(expected) == _collapsed(typed)


def spellings(typed: str) -> list[str]:
    """What to try a vault with: what was typed, then, where it reads as six words or more, those with one space."""
    plain = " ".join(part for part in _BETWEEN.split(typed.lower()) if part)
    tries = [typed]
    if plain != typed and len(plain.split(" ")) >= _SIX:
        tries.append(plain)
    return tries


def first_spelling(typed: str, attempt: Callable[[str], Opened]) -> Opened:
    """What the first of the spellings opens; raises what the last attempt raises, or any but `wrong-passphrase`."""
    *others, last = spellings(typed)
    for spelling in others:
        try:
            return attempt(spelling)
        except ExpectedError as error:
            if error.kind is not ErrorKind.WRONG_PASSPHRASE:
                raise
    return attempt(last)


def _collapsed(text: str) -> str:
    return _BETWEEN.sub("", text).lower()
