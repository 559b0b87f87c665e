"""Where a review is written down: in the vault, or, for a rehearsal, nowhere."""

from typing import Protocol

from vidfeed.model.review import ReviewAction, Whose
from vidfeed.services import reviewing
from vidfeed.services.context import Context


class ReviewBook(Protocol):
    """Writes at once; every method raises ExpectedError where that cannot be."""

    def log(self, action: ReviewAction, item_id: str | None) -> None:
        """Something happened."""

    def keep_words(self, text: str, whose: Whose, item_id: str | None) -> None:
        """The parent's words, now that they agreed."""

    def draft_words(self, text: str) -> None:
        """Words that are typed and not kept; empty text forgets them."""

    def put_notes(self, next_step: str, opening: str) -> None:
        """What was agreed, and the line that opens the next session."""

    def finish(self) -> None:
        """The review is over."""


class VaultBook:
    """The record in the open vault."""

    def __init__(self, context: Context, review_id: str) -> None:
        self._context, self._review_id = context, review_id

    def log(self, action: ReviewAction, item_id: str | None) -> None:
        """See ReviewBook."""
        reviewing.log(self._context, self._review_id, action, item_id)

    def keep_words(self, text: str, whose: Whose, item_id: str | None) -> None:
        """See ReviewBook."""
        reviewing.keep_words(self._context, self._review_id, text, whose, item_id)

    def draft_words(self, text: str) -> None:
        """See ReviewBook."""
        reviewing.draft_words(self._context, self._review_id, text)

    def put_notes(self, next_step: str, opening: str) -> None:
        """See ReviewBook."""
        reviewing.put_notes(self._context, self._review_id, next_step, opening)

    def finish(self) -> None:
        """See ReviewBook."""
        reviewing.finish_review(self._context, self._review_id)


class NoBook:
    """Of a rehearsal: nobody is there, and nothing is kept."""

    def log(self, action: ReviewAction, item_id: str | None) -> None:
        """See ReviewBook."""

    def keep_words(self, text: str, whose: Whose, item_id: str | None) -> None:
        """See ReviewBook."""

    def draft_words(self, text: str) -> None:
        """See ReviewBook."""

    def put_notes(self, next_step: str, opening: str) -> None:
        """See ReviewBook."""

    def finish(self) -> None:
        """See ReviewBook."""
