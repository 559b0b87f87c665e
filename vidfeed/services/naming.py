"""Words that a parent will read must not name a case, and had better not name a person."""

import re
from collections.abc import Iterable

from vidfeed.model.case import Case
from vidfeed.services.context import Context

CASE_ID, A_NAME = "The case ID stands in it. Take it out.", "A name can be read in it. Do without, if you can."
_NO_NAMES = frozenset(
    (
        "parent", "mother", "father", "mum", "mom", "dad", "baby", "infant", "child", "carer", "caregiver", "sibling",
        "sister", "brother", "grandmother", "grandfather", "grandma", "grandpa", "visitor", "other", "person", "the",
        "and",
    )
)  # fmt: skip
_SHORTEST_NAME = 3
_WORD = re.compile(r"[^\W\d_]+")


class Naming:
    """What names some cases and their people; looked for in words, however they are written."""

    def __init__(self, codes: Iterable[str], labels: Iterable[str]) -> None:
        patterns = [pattern for pattern in map(_pattern, codes) if pattern]
        self._codes = re.compile("|".join(patterns)) if patterns else None
        words = {word for label in labels for word in _WORD.findall(label.casefold())}
        self._names = {word for word in words if len(word) >= _SHORTEST_NAME} - _NO_NAMES

    def names_case(self, text: str) -> bool:
        """Whether a case ID stands in it; one without a digit may be a plain word, and is not looked for."""
        return self._codes is not None and self._codes.search(text.casefold()) is not None

    def names_person(self, text: str) -> bool:
        """Whether a word of somebody's label stands in it."""
        return not self._names.isdisjoint(_WORD.findall(text.casefold()))

    def said_of(self, text: str) -> str:
        """What is amiss with words that a parent will read, in a sentence; empty where nothing is."""
        return CASE_ID if self.names_case(text) else A_NAME if self.names_person(text) else ""


def naming_of(ctx: Context, case: Case | None = None) -> Naming:
    """Of one case; of all of the vault where the words may come before any family."""
    cases = [one.case for one in ctx.catalogue.case_summaries()] if case is None else [case]
    people = ctx.catalogue.people(case.id if case is not None else None)
    return Naming([one.code for one in cases], [person.label for person in people])


def _pattern(code: str) -> str:
    parts = re.findall(r"\d+|[^\W\d_]+", code.casefold())
    if not any(part.isdigit() for part in parts):
        return ""
    return r"(?<!\w)" + r"[\W_]*".join(map(re.escape, parts)) + r"(?!\w)"
