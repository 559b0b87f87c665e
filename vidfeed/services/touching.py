"""What rests on a consent, and so is touched by its withdrawal."""

from collections.abc import Collection, Sequence

from vidfeed.model.clip import ClipStatus
from vidfeed.model.consent import Person, Purpose
from vidfeed.model.copy import Copy
from vidfeed.model.touched import Touched
from vidfeed.services.assembling import clip_ids_of, shows_someone_else
from vidfeed.services.context import Context

_SHOWN_IN_REVIEWS = {Purpose.RECORD, Purpose.REVIEW, Purpose.FILMED_REVIEW}


def touched_by(ctx: Context, person: Person, purpose: Purpose, clip_ids: Sequence[str] = ()) -> Touched:
    """Films, stills, reels, reviews and copies that a person's withdrawal of the purpose touches.

    For someone who is not a main person of the case these are the ones that a moment with someone else in it is in.

    Args:
        clip_ids: the films that it is withdrawn for; none means all of the case.
    """
    store, case_id = ctx.catalogue, person.case_id
    moments = [moment for moment in store.find_moments(case_id=case_id) if person.main or moment.other_person]
    present = [clip for clip in store.clips(case_id) if clip.status is not ClipStatus.ERASING]
    asked = [clip for clip in present if not clip_ids or clip.id in clip_ids]
    seen_in = {moment.clip_id for moment in moments}
    films = [clip for clip in asked if person.main or clip.id in seen_in]
    ids = {clip.id for clip in films}
    reels = [reel for reel in store.reels(case_id) if ids & set(clip_ids_of(reel))]
    reels = [reel for reel in reels if person.main or shows_someone_else(ctx, reel)]
    shown = {reel.id for reel in reels}
    reviews = store.reviews(case_id) if purpose in _SHOWN_IN_REVIEWS else []
    narrow = ids if clip_ids or not person.main else None
    return Touched(
        purpose,
        tuple(films),
        tuple(moment for moment in moments if moment.still and moment.clip_id in ids),
        tuple(reels),
        tuple(review for review in reviews if narrow is None or review.reel_id in shown),
        tuple(copy for copy in store.copies(case_id) if _rests_on(copy, purpose, narrow)),
    )


def _rests_on(copy: Copy, purpose: Purpose, clip_ids: Collection[str] | None) -> bool:
    used = purpose is Purpose.RECORD or copy.why == purpose
    return used and (clip_ids is None or any(subject in clip_ids for subject in copy.subject_ids))
