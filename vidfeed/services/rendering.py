"""Rendering a reel to a film file: a recorded copy, consent permitting."""

from dataclasses import dataclass, replace
from pathlib import Path

from vidfeed.model.copy import Copy
from vidfeed.model.reel import Reel
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
            `cancelled`, ...; an unfinished file is removed.
    """
    reel = _shown(ctx, reel_id, item_id)
    plan_of(ctx, reel)
    require_looked_through(reel)
    clips = clip_ids_of(reel)
    flagged = shows_someone_else(ctx, reel)
    with recorded_copy(ctx, reel.case_id, "reel", [reel.id, *clips], clips, leaving, target, flagged) as made:
        rendered = ctx.works.render(reel, target, progress, cancelled, output, passphrase)
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


def _shown(ctx: Context, reel_id: str, item_id: str | None) -> Reel:
    reel = reel_of(ctx.catalogue, reel_id)
    return reel if item_id is None else replace(reel, items=(item_of(reel, item_id),))
