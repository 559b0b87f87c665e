"""Codebooks: the built-in ones, and tags by the names that people use."""

from dataclasses import replace
from functools import cache
from importlib.resources import files

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.interchange.codebook_json import read_codebook_json
from vidfeed.model.codebook import Codebook, Tag, TagBook
from vidfeed.model.moment import TagRef
from vidfeed.ports import MomentStore

STARTER, PRACTITIONER = "starter", "practitioner"


def builtin_codebooks() -> list[Codebook]:
    """Those that come with the program, in their order."""
    return read_codebook_json(files("vidfeed.codebooks").joinpath("builtin.json").read_bytes())


@cache
def builtin_ids() -> frozenset[str]:
    """Ids of the codebooks whose meanings are the program's own."""
    return frozenset(book.id for book in builtin_codebooks())


def ensure_builtin(store: MomentStore) -> None:
    """Puts the built-in codebooks into a vault that lacks them or holds older versions; what is off stays off."""
    for book in builtin_codebooks():
        known = store.codebook(book.id)
        if known is None:
            store.put_codebook(book)
        elif known.version < book.version:
            store.put_codebook(replace(book, enabled=known.enabled))


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


def tag_book(store: MomentStore) -> TagBook:
    """Every tag that a moment of the vault can carry."""
    return TagBook(store.codebook_versions())
