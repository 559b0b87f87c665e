"""A film's file as a PictureSource, for tests of the engine alone."""

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from vidfeed.media.probe import read_film
from vidfeed.model.clip import Film


@dataclass(frozen=True)
class PlainSource:
    """Opens a file."""

    path: Path

    def open(self) -> BinaryIO:
        """A new independent reader."""
        return self.path.open("rb")

    def film(self) -> Film:
        """What it is."""
        with self.open() as file:
            return read_film(file)
