"""The fields of a codebook and its tags as text, as its JSON and its table share them."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, TypeVar

from vidfeed.errors import ExpectedError
from vidfeed.interchange.reading import bad_file
from vidfeed.model.codebook import DEFAULT_LAG_S, DEFAULT_LEAD_S, Audience, Extent, Tag
from vidfeed.model.codebook_rules import MAX_WORDS_LENGTH, key_text, read_key
from vidfeed.model.moment import Who

Word = TypeVar("Word", bound=StrEnum)


@dataclass(frozen=True)
class Fields:
    """Named values of one place in a file.

    Attributes:
        where: the place, for refusals, such as "codebook 1, tag 3".
    """

    where: str
    values: Mapping[str, Any]

    def text(self, name: str, default: str = "") -> str:
        """Words; line ends as they are, no other control characters."""
        value = self.values.get(name)
        if value is None:
            return default
        if not isinstance(value, str):
            raise self.wrong(name, "is not text")
        if len(value) > MAX_WORDS_LENGTH:
            raise self.wrong(name, "is too long")
        return "".join(sign for sign in value if sign.isprintable() or sign in "\n\t").strip()

    def number(self, name: str, default: Decimal) -> Decimal:
        """A number, also where it is written as text; a comma is taken for the point."""
        value = self.values.get(name)
        if value is None or (isinstance(value, str) and not value.strip()):
            return default
        if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)) or len(str(value)) > MAX_WORDS_LENGTH:
            raise self.wrong(name, "is not a number")
        try:
            number = Decimal(str(value).strip().replace(",", "."))
        except InvalidOperation as error:
            raise self.wrong(name, "is not a number") from error
        if not number.is_finite() or abs(number) > 10**9 or (number and number.adjusted() < -12):
            raise self.wrong(name, "is not a usable number")
        return number

    def word(self, name: str, words: type[Word], default: Word) -> Word:
        """One of the words that there are."""
        return self.word_or_none(name, words) or default

    def word_or_none(self, name: str, words: type[Word]) -> Word | None:
        """One of the words that there are, or nothing."""
        text = self.text(name).casefold()
        if not text:
            return None
        if text not in list(words):
            raise self.wrong(name, f"is none of {', '.join(words)}")
        return words(text)

    def wrong(self, name: str, what: str) -> ExpectedError:
        """The refusal of a value."""
        return bad_file(f"{self.where}: “{name}” {what}.")


def tag_text(tag: Tag) -> dict[str, str]:
    """The tag's fields as text, without its group; `look` counts from 1, `key` is as people write it."""
    return {
        "id": tag.id,
        "name": tag.name,
        "meaning": tag.meaning,
        "parent_label": tag.parent_label,
        "looks_like": tag.looks_like,
        "not_like": tag.not_like,
        "actor": tag.actor or "",
        "extent": tag.extent,
        "audience": tag.audience,
        "look": "" if tag.look is None else str(tag.look + 1),
        "key": key_text(tag.key),
        "lead_s": f"{tag.lead_s:f}",
        "lag_s": f"{tag.lag_s:f}",
    }


def read_tag(
    fields: Fields, group: str, row: int, lead_s: Decimal = DEFAULT_LEAD_S, lag_s: Decimal = DEFAULT_LAG_S
) -> Tag:
    """What `tag_text` wrote; only the name must be there.

    Args:
        lead_s: where the tag says none; `lag_s` likewise.

    Raises:
        ExpectedError: kind `bad-file`, with the place.
    """
    name = " ".join(fields.text("name").split())
    if not name:
        raise fields.wrong("name", "is missing")
    return Tag(
        fields.text("id"),
        name,
        fields.text("meaning") or fields.text("definition"),
        group,
        row,
        fields.number("lead_s", lead_s),
        fields.number("lag_s", lag_s),
        fields.text("parent_label"),
        fields.text("looks_like"),
        fields.text("not_like"),
        fields.word_or_none("actor", Who),
        fields.word("extent", Extent, Extent.SPAN),
        fields.word("audience", Audience, Audience.PARENT_SAFE),
        _look(fields),
        read_key(fields.text("key")),
    )


def _look(fields: Fields) -> int | None:
    number = fields.number("look", Decimal(0))
    if number != int(number) or number < 0:
        raise fields.wrong("look", "is not a whole number")
    return int(number) - 1 if number else None
