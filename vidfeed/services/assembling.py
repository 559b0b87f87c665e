"""Assembling reels: every change is stored whole, and undoable."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.change import ChangeSet, ReelChange, reel_scope
from vidfeed.model.frame_index import FrameIndex
from vidfeed.model.ids import new_id
from vidfeed.model.reel import DEFAULT_CARD_S, ItemKind, Reel, ReelItem
from vidfeed.model.reel_plan import ReelPlan, plan_reel
from vidfeed.services.context import Context
from vidfeed.services.finding import case_of, clip_of, item_of, reel_of
from vidfeed.services.reel_items import (
    MAX_SHOWN_LENGTH,
    items_of_moments,
    require_length,
    require_showable,
    worded,
    words_kept,
)

MAX_ITEMS = 500


def create_reel(ctx: Context, code: str, title: str, question: str = "") -> Reel:
    """A new, empty reel of the case.

    Raises:
        ExpectedError: `unknown-case`; `bad-file` where it has no title, or title or question are too long.
    """
    case = case_of(ctx.catalogue, code)
    question = words_kept(question, "question")
    reel = Reel(new_id(), case.id, _title(title), question, created_at=ctx.timestamp())
    ctx.catalogue.apply(ChangeSet(reel_scope(reel.id), "New reel", reel=ReelChange(None, reel)))
    return reel


def copy_reel(ctx: Context, reel_id: str) -> Reel:
    """Another reel of the case with the same items, to go its own way; a veil that was looked through stays so."""
    source = reel_of(ctx.catalogue, reel_id)
    items = tuple(replace(item, id=new_id()) for item in source.items)
    title = free_title(ctx, source.case_id, source.title)
    reel = replace(source, id=new_id(), title=title, created_at=ctx.timestamp(), items=items)
    ctx.catalogue.apply(ChangeSet(reel_scope(reel.id), "Copy reel", reel=ReelChange(None, reel)))
    return reel


def free_title(ctx: Context, case_id: str, wanted: str = "Our moments") -> str:
    """A title that no reel of the case has yet: the one wanted, then "Our moments (2)", ..."""
    taken = {reel.title for reel in ctx.catalogue.reels(case_id)}
    number, base = 1, wanted[: MAX_SHOWN_LENGTH - 10]
    while (title := base if number == 1 else f"{base} ({number})") in taken:
        number += 1
    return title


def add_moments(
    ctx: Context,
    reel_id: str,
    moment_ids: Sequence[str],
    confirmed: bool = False,
    position: int | None = None,
    **fields: Any,
) -> ChangeSet:
    """Puts moments in, in the order given, at a position; at the end by default.

    Args:
        confirmed: the therapist meant a moment with a clinician-only tag for the parent; it is shown without it.
        fields: others of `ReelItem` than the moment's own.

    Raises:
        ExpectedError: `ambiguous` where a moment is of another case, or carries such a tag unconfirmed; `bad-file`
            where its caption is too long to be read.
    """
    reel = reel_of(ctx.catalogue, reel_id)
    items = items_of_moments(ctx, reel, moment_ids, confirmed, **fields)
    where = len(reel.items) if position is None else position
    placed = (*reel.items[:where], *items, *reel.items[where:])
    return store_reel(ctx, reel, replace(reel, items=placed), "Add to reel")


def add_card(ctx: Context, reel_id: str, text: str, question: bool = False, position: int | None = None) -> ChangeSet:
    """Puts a title or question card in at a position, at the end by default."""
    reel = reel_of(ctx.catalogue, reel_id)
    kind = ItemKind.QUESTION if question else ItemKind.TITLE
    card = worded(ReelItem(new_id(), kind, hold_s=DEFAULT_CARD_S, text=text.strip(), talk=question))
    where = len(reel.items) if position is None else position
    items = (*reel.items[:where], card, *reel.items[where:])
    return store_reel(ctx, reel, replace(reel, items=items), "Add card")


def edit_item(ctx: Context, reel_id: str, item_id: str, **fields: Any) -> ChangeSet:
    """The item with some of its fields changed; another trim or veil has to be looked through anew.

    Raises:
        ExpectedError: `bad-time` where its speed, hold or trim is out of bounds; `bad-file` where new words are too
            long to be read, or a card has none.
    """
    reel = reel_of(ctx.catalogue, reel_id)
    before = item_of(reel, item_id)
    changed = worded(replace(before, **fields), fields)
    if (changed.veils, changed.span) != (before.veils, before.span):
        changed = replace(changed, looked_through=False)
    require_showable(ctx, changed)
    if changed.span != before.span:
        require_length(ctx, changed)
    items = tuple(changed if item.id == item_id else item for item in reel.items)
    return store_reel(ctx, reel, replace(reel, items=items), "Edit item")


def duplicate_item(ctx: Context, reel_id: str, item_id: str) -> ChangeSet:
    """The same item once more, right after it."""
    reel = reel_of(ctx.catalogue, reel_id)
    item = item_of(reel, item_id)
    where = reel.items.index(item) + 1
    items = (*reel.items[:where], replace(item, id=new_id()), *reel.items[where:])
    return store_reel(ctx, reel, replace(reel, items=items), "Duplicate item")


def move_item(ctx: Context, reel_id: str, item_id: str, position: int) -> ChangeSet:
    """Moves an item so that it stands at `position`, counted from 0."""
    reel = reel_of(ctx.catalogue, reel_id)
    item = item_of(reel, item_id)
    others = [other for other in reel.items if other.id != item_id]
    others.insert(max(0, min(position, len(others))), item)
    return store_reel(ctx, reel, replace(reel, items=tuple(others)), "Move item")


def remove_item(ctx: Context, reel_id: str, item_id: str) -> ChangeSet:
    """Takes an item out; the moment stays where it was marked."""
    reel = reel_of(ctx.catalogue, reel_id)
    item_of(reel, item_id)
    items = tuple(item for item in reel.items if item.id != item_id)
    return store_reel(ctx, reel, replace(reel, items=items), "Remove item")


def edit_reel(ctx: Context, reel_id: str, **fields: Any) -> ChangeSet:
    """The reel's title, question or target length changed; raises ExpectedError `bad-file` as `create_reel` does."""
    reel = reel_of(ctx.catalogue, reel_id)
    changed = replace(reel, **fields)
    changed = replace(changed, title=_title(changed.title), question=words_kept(changed.question, "question"))
    return store_reel(ctx, reel, changed, "Edit reel")


