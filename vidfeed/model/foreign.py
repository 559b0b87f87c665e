"""Marks as other tools left them, before they are moments of a clip."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from vidfeed.model.moment import Decision, TagRef, Who

MILLISECOND = Fraction(1, 1000)


class MarksFormat(StrEnum):
    """What can be read."""

    CSV = "csv"
    EAF = "eaf"
    BORIS = "boris"
    VTT = "vtt"


@dataclass(frozen=True)
class Code:
    """What a mark was called: a value on a tier, or a tier as such where `name` is empty."""

    tier: str
    name: str

    @property
    def label(self) -> str:
        """As people write it in a map: "tier: name", or whichever of the two there is."""
        return ": ".join(part for part in (self.tier, self.name) if part)


@dataclass(frozen=True)
class ForeignMark:
    """One mark.

    Attributes:
        where: its place in the file, such as "line 12".
        start: seconds of the film; may be anything.
        end: exclusive; None for an instant.
        unit: of the times' last digit, in seconds; a time names the frame whose start rounds to it.
        refs: tags that the file names as ours; then `codes` are their names, in the same order.
    """

    where: str
    start: Fraction
    end: Fraction | None
    unit: Fraction = MILLISECOND
    codes: tuple[Code, ...] = ()
    refs: tuple[TagRef, ...] = ()
    stars: int = 0
    who: Who | None = None
    caption: str = ""
    baby_voice: bool = False
    note: str = ""
    other_person: bool = False
    decision: Decision = Decision.UNDECIDED


@dataclass(frozen=True)
class LeftOut:
    """A mark that cannot become a moment, and why, in plain words."""

    where: str
    reason: str


@dataclass(frozen=True)
class MarksFile:
    """What was read of a file.

    Attributes:
        name: the file's, for a codebook made of its codes.
        tiers: all that the file has, those that were not chosen too.
        columns: of a table: the role of each column that has one, by the column's heading.
        headings: of a table: all headings.
        observations: of a BORIS project.
        remarks: sentences about the file as a whole.
    """

    fmt: MarksFormat
    name: str
    marks: tuple[ForeignMark, ...]
    left_out: tuple[LeftOut, ...] = ()
    tiers: tuple[str, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    headings: tuple[str, ...] = ()
    observations: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Choices:
    """What of a file is wanted, and what it means here.

    Attributes:
        tiers: only these; empty for all.
        observation: of a BORIS project; empty where it has one.
        medium: what the clip is called, to know which of several films is meant.
        columns: of a table: the heading, or the number from 1, of the column that has a role.
        tags: by code label, tier or name: the tag that it becomes, or None to leave it out.
    """

    tiers: tuple[str, ...] = ()
    observation: str = ""
    medium: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    tags: Mapping[str, str | None] = field(default_factory=dict)
