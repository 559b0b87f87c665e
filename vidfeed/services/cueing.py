"""What the therapist has before them while a reel is shown."""

from dataclasses import replace

from vidfeed.model.cue import Cue, cue_of
from vidfeed.model.reel import Reel
from vidfeed.services.context import Context
from vidfeed.services.naming import naming_of


def cues_of(ctx: Context, reel: Reel) -> list[Cue]:
    """One an item, with why it was chosen and the private note of its moment."""
    notes = (ctx.catalogue.moment(item.moment_id) if item.moment_id else None for item in reel.items)
    return [
        cue_of(item, item.why_chosen, moment.note if moment is not None else "")
        for item, moment in zip(reel.items, notes, strict=True)
    ]


def nameless_cues(ctx: Context, reel: Reel) -> tuple[Cue, ...]:
    """The same, for where no case ID may be: what names any case is left out."""
    naming = naming_of(ctx)

    def kept(text: str) -> str:
        return "" if naming.names_case(text) else text

    return tuple(replace(cue, why=kept(cue.why), note=kept(cue.note)) for cue in cues_of(ctx, reel))
