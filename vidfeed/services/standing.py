"""Which items of a reel cannot be shown any more, and why: calmly, for the others play."""

from vidfeed.model.clip import AssetRole, ClipStatus
from vidfeed.model.reel import Reel
from vidfeed.services.assembling import clip_ids_of
from vidfeed.services.consenting import stopped_clips
from vidfeed.services.context import Context

CONSENT_ENDED = "Consent to watching has ended. The others play."
ERASED = "Its film is being erased. The others play."
UNREADABLE = "Its film can’t be read. The others play."


def item_troubles(ctx: Context, reel: Reel) -> dict[str, str]:
    """By item id, why nothing of it is shown; items in order are not in it."""
    stopped = stopped_clips(ctx, reel.case_id)
    said = {clip_id: _trouble(ctx, clip_id, clip_id in stopped) for clip_id in clip_ids_of(reel)}
    return {item.id: said[item.clip_id] for item in reel.items if item.clip_id is not None and said[item.clip_id]}


def _trouble(ctx: Context, clip_id: str, stopped: bool) -> str:
    clip = ctx.catalogue.clip(clip_id)
    if clip is None or clip.status is ClipStatus.ERASING:
        return ERASED
    if stopped:
        return CONSENT_ENDED
    return UNREADABLE if clip.trouble or ctx.catalogue.asset(clip_id, AssetRole.ORIGINAL) is None else ""
