"""The summary of a case's tagged moments: gathered here, written by `vidfeed.interchange`."""

from collections.abc import Iterable
from dataclasses import dataclass

from vidfeed.model.case import Case, Session
from vidfeed.model.clip import Clip
from vidfeed.model.moment import Moment
from vidfeed.model.review import Review, Whose
from vidfeed.model.summary import Summary, SummaryAudience, SummaryMoment, SummaryWords
from vidfeed.services.codebooks import parent_safe_tags, tag_names
from vidfeed.services.context import Context


@dataclass(frozen=True)
class Extract:
    """Which moments: all of the case, or of one session, clip or reel."""

    session: int | None = None
    clip_id: str | None = None
    reel_id: str | None = None


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


def summarise(
    ctx: Context, case: Case, extract: Extract, audience: SummaryAudience, author: str, serial: int
) -> Summary:
    """Gathers the summary; what the audience may not see never enters it."""
    moments = moments_of(ctx, case, extract)
    if audience is SummaryAudience.PARENT:
        chosen = _chosen_ids(ctx, case)
        moments = [moment for moment in moments if moment.id in chosen]
    clips = {clip.id: clip for clip in ctx.catalogue.clips(case.id)}
    sessions = {session.id: session for session in ctx.catalogue.sessions(case.id)}
    reviews = ctx.catalogue.reviews(case.id)
    whys = _whys(ctx, case)
    return Summary(
        case.code,
        audience,
        tuple(person.label for person in ctx.catalogue.people(case.id)),
        case.question,
        tuple(_session_line(session) for session in _used(sessions, clips, moments)),
        tuple(_line(ctx, moment, clips[moment.clip_id], sessions, audience, whys) for moment in moments),
        tuple(_words(reviews)),
        tuple(review.next_step for review in reviews if review.next_step),
        author,
        ctx.today(),
        serial,
    )


def _line(
    ctx: Context,
    moment: Moment,
    clip: Clip,
    sessions: dict[str, Session],
    audience: SummaryAudience,
    whys: dict[str, str],
) -> SummaryMoment:
    index = ctx.catalogue.frame_index(clip.id)
    frames = index.frames_in(moment.span)
    for_parent = audience is SummaryAudience.PARENT
    return SummaryMoment(
        moment.id,
        clip.id,
        "" if for_parent else clip.title,
        sessions[clip.session_id].number,
        clip.seconds(moment.span.start_pts),
        clip.seconds(moment.span.end_pts),
        () if for_parent else _tags(ctx, moment, audience),
        0 if for_parent else moment.stars,
        "" if for_parent or moment.who is None else moment.who.value,
        moment.caption,
        moment.note if audience is SummaryAudience.SUPERVISION else "",
        "" if for_parent else whys.get(moment.id, ""),
        frames[len(frames) // 2] if frames else index.frame_at(moment.span.start_pts),
    )


def _tags(ctx: Context, moment: Moment, audience: SummaryAudience) -> tuple[str, ...]:
    books = ctx.catalogue.codebooks()
    names = tag_names(books)
    shown = set(names) if audience is SummaryAudience.SUPERVISION else parent_safe_tags(books)
    return tuple(names.get(tag.tag_id, tag.tag_id) for tag in moment.tags if tag.tag_id in shown)


def _words(reviews: Iterable[Review]) -> Iterable[SummaryWords]:
    for review in reviews:
        for words in review.words:
            yield SummaryWords(review.started_at[:10], words.text, words.whose is Whose.TOGETHER)


def _whys(ctx: Context, case: Case) -> dict[str, str]:
    items = (item for reel in ctx.catalogue.reels(case.id) for item in reel.items)
    return {item.moment_id: item.why_chosen for item in items if item.moment_id and item.why_chosen}


def _chosen_ids(ctx: Context, case: Case) -> set[str]:
    return {item.moment_id for reel in ctx.catalogue.reels(case.id) for item in reel.items if item.moment_id}


def _session_numbers(ctx: Context, case: Case) -> dict[str, int]:
    numbers = {session.id: session.number for session in ctx.catalogue.sessions(case.id)}
    return {clip.id: numbers[clip.session_id] for clip in ctx.catalogue.clips(case.id)}


def _used(sessions: dict[str, Session], clips: dict[str, Clip], moments: Iterable[Moment]) -> list[Session]:
    used = {clips[moment.clip_id].session_id for moment in moments}
    return sorted((sessions[session_id] for session_id in used), key=lambda session: session.number)


def _session_line(session: Session) -> str:
    held = [f"{session.held_on:%d %B %Y}".lstrip("0")] if session.held_on else []
    return ", ".join(
        [f"Session {session.number}", *held, *(text for text in (session.place, session.activity) if text)]
    )
