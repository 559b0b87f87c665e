"""A keepsake card: one picture of a reel and the parent's sentence, on paper for the family. A recorded copy."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.files import whole_file
from vidfeed.media.pictures import Picture
from vidfeed.model.consent import Purpose
from vidfeed.model.copy import Copy
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.review import ParentWords
from vidfeed.services.assembling import shows_someone_else
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving, recorded_copy
from vidfeed.services.finding import item_of, reel_of
from vidfeed.services.item_stills import item_picture, require_picture
from vidfeed.services.naming import naming_of
from vidfeed.services.veiling import require_looked_through

WIDTH_PX = 1280

PaintCard = Callable[[Picture, str], bytes]
"""Paints the picture ("rgb24") and the sentence; a PDF file."""


def keepsake_items(reel: Reel) -> list[ReelItem]:
    """The items that a keepsake may show: moments and stills."""
    return [item for item in reel.items if item.clip_id is not None]


def keepsake_words(ctx: Context, reel: Reel, item_id: str = "") -> list[ParentWords]:
    """What the parent said and let be kept, of all reviews of the case: of that item first, then of the reel; newest
    first.
    """
    kept = list(reversed(ctx.catalogue.kept_words(reel.case_id)))
    kept.sort(key=lambda said: (said.reel_id != reel.id, said.words.item_id != item_id))
    return [said.words for said in kept]


def make_keepsake(
    ctx: Context, reel_id: str, item_id: str, words_id: str, target: Path, leaving: Leaving, paint: PaintCard
) -> Copy:
    """Writes the card, complete or not at all; its picture is veiled where the item is.

    Args:
        words_id: of the kept words; empty for the first of `keepsake_words`.
        leaving: for whom; whatever it says, the reason is a copy for the family.

    Raises:
        ExpectedError: `unknown-reel`, `unknown-item`; `not-ready` where the item is a card, its veil was not looked
            through, or no words were kept; `ambiguous` where they name the case; `no-consent` without
            everyone's agreement to a copy for the family; `exists`, `no-space`, `damaged`, ...
    """
    reel = reel_of(ctx.catalogue, reel_id)
    item = require_picture(item_of(reel, item_id))
    shown = replace(reel, items=(item,))
    require_looked_through(shown)
    assert item.clip_id is not None, "it has a picture"
    sentence = _sentence(keepsake_words(ctx, reel, item_id), words_id)
    if naming_of(ctx, ctx.catalogue.case(reel.case_id)).names_case(sentence):
        raise ExpectedError(ErrorKind.AMBIGUOUS, "The case ID stands in the sentence.", "Choose other words.")
    subjects, clips = [reel.id, item.clip_id], [item.clip_id]
    flagged = shows_someone_else(ctx, shown)
    with recorded_copy(
        ctx, reel.case_id, "keepsake", subjects, clips, replace(leaving, why=Purpose.COPY), target, flagged
    ) as made:
        data = paint(_picture(ctx, reel.case_id, item), sentence)
        with whole_file(target) as whole:
            whole.file.write(data)
        made.sha256 = whole.sha256
    return made.copy


def _sentence(kept: Sequence[ParentWords], words_id: str) -> str:
    chosen = next((words.text for words in kept if words_id in ("", words.id)), None)
    if chosen is None:
        raise ExpectedError(
            ErrorKind.NOT_READY,
            "No words of the parent were kept that could stand on the card.",
            "Keep them in a review, when the parent says yes.",
        )
    return chosen


def _picture(ctx: Context, case_id: str, item: ReelItem) -> Picture:
    assert item.clip_id is not None and item.span is not None, "it was asked before"
    frames = ctx.catalogue.frame_index(item.clip_id).frames_in(item.span)
    frame = frames.start if item.kind is ItemKind.STILL else (frames.start + frames.stop - 1) // 2
    return item_picture(ctx, case_id, item, frame, Purpose.COPY, WIDTH_PX)
