"""Codebooks: the built-in ones, and tags by the names that people use."""

import json
from collections.abc import Iterable
from decimal import Decimal
from importlib.resources import files
from typing import Any

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.codebook import Audience, Codebook, Tag
from vidfeed.model.moment import TagRef
from vidfeed.ports import MomentStore

STARTER = "starter"


def builtin_codebooks() -> list[Codebook]:
    """Those that come with the program, in their order."""
    document = json.loads(files("vidfeed.codebooks").joinpath("builtin.json").read_text("utf-8"))
    lead, lag = Decimal(str(document["default_lead_s"])), Decimal(str(document["default_lag_s"]))
    return [_codebook(entry, lead, lag) for entry in document["codebooks"]]


def _codebook(entry: dict[str, Any], lead_s: Decimal, lag_s: Decimal) -> Codebook:
    tags = tuple(
        Tag(tag["id"], tag["name"], tag["meaning"], group["name"], row, lead_s, lag_s)
        for row, group in enumerate(entry["groups"])
        for tag in group["tags"]
    )
    return Codebook(
        entry["id"],
        entry["version"],
        entry["name"],
        Audience(entry["audience"]),
        tags,
        entry.get("enabled", True),
        entry.get("informed_by", ""),
    )


def ensure_builtin(store: MomentStore) -> None:
    """Puts the built-in codebooks into a vault that lacks them or holds older versions."""
    known = {(book.id, book.version) for book in store.codebooks()}
    for book in builtin_codebooks():
        if (book.id, book.version) not in known:
            store.put_codebook(book)


def codebook_of(store: MomentStore, name: str) -> Codebook:
    """A codebook by id or name.

    Raises:
        ExpectedError: kind `unknown-codebook`.
    """
    books = store.codebooks()
    found = next((book for book in books if name in {book.id, book.name}), None)
    if found is None:
        raise ExpectedError(
            ErrorKind.UNKNOWN_CODEBOOK, "There is no such codebook.", f"There are {', '.join(b.id for b in books)}."
        )
    return found


def tag_of(store: MomentStore, name: str) -> TagRef:
    """A tag by id ("attuned/waiting"), by codebook and name ("attuned/Waiting"), or by a name that only one has.

    Raises:
        ExpectedError: kind `unknown-tag` or `ambiguous`.
    """
    books = store.codebooks()
    named = [(book, tag) for book in books for tag in book.tags if _matches(book, tag, name)]
    exact = [(book, tag) for book, tag in named if tag.id == name]
    found = exact or named
    if not found:
        raise ExpectedError(
            ErrorKind.UNKNOWN_TAG, "There is no such tag in this vault's codebooks.", "List them with: codebook list."
        )
    if len(found) > 1:
        names = ", ".join(f"{book.id}/{tag.name}" for book, tag in found)
        raise ExpectedError(ErrorKind.AMBIGUOUS, "Several codebooks have a tag of that name.", f"Use one of {names}.")
    book, tag = found[0]
    return TagRef(tag.id, book.id, book.version)


def _matches(book: Codebook, tag: Tag, name: str) -> bool:
    folded = name.casefold()
    return folded in {tag.id.casefold(), tag.name.casefold(), f"{book.id}/{tag.name}".casefold()}


def tag_names(books: Iterable[Codebook]) -> dict[str, str]:
    """Tag names by tag id."""
    return {tag.id: tag.name for book in books for tag in book.tags}


def parent_safe_tags(books: Iterable[Codebook]) -> frozenset[str]:
    """Ids of the tags that a parent may see."""
    return frozenset(tag.id for book in books if book.audience is Audience.PARENT_SAFE for tag in book.tags)
