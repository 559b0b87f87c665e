"""The child task that renders a reel to a film file."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from storage.age import ScryptRecipient, Writer
from storage.vault import BlobWriter, PartGrants, ReadGrant, WriteGrant
from storage.vault.passphrase import passphrase_bytes
from vidfeed.errors import ExpectedError
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
        parts: what was coded before, and where to keep what is coded now.
        passphrase: encrypts the film; empty for one in the clear.
    """

    reel: Reel
    films: Mapping[str, Film]
    rates: list[Fraction]
    originals: Mapping[str, ReadGrant]
    target: Path
    output: ReelOutput
    parts: PartGrants
    passphrase: str = field(default="", repr=False)


def render(request: RenderRequest, progress: Progress) -> Rendered:
    """Writes the reel, complete or not at all; cards and captions are drawn here, by Qt without a screen."""
    from ui.painting.cards import QtTextPainter
    from vidfeed.media.reel_writer import render_reel

    plan = plan_reel(request.reel, {clip_id: film.index for clip_id, film in request.films.items()}, request.rates)
    originals, target = request.originals, request.target
    seal = _seal(passphrase_bytes(request.passphrase)) if request.passphrase else None
    parts, painter = _Parts(request.parts), QtTextPainter()
    return render_reel(
        plan, request.films, originals, painter, target, progress, never_cancelled, request.output, seal, parts
    )


class _PartFile:
    """One part on its way; where the vault has no room for it, it is given up, and the film goes on."""

    def __init__(self, grant: WriteGrant | None) -> None:
        self._stack = ExitStack()
        self._writer: BlobWriter | None = None
        if grant is not None:
            with suppress(ExpectedError):
                self._writer = self._stack.enter_context(BlobWriter(grant))

    def write(self, data: bytes, /) -> int:
        """Takes more, all of it."""
        if self._writer is not None:
            try:
                self._writer.write(data)
            except ExpectedError:
                self.close()
        return len(data)

    def finish(self) -> None:
        """It is whole."""
        if self._writer is not None:
            with suppress(ExpectedError):
                self._writer.finish()

    def close(self) -> None:
        """Leaves nothing of it unless it was finished."""
        self._writer = None
        self._stack.close()


class _Parts:
    """The ItemParts port, by grants."""

    def __init__(self, grants: PartGrants) -> None:
        self.kept: Mapping[int, ReadGrant] = grants.kept
        self._to_make = grants.to_make

    @contextmanager
    def keeping(self, number: int) -> Iterator[_PartFile]:
        """See ItemParts."""
        with closing(_PartFile(self._to_make.get(number))) as part:
            yield part
            part.finish()


def _seal(passphrase: bytes) -> "Seal":
    def seal(film: BinaryIO, into: BinaryIO) -> None:
        with Writer(into, [ScryptRecipient(passphrase)]) as sealed:
            for piece in iter(lambda: film.read(_PIECE_BYTES), b""):
                sealed.write(piece)

    return seal
