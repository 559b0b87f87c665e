"""The review with the parent: its record, even where it breaks off."""

import re

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.consent import Purpose
from vidfeed.model.ids import new_id
from vidfeed.model.reel import Reel
from vidfeed.model.review import ParentWords, Review, ReviewAction, ReviewEvent, Whose, review_place
from vidfeed.services.assembling import clip_ids_of, plan_of, shows_someone_else
from vidfeed.services.consenting import require
from vidfeed.services.context import Context
from vidfeed.services.finding import reel_of
from vidfeed.services.veiling import require_looked_through


def check_review(ctx: Context, reel_id: str) -> None:
    """Whether the reel may be shown to the parent.

    Raises:
        ExpectedError: `no-consent`, `unknown-reel` (also where it is empty), `unknown-clip`; `ambiguous` where its
            words name the case; `not-ready` where a veil was not looked through.
    """
    reel = reel_of(ctx.catalogue, reel_id)
    plan_of(ctx, reel)
    case = ctx.catalogue.case(reel.case_id)
    if case is not None and words_naming_case(reel, case.code):
        raise ExpectedError(
            ErrorKind.AMBIGUOUS, "The case ID stands in the reel’s words.", "Take it out of the title, card or caption."
        )
    require_looked_through(reel)
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


def draft_words(ctx: Context, review_id: str, text: str) -> None:
    """Remembers what is being typed of the parent's words; empty text forgets it."""
    place = review_place(review_id)
    if text.strip():
        ctx.catalogue.put_draft(place, text)
    else:
        ctx.catalogue.drop_draft(place)


def drafted_words(ctx: Context, review_id: str) -> str:
    """Words that were typed in a review that broke off, and are neither kept nor given up; or empty."""
    return ctx.catalogue.draft(review_place(review_id)) or ""


def put_next_step(ctx: Context, review_id: str, next_step: str) -> None:
    """Writes the next step of a finished review, which stays finished when it was."""
    review = ctx.catalogue.review(review_id)
    if review is not None and review.finished_at is not None:
        ctx.catalogue.finish_review(review_id, review.finished_at, next_step.strip())


def finish_review(ctx: Context, review_id: str, next_step: str = "") -> None:
    """Closes the record."""
    with ctx.catalogue.transaction():
        ctx.catalogue.finish_review(review_id, ctx.timestamp(), next_step.strip())
        ctx.catalogue.record("review.finish", review_id)


def words_naming_case(reel: Reel, code: str) -> list[str]:
    """What the parent would read of a reel that the case ID stands in: title, cards, captions, questions.

    An ID without a digit may be a plain word, and is not looked for.
    """
    parts = re.findall(r"\d+|[^\W\d_]+", code.casefold())
    if not any(part.isdigit() for part in parts):
        return []
    pattern = re.compile(r"(?<!\w)" + r"[\W_]*".join(map(re.escape, parts)) + r"(?!\w)")
    shown = [reel.title, reel.question, *(t for item in reel.items for t in (item.text, item.caption, item.question))]
    return [text for text in shown if pattern.search(text.casefold())]
