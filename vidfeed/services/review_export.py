"""What was shown, said and chosen at the reviews of a case, as a file: a recorded copy, consent permitting."""

import json
from pathlib import Path
from typing import Any

from vidfeed.files import whole_file
from vidfeed.model.copy import Copy
from vidfeed.model.review import Review
from vidfeed.services.assembling import clip_ids_of
from vidfeed.services.context import Context
from vidfeed.services.copying import Leaving, recorded_copy
from vidfeed.services.finding import case_of


def export_reviews(ctx: Context, code: str, target: Path, leaving: Leaving) -> Copy:
    """Writes the reviews as JSON, in the order they were held.

    Raises:
        ExpectedError: `unknown-case`, `no-consent`, `exists`, `no-space`, ...
    """
    case = case_of(ctx.catalogue, code)
    reviews = ctx.catalogue.reviews(case.id)
    subjects = [case.id, *(review.id for review in reviews)]
    reels = [ctx.catalogue.reel(review.reel_id) for review in reviews]
    clips = sorted({clip_id for reel in reels if reel is not None for clip_id in clip_ids_of(reel)})
    with recorded_copy(ctx, case.id, "reviews", subjects, clips, leaving, target) as made:
        body = {"case": case.code, "copy": made.copy.serial, "reviews": [_shape(ctx, review) for review in reviews]}
        with whole_file(target) as whole:
            whole.file.write(json.dumps(body, ensure_ascii=False, indent=2).encode() + b"\n")
        made.sha256 = whole.sha256
    return made.copy


def _shape(ctx: Context, review: Review) -> dict[str, Any]:
    reel = ctx.catalogue.reel(review.reel_id)
    captions = {item.id: item.caption or item.text for item in reel.items} if reel is not None else {}
    return {
        "reel": reel.title if reel is not None else "",
        "started_at": review.started_at,
        "finished_at": review.finished_at,
        "opening": review.opening,
        "next_step": review.next_step,
        "favourites": [captions.get(item_id, "") for item_id in review.favourites],
        "words": [
            {"at": one.at, "whose": one.whose.value, "text": one.text, "item": captions.get(one.item_id or "", "")}
            for one in review.words
        ],
        "events": [
            {"at": one.at, "action": one.action.value, "item": captions.get(one.item_id or "", "")}
            for one in review.events
        ],
    }
