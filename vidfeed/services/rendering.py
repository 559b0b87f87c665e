"""Rendering a reel to a film file: a recorded copy, consent permitting."""

from dataclasses import dataclass, replace
from pathlib import Path

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole
from vidfeed.model.copy import Copy
from vidfeed.model.reel import Reel
from vidfeed.model.reel_check import items_named
from vidfeed.model.reel_output import USUAL_OUTPUT, ReelOutput, Rendered
from vidfeed.ports import Cancelled, Progress, never_cancelled, no_progress
from vidfeed.services.assembling import clip_ids_of, plan_of, shows_someone_else
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving, recorded_copy
from vidfeed.services.finding import item_of, reel_of
from vidfeed.services.veiling import require_looked_through


@dataclass(frozen=True)
class RenderedCopy:
    """What was written, and its entry in the ledger."""

    copy: Copy
    rendered: Rendered


def render_reel(
    ctx: Context,
    reel_id: str,
    target: Path,
    leaving: Leaving,
    progress: Progress = no_progress,
    cancelled: Cancelled = never_cancelled,
    output: ReelOutput = USUAL_OUTPUT,
    item_id: str | None = None,
    passphrase: str = "",
) -> RenderedCopy:
    """Writes the reel as MP4, complete or not at all.

    Args:
        item_id: of the one item that it shall show; None for all.
        passphrase: encrypts the file, which any program for age files opens; empty for a film in the clear.

    Raises:
        ExpectedError: `unknown-reel`, `not-ready` (a veil was not looked through), `no-consent`, `no-space`,
            `cancelled`, `damaged`, `unreadable-part` (naming the item), ...; an unfinished file is removed.
    """
    reel = _shown(ctx, reel_id, item_id)
    plan_of(ctx, reel)
    require_looked_through(reel)
    clips = clip_ids_of(reel)
    flagged = shows_someone_else(ctx, reel)
    with recorded_copy(ctx, reel.case_id, "reel", [reel.id, *clips], clips, leaving, target, flagged) as made:
        try:
            rendered = ctx.works.render(reel, target, progress, cancelled, output, passphrase)
        except ExpectedError as error:
            raise _naming_items(ctx, reel, error) from error
        made.sha256 = rendered.sha256
    return RenderedCopy(made.copy, rendered)


def rendered_before(
    ctx: Context, reel_id: str, output: ReelOutput = USUAL_OUTPUT, item_id: str | None = None
) -> tuple[int, int]:
    """After how many items `render_reel` would go on because it was stopped there, 0 for none; and of how many.

    Raises:
        ExpectedError: `unknown-reel`, `unknown-clip`.
    """
    reel = _shown(ctx, reel_id, item_id)
    plan_of(ctx, reel)
    return ctx.works.rendered_before(reel, output), len(reel.items)


def _naming_items(ctx: Context, reel: Reel, error: ExpectedError) -> ExpectedError:
    """The error with the items whose films are not what the vault says, where the reel has others."""
    if error.kind is not ErrorKind.DAMAGED or len(reel.items) == 1:
        return error
    broken = {clip_id for clip_id in clip_ids_of(reel) if not _opens(ctx, clip_id)}
    items = [item for item in reel.items if item.clip_id in broken]
    if not items:
        return error
    named = items_named(reel, items)
    return ExpectedError(error.kind, f"{named[0].upper()}{named[1:]}: {error.message}", error.hint)


def _opens(ctx: Context, clip_id: str) -> bool:
    asset = ctx.catalogue.asset(clip_id, AssetRole.ORIGINAL)
    try:
        if asset is not None:
            ctx.blobs.source(asset).open().close()
    except ExpectedError:
        return False
    return asset is not None


def _shown(ctx: Context, reel_id: str, item_id: str | None) -> Reel:
    reel = reel_of(ctx.catalogue, reel_id)
    return reel if item_id is None else replace(reel, items=(item_of(reel, item_id),))
