"""A reel's items: what becomes of a moment that is put in, and what no item may be."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.ids import new_id
from vidfeed.model.moment import Moment
from vidfeed.model.reel import DEFAULT_STILL_S, ItemKind, Reel, ReelItem
from vidfeed.services.codebooks import tag_book
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of, moment_of

FEWEST_FRAMES = 3
SLOWEST, FASTEST = Fraction(1, 10), Fraction(2)
LONGEST_HOLD_S = 600
MAX_SHOWN_LENGTH = 2_000
"""Of a card, caption, question or title: more could be read by nobody, however small it is written."""

_WORDED = {"text": "card", "caption": "caption", "question": "question"}


def items_of_moments(
    ctx: Context, reel: Reel, moment_ids: Sequence[str], confirmed: bool, **fields: Any
) -> tuple[ReelItem, ...]:
    """What moments become as items of a reel; see `assembling.add_moments`."""
    moments = [moment_of(ctx.catalogue, moment_id) for moment_id in moment_ids]
    known = tag_book(ctx.catalogue)
    for moment in moments:
        _require_fit(ctx, reel, moment, confirmed or all(known.parent_safe(tag) for tag in moment.tags))
    items = tuple(worded(replace(item_of_moment(ctx, moment), **fields)) for moment in moments)
    for item in items:
        require_showable(ctx, item)
        require_length(ctx, item)
    return items


def item_of_moment(ctx: Context, moment: Moment) -> ReelItem:
    """A new item that shows a moment as it was marked."""
    clip = clip_of(ctx.catalogue, moment.clip_id)
    return ReelItem(
        new_id(),
        ItemKind.STILL if moment.still else ItemKind.MOMENT,
        moment.id,
        clip.id,
        moment.span,
        clip.time_base,
        hold_s=DEFAULT_STILL_S if moment.still else Fraction(0),
        caption=moment.caption,
        baby_voice=moment.baby_voice,
        other_person=moment.other_person,
    )


def worded(item: ReelItem, fields: Iterable[str] = _WORDED) -> ReelItem:
    """The item with those of its words as they are kept, without signs that no film or file can hold.

    Args:
        fields: names of `ReelItem`'s fields; others than those with words are left alone.

    Raises:
        ExpectedError: `bad-file` where a card says nothing, or one of the texts is too long.
    """
    words = {name: getattr(item, name) for name in _WORDED}
    words |= {name: words_kept(words[name], _WORDED[name]) for name in fields if name in words}
    if item.kind in {ItemKind.TITLE, ItemKind.QUESTION} and not words["text"].strip():
        raise ExpectedError(ErrorKind.BAD_FILE, "A card needs words.", "A few words do.")
    return replace(item, text=words["text"], caption=words["caption"], question=words["question"])


def words_kept(text: str, what: str) -> str:
    """A text as reels keep it: composed (NFC), without zeros and without halves of signs.

    Args:
        what: names the text in the error.

    Raises:
        ExpectedError: `bad-file` where it is too long to be read.
    """
    kept = unicodedata.normalize("NFC", text).replace("\x00", "").encode(errors="ignore").decode()
    if len(kept) > MAX_SHOWN_LENGTH:
        raise ExpectedError(
            ErrorKind.BAD_FILE,
            f"A {what} has at most {MAX_SHOWN_LENGTH:,} characters; this one has {len(kept):,}.",
            "Shorten it: one or two lines are read best.",
        )
    return kept


def _require_fit(ctx: Context, reel: Reel, moment: Moment, safe: bool) -> None:
    if clip_of(ctx.catalogue, moment.clip_id).case_id != reel.case_id:
        raise ExpectedError(
            ErrorKind.AMBIGUOUS, "That moment belongs to another case. A reel shows one family only.", "Choose another."
        )
    if not safe:
        raise ExpectedError(
            ErrorKind.AMBIGUOUS,
            "That moment carries a tag that is not for parents.",
            "Confirm that it is meant for the parent: it is then shown without the tag.",
        )


def require_showable(ctx: Context, item: ReelItem) -> None:
    """Raises ExpectedError `bad-time` where its speed, its hold or its trim is out of bounds."""
    if not SLOWEST <= item.speed <= FASTEST:
        raise ExpectedError(ErrorKind.BAD_TIME, "An item plays at 0.1 to 2 times its speed.", "Choose a speed between.")
    if not 0 <= item.hold_s <= LONGEST_HOLD_S:
        raise ExpectedError(ErrorKind.BAD_TIME, "A picture or card stands for at most ten minutes.", "Shorten it.")
    if item.clip_id is None or item.span is None:
        return
    clip = clip_of(ctx.catalogue, item.clip_id)
    if item.span.start_pts < clip.origin_pts or item.span.end_pts > clip.end_pts:
        raise ExpectedError(ErrorKind.BAD_TIME, "The trim would lie outside the clip.", "Keep it inside the clip.")


def require_length(ctx: Context, item: ReelItem) -> None:
    """Raises ExpectedError `bad-time` where a moment has fewer than three frames."""
    if item.kind is not ItemKind.MOMENT or item.clip_id is None or item.span is None:
        return
    if len(ctx.catalogue.frame_index(item.clip_id).frames_in(item.span)) < FEWEST_FRAMES:
        raise ExpectedError(
            ErrorKind.BAD_TIME, "That is shorter than three frames: nobody would see it.", "Use a still, or more of it."
        )
