"""Trying a reel before a visit: everything is decoded once, as it will be for the parent."""

from contextlib import closing

from vidfeed.errors import cancelled as stopped
from vidfeed.media.reel_listing import list_frames
from vidfeed.ports import Cancelled, Progress
from vidfeed.services.context import Context
from vidfeed.services.finding import reel_of
from vidfeed.services.showing import open_reel


def unreadable_items(ctx: Context, reel_id: str, progress: Progress, is_cancelled: Cancelled) -> list[int]:
    """Numbers, counted from 1, of the items of which not everything can be shown.

    Raises:
        ExpectedError: as `open_reel`; `cancelled`.
    """
    films = open_reel(ctx, reel_of(ctx.catalogue, reel_id))
    skipped: list[int] = []
    with closing(list_frames(films, skipped)) as frames:
        for number, _frame in enumerate(frames, 1):
            if is_cancelled():
                raise stopped("The check")
            progress(number / films.plan.frames)
    return [number + 1 for number in sorted(set(skipped))]
