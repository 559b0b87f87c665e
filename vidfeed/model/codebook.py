"""Codebooks: named, versioned sets of tags."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

DEFAULT_LEAD_S = Decimal(4)
DEFAULT_LAG_S = Decimal(2)
KEY_ROWS = ("1234", "QWER", "ASDF", "ZXCV")


class Audience(StrEnum):
    """Who may ever see a tag."""

    PARENT_SAFE = "parent-safe"
    CLINICIAN_ONLY = "clinician-only"


@dataclass(frozen=True)
class Tag:
    """One tag; lead and lag are film time around the frame at the key press."""

    id: str
    name: str
    meaning: str
    group: str
    row: int
    lead_s: Decimal = DEFAULT_LEAD_S
    lag_s: Decimal = DEFAULT_LAG_S


@dataclass(frozen=True)
class Codebook:
    """A version of a set of tags, in palette order."""

    id: str
    version: int
    name: str
    audience: Audience
    tags: tuple[Tag, ...]
    enabled: bool = True
    informed_by: str = ""

    def tag(self, tag_id: str) -> Tag | None:
        """The tag of that id, if it is here."""
        return next((tag for tag in self.tags if tag.id == tag_id), None)

    @property
    def groups(self) -> tuple[str, ...]:
        """Group names in order, each once."""
        return tuple(dict.fromkeys(tag.group for tag in self.tags))


def palette_cells(codebook: Codebook) -> Iterator[tuple[int, int, int, Tag]]:
    """Where each tag sits: (page, row, column, tag).

    Each group starts a row; beyond four tags it continues on the next; four rows a page.
    A codebook of six tags in one group, as Starter, is three and three.
    """
    width = 3 if len(codebook.groups) == 1 and len(codebook.tags) <= 6 else 4
    line = -1
    for group in codebook.groups:
        members = [tag for tag in codebook.tags if tag.group == group]
        for position, tag in enumerate(members):
            if position % width == 0:
                line += 1
            yield line // 4, line % 4, position % width, tag
