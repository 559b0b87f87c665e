"""What the catalogue keeps, a Protocol a part."""

from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from vidfeed.model.case import Case, CaseSummary, GoalRating, Session
from vidfeed.model.change import ChangeSet, Step
from vidfeed.model.clip import Asset, AssetRole, Clip, ClipStatus, Film
from vidfeed.model.codebook import Codebook
from vidfeed.model.consent import Consent, Person
from vidfeed.model.copy import AuditEntry, Copy
from vidfeed.model.erasure import Backup, Erasure
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Moment, Who
from vidfeed.model.moment_query import MomentQuery
from vidfeed.model.reel import Reel
from vidfeed.model.review import KeptWords, ParentWords, Review, ReviewEvent


class CaseStore(Protocol):
    """Cases, sessions, people and consent."""

    def add_case(self, case: Case) -> None:
        """Raises ExpectedError `exists` where the code is taken."""

    def update_case(self, case: Case) -> None: ...
    def case_by_code(self, code: str) -> Case | None: ...
    def case(self, case_id: str) -> Case | None: ...
    def case_summaries(self) -> list[CaseSummary]:
        """By code; without what is being erased."""

    def put_goal_rating(self, rating: GoalRating) -> None:
        """Enters it, or replaces the one of the same id."""

    def goal_ratings(self, case_id: str) -> list[GoalRating]:
        """By day."""

    def add_session(self, session: Session) -> None:
        """Raises ExpectedError `exists` where the case has that number."""

    def update_session(self, session: Session) -> None: ...
    def session(self, session_id: str) -> Session | None: ...
    def sessions(self, case_id: str) -> list[Session]:
        """By number."""

    def add_person(self, person: Person) -> None: ...
    def update_person(self, person: Person) -> None: ...
    def people(self, case_id: str | None = None) -> list[Person]:
        """Of a case or of all, in order of entry."""

    def add_consent(self, consent: Consent) -> None: ...
    def update_consent(self, consent: Consent) -> None: ...
    def supersede_consent(self, consent_id: str) -> None:
        """Puts an entry out of force for good; the trail says who did so, and when."""

    def consents(self, case_id: str | None = None) -> list[Consent]:
        """The entries in force of a case's people or of all, in order of entry."""

    def superseded_consents(self, case_id: str | None = None) -> list[Consent]:
        """The entries that were corrected, likewise."""


class ClipStore(Protocol):
    """Clips, their indexes and their encrypted files' rows."""

    def add_clip(self, clip: Clip) -> None:
        """Enters an importing clip and makes its identity, in one transaction."""

    def complete_clip(self, clip: Clip, index: FrameIndex, film: Film, original: Asset) -> None:
        """Fills in what import found, and sets the clip's status."""

    def discard_clip(self, clip_id: str) -> None:
        """Removes a clip that never finished importing, with its identity."""

    def set_clip_status(self, clip_id: str, status: ClipStatus) -> None: ...
    def set_clip_trouble(self, clip_id: str, trouble: str) -> None:
        """Says why the clip's film is not decoded again; empty where it may be."""

    def set_clip_gain(self, clip_id: str, gain_db: float) -> None:
        """How much louder its sound is played than it was recorded."""

    def rename_clip(self, clip_id: str, title: str) -> None: ...
    def refile_clip(self, clip: Clip) -> None:
        """Writes what people may change of a clip: title, kind, recorded_at, and the session (of the same case)."""

    def set_position(self, clip_id: str, position_pts: int) -> None: ...
    def set_sitting(self, clip_id: str, sitting: str) -> None:
        """Where the passes through it stand (`Sitting.text`), or empty."""

    def clip(self, clip_id: str) -> Clip | None: ...
    def clips(self, case_id: str | None = None, status: ClipStatus | None = None) -> list[Clip]:
        """By case code, session number, then order of import; those being imported or erased included."""

    def clips_with_sha256(self, sha256: str) -> list[Clip]: ...
    def film(self, clip_id: str) -> Film:
        """What import found; raises ExpectedError `not-ready` before that."""

    def frame_index(self, clip_id: str) -> FrameIndex:
        """Raises ExpectedError `not-ready` before import is complete."""

    def add_asset(self, asset: Asset) -> None: ...
    def drop_asset(self, blob_id: str) -> None:
        """Forgets an encrypted file; its owner unlinks it afterwards."""

    def asset(self, clip_id: str, role: AssetRole) -> Asset | None:
        """The newest of that role."""

    def assets(self, clip_id: str | None = None) -> list[Asset]:
        """Of a clip or of all, in order of entry, without their packets; `asset` has them."""


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
        who: Who | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        ranked: bool = False,
    ) -> list[Moment]:
        """By case and clip, then start; with a text, the newest first, or the best match where that is asked for.

        Args:
            tag_id: only with that tag, of whichever version.
            text: words, or beginnings of words, that all occur in caption, note, tag names or clip title.
            who: only about these.
            since: only of sessions held on that day or later.
            until: only of sessions held on that day or earlier.
            ranked: with a text, by how well it matches (BM25), among the newest matches.
        """

    def newest_moments(self, query: MomentQuery, limit: int, after: str = "") -> list[Moment]:
        """Of the whole vault, the one made last first, `limit` at most; `after` is the last id of the page before."""

    def moment_counts(self, case_id: str) -> dict[str, int]:
        """Moments by clip id; a clip without any is not in it."""

    def tag_counts(self, case_id: str) -> dict[tuple[str, str], int]:
        """Moments by clip id and tag id."""

    def codebooks(self) -> list[Codebook]:
        """The newest version of each, in order of first entry."""

    def codebook(self, codebook_id: str, version: int | None = None) -> Codebook | None:
        """One version, by default the newest."""

    def codebook_versions(self) -> list[Codebook]:
        """Every version of every codebook: old moments carry their tags."""

    def codebook_used(self, codebook_id: str, version: int) -> bool:
        """Whether a moment carries a tag of that version, or would once something is undone or redone."""

    def put_codebook(self, codebook: Codebook) -> None:
        """Enters a version, or replaces it; a tag's name changes only with a new version."""


