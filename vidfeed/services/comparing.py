"""Then and now: moments of two sessions beside each other, and both into a reel, one after the other."""

from dataclasses import replace

from vidfeed.model.change import ChangeSet
from vidfeed.model.ids import new_id
from vidfeed.model.reel import DEFAULT_CARD_S, ItemKind, Reel, ReelItem
from vidfeed.services.assembling import store_reel
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of, moment_of, reel_of
from vidfeed.services.reel_items import item_of_moment, items_of_moments

THEN, NOW = "Then", "Now"


def reel_of_moment(ctx: Context, moment_id: str) -> Reel:
    """A reel of this moment alone, as it was filmed; for looking at it, kept nowhere.

    Raises:
        ExpectedError: `unknown-moment`, `unknown-clip`.
    """
    moment = moment_of(ctx.catalogue, moment_id)
    case_id = clip_of(ctx.catalogue, moment.clip_id).case_id
    return Reel(moment.id, case_id, "", items=(replace(item_of_moment(ctx, moment), caption=""),))


def add_then_and_now(
    ctx: Context, reel_id: str, then_id: str, now_id: str, position: int, confirmed: bool = False
) -> ChangeSet:
    """Puts two moments in, each after a card that says when it was; one change.

    Args:
        confirmed: as for `assembling.add_moments`.

    Raises:
        ExpectedError: as `assembling.add_moments`.
    """
    reel = reel_of(ctx.catalogue, reel_id)
    then, now = items_of_moments(ctx, reel, (then_id, now_id), confirmed)
    items = (_card(THEN), then, _card(NOW), now)
    placed = (*reel.items[:position], *items, *reel.items[position:])
    return store_reel(ctx, reel, replace(reel, items=placed), "Add then and now")


def _card(text: str) -> ReelItem:
    return ReelItem(new_id(), ItemKind.TITLE, hold_s=DEFAULT_CARD_S, text=text)
