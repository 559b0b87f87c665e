"""Codebooks: named, versioned sets of tags; who may ever see a tag is decided here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vidfeed.model.clip import ClipKind
from vidfeed.model.moment import TagRef, Who

DEFAULT_LEAD_S = Decimal(4)
DEFAULT_LAG_S = Decimal(2)
KEY_ROWS = ("1234", "QWER", "ASDF", "ZXCV")
ROWS_A_PAGE, KEYS_A_ROW = 4, 4
LOOKS = 4
"""How many colours, each with its own shape, there are to choose from."""

KeyPlace = tuple[int, int, int]
"""Page, row and column of a key, each from 0."""


class Audience(StrEnum):
    """Who may ever see a tag."""

    PARENT_SAFE = "parent-safe"
    CLINICIAN_ONLY = "clinician-only"


class Extent(StrEnum):
    """What a tapped key of the tag makes."""

    SPAN = "span"
    POINT = "point"


@dataclass(frozen=True)
class Tag:
    """One tag.

    Attributes:
        id: stable over all versions; begins with its codebook's id and a slash.
        meaning: its definition.
        row: the number of its group.
        lead_s: film time before the frame at the key press; `lag_s` after it.
        parent_label: what a parent reads in place of the name; empty where the tag has no such words.
        looks_like: examples of it.
        not_like: what it is easily taken for.
        actor: whom it is about, where that is always the same.
        audience: may make it stricter than its codebook, never freer.
        look: colour and shape, 0 to `LOOKS` - 1; None for its group's.
        key: where its key is; None for the next free place of its group.
    """

    id: str
    name: str
    meaning: str
    group: str
    row: int
    lead_s: Decimal = DEFAULT_LEAD_S
    lag_s: Decimal = DEFAULT_LAG_S
    parent_label: str = ""
    looks_like: str = ""
    not_like: str = ""
    actor: Who | None = None
    extent: Extent = Extent.SPAN
    audience: Audience = Audience.PARENT_SAFE
    look: int | None = None
    key: KeyPlace | None = None


@dataclass(frozen=True)
class Codebook:
    """A version of a set of tags, in palette order.

    Attributes:
        audience: the freest that any of its tags can be.
        informed_by: whose ideas it owes something to.
        licence: under what terms the service holds the instrument; empty where there is none to hold.
        film_kinds: the kinds of film it is offered for; empty for every kind.
    """

    id: str
    version: int
    name: str
    audience: Audience
    tags: tuple[Tag, ...]
    enabled: bool = True
    informed_by: str = ""
    licence: str = ""
    film_kinds: tuple[ClipKind, ...] = ()

    def tag(self, tag_id: str) -> Tag | None:
        """The tag of that id, if it is here."""
        return next((tag for tag in self.tags if tag.id == tag_id), None)

    def parent_safe(self, tag: Tag) -> bool:
        """Whether a parent may see the tag: neither it nor its codebook is clinician-only."""
        return Audience.CLINICIAN_ONLY not in (self.audience, tag.audience)

    def fits(self, kind: ClipKind) -> bool:
        """Whether it is offered for films of that kind."""
        return not self.film_kinds or kind in self.film_kinds

    @property
    def groups(self) -> tuple[str, ...]:
        """Group names in order, each once."""
        return tuple(dict.fromkeys(tag.group for tag in self.tags))


class TagBook:
    """Every tag of every version of the codebooks: what a moment was tagged with is found here for ever."""

    def __init__(self, versions: Iterable[Codebook]) -> None:
        self._versions: dict[tuple[str, int], Codebook] = {}
        self._newest: dict[str, Codebook] = {}
        for book in versions:
            self._versions[book.id, book.version] = book
            last = self._newest.get(book.id)
            if last is None or last.version < book.version:
                self._newest[book.id] = book

    def tag(self, ref: TagRef) -> Tag | None:
        """As it was when the moment was tagged; as it is now where that version is not here."""
        for book in self._books(ref):
            tag = book.tag(ref.tag_id)
            if tag is not None:
                return tag
        return None

    def settled(self, ref: TagRef) -> TagRef | None:
        """The same tag in a version that is here, its own if it can be; None where nobody knows it."""
        for book in self._books(ref):
            if book.tag(ref.tag_id) is not None:
                return TagRef(ref.tag_id, book.id, book.version)
        return None

    def name(self, ref: TagRef) -> str:
        """The tag's name, or its id where nobody knows it."""
        tag = self.tag(ref)
        return tag.name if tag is not None else ref.tag_id

    def parent_safe(self, ref: TagRef) -> bool:
        """Whether a parent may see it: safe when it was given, and safe now if it is still there.

        A tag of a codebook that is not here is not safe.
        """
        found = [(book, tag) for book in self._books(ref) for tag in [book.tag(ref.tag_id)] if tag is not None]
        return bool(found) and all(book.parent_safe(tag) for book, tag in found)

    def parent_words(self, ref: TagRef) -> str:
        """What a parent reads for the tag; nothing where they may not see it, or it has no words for them."""
        tag = self.tag(ref)
        return tag.parent_label if tag is not None and self.parent_safe(ref) else ""

    def _books(self, ref: TagRef) -> list[Codebook]:
        own, newest = self._versions.get((ref.codebook_id, ref.version)), self._newest.get(ref.codebook_id)
        return [book for book in (own, newest) if book is not None]


def palette_cells(codebook: Codebook) -> Iterator[tuple[int, int, int, Tag]]:
    """Where each tag sits: (page, row, column, tag), by page, row and column.

    A tag with a key of its own has that. Of the others each group starts a row; beyond four tags it continues on the
    next; four rows a page; places that are taken are passed over. A codebook of six tags in one group, as Starter, is
    three and three.
    """
    width = 3 if len(codebook.groups) == 1 and len(codebook.tags) <= 6 else KEYS_A_ROW
    taken = {tag.key: tag for tag in codebook.tags if tag.key is not None}
    line = -1
    for group in codebook.groups:
        free: list[KeyPlace] = []
        for tag in codebook.tags:
            if tag.group != group or (tag.key is not None and taken[tag.key] is tag):
                continue
            while not free:
                line += 1
                page, row = divmod(line, ROWS_A_PAGE)
                free = [(page, row, column) for column in range(width) if (page, row, column) not in taken]
            taken[free.pop(0)] = tag
    for (page, row, column), tag in sorted(taken.items(), key=lambda cell: cell[0]):
        yield page, row, column, tag
