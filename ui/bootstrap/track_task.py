"""The child task that follows a veil through a moment."""

from dataclasses import dataclass

from storage.vault import ReadGrant
from vidfeed.model.clip import Film
from vidfeed.model.time import Span
from vidfeed.model.veil import Spot
from vidfeed.ports import Progress


@dataclass(frozen=True)
class TrackRequest:
    """A film, the part of it, and where the veil was drawn."""

    original: ReadGrant
    film: Film
    span: Span
    drawn: tuple[Spot, ...]


def track(request: TrackRequest, progress: Progress) -> tuple[Spot, ...]:
    """Where the region was found, by rising pts."""
    from vidfeed.media.track_film import follow_in_film

    return follow_in_film(request.original, request.film, request.span, request.drawn, progress)
