"""The summary of a case's tagged moments: gathered here, written by `vidfeed.interchange`."""

from collections.abc import Iterable
from dataclasses import dataclass

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.case import Case, Session
from vidfeed.model.clip import Clip
from vidfeed.model.codebook import TagBook
from vidfeed.model.dates import long_date
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.moment import Decision, Moment, TagRef
from vidfeed.model.reel import Reel
from vidfeed.model.review import Review, Whose
from vidfeed.model.summary import Summary, SummaryAudience, SummaryClip, SummaryMoment, SummaryWords
from vidfeed.model.time import Span
from vidfeed.services.assembling import clip_ids_of
from vidfeed.services.codebooks import tag_book
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of, reel_of


@dataclass(frozen=True)
class Extract:
    """Which moments: all of the case, or of one session, clip or reel."""

    session: int | None = None
    clip_id: str | None = None
    reel_id: str | None = None


def require_extract(ctx: Context, case: Case, extract: Extract) -> None:
    """Refuses an extract of what is not in the case.

    Raises:
        ExpectedError: `unknown-reel`, `unknown-clip`, or `bad-file` for a session that the case does not have.
    """
    if extract.reel_id is not None and reel_of(ctx.catalogue, extract.reel_id).case_id != case.id:
        raise ExpectedError(ErrorKind.UNKNOWN_REEL, "The case has no such reel.", "List the case's reels.")
    if extract.clip_id is not None and clip_of(ctx.catalogue, extract.clip_id).case_id != case.id:
        raise ExpectedError(ErrorKind.UNKNOWN_CLIP, "The case has no such clip.", "List the case to see its clips.")
    if extract.session is not None and extract.session not in _session_numbers(ctx, case).values():
        raise ExpectedError(ErrorKind.BAD_FILE, "The case has no film of such a session.", "Show the case to see them.")


def moments_of(ctx: Context, case: Case, extract: Extract) -> list[Moment]:
    """The extract's moments, by clip and start."""
    moments = ctx.catalogue.find_moments(case_id=case.id, clip_id=extract.clip_id)
    if extract.session is not None:
        numbers = _session_numbers(ctx, case)
        moments = [moment for moment in moments if numbers.get(moment.clip_id) == extract.session]
    if extract.reel_id is not None:
        reel = ctx.catalogue.reel(extract.reel_id)
        chosen = {item.moment_id for item in reel.items} if reel else set()
        moments = [moment for moment in moments if moment.id in chosen]
    return moments


def moments_for(ctx: Context, case: Case, extract: Extract, audience: SummaryAudience) -> list[Moment]:
    """Those of the extract's moments that the audience sees: a parent only what was chosen for a reel."""
    moments = moments_of(ctx, case, extract)
    if audience is not SummaryAudience.PARENT:
        return moments
    chosen = {item.moment_id for reel in ctx.catalogue.reels(case.id) for item in reel.items}
    return [moment for moment in moments if moment.id in chosen]


