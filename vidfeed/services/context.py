"""What every use case is handed."""

from dataclasses import dataclass
from datetime import date

from vidfeed.ports import Blobs, Catalogue, Clock, FilmWorks


@dataclass(frozen=True)
class Context:
    """An unlocked vault and the machinery around it.

    Attributes:
        catalogue: all metadata.
        blobs: the encrypted films.
        works: heavy work on films, in child processes.
        clock: the time of day.
    """

    catalogue: Catalogue
    blobs: Blobs
    works: FilmWorks
    clock: Clock

    def timestamp(self) -> str:
        """Now, UTC, ISO 8601 text to the millisecond."""
        return self.clock.now().isoformat(timespec="milliseconds")

    def today(self) -> date:
        """The day here, for consent and documents."""
        return self.clock.now().astimezone().date()
