"""The child task that renders a reel to a film file."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from storage.age import ScryptRecipient, Writer
from storage.vault import ReadGrant
from storage.vault.passphrase import passphrase_bytes
from vidfeed.model.clip import Film
from vidfeed.model.reel import Reel
from vidfeed.model.reel_output import ReelOutput, Rendered
from vidfeed.model.reel_plan import plan_reel
from vidfeed.ports import Progress, never_cancelled

if TYPE_CHECKING:
    from vidfeed.media.reel_writer import Seal

_PIECE_BYTES = 1 << 20


@dataclass(frozen=True)
class RenderRequest:
    """A reel with its films and originals, and where it goes.

    Attributes:
        films: by clip id.
        rates: frame rate of each film.
        originals: by clip id.
        passphrase: encrypts the film; empty for one in the clear.
    """

    reel: Reel
    films: Mapping[str, Film]
    rates: list[Fraction]
    originals: Mapping[str, ReadGrant]
    target: Path
    output: ReelOutput
    passphrase: str = field(default="", repr=False)


def render(request: RenderRequest, progress: Progress) -> Rendered:
    """Writes the reel, complete or not at all; cards and captions are drawn here, by Qt without a screen."""
    from ui.painting.cards import QtTextPainter
    from vidfeed.media.reel_writer import render_reel

    plan = plan_reel(request.reel, {clip_id: film.index for clip_id, film in request.films.items()}, request.rates)
    originals, target = request.originals, request.target
    seal = _seal(passphrase_bytes(request.passphrase)) if request.passphrase else None
    return render_reel(
        plan, request.films, originals, QtTextPainter(), target, progress, never_cancelled, request.output, seal
    )


def _seal(passphrase: bytes) -> "Seal":
    def seal(film: BinaryIO, into: BinaryIO) -> None:
        with Writer(into, [ScryptRecipient(passphrase)]) as sealed:
            for piece in iter(lambda: film.read(_PIECE_BYTES), b""):
                sealed.write(piece)

    return seal
