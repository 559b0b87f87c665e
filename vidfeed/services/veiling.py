"""Hiding parts of a reel's item: regions of the picture that are followed, spans of the sound.

An item with a veil is not shown to a parent or rendered before someone has looked through it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import ChangeSet
from vidfeed.model.ids import new_id
from vidfeed.model.reel import Reel, ReelItem
from vidfeed.model.veil import Region, SilentSpan, Spot, Veil, VeilShape, drawn_again, unsure_frames
from vidfeed.ports import Cancelled, Progress, never_cancelled, no_progress
from vidfeed.services.assembling import clip_ids_of, edit_item
from vidfeed.services.consenting import require_watching
from vidfeed.services.context import Context
from vidfeed.services.finding import item_of, reel_of


@dataclass(frozen=True)
class Stroke:
    """What was drawn on an item's picture.

    Attributes:
        pts: of the frame; the last at or before it is taken.
        veil_id: the veil that is drawn otherwise there; None for a new one.
    """

    pts: int
    region: Region
    shape: VeilShape = VeilShape.ELLIPSE
    veil_id: str | None = None


def draw_veil(ctx: Context, reel_id: str, item_id: str, stroke: Stroke, progress: Progress = no_progress) -> ChangeSet:
    """Draws a veil in a frame of an item, follows it through the item, and stores it; raises as `followed_veil`."""
    return put_veils(ctx, reel_id, item_id, [followed_veil(ctx, reel_id, item_id, stroke, progress)])


def followed_veil(
    ctx: Context,
    reel_id: str,
    item_id: str,
    stroke: Stroke,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> Veil:
    """A veil drawn in a frame of an item, followed through the item: the slow part. Stores nothing.

    Raises:
        ExpectedError: `unknown-reel`; `bad-time` for a card, a frame outside the item or a region outside the
            picture; `no-consent`; `cancelled`, `unreadable-part`.
    """
    reel = reel_of(ctx.catalogue, reel_id)
    item = item_of(reel, item_id)
    spot = _spot(ctx, item, stroke.pts, stroke.region)
    require_watching(ctx, reel.case_id, clip_ids_of(replace(reel, items=(item,))))
    before = next((veil for veil in item.veils if veil.id == stroke.veil_id), None)
    drawn = drawn_again(before or Veil(new_id(), stroke.shape, ()), spot)
    return _followed(ctx, item, drawn, progress, cancelled)


def followed_anew(
    ctx: Context,
    reel_id: str,
    item_id: str,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
) -> list[Veil]:
    """An item's veils, followed through the trim that it has now: the slow part. Stores nothing.

    Raises:
        ExpectedError: as `followed_veil`.
    """
    reel = reel_of(ctx.catalogue, reel_id)
    item = item_of(reel, item_id)
    require_watching(ctx, reel.case_id, [item.clip_id] if item.clip_id else [])
    return [_followed(ctx, item, veil, progress, cancelled) for veil in item.veils]


def follow_again(ctx: Context, reel_id: str, item_id: str, progress: Progress = no_progress) -> ChangeSet:
    """Follows an item's veils through the trim that it has now, and stores them; raises as `followed_anew`."""
    return put_veils(ctx, reel_id, item_id, followed_anew(ctx, reel_id, item_id, progress))


def put_veils(ctx: Context, reel_id: str, item_id: str, veils: Sequence[Veil]) -> ChangeSet:
    """Stores veils of an item; each takes the place of the one with its id, and the others stay."""
    item = item_of(reel_of(ctx.catalogue, reel_id), item_id)
    new = {veil.id: veil for veil in veils}
    kept = [new.pop(veil.id, veil) for veil in item.veils]
    return edit_item(ctx, reel_id, item_id, veils=(*kept, *new.values()))


def remove_veil(ctx: Context, reel_id: str, item_id: str, *veil_ids: str) -> ChangeSet:
    """Takes veils off."""
    item = item_of(reel_of(ctx.catalogue, reel_id), item_id)
    return edit_item(ctx, reel_id, item_id, veils=tuple(veil for veil in item.veils if veil.id not in veil_ids))