def still_frame(index: FrameIndex, span: Span) -> int:
    """The frame that pictures a moment: the middle one."""
    frames = index.frames_in(span)
    return frames[len(frames) // 2] if frames else index.frame_at(span.start_pts)


def summarise(
    ctx: Context, case: Case, extract: Extract, audience: SummaryAudience, author: str, serial: int
) -> Summary:
    """Gathers the summary; what the audience may not see never enters it."""
    moments = moments_for(ctx, case, extract, audience)
    reels = _reels_of(ctx, case, extract)
    clips = {clip.id: clip for clip in ctx.catalogue.clips(case.id)}
    sessions = {session.id: session for session in ctx.catalogue.sessions(case.id)}
    reviews = _reviews_of(ctx, case, extract, reels)
    gathered = _Gathered(
        audience,
        clips,
        sessions,
        {clip_id: ctx.catalogue.frame_index(clip_id) for clip_id in {moment.clip_id for moment in moments}},
        _whys(reels),
        tag_book(ctx.catalogue),
    )
    return Summary(
        case.code,
        audience,
        tuple(person.label for person in ctx.catalogue.people(case.id)),
        case.question,
        tuple(_session_line(session) for session in _used(sessions, clips, moments)),
        tuple(_line(gathered, moment) for moment in moments),
        tuple(_words(reviews)),
        tuple(review.next_step for review in reviews if review.next_step),
        author,
        ctx.today(),
        serial,
        tuple(_film(gathered, clips[clip_id]) for clip_id in dict.fromkeys(moment.clip_id for moment in moments)),
    )


@dataclass(frozen=True)
class _Gathered:
    """What the lines of one summary share, loaded once."""

    audience: SummaryAudience
    clips: dict[str, Clip]
    sessions: dict[str, Session]
    indexes: dict[str, FrameIndex]
    whys: dict[str, str]
    tags: TagBook


def _line(gathered: _Gathered, moment: Moment) -> SummaryMoment:
    clip, index = gathered.clips[moment.clip_id], gathered.indexes[moment.clip_id]
    private = gathered.audience is not SummaryAudience.PARENT
    return SummaryMoment(
        moment.id,
        clip.id,
        clip.title if private else "",
        gathered.sessions[clip.session_id].number,
        clip.seconds(moment.span.start_pts),
        clip.seconds(moment.span.end_pts),
        _tag_names(gathered, moment.tags),
        moment.stars if private else 0,
        moment.who.value if private and moment.who is not None else "",
        moment.caption,
        moment.note if gathered.audience is SummaryAudience.SUPERVISION else "",
        gathered.whys.get(moment.id, "") if private else "",
        still_frame(index, moment.span),
        _visible_refs(gathered, moment.tags),
        moment.still,
        moment.baby_voice,
        moment.other_person and private,
        moment.decision if private else Decision.UNDECIDED,
    )


def _film(gathered: _Gathered, clip: Clip) -> SummaryClip:
    title = "" if gathered.audience is SummaryAudience.PARENT else clip.title
    return SummaryClip(clip.id, title, clip.duration, clip.frame_rate)


def _visible_refs(gathered: _Gathered, refs: Iterable[TagRef]) -> tuple[TagRef, ...]:
    """The tags that the audience may see: none for parents, all for supervision."""
    match gathered.audience:
        case SummaryAudience.PARENT:
            return ()
        case SummaryAudience.RECORD:
            return tuple(ref for ref in refs if gathered.tags.parent_safe(ref))
        case SummaryAudience.SUPERVISION:
            return tuple(refs)


def _tag_names(gathered: _Gathered, refs: Iterable[TagRef]) -> tuple[str, ...]:
    """The words for them; parents read the labels meant for them, where there are any."""
    if gathered.audience is SummaryAudience.PARENT:
        return tuple(label for ref in refs if (label := gathered.tags.parent_words(ref)))
    return tuple(gathered.tags.name(ref) for ref in _visible_refs(gathered, refs))


def _words(reviews: Iterable[Review]) -> Iterable[SummaryWords]:
    for review in reviews:
        for words in review.words:
            yield SummaryWords(review.started_at[:10], words.text, words.whose is Whose.TOGETHER)


def _reels_of(ctx: Context, case: Case, extract: Extract) -> list[Reel]:
    """The extract's one reel, or those that show a film of its session or clip."""
    reels = ctx.catalogue.reels(case.id)
    if extract.reel_id is not None:
        reels = [reel for reel in reels if reel.id == extract.reel_id]
    if extract.clip_id is not None:
        reels = [reel for reel in reels if extract.clip_id in clip_ids_of(reel)]
    if extract.session is not None:
        numbers = _session_numbers(ctx, case)
        reels = [reel for reel in reels if any(numbers.get(clip) == extract.session for clip in clip_ids_of(reel))]
    return reels


def _reviews_of(ctx: Context, case: Case, extract: Extract, reels: Iterable[Reel]) -> list[Review]:
    """Of the case; of part of it only the reviews of its reels: what was said of others is none of its business."""
    reviews = ctx.catalogue.reviews(case.id)
    if extract == Extract():
        return reviews
    shown = {reel.id for reel in reels}
    return [review for review in reviews if review.reel_id in shown]


def _whys(reels: Iterable[Reel]) -> dict[str, str]:
    items = (item for reel in reels for item in reel.items)
    return {item.moment_id: item.why_chosen for item in items if item.moment_id and item.why_chosen}


def _session_numbers(ctx: Context, case: Case) -> dict[str, int]:
    numbers = {session.id: session.number for session in ctx.catalogue.sessions(case.id)}
    return {clip.id: numbers[clip.session_id] for clip in ctx.catalogue.clips(case.id)}


def _used(sessions: dict[str, Session], clips: dict[str, Clip], moments: Iterable[Moment]) -> list[Session]:
    used = {clips[moment.clip_id].session_id for moment in moments}
    return sorted((sessions[session_id] for session_id in used), key=lambda session: session.number)


def _session_line(session: Session) -> str:
    held = [long_date(session.held_on)] if session.held_on else []
    return ", ".join(
        [f"Session {session.number}", *held, *(text for text in (session.place, session.activity) if text)]
    )