def remove_reel(ctx: Context, reel_id: str) -> ChangeSet:
    """Removes the reel; undo brings it back."""
    reel = reel_of(ctx.catalogue, reel_id)
    changes = ChangeSet(reel_scope(reel.id), "Remove reel", reel=ReelChange(reel, None))
    ctx.catalogue.apply(changes)
    ctx.works.forget_rendered()
    return changes


def plan_of(ctx: Context, reel: Reel, rate: Fraction | None = None) -> ReelPlan:
    """The reel laid out in output frames.

    Raises:
        ExpectedError: `unknown-reel` where it is empty, `unknown-clip` where a clip is gone.
    """
    if not reel.items:
        raise ExpectedError(ErrorKind.UNKNOWN_REEL, "The reel is empty.", "Add a moment first.")
    clips = {clip_id: clip_of(ctx.catalogue, clip_id) for clip_id in clip_ids_of(reel)}
    indexes: dict[str, FrameIndex] = {clip_id: ctx.catalogue.frame_index(clip_id) for clip_id in clips}
    return plan_reel(reel, indexes, (clip.frame_rate for clip in clips.values()), rate)


def clip_ids_of(reel: Reel) -> list[str]:
    """The clips that a reel shows, each once, in order."""
    return list(dict.fromkeys(item.clip_id for item in reel.items if item.clip_id))


def shows_someone_else(ctx: Context, reel: Reel) -> bool:
    """Whether an item shows someone else, as `items_with_others` says."""
    return bool(items_with_others(ctx, reel))


def items_with_others(ctx: Context, reel: Reel) -> list[ReelItem]:
    """The items that show someone else: flagged when added, or by any moment that overlaps their trim.

    A veil that was looked through hides them.
    """
    flagged = {
        clip_id: [moment.span for moment in ctx.catalogue.moments(clip_id) if moment.other_person]
        for clip_id in clip_ids_of(reel)
    }
    bare = [item for item in reel.items if not (item.veils and item.looked_through)]
    return [
        item
        for item in bare
        if item.other_person
        or any(item.span is not None and item.span.overlaps(span) for span in flagged.get(item.clip_id or "", []))
    ]


def store_reel(ctx: Context, before: Reel, after: Reel, label: str) -> ChangeSet:
    """The reel as it now is, in place of what it was; undone under this label.

    Raises:
        ExpectedError: `bad-file` where it has too many items.
    """
    if len(after.items) > MAX_ITEMS:
        raise ExpectedError(
            ErrorKind.BAD_FILE, "A reel holds at most 500 items.", "Fewer is kinder: make another reel."
        )
    changes = ChangeSet(reel_scope(before.id), label, reel=ReelChange(before, after))
    if after != before:
        ctx.catalogue.apply(changes)
    return changes


def _title(text: str) -> str:
    title = words_kept(text.strip(), "title")
    if not title:
        raise ExpectedError(ErrorKind.BAD_FILE, "The reel needs a title.", "Two or three words do.")
    return title
