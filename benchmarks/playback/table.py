"""The table: each figure of ours beside the other player's, with what it must reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Aim:
    """At most, or at least, `limit`; of the figure itself, or `as_ratio` of ours to the other's."""

    limit: float
    as_ratio: bool = False
    at_least: bool = False

    def __str__(self) -> str:
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
        return figure >= self.aim.limit if self.aim.at_least else figure <= self.aim.limit


def quantile(times: Sequence[float], share: float) -> float:
    """0.5 is the middle one; of few the next higher one."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


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
