"""The review with the parent: its record, even where it breaks off."""

from fractions import Fraction

from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import ClipKind
from vidfeed.model.consent import Purpose
from vidfeed.model.ids import new_id
from vidfeed.model.reel import Reel
from vidfeed.model.review import ParentWords, Review, ReviewAction, ReviewEvent, Whose, review_place
from vidfeed.services.assembling import clip_ids_of, plan_of, shows_someone_else
from vidfeed.services.consenting import require
from vidfeed.services.context import Context
from vidfeed.services.finding import clip_of, reel_of
from vidfeed.services.naming import Naming
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


def put_notes(ctx: Context, review_id: str, next_step: str, opening: str) -> None:
    """Writes what was agreed, and the line that opens the next session; at any time."""
    ctx.catalogue.put_review_notes(review_id, next_step.strip(), opening.strip())


def finish_review(ctx: Context, review_id: str, next_step: str = "") -> None:
    """Closes the record; a next step that was noted before stays where none is given."""
    review = ctx.catalogue.review(review_id)
    noted = review.next_step if review is not None else ""
    with ctx.catalogue.transaction():
        ctx.catalogue.finish_review(review_id, ctx.timestamp(), next_step.strip() or noted)
        ctx.catalogue.record("review.finish", review_id)


def opening_of(ctx: Context, case_id: str) -> Review | None:
    """The case's last review, where it left a line to open the next session with, or a next step."""
    last = max(ctx.catalogue.reviews(case_id), key=lambda review: review.started_at, default=None)
    return last if last is not None and (last.opening or last.next_step) else None


def link_film(ctx: Context, review_id: str, clip_id: str, offset_s: Fraction) -> None:
    """Says which film shows the review itself, and how many seconds into the film the review began.

    Raises:
        ExpectedError: `unknown-clip` for a film of another case, or of another kind; `no-consent` without everyone's
            agreement to filming the review.
    """
    review = ctx.catalogue.review(review_id)
    clip = clip_of(ctx.catalogue, clip_id)
    if review is None or clip.case_id != review.case_id or clip.kind is not ClipKind.SHARED_REVIEW:
        raise ExpectedError(
            ErrorKind.UNKNOWN_CLIP, "That is no film of a review of this case.", "File it as a shared review first."
        )
    require(ctx, review.case_id, Purpose.FILMED_REVIEW, [clip_id])
    with ctx.catalogue.transaction():
        ctx.catalogue.link_review_film(review_id, clip_id, str(offset_s))
        ctx.catalogue.record("review.film", review_id)


def words_naming_case(reel: Reel, code: str) -> list[str]:
    """What the parent would read of a reel that the case ID stands in: title, cards, captions, questions."""
    naming = Naming([code], [])
    shown = [reel.title, reel.question, *(t for item in reel.items for t in (item.text, item.caption, item.question))]
    return [text for text in shown if naming.names_case(text)]
