"""Where a clip is filed, and what it is called."""

from dataclasses import replace

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Clip
from vidfeed.services.cases import session_numbered
from vidfeed.services.context import Context

MAX_TITLE_LENGTH = 200


def refile(
    ctx: Context, clip: Clip, *, title: str | None = None, session: int | None = None, recorded_at: str | None = None
) -> Clip:
    """The clip with its title, session (made where there is none) or time of recording changed; None leaves it.

    Raises:
        ExpectedError: `bad-file` for an empty or overlong title.
    """
    named = clip.title if title is None else _checked(title)
    with ctx.catalogue.transaction():
        session_id = clip.session_id if session is None else session_numbered(ctx, clip.case_id, session).id
        when = clip.recorded_at if recorded_at is None else recorded_at
        changed = replace(clip, title=named, session_id=session_id, recorded_at=when)
        ctx.catalogue.refile_clip(changed)
        ctx.catalogue.record("clip.refile", clip.id)
    return changed


def _checked(title: str) -> str:
    words = title.strip()
    if not words or len(words) > MAX_TITLE_LENGTH:
        raise ExpectedError(ErrorKind.BAD_FILE, f"A clip's title has 1 to {MAX_TITLE_LENGTH} characters.", "Change it.")
    return words
