"""What is measured, whichever program it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from benchmarks.playback.films import BenchFilm


@dataclass(frozen=True)
class Dropped:
    """What became of the pictures of a play.

    Attributes:
        pictures: that were due.
        dropped: never shown, or later than when they were to give way to the next.
    """

    pictures: int
    dropped: int


class Subject(Protocol):
    """A player with a film. Times are milliseconds from the command to the picture; each waits for it."""

    @property
    def name(self) -> str:
        """In the table."""

    @property
    def pid(self) -> int:
        """Of its process."""

    def open(self, film: BenchFilm) -> float:
        """Until the exact first picture; another film may be open."""

    def seek(self, frame: int) -> float:
        """Until the exact picture of a frame, standing."""

    def step(self, direction: int) -> float:
        """Until the next frame's picture (1), or the one before (-1)."""

    def play(self, seconds: float) -> Dropped:
        """From the start, for so long at most."""
