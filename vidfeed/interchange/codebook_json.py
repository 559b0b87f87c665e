"""Codebooks as JSON: all that a codebook holds. The built-in ones come in the same form.

A file holds `{"format": "vidfeed-codebooks", "codebooks": [codebook, ...]}`, or one codebook alone. A codebook has its
tags in `groups`, each with a `name` and `tags`; or in `tags`, each with its `group`.
"""

import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from vidfeed.interchange.codebook_fields import Fields, read_tag, tag_text
from vidfeed.interchange.json_reading import read_json
from vidfeed.interchange.reading import bad_file
from vidfeed.model.clip import ClipKind
from vidfeed.model.codebook import DEFAULT_LAG_S, DEFAULT_LEAD_S, Audience, Codebook, Tag
from vidfeed.model.codebook_rules import MAX_TAGS, grouped, slug

FORMAT = "vidfeed-codebooks"
_MAX_CODEBOOKS = 50
_MAX_VERSION = 1_000_000


def write_codebook_json(books: Sequence[Codebook]) -> bytes:
    """The file of those codebooks."""
    document = {"format": FORMAT, "codebooks": [_book_json(book) for book in books]}
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _book_json(book: Codebook) -> dict[str, Any]:
    groups = {group: [tag for tag in book.tags if tag.group == group] for group in book.groups}
    return {
        "id": book.id,
        "version": book.version,
        "name": book.name,
        "audience": book.audience,
        "enabled": book.enabled,
        "informed_by": book.informed_by,
        "licence": book.licence,
        "film_kinds": list(book.film_kinds),
        "groups": [{"name": name, "tags": [_tag_json(tag) for tag in tags]} for name, tags in groups.items()],
    }


def _tag_json(tag: Tag) -> dict[str, str]:
    return {name: text for name, text in tag_text(tag).items() if text}


def read_codebook_json(data: bytes) -> list[Codebook]:
    """The codebooks of a file. Ids may be empty, and need not be sound.

    Raises:
        ExpectedError: kind `bad-file`, with the place.
    """
    document = read_json(data)
    if not isinstance(document, dict):
        raise bad_file("This JSON holds no codebook.")
    entries = document.get("codebooks", [document] if {"tags", "groups"} & document.keys() else None)
    if not isinstance(entries, list) or not entries or len(entries) > _MAX_CODEBOOKS:
        raise bad_file("This JSON holds no codebook.")
    defaults = Fields("The file", document)
    lead_s, lag_s = defaults.number("default_lead_s", DEFAULT_LEAD_S), defaults.number("default_lag_s", DEFAULT_LAG_S)
    return [_book(entry, f"Codebook {number}", lead_s, lag_s) for number, entry in enumerate(entries, 1)]


def _book(entry: Any, where: str, lead_s: Decimal, lag_s: Decimal) -> Codebook:
    fields = Fields(where, _object(entry, where))
    name = " ".join(fields.text("name").split())
    if not name:
        raise fields.wrong("name", "is missing")
    tags = grouped(read_tag(tag, group, 0, lead_s, lag_s) for tag, group in _tags(fields))
    if not tags:
        raise bad_file(f"{where}, “{name[:40]}”, has no tags.")
    return Codebook(
        fields.text("id") or slug(name),
        _version(fields),
        name,
        fields.word("audience", Audience, Audience.CLINICIAN_ONLY),
        tags,
        fields.values.get("enabled") is not False,
        fields.text("informed_by"),
        fields.text("licence"),
        _film_kinds(fields),
    )


def _tags(book: Fields) -> Iterator[tuple[Fields, str]]:
    """Each tag and its group."""
    number = 0
    for place, group in enumerate(_list(book, "groups"), 1):
        in_group = Fields(f"{book.where}, group {place}", _object(group, f"{book.where}, group {place}"))
        for tag in _list(in_group, "tags"):
            number += 1
            yield _tag_fields(book, tag, number), in_group.text("name")
    for tag in _list(book, "tags"):
        number += 1
        fields = _tag_fields(book, tag, number)
        yield fields, fields.text("group")


def _tag_fields(book: Fields, tag: Any, number: int) -> Fields:
    where = f"{book.where}, tag {number}"
    if number > MAX_TAGS:
        raise bad_file(f"{book.where} has more than {MAX_TAGS} tags.")
    return Fields(where, _object(tag, where))


def _version(fields: Fields) -> int:
    number = fields.number("version", Decimal(1))
    if number != int(number) or not 1 <= number <= _MAX_VERSION:
        raise fields.wrong("version", "is not a whole number from 1")
    return int(number)


def _film_kinds(fields: Fields) -> tuple[ClipKind, ...]:
    kinds = _list(fields, "film_kinds")
    if any(kind not in list(ClipKind) for kind in kinds):
        raise fields.wrong("film_kinds", f"is not a list of {', '.join(ClipKind)}")
    return tuple(ClipKind(kind) for kind in dict.fromkeys(kinds))


def _list(fields: Fields, name: str) -> list[Any]:
    value = fields.values.get(name, [])
    if not isinstance(value, list):
        raise fields.wrong(name, "is not a list")
    return value


def _object(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise bad_file(f"{where} is not an object.")
    return value
