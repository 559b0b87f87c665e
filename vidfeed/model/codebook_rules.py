"""What a sound codebook is: limits, ids, and keys as people write them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import count

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.codebook import KEY_ROWS, LOOKS, Codebook, KeyPlace, Tag

MAX_TAGS = 500
MAX_NAME_LENGTH = 120
MAX_WORDS_LENGTH = 4_000
MAX_AROUND_S = Decimal(600)
MAX_PAGES = 40
_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_KEY = re.compile(r"(?:(\d{1,2})[:\s]\s*)?([1-4QWERASDFZXCV])", re.IGNORECASE | re.ASCII)
_ID = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?", re.ASCII)


def slug(words: str) -> str:
    """The words as part of an id: small letters of ASCII, digits and hyphens, at least one character."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    return _NOT_IN_SLUG.sub("-", plain)[:60].strip("-") or "unnamed"


def free_id(wanted: str, taken: Container[str]) -> str:
    """`wanted`, or it with the first number that makes it new."""
    return wanted if wanted not in taken else next(f"{wanted}-{n}" for n in count(2) if f"{wanted}-{n}" not in taken)


def new_tag_id(codebook_id: str, name: str, taken: Container[str]) -> str:
    """A stable id for a new tag of the codebook."""
    return free_id(f"{codebook_id}/{slug(name)}", taken)


def is_id(text: str) -> bool:
    """Whether a codebook can have that id."""
    return _ID.fullmatch(text) is not None and len(text) <= MAX_NAME_LENGTH


def renamed(book: Codebook, codebook_id: str) -> Codebook:
    """The codebook under another id, its tags' ids with it."""
    taken: set[str] = set()
    tags = []
    for tag in book.tags:
        tag_id = free_id(f"{codebook_id}/{slug(tag.id.rpartition('/')[2])}", taken)
        taken.add(tag_id)
        tags.append(replace(tag, id=tag_id))
    return replace(book, id=codebook_id, tags=tuple(tags))


def grouped(tags: Iterable[Tag]) -> tuple[Tag, ...]:
    """The tags by group, groups in the order of their first tag, with `row` as it then is."""
    kept = tuple(tags)
    rows = {group: row for row, group in enumerate(dict.fromkeys(tag.group for tag in kept))}
    ordered = sorted(kept, key=lambda tag: rows[tag.group])
    return tuple(replace(tag, row=rows[tag.group]) for tag in ordered)


def key_text(place: KeyPlace | None) -> str:
    """A key as people write it: "Q" on the first page, "2:Q" on the second; nothing where it has no place."""
    if place is None:
        return ""
    page, row, column = place
    sign = KEY_ROWS[row][column]
    return sign if page == 0 else f"{page + 1}:{sign}"


def read_key(text: str) -> KeyPlace | None:
    """What `key_text` wrote.

    Raises:
        ExpectedError: kind `bad-file` for anything else.
    """
    if not text.strip():
        return None
    match = _KEY.fullmatch(text.strip())
    if match is None or not 1 <= int(match[1] or 1) <= MAX_PAGES:
        raise ExpectedError(
            ErrorKind.BAD_FILE,
            f"“{text[:20]}” is no key of the palette.",
            "Write Q, or 2:Q for one of the second page.",
        )
    row = next(n for n, signs in enumerate(KEY_ROWS) if match[2].upper() in signs)
    return int(match[1] or 1) - 1, row, KEY_ROWS[row].index(match[2].upper())


def require_sound(book: Codebook) -> None:
    """Refuses a codebook that could not be used as it is.

    Raises:
        ExpectedError: kind `bad-file`, with the place in the message.
    """
    for problem in problems(book):
        raise ExpectedError(ErrorKind.BAD_FILE, f"{problem} Nothing was changed.", "Correct it and try again.")


def problems(book: Codebook) -> Iterator[str]:
    """What is wrong, a sentence each, the first place first."""
    if not is_id(book.id):
        yield "The codebook’s id has to be of small letters, digits and hyphens."
    if not _named(book.name):
        yield f"A codebook’s name has 1 to {MAX_NAME_LENGTH} characters on one line."
    if any(_overlong(text) for text in (book.informed_by, book.licence)):
        yield f"The codebook’s notes are longer than {MAX_WORDS_LENGTH} characters."
    if len(book.tags) > MAX_TAGS:
        yield f"The codebook has {len(book.tags)} tags; {MAX_TAGS} is the limit."
    for number, tag in enumerate(book.tags, 1):
        for problem in _tag_problems(tag, book.id):
            yield f"Tag {number}, “{tag.name[:40]}”: {problem}"
    yield from _clashes(book)


def _tag_problems(tag: Tag, codebook_id: str) -> Iterator[str]:
    if not tag.id.startswith(f"{codebook_id}/"):
        yield "its id does not begin with its codebook’s."
    if not _named(tag.name) or len(tag.group) > MAX_NAME_LENGTH:
        yield f"names have 1 to {MAX_NAME_LENGTH} characters on one line."
    if any(_overlong(text) for text in (tag.meaning, tag.parent_label, tag.looks_like, tag.not_like)):
        yield f"a text is longer than {MAX_WORDS_LENGTH} characters."
    if not (0 <= tag.lead_s <= MAX_AROUND_S and 0 <= tag.lag_s <= MAX_AROUND_S):
        yield f"lead and lag are 0 to {MAX_AROUND_S} seconds."
    if tag.look is not None and not 0 <= tag.look < LOOKS:
        yield f"there are {LOOKS} colours, 1 to {LOOKS}."


def _clashes(book: Codebook) -> Iterator[str]:
    columns = (
        ("id", [tag.id for tag in book.tags]),
        ("name", [tag.name.casefold() for tag in book.tags]),
        ("key", [key_text(tag.key) for tag in book.tags if tag.key is not None]),
    )
    for what, values in columns:
        for value, times in Counter(values).items():
            if times > 1:
                yield f"Two tags have the same {what}, “{value[:60]}”."


def _named(text: str) -> bool:
    return 0 < len(text) <= MAX_NAME_LENGTH and text == text.strip() and text.isprintable()


def _overlong(text: str) -> bool:
    return len(text) > MAX_WORDS_LENGTH
