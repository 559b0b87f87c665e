"""Which items of a reel can hardly be heard."""

from vidfeed.errors import ExpectedError
from vidfeed.errors import cancelled as stopped
from vidfeed.media.reel_sound import item_sound
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.ports import Cancelled, never_cancelled
from vidfeed.services.context import Context
from vidfeed.services.showing import open_reel

FAINT_LUFS = -50.0
"""Fainter than this, evening out would bring up hiss and little else."""


def faint_items(ctx: Context, reel: Reel, cancelled: Cancelled = never_cancelled) -> list[ReelItem]:
    """The moments whose sound is on and of which next to nothing would be heard; reads all their sound.

    Raises:
        ExpectedError: `no-consent`, `unknown-reel`, `unknown-clip`, `cancelled`.
    """

    def check() -> None:
        if cancelled():
            raise stopped("Listening")

    films = open_reel(ctx, reel)
    faint = []
    for number, item in enumerate(reel.items):
        if item.kind is not ItemKind.MOMENT or not item.sound:
            continue
        check()
        sound = item_sound(films, number)
        try:
            loudness = None if sound is None else sound.loudness_lufs(check)
        except ExpectedError:
            check()
            continue  # what cannot be read is told by its picture
        if loudness is None or loudness < FAINT_LUFS:
            faint.append(item)
    return faint
