"""The child task that renders a reel to a film file."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from storage.vault import ReadGrant
from vidfeed.model.clip import Film
from vidfeed.model.reel import Reel
from vidfeed.model.reel_output import ReelOutput, Rendered
from vidfeed.model.reel_plan import plan_reel
from vidfeed.ports import Progress, never_cancelled


@dataclass(frozen=True)
class RenderRequest:
    """A reel with its films and originals, and where it goes.

    Attributes:
        films: by clip id.
        rates: frame rate of each film.
        originals: by clip id.
    """

    reel: Reel
    films: Mapping[str, Film]
    rates: list[Fraction]
    originals: Mapping[str, ReadGrant]
    target: Path
    output: ReelOutput


def render(request: RenderRequest, progress: Progress) -> Rendered:
    """Writes the reel, complete or not at all; cards and captions are drawn here, by Qt without a screen."""
    from ui.painting.cards import QtTextPainter
    from vidfeed.media.reel_writer import render_reel

    plan = plan_reel(request.reel, {clip_id: film.index for clip_id, film in request.films.items()}, request.rates)
    originals, target = request.originals, request.target
    return render_reel(
        plan, request.films, originals, QtTextPainter(), target, progress, never_cancelled, request.output
    )
