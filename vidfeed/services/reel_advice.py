"""Advice on a reel: how it is put together. It never stops one."""

from collections.abc import Iterator
from fractions import Fraction

from vidfeed.model.moment import Moment
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.reel_check import CheckLine, CheckTopic, advice, in_order, items_named
from vidfeed.model.review import ReviewAction
from vidfeed.model.time import format_clock
from vidfeed.services.codebooks import tag_book
from vidfeed.services.context import Context
from vidfeed.services.naming import naming_of

SHORT_S, LONG_S = Fraction(1), Fraction(90)
READ_PER_S = 17
"""Characters that most adults can read of captions in a second; common practice in subtitling."""


def advice_on(ctx: Context, reel: Reel) -> Iterator[CheckLine]:
    """What might be better about a reel, or that it is as it should be; without listening to it."""
    yield _names(ctx, reel)
    if reel.items:
        yield from (_strengths(ctx, reel), _reasons(reel), _tags(ctx, reel), _lengths(reel), _repeated(ctx, reel))


def _names(ctx: Context, reel: Reel) -> CheckLine:
    naming = naming_of(ctx, ctx.catalogue.case(reel.case_id))
    texts = [reel.title, *(text for item in reel.items for text in (item.text, item.caption, item.question))]
    found = [text for text in texts if naming.names_person(text)]
    if found:
        return advice(CheckTopic.NAMES, "A name can be read", f"In “{found[0][:60]}”. Do without, if you can.")
    return in_order(CheckTopic.NAMES, "No names", "Nobody of this case is named in what is shown")


def _strengths(ctx: Context, reel: Reel) -> CheckLine:
    films = [item for item in reel.items if item.clip_id is not None]
    weak = [item for item in dict.fromkeys((*films[:1], *films[-1:])) if not _is_strength(ctx, item)]
    if not films:
        return advice(CheckTopic.STRENGTHS, "Cards only", "There is no moment in it.")
    if weak:
        said = f"No tag for parents, no star and no caption: {items_named(reel, weak)}."
        return advice(CheckTopic.STRENGTHS, "Begin and end on a strength", said, weak)
    return in_order(CheckTopic.STRENGTHS, "Begins and ends on a strength", "Both are tagged, starred or captioned")


def _is_strength(ctx: Context, item: ReelItem) -> bool:
    moment = _moment(ctx, item)
    if item.caption.strip() or moment is None:
        return bool(item.caption.strip())
    known = tag_book(ctx.catalogue)
    return moment.stars > 0 or any(known.parent_safe(tag) for tag in moment.tags)


def _reasons(reel: Reel) -> CheckLine:
    without = [item for item in reel.items if item.clip_id is not None and not item.why_chosen.strip()]
    if without:
        return advice(CheckTopic.REASONS, "Why it was chosen", f"Not said of {items_named(reel, without)}.", without)
    return in_order(CheckTopic.REASONS, "Why it was chosen", "Said of every moment")


def _tags(ctx: Context, reel: Reel) -> CheckLine:
    known = tag_book(ctx.catalogue)
    moments = {item.id: _moment(ctx, item) for item in reel.items}
    unsafe = [
        item
        for item in reel.items
        if (moment := moments[item.id]) is not None and not all(known.parent_safe(tag) for tag in moment.tags)
    ]
    if unsafe:
        said = f"They are shown without it: {items_named(reel, unsafe)}."
        return advice(CheckTopic.TAGS, "A tag that is not for parents", said, unsafe)
    return in_order(CheckTopic.TAGS, "Tags", "Every tag is one for parents; none is shown")


def _lengths(reel: Reel) -> CheckLine:
    films = [item for item in reel.items if item.kind is ItemKind.MOMENT]
    short, long = [one for one in films if one.duration < SHORT_S], [one for one in films if one.duration > LONG_S]
    said = []
    if reel.duration > reel.target_s:
        said.append(f"The reel lasts {format_clock(reel.duration)} of about {format_clock(Fraction(reel.target_s))}.")
    if short:
        said.append(f"Under a second: {items_named(reel, short)}.")
    if long:
        said.append(f"Longer than a minute and a half: {items_named(reel, long)}.")
    hasty = [item for item in reel.items if not item.talk and _letters(item) > READ_PER_S * max(SHORT_S, item.duration)]
    if hasty:
        said.append(f"More words than can be read while they stand: {items_named(reel, hasty)}.")
    if said:
        return advice(CheckTopic.LENGTHS, "Lengths", " ".join(said), list(dict.fromkeys([*short, *long, *hasty])))
    return in_order(CheckTopic.LENGTHS, "Lengths", "Neither too short to see nor longer than planned")


def _letters(item: ReelItem) -> int:
    """How much there is to read of an item."""
    return len((item.caption if item.clip_id is not None else item.text).strip())


def _repeated(ctx: Context, reel: Reel) -> CheckLine:
    """Favourites may come again: the parent chose them."""
    reviews = [one for one in ctx.catalogue.reviews(reel.case_id) if one.events]
    last = reviews[-1] if reviews else None
    before = ctx.catalogue.reel(last.reel_id) if last is not None else None
    if last is None or before is None:
        return in_order(CheckTopic.REPEATED, "New to the parent", "Nothing was shown in a review before")
    shown = {event.item_id for event in last.events if event.action is ReviewAction.SHOWN} - set(last.favourites)
    seen = {item.moment_id for item in before.items if item.id in shown and item.moment_id}
    again = [item for item in reel.items if item.moment_id in seen]
    if again:
        said = f"The parent saw it last time: {items_named(reel, again)}."
        return advice(CheckTopic.REPEATED, "Shown before", said, again)
    return in_order(CheckTopic.REPEATED, "New to the parent", "Nothing comes again from last time but what they loved")


def _moment(ctx: Context, item: ReelItem) -> Moment | None:
    return ctx.catalogue.moment(item.moment_id) if item.moment_id else None