class ReelStore(Protocol):
    """Reels and reviews."""

    def reel(self, reel_id: str) -> Reel | None: ...
    def reels(self, case_id: str | None = None) -> list[Reel]:
        """By time of making."""

    def add_review(self, review: Review) -> None: ...
    def log_review(self, review_id: str, event: ReviewEvent) -> None: ...
    def keep_words(self, review_id: str, words: ParentWords) -> None: ...
    def finish_review(self, review_id: str, finished_at: str, next_step: str) -> None:
        """Closes the review, and forgets the draft at its `review_place`."""

    def put_review_notes(self, review_id: str, next_step: str, opening: str) -> None: ...
    def link_review_film(self, review_id: str, clip_id: str, offset: str) -> None:
        """Says which film shows the review, and how far into it, in seconds, the review began."""

    def review(self, review_id: str) -> Review | None: ...
    def reviews(self, case_id: str | None = None) -> list[Review]:
        """By start."""

    def kept_words(self, case_id: str) -> list[KeptWords]:
        """What was said in all reviews of the case, in order."""


class HistoryStore(Protocol):
    """Undoable changes: applied, undone and redone in one transaction each."""

    def apply(self, change: ChangeSet, *, going_on: bool = False) -> None:
        """Makes the change durable with its undo entry; forgets what could be redone in its scope.

        With `going_on` it becomes part of the scope's last step where it goes on with that one's moment.
        A clip's scope holds moments of that clip and no reel, a reel's scope that reel and no moments.

        Raises:
            ExpectedError: `unknown-moment`, `unknown-reel`, `unknown-clip` or `unknown-case` where what is to be
                changed is gone.
            InternalError: where `before` is not the present state; nothing is changed then.
        """

    def undo(self, scope: str) -> ChangeSet | None:
        """Takes the scope's last change back; what was applied to do so, or None."""

    def redo(self, scope: str) -> ChangeSet | None:
        """Makes the scope's last undone change again, or None."""

    def can_undo(self, scope: str) -> bool: ...
    def can_redo(self, scope: str) -> bool: ...
    def steps(self, scope: str, limit: int) -> list[Step]:
        """The scope's last steps, oldest first, with those that were taken back."""


class LedgerStore(Protocol):
    """Copies, the trail, settings and drafts."""

    def next_serial(self) -> int: ...
    def add_copy(self, copy: Copy) -> None: ...
    def set_copy_sha256(self, serial: int, sha256: str) -> None: ...
    def void_copy(self, serial: int) -> None:
        """Takes the entry of a copy that was never made out of the ledger."""

    def copies(self, case_id: str | None = None) -> list[Copy]: ...
    def record(self, action: str, subject: str, by: str = "") -> None:
        """Appends to the trail, now, as done by the unlocked user, or by another who proved to be there."""

    def audit(self, subject: str | None = None) -> list[AuditEntry]:
        """The trail, oldest first; of one subject as it was recorded, or all."""

    def audit_of_case(self, case_id: str) -> list[AuditEntry]:
        """The lines about the case, its sessions, people, clips, reels and reviews: their ids, bare or "kind:id"."""

    def user_names(self) -> list[str]:
        """Who can open the vault, by name."""

    def setting(self, name: str) -> str | None: ...
    def put_setting(self, name: str, value: str) -> None: ...
    def put_draft(self, place: str, text: str) -> None:
        """Keeps what is being typed at a place ("caption:<moment id>", "review:<id>"), for the next unlock."""

    def draft(self, place: str) -> str | None: ...
    def drafts(self) -> dict[str, str]:
        """All, by place."""

    def drop_draft(self, place: str) -> None: ...


class ErasureStore(Protocol):
    """Erasing for good, in steps that go on after any interruption; and the backups that may still hold it."""

    def mark_erasing(self, erasure: Erasure) -> list[Asset]:
        """Enters the erasure, marks its clips as erasing and deletes their identities: the point of no return.

        Returns:
            The encrypted files to unlink next. Marking again returns them again.

        Raises:
            ExpectedError: `unknown-case` or `unknown-clip`.
        """

    def clear_erased(self, subject: str) -> None:
        """Deletes the rows, index entries, drafts and undo entries of what `mark_erasing` marked."""

    def close_erasure(self, subject: str, receipt: str) -> None:
        """After the re-key: the erasure is done, with its final receipt."""

    def erasures(self) -> list[Erasure]:
        """All, in order."""

    def add_backup(self, backup: Backup) -> None: ...
    def drop_backup(self, backup_id: str) -> None:
        """The backup no longer exists."""

    def backups(self) -> list[Backup]:
        """In order of making."""


class Catalogue(CaseStore, ClipStore, MomentStore, ReelStore, HistoryStore, LedgerStore, ErasureStore, Protocol):
    """All metadata of the vault."""

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is durable together, or not at all. Nests: the outermost commits."""
