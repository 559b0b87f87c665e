"""The table: each figure of ours beside the other player's, with what it must reach."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import median


@dataclass(frozen=True)
class Aim:
    """At most, or at least, `limit`; of the figure itself, or `as_ratio` of ours to the other's.

    Attributes:
        than_other: the limit is the other's figure.
    """

    limit: float = 0
    as_ratio: bool = False
    at_least: bool = False
    than_other: bool = False

    def __str__(self) -> str:
        if self.than_other:
            return "<= mpv's"
        return f"{'>=' if self.at_least else '<='} {self.limit:g}{' x' if self.as_ratio else ''}"


@dataclass(frozen=True)
class Row:
    """One figure; None where it was not measured, or cannot be.

    Attributes:
        what: with its unit.
        note: what stands beside the verdict.
    """

    what: str
    ours: float | None
    other: float | None = None
    aim: Aim | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours to the other's."""
        return self.ours / self.other if self.ours is not None and self.other else None

    @property
    def met(self) -> bool | None:
        """Whether the aim is; None without one, or without a figure."""
        figure = self.ratio if self.aim is not None and self.aim.as_ratio else self.ours
        if self.aim is None or figure is None:
            return None
        if self.aim.than_other:
            return None if self.other is None else figure <= self.other
        return figure >= self.aim.limit if self.aim.at_least else figure <= self.aim.limit


def quantile(times: Sequence[float], share: float) -> float:
    """0.5 is the middle one; of few the next higher one."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def recorded(row: Row) -> str:
    """As one line of JSON, for `together`."""
    return json.dumps(asdict(row))


def together(lines: Iterable[str]) -> list[Row]:
    """The rows that separate runs recorded, in the order in which they came first: the middle of each figure."""
    kept: dict[str, list[Row]] = {}
    for text in lines:
        told = json.loads(text)
        row = Row(**(told | {"aim": None if told["aim"] is None else Aim(**told["aim"])}))
        kept.setdefault(row.what, []).append(row)
    return [_middle(rows) for rows in kept.values()]


def _middle(rows: Sequence[Row]) -> Row:
    notes = dict.fromkeys(row.note for row in rows if row.note)
    ours, other = _middle_of([row.ours for row in rows]), _middle_of([row.other for row in rows])
    return replace(rows[0], ours=ours, other=other, note="; ".join(notes))


def _middle_of(figures: Sequence[float | None]) -> float | None:
    there = [figure for figure in figures if figure is not None]
    return median(there) if there else None


def line(row: Row) -> str:
    """As Markdown."""
    verdict = {None: "", True: "met", False: "**missed**"}[row.met]
    remarks = ", ".join(part for part in (verdict, row.note) if part)
    cells = (row.what, _figure(row.ours), _figure(row.other), _figure(row.ratio, " x"), str(row.aim or ""), remarks)
    return "| " + " | ".join(cells) + " |"


HEADING = "| what | ours | mpv | ratio | aim | |\n| --- | --- | --- | --- | --- | --- |"


def _figure(value: float | None, unit: str = "") -> str:
    if value is None:
        return ""
    return f"{value:.0f}{unit}" if value >= 100 else f"{value:.3g}{unit}"