def look_through(ctx: Context, reel_id: str, item_id: str) -> ChangeSet:
    """Someone has watched the item with its veils from its first frame to its last, and lets it be shown.

    Raises:
        ExpectedError: `not-ready` where it has no veil.
    """
    if not item_of(reel_of(ctx.catalogue, reel_id), item_id).veils:
        raise ExpectedError(ErrorKind.NOT_READY, "That item has no veil to look through.", "Draw one first.")
    return edit_item(ctx, reel_id, item_id, looked_through=True)


def silence(ctx: Context, reel_id: str, item_id: str, spans: Sequence[SilentSpan]) -> ChangeSet:
    """Spans of an item's sound that are not heard, in place of those before.

    Raises:
        ExpectedError: `bad-time` where one ends before it begins.
    """
    if any(span.end_pts <= span.start_pts for span in spans):
        raise ExpectedError(ErrorKind.BAD_TIME, "The silence would end before it begins.", "Check its two ends.")
    ordered = tuple(sorted(spans, key=lambda span: span.start_pts))
    return edit_item(ctx, reel_id, item_id, muted=ordered)


def needs_following(ctx: Context, item: ReelItem) -> bool:
    """Whether a veil is not known at the item's first or last frame: the trim has grown, or the track was lost."""
    if item.clip_id is None or item.span is None or not item.veils:
        return False
    index = ctx.catalogue.frame_index(item.clip_id)
    inside = index.frames_in(item.span)
    ends = (inside.start, inside.stop - 1) if inside else (index.frame_at(item.span.start_pts),)
    return any(veil.region_at(index.pts[number]) is None for veil in item.veils for number in ends)


def frames_to_check(ctx: Context, item: ReelItem) -> list[int]:
    """The frames of an item, by pts, in which a veil is unsure or hides the whole picture."""
    if item.clip_id is None or item.span is None or not item.veils:
        return []
    index = ctx.catalogue.frame_index(item.clip_id)
    return unsure_frames(item.veils, (index.pts[number] for number in index.frames_in(item.span)))


def unseen_veils(reel: Reel) -> list[ReelItem]:
    """The items that nobody has looked through since their veils were made."""
    return [item for item in reel.items if item.veils and not item.looked_through]


def require_looked_through(reel: Reel) -> None:
    """Raises ExpectedError `not-ready` where an item's veil was not looked through."""
    waiting = len(unseen_veils(reel))
    if waiting:
        what = "1 veiled item has" if waiting == 1 else f"{waiting} veiled items have"
        raise ExpectedError(
            ErrorKind.NOT_READY,
            f"{what} not been looked through yet.",
            "Watch each with its veil in the reel builder, then tick that it may be shown.",
        )


def _spot(ctx: Context, item: ReelItem, pts: int, region: Region) -> Spot:
    if item.clip_id is None or item.span is None:
        raise ExpectedError(ErrorKind.BAD_TIME, "A card has nothing to veil.", "Choose a moment or a still.")
    index = ctx.catalogue.frame_index(item.clip_id)
    frames = index.frames_in(item.span)
    number = index.frame_at(pts)
    if number not in frames and number != index.frame_at(item.span.start_pts):
        raise ExpectedError(ErrorKind.BAD_TIME, "That frame is not in the item.", "Draw the veil inside its trim.")
    if region.width <= 0 or region.height <= 0 or not region.is_seen():
        raise ExpectedError(ErrorKind.BAD_TIME, "The veil would lie outside the picture.", "Draw it on the picture.")
    return Spot(index.pts[number], region)


def _followed(ctx: Context, item: ReelItem, veil: Veil, progress: Progress, cancelled: Cancelled) -> Veil:
    assert item.clip_id is not None and item.span is not None, "only films are veiled"
    if item.is_still:
        return replace(veil, track=veil.drawn)
    track = ctx.works.track(item.clip_id, item.span, veil.drawn, progress, cancelled)
    return replace(veil, track=tuple(track))
