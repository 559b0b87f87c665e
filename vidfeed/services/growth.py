"""The closing film: what the parent loved, in all reviews of the case, in the order they were held."""

from dataclasses import replace

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import ChangeSet, ReelChange, reel_scope
from vidfeed.model.ids import new_id
from vidfeed.model.reel import Reel, ReelItem
from vidfeed.services.assembling import free_title
from vidfeed.services.context import Context
from vidfeed.services.finding import case_of

TITLE = "How we grew"


def growth_film(ctx: Context, code: str) -> Reel:
    """A new reel of every favourite, each once; with the veils, captions and trims that it had.

    Raises:
        ExpectedError: `unknown-case`; `not-ready` where nothing was chosen yet.
    """
    case = case_of(ctx.catalogue, code)
    items = tuple(replace(item, id=new_id(), talk=False, question="") for item in _favourites(ctx, case.id))
    if not items:
        raise ExpectedError(
            ErrorKind.NOT_READY,
            "No moment was chosen as a favourite yet.",
            "Parents choose them at the end of a review.",
        )
    reel = Reel(new_id(), case.id, free_title(ctx, case.id, TITLE), created_at=ctx.timestamp(), items=items)
    ctx.catalogue.apply(ChangeSet(reel_scope(reel.id), "Growth film", reel=ReelChange(None, reel)))
    return reel


def _favourites(ctx: Context, case_id: str) -> list[ReelItem]:
    found: dict[object, ReelItem] = {}
    for review in ctx.catalogue.reviews(case_id):
        reel = ctx.catalogue.reel(review.reel_id)
        items = {item.id: item for item in reel.items} if reel is not None else {}
        for item_id in review.favourites:
            item = items.get(item_id)
            if item is not None and item.clip_id is not None:
                found.setdefault((item.moment_id, item.clip_id, item.kind, item.span), item)
    return list(found.values())
