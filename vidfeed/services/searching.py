"""Finding moments across the vault: a page at a time, newest first, each with where it belongs."""

from dataclasses import dataclass

from vidfeed.model.case import Case, Session
from vidfeed.model.clip import Clip
from vidfeed.model.moment import Moment
from vidfeed.model.moment_query import MomentQuery
from vidfeed.services.consenting import stopped_clips
from vidfeed.services.context import Context

PAGE = 50


@dataclass(frozen=True)
class FoundMoment:
    """A moment that was found.

    Attributes:
        stopped: consent to watching its film has ended: it is told of, and not shown.
    """

    moment: Moment
    clip: Clip
    case: Case
    session: Session
    stopped: bool


@dataclass(frozen=True)
class FoundPage:
    """Part of what was found; `more` where there is another page after it."""

    found: tuple[FoundMoment, ...]
    more: bool


def search_vault(ctx: Context, query: MomentQuery, after: str = "") -> FoundPage:
    """The newest moments that fit, `PAGE` at most; `after` is the last one's id of the page before."""
    moments = ctx.catalogue.newest_moments(query, PAGE + 1, after)
    places = _Places(ctx)
    return FoundPage(tuple(places.found(moment) for moment in moments[:PAGE]), len(moments) > PAGE)


class _Places:
    """Clips, cases, sessions and consents, each looked up once."""

    def __init__(self, ctx: Context) -> None:
        self._ctx = ctx
        self._clips: dict[str, tuple[Clip, Case, Session]] = {}
        self._stopped: dict[str, frozenset[str]] = {}

    def found(self, moment: Moment) -> FoundMoment:
        """The moment with where it belongs."""
        if moment.clip_id not in self._clips:
            self._clips[moment.clip_id] = self._place_of(moment.clip_id)
        clip, case, session = self._clips[moment.clip_id]
        if case.id not in self._stopped:
            self._stopped[case.id] = stopped_clips(self._ctx, case.id)
        return FoundMoment(moment, clip, case, session, clip.id in self._stopped[case.id])

    def _place_of(self, clip_id: str) -> tuple[Clip, Case, Session]:
        store = self._ctx.catalogue
        clip = store.clip(clip_id)
        assert clip is not None, "a moment has a clip"
        case, session = store.case(clip.case_id), store.session(clip.session_id)
        assert case is not None and session is not None, "a clip has a case and a session"
        return clip, case, session
