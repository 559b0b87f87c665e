"""The few Protocols that the core needs; storage and ui stand behind them."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from typing import BinaryIO, Protocol

from vidfeed.model.case import Case, CaseSummary, Session
from vidfeed.model.change import ChangeSet
from vidfeed.model.clip import Asset, AssetRole, Clip, ClipStatus, Film
from vidfeed.model.codebook import Codebook
from vidfeed.model.consent import Consent, Person
from vidfeed.model.copy import AuditEntry, Copy
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment
from vidfeed.model.reel import Reel
from vidfeed.model.review import ParentWords, Review, ReviewEvent

Progress = Callable[[float], None]
"""Called with the done part, 0.0 to 1.0."""

Cancelled = Callable[[], bool]
"""Whether the user has stopped the work."""


class Clock(Protocol):
    """The time of day."""

    def now(self) -> datetime:
        """Aware, UTC."""


class CaseStore(Protocol):
    """Cases, sessions, people and consent."""

    def add_case(self, case: Case) -> None: ...
    def update_case(self, case: Case) -> None: ...
    def case_by_code(self, code: str) -> Case | None: ...
    def case(self, case_id: str) -> Case | None: ...
    def case_summaries(self) -> list[CaseSummary]: ...
    def add_session(self, session: Session) -> None: ...
    def update_session(self, session: Session) -> None: ...
    def sessions(self, case_id: str) -> list[Session]: ...
    def add_person(self, person: Person) -> None: ...
    def people(self, case_id: str) -> list[Person]: ...
    def add_consent(self, consent: Consent) -> None: ...
    def update_consent(self, consent: Consent) -> None: ...
    def consents(self, case_id: str) -> list[Consent]: ...


class ClipStore(Protocol):
    """Clips, their indexes and their encrypted files' rows."""

    def add_clip(self, clip: Clip) -> None:
        """Enters an importing clip and makes its identity, in one transaction."""

    def complete_clip(self, clip: Clip, index: FrameIndex, film: Film, original: Asset) -> None:
        """Fills in what import found, and sets the clip's status."""

    def discard_clip(self, clip_id: str) -> None:
        """Removes a clip that never finished importing, with its identity."""

    def set_clip_status(self, clip_id: str, status: ClipStatus) -> None: ...
    def rename_clip(self, clip_id: str, title: str) -> None: ...
    def set_position(self, clip_id: str, position_pts: int) -> None: ...
    def clip(self, clip_id: str) -> Clip | None: ...
    def clips(self, case_id: str | None = None, status: ClipStatus | None = None) -> list[Clip]: ...
    def clips_with_sha256(self, sha256: str) -> list[Clip]: ...
    def film(self, clip_id: str) -> Film: ...
    def frame_index(self, clip_id: str) -> FrameIndex: ...
    def add_asset(self, asset: Asset) -> None: ...
    def asset(self, clip_id: str, role: AssetRole) -> Asset | None: ...
    def assets(self, clip_id: str | None = None) -> list[Asset]: ...


class MomentStore(Protocol):
    """Moments and codebooks; every change goes in with its undo entry."""

    def moment(self, moment_id: str) -> Moment | None: ...
    def moments(self, clip_id: str) -> list[Moment]:
        """Of one clip, by start, then end."""

    def find_moments(
        self,
        *,
        case_id: str | None = None,
        clip_id: str | None = None,
        tag_id: str | None = None,
        text: str = "",
        min_stars: int = 0,
        limit: int | None = None,
    ) -> list[Moment]:
        """By case and clip, then start; with a text, the newest first."""

    def moment_counts(self, case_id: str) -> dict[str, int]:
        """Moments by clip id."""

    def codebooks(self) -> list[Codebook]:
        """The newest version of each."""

    def put_codebook(self, codebook: Codebook) -> None: ...


class ReelStore(Protocol):
    """Reels and reviews."""

    def reel(self, reel_id: str) -> Reel | None: ...
    def reels(self, case_id: str | None = None) -> list[Reel]: ...
    def add_review(self, review: Review) -> None: ...
    def log_review(self, review_id: str, event: ReviewEvent) -> None: ...
    def keep_words(self, review_id: str, words: ParentWords) -> None: ...
    def finish_review(self, review_id: str, finished_at: str, next_step: str) -> None: ...
    def reviews(self, case_id: str | None = None) -> list[Review]: ...


class HistoryStore(Protocol):
    """Undoable changes: applied, undone and redone in one transaction each."""

    def apply(self, change: ChangeSet) -> None:
        """Makes the change durable with its undo entry; forgets what could be redone in its scope."""

    def undo(self, scope: str) -> ChangeSet | None:
        """Takes the scope's last change back; what was applied to do so, or None."""

    def redo(self, scope: str) -> ChangeSet | None:
        """Makes the scope's last undone change again, or None."""

    def can_undo(self, scope: str) -> bool: ...
    def can_redo(self, scope: str) -> bool: ...


class LedgerStore(Protocol):
    """Copies, the trail, settings and drafts."""

    def next_serial(self) -> int: ...
    def add_copy(self, copy: Copy) -> None: ...
    def set_copy_sha256(self, serial: int, sha256: str) -> None: ...
    def copies(self, case_id: str | None = None) -> list[Copy]: ...
    def record(self, action: str, subject: str) -> None:
        """Appends to the trail, by the unlocked user, now."""

    def audit(self, subject: str | None = None) -> list[AuditEntry]: ...
    def setting(self, name: str) -> str | None: ...
    def put_setting(self, name: str, value: str) -> None: ...


class Catalogue(CaseStore, ClipStore, MomentStore, ReelStore, HistoryStore, LedgerStore, Protocol):
    """All metadata of the vault."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is durable together, or not at all. Nests: the outermost commits."""


class PictureSource(Protocol):
    """A decrypted view of one blob: a seekable binary file that never touches the disk in the clear."""

    def open(self) -> BinaryIO:
        """A new independent reader; the caller closes it.

        Raises:
            ExpectedError: kind `damaged` where the blob is not what the catalogue says.
        """


class Blobs(Protocol):
    """The vault's encrypted files."""

    def source(self, asset: Asset) -> PictureSource: ...
    def free_bytes(self) -> int: ...


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
        """Makes the scrub proxy, thumbnail strip and waveform; durable on return."""

    def render(self, reel: Reel, target: Path, progress: Progress, cancelled: Cancelled) -> "Rendered":
        """Writes the reel as a film file in the clear, complete or not at all."""


@dataclass(frozen=True)
class Rendered:
    """A rendered reel file."""

    sha256: str
    duration: Fraction
    frames: int


class TextPainter(Protocol):
    """Draws words, which the decoder's library cannot."""

    def card(self, text: str, question: bool, width_px: int, height_px: int) -> bytes:
        """A whole opaque card as RGBA bytes, `width_px * height_px * 4` long."""

    def caption(self, text: str, baby_voice: bool, width_px: int, height_px: int) -> bytes:
        """A transparent overlay of the picture's size with the caption on its plate, as RGBA bytes."""


def no_progress(_done: float) -> None:
    """For callers that show none."""


def never_cancelled() -> bool:
    """For work that cannot be stopped."""
    return False
