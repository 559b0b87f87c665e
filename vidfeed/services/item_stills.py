"""Pictures of a reel's items that leave by themselves: veiled as the item is, whoever they are for."""

from dataclasses import replace
from pathlib import Path

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.media.pictures import Picture
from vidfeed.media.veiling import hidden
from vidfeed.model.consent import Purpose
from vidfeed.model.copy import Copy
from vidfeed.model.reel import ReelItem
from vidfeed.services.assembling import shows_someone_else
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving, recorded_copy
from vidfeed.services.finding import item_of, reel_of
from vidfeed.services.parents_pictures import ParentsPictures
from vidfeed.services.stills import StillTaker, write_picture
from vidfeed.services.veiling import require_looked_through


def copy_item_still(ctx: Context, reel_id: str, item_id: str, pts: int, target: Path, leaving: Leaving) -> Copy:
    """Writes one picture of an item, upright and without words, as PNG or JPEG by the name's ending.

    A recorded copy, consent permitting.

    Args:
        pts: of the frame; the first inside the item's trim where it lies outside.

    Raises:
        ExpectedError: `unknown-reel`, `unknown-item`; `not-ready` where the item is a card or its veil was not looked
            through; `no-consent`; `unreadable-part`, `exists`, `no-space`, `read-only`, ...
    """
    reel = reel_of(ctx.catalogue, reel_id)
    shown = replace(reel, items=(item_of(reel, item_id),))
    item = require_picture(shown.items[0])
    require_looked_through(shown)
    assert item.clip_id is not None and item.span is not None, "it has a picture"
    index = ctx.catalogue.frame_index(item.clip_id)
    frame = index.frame_at(pts if item.span.contains(pts) else item.span.start_pts)
    subjects, clips, flagged = [reel.id, item.clip_id], [item.clip_id], shows_someone_else(ctx, shown)
    with recorded_copy(ctx, reel.case_id, "frame", subjects, clips, leaving, target, flagged) as made:
        made.sha256 = write_picture(item_picture(ctx, reel.case_id, item, frame, leaving.why), target)
    return made.copy


def require_picture(item: ReelItem) -> ReelItem:
    """The item.

    Raises:
        ExpectedError: `not-ready` where it is a card.
    """
    if item.clip_id is None or item.span is None:
        raise ExpectedError(ErrorKind.NOT_READY, "A card of words has no picture.", "Choose a moment or a still.")
    return item


def item_picture(
    ctx: Context, case_id: str, item: ReelItem, frame: int, why: str, width_px: int | None = None
) -> Picture:
    """A frame of an item as "rgb24", veiled as the item is; what the family gets also as all of the case's reels are.

    Args:
        frame: inside the item's trim.
        why: what it is for; see `ParentsPictures`.
        width_px: the width displayed where there is none.

    Raises:
        ExpectedError: `unreadable-part` where nothing inside the trim can be read; `damaged`.
    """
    assert item.clip_id is not None and item.span is not None, "it has a picture"
    with StillTaker(ctx) as taker:
        taken = taker.take(item.clip_id, frame, width_px)
    if not item.span.contains(taken.pts):
        raise ExpectedError(
            ErrorKind.UNREADABLE_PART, "This picture can’t be read. Nothing was saved.", "Choose another moment."
        )
    if why in {Purpose.REVIEW, Purpose.COPY}:
        pts = ctx.catalogue.frame_index(item.clip_id).pts[frame]
        return ParentsPictures(ctx, case_id, why).shown(item.clip_id, taken, pts)
    return hidden(taken, item.veils) if item.veils else taken
