"""Which session films go into, and what a film's date tells about its session."""

from datetime import date, datetime

from vidfeed.model.case import Case, Session
from vidfeed.model.clip import Clip
from vidfeed.services import cases
from vidfeed.services.context import Context


def offered_sessions(ctx: Context, case: Case) -> list[tuple[int, str]]:
    """Number and name of each session, the latest first, after one to be made."""
    numbers = [session.number for session in ctx.catalogue.sessions(case.id)]
    new = max(numbers, default=0) + 1
    return [(new, f"Session {new} (new)"), *((number, f"Session {number}") for number in reversed(numbers))]


def suggested_session(ctx: Context, case: Case) -> int:
    """The latest session while it is today's, undated or empty; else a new one."""
    sessions = ctx.catalogue.sessions(case.id)
    if not sessions:
        return 1
    latest = max(sessions, key=lambda session: session.number)
    used = any(clip.session_id == latest.id for clip in ctx.catalogue.clips(case.id))
    return latest.number + (used and latest.held_on not in (None, ctx.today()))


def date_session(ctx: Context, clip: Clip) -> None:
    """Gives an undated session the day on which the clip was filmed."""
    session = ctx.catalogue.session(clip.session_id)
    day = filmed_on(clip)
    if session is not None and session.held_on is None and day is not None:
        cases.describe_session(ctx, session, day, session.place, session.activity)


def filmed_on(clip: Clip) -> date | None:
    """The day here on which the clip was filmed, if its file tells."""
    if not clip.recorded_at:
        return None
    when = datetime.fromisoformat(clip.recorded_at)
    return (when.astimezone() if when.tzinfo else when).date()


def session_number(ctx: Context, clip: Clip) -> int:
    """Of the clip's session."""
    session: Session | None = ctx.catalogue.session(clip.session_id)
    assert session is not None, "every clip has its session"
    return session.number
