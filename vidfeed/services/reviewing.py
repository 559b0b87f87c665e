"""The review with the parent: its record, even where it breaks off."""

from vidfeed.model.consent import Purpose
from vidfeed.model.ids import new_id
from vidfeed.model.review import ParentWords, Review, ReviewAction, ReviewEvent, Whose
from vidfeed.services.assembling import clip_ids_of, plan_of, shows_someone_else
from vidfeed.services.consenting import require
from vidfeed.services.context import Context
from vidfeed.services.finding import reel_of


def check_review(ctx: Context, reel_id: str) -> None:
    """Whether the reel may be shown to the parent.

    Raises:
        ExpectedError: `no-consent`, `unknown-reel` (also where it is empty), `unknown-clip`.
    """
    reel = reel_of(ctx.catalogue, reel_id)
    plan_of(ctx, reel)
    require(ctx, reel.case_id, Purpose.REVIEW, clip_ids_of(reel), shows_someone_else(ctx, reel))


def begin_review(ctx: Context, reel_id: str) -> Review:
    """Starts the record of a review."""
    check_review(ctx, reel_id)
    reel = reel_of(ctx.catalogue, reel_id)
    review = Review(new_id(), reel.id, reel.case_id, ctx.timestamp())
    with ctx.catalogue.transaction():
        ctx.catalogue.add_review(review)
        ctx.catalogue.record("review.begin", review.id)
    return review


def log(ctx: Context, review_id: str, action: ReviewAction, item_id: str | None = None) -> ReviewEvent:
    """Adds a line to the record."""
    event = ReviewEvent(ctx.timestamp(), action, item_id)
    ctx.catalogue.log_review(review_id, event)
    return event


def keep_words(ctx: Context, review_id: str, text: str, whose: Whose, item_id: str | None) -> ParentWords:
    """Keeps what the parent said, once they agreed."""
    words = ParentWords(new_id(), ctx.timestamp(), item_id, text.strip(), whose)
    with ctx.catalogue.transaction():
        ctx.catalogue.keep_words(review_id, words)
        ctx.catalogue.record("review.words", review_id)
    return words


def finish_review(ctx: Context, review_id: str, next_step: str = "") -> None:
    """Closes the record."""
    with ctx.catalogue.transaction():
        ctx.catalogue.finish_review(review_id, ctx.timestamp(), next_step.strip())
        ctx.catalogue.record("review.finish", review_id)
