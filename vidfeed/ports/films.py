"""What stands behind films: their encrypted files, the heavy work on them, and words drawn into pictures."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from vidfeed.model.clip import Asset, Film
from vidfeed.model.reel import Reel
from vidfeed.model.reel_output import USUAL_OUTPUT, ReelOutput, Rendered
from vidfeed.model.time import Span
from vidfeed.model.veil import Spot
from vidfeed.ports.progress import Cancelled, Progress


class PictureSource(Protocol):
    """A decrypted view of one blob: a seekable binary file that never touches the disk in the clear."""

    def open(self) -> BinaryIO:
        """A new independent reader; the caller closes it.

        Raises:
            ExpectedError: kind `damaged` where the blob is not what the catalogue says.
        """


class PartFile(Protocol):
    """Takes the bytes of a part."""

    def write(self, data: bytes, /) -> int: ...


class ItemParts(Protocol):
    """What is kept of a film that was stopped, so that the next rendering goes on there; never in the clear."""

    @property
    def kept(self) -> Mapping[int, PictureSource]:
        """The items that are there, by their numbers."""

    def keeping(self, number: int) -> AbstractContextManager[PartFile]:
        """Keeps what is written to it in the block, once that has ended well; it must not raise for want of room."""


class Blobs(Protocol):
    """The vault's encrypted files."""

    def source(self, asset: Asset) -> PictureSource: ...
    def remove(self, blob_id: str) -> bool:
        """Unlinks a file whose row is gone, durable on return; whether it was there."""

    def free_bytes(self) -> int: ...
    def holds(self, path: Path) -> bool:
        """Whether a file of that name would lie inside the vault's folder, links followed."""


@dataclass(frozen=True)
class Ingested:
    """What reading a film into the vault found."""

    film: Film
    original: Asset
    plaintext_bytes: int


class FilmWorks(Protocol):
    """Heavy work on films, in child processes that hold one blob's key each."""

    def ingest(self, path: Path, clip_id: str, progress: Progress, cancelled: Cancelled) -> Ingested:
        """Encrypts while reading, verifies by reading back, and indexes; the blob is durable on return.

        Raises:
            ExpectedError: `not-a-film`, `file-missing`, `no-space`, `cancelled`, ...; nothing is left behind.
        """

    def discard(self, clip_id: str) -> None:
        """Takes back an import that will not be finished: the row, the identity and any file."""

    def prepare(self, clip_id: str, progress: Progress, cancelled: Cancelled) -> Sequence[Asset]:
        """Makes what a clip is watched with; durable on return.

        Raises:
            ExpectedError: `cancelled`, `damaged`, `no-space`.
            WorkLostError: the film made the work die or hang.
        """

    def mend(self, clip_id: str, source: Path, progress: Progress, cancelled: Cancelled) -> None:
        """Puts the same film, whole, in the damaged one's place; its marks stay, what was made from it goes.

        Args:
            source: the original's file, or the folder of a backup.

        Raises:
            ExpectedError: `bad-file` for another film or another vault's backup, `file-missing`, `vault-missing`,
                `damaged`, `no-space`, `cancelled`: nothing has changed then.
        """

    def track(
        self, clip_id: str, span: Span, drawn: Sequence[Spot], progress: Progress, cancelled: Cancelled
    ) -> Sequence[Spot]:
        """Follows a region through a part of a film, from where it was drawn.

        Raises:
            ExpectedError: `unreadable-part`, `damaged`, `cancelled`.
        """

    def render(
        self,
        reel: Reel,
        target: Path,
        progress: Progress,
        cancelled: Cancelled,
        output: ReelOutput = USUAL_OUTPUT,
        passphrase: str = "",
    ) -> Rendered:
        """Writes the reel as a film file, complete or not at all.

        Where it is stopped, items that are coded stay in the vault, encrypted, and the next call goes on from there.

        Args:
            passphrase: encrypts it (age, under the passphrase alone): nothing is on the disk in the clear at any time.

        Raises:
            ExpectedError: `weak-passphrase`, `no-space`, `cancelled`, ...
        """

    def rendered_before(self, reel: Reel, output: ReelOutput = USUAL_OUTPUT) -> int:
        """After how many items `render` would go on, because it was stopped there; 0 where it begins anew."""

    def forget_rendered(self) -> None:
        """Drops what was kept of a film that was stopped."""


class TextPainter(Protocol):
    """Draws words, which the decoder's library cannot."""

    def card(self, text: str, question: bool, width_px: int, height_px: int) -> bytes:
        """A whole opaque card as RGBA bytes, `width_px * height_px * 4` long."""

    def caption(self, text: str, baby_voice: bool, width_px: int, height_px: int, at_top: bool = False) -> bytes:
        """A transparent overlay of the picture's size with the caption on its plate, below or above, as RGBA bytes."""
