"""Everything that a case's page shows, read at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from ui.screens.home.clip_tile import ClipFacts
from ui.state.consents import SHOWN_USES, UseToday, use_today
from vidfeed.errors import ExpectedError
from vidfeed.model.case import Case, Session
from vidfeed.model.clip import Clip, ClipStatus
from vidfeed.model.reel import ItemKind, Reel
from vidfeed.model.review import KeptWords, Review
from vidfeed.services.assembling import clip_ids_of
from vidfeed.services.consenting import require_watching, stopped_clips
from vidfeed.services.context import Context
from vidfeed.services.reviewing import opening_of


@dataclass(frozen=True)
class SessionFacts:
    """A session and its clips."""

    session: Session
    clips: tuple[ClipFacts, ...]

    @property
    def moments(self) -> int:
        """In all its clips."""
        return sum(facts.moments for facts in self.clips)


@dataclass(frozen=True)
class ReelFacts:
    """A reel and the last finished or broken-off review of it.

    Attributes:
        flagged_clips: its first clip, where someone else was marked in it.
    """

    reel: Reel
    shown: Review | None
    flagged_clips: frozenset[str] = frozenset()

    @property
    def moments(self) -> int:
        """Without cards."""
        return sum(item.kind in (ItemKind.MOMENT, ItemKind.STILL) for item in self.reel.items)

    @property
    def cover_clip_id(self) -> str | None:
        """The clip that its picture comes from; none where an item of that clip is veiled or shows someone else."""
        clip_id = next((item.clip_id for item in self.reel.items if item.clip_id), None)
        hidden = any(item.clip_id == clip_id and (item.veils or item.other_person) for item in self.reel.items)
        return None if hidden or clip_id in self.flagged_clips else clip_id


@dataclass(frozen=True)
class CaseFacts:
    """A case's page.

    Attributes:
        sessions: the latest first.
        stopped: why no film may be watched, or None.
        last_review: where it left a line to open the next session with, or a next step.
    """

    case: Case
    sessions: tuple[SessionFacts, ...]
    uses: tuple[UseToday, ...]
    reels: tuple[ReelFacts, ...]
    words: tuple[KeptWords, ...]
    stopped: ExpectedError | None
    last_review: Review | None = None

    @property
    def clips(self) -> list[Clip]:
        """Of all sessions, the latest session first."""
        return [facts.clip for session in self.sessions for facts in session.clips]

    @property
    def begun(self) -> bool:
        """Something of it was watched or marked."""
        clips = (clip for session in self.sessions for clip in session.clips)
        return any(not facts.fresh for facts in clips)

    @property
    def locked(self) -> frozenset[str]:
        """Ids of the clips that may not be watched."""
        return frozenset(one.clip.id for session in self.sessions for one in session.clips if one.locked)

    def reel_title(self, reel_id: str) -> str:
        """Of one of its reels, or empty."""
        return next((facts.reel.title for facts in self.reels if facts.reel.id == reel_id), "")

    def to_continue(self) -> Clip | None:
        """The clip to go on with: one begun and not ended, else one never watched, else the latest."""
        watchable = [clip for clip in self.clips if clip.id not in self.locked and not clip.trouble]
        ready = [clip for clip in watchable if clip.status in (ClipStatus.PREPARING, ClipStatus.READY)]
        begun = (clip for clip in ready if clip.position_pts is not None and clip.position_pts < clip.end_pts)
        fresh = (clip for clip in ready if clip.position_pts is None)
        return next(begun, None) or next(fresh, None) or next(iter(ready), None)


def load_case(ctx: Context, case: Case) -> CaseFacts:
    """Reads a case's page."""
    catalogue, today = ctx.catalogue, ctx.today()
    people, consents = catalogue.people(case.id), catalogue.consents(case.id)
    stopped, films = _stopped(ctx, case), _films(ctx, case)
    return CaseFacts(
        case,
        tuple(_sessions(ctx, case)),
        tuple(use_today(people, consents, purpose, today, films) for purpose in SHOWN_USES),
        tuple(_reels(ctx, case)),
        tuple(catalogue.kept_words(case.id)),
        stopped,
        opening_of(ctx, case.id),
    )


def _films(ctx: Context, case: Case) -> list[str]:
    return [clip.id for clip in ctx.catalogue.clips(case.id) if clip.status is not ClipStatus.ERASING]


def _stopped(ctx: Context, case: Case) -> ExpectedError | None:
    clips = _films(ctx, case)
    if set(clips) - stopped_clips(ctx, case.id):
        return None
    try:
        require_watching(ctx, case.id, clips)
    except ExpectedError as error:
        return error
    return None


def _sessions(ctx: Context, case: Case) -> Iterable[SessionFacts]:
    locked = stopped_clips(ctx, case.id)
    counts = ctx.catalogue.moment_counts(case.id)
    clips = [clip for clip in ctx.catalogue.clips(case.id) if clip.status is not ClipStatus.ERASING]
    for session in reversed(ctx.catalogue.sessions(case.id)):
        mine = (clip for clip in clips if clip.session_id == session.id)
        facts = (ClipFacts(clip, counts.get(clip.id, 0), clip.id in locked) for clip in mine)
        yield SessionFacts(session, tuple(facts))


def _reels(ctx: Context, case: Case) -> Iterable[ReelFacts]:
    shown = {review.reel_id: review for review in ctx.catalogue.reviews(case.id)}
    reels = ctx.catalogue.reels(case.id)
    covers = {clip_id for reel in reels for clip_id in clip_ids_of(reel)[:1]}
    flagged = frozenset(c for c in covers if any(moment.other_person for moment in ctx.catalogue.moments(c)))
    for reel in reversed(reels):
        yield ReelFacts(reel, shown.get(reel.id), flagged.intersection(clip_ids_of(reel)[:1]))
