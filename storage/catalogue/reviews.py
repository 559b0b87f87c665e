"""Reviews, their logs, and what parents said."""

from collections import defaultdict
from typing import Any

from sqlalchemy import ColumnElement, Row, insert, select, true

from storage.catalogue.drafts import Drafts
from storage.catalogue.missing import no_reel
from storage.catalogue.tables.reels import parent_words, review_events, reviews
from vidfeed.model.review import KeptWords, ParentWords, Review, ReviewAction, ReviewEvent, Whose, review_place


class Reviews(Drafts):
    """Implements the reviews' half of `vidfeed.ports.ReelStore`."""

    def add_review(self, review: Review) -> None:
        """Enters a review with what it holds already."""
        with self.transaction():
            self._add(reviews, _review_values(review))
            self._database.run(insert(review_events), [_event_values(review.id, event) for event in review.events])
            self._database.run(insert(parent_words), [_words_values(review.id, words) for words in review.words])

    def log_review(self, review_id: str, event: ReviewEvent) -> None:
        """Appends to the review's log."""
        self._add(review_events, _event_values(review_id, event))

    def keep_words(self, review_id: str, words: ParentWords) -> None:
        """Keeps what the parent said."""
        self._add(parent_words, _words_values(review_id, words))

    def finish_review(self, review_id: str, finished_at: str, next_step: str) -> None:
        """Closes the review, and forgets the words that were typed and not kept."""
        values = {"id": review_id, "finished_at": finished_at, "next_step": next_step}
        with self.transaction():
            self._change(reviews, "id", values, no_reel())
            self.drop_draft(review_place(review_id))

    def put_review_notes(self, review_id: str, next_step: str, opening: str) -> None:
        """Writes what was agreed, and the line that opens the next session."""
        self._change(reviews, "id", {"id": review_id, "next_step": next_step, "opening": opening}, no_reel())

    def link_review_film(self, review_id: str, clip_id: str, offset: str) -> None:
        """Says which film shows the review, and how far into it, in seconds, the review began."""
        values = {"id": review_id, "filmed_clip_id": clip_id, "filmed_offset": offset}
        self._change(reviews, "id", values, no_reel())

    def review(self, review_id: str) -> Review | None:
        """By id."""
        return next(iter(self._reviews(reviews.c.id == review_id)), None)

    def reviews(self, case_id: str | None = None) -> list[Review]:
        """Of a case or of all, by start."""
        return self._reviews(true() if case_id is None else reviews.c.case_id == case_id)

    def kept_words(self, case_id: str) -> list[KeptWords]:
        """What was said in all reviews of the case, in order."""
        query = (
            select(parent_words, reviews.c.reel_id)
            .join(reviews, reviews.c.id == parent_words.c.review_id)
            .where(reviews.c.case_id == case_id)
            .order_by(parent_words.c.seq)
        )
        return [KeptWords(row.review_id, row.reel_id, _words(row)) for row in self._database.rows(query)]

    def _reviews(self, condition: ColumnElement[bool]) -> list[Review]:
        events: dict[str, list[ReviewEvent]] = defaultdict(list)
        words: dict[str, list[ParentWords]] = defaultdict(list)
        with self._database.lock:
            for row in self._database.rows(_EVENTS.where(condition)):
                events[row.review_id].append(ReviewEvent(row.at, ReviewAction(row.action), row.item_id))
            for row in self._database.rows(_WORDS.where(condition)):
                words[row.review_id].append(_words(row))
            rows = self._database.rows(_REVIEWS.where(condition))
        return [_review(row, events[row.id], words[row.id]) for row in rows]


_REVIEWS = select(reviews).order_by(reviews.c.started_at, reviews.c.id)
_EVENTS = select(review_events).join(reviews, reviews.c.id == review_events.c.review_id).order_by(review_events.c.seq)
_WORDS = select(parent_words).join(reviews, reviews.c.id == parent_words.c.review_id).order_by(parent_words.c.seq)


def _review(row: Row[Any], events: list[ReviewEvent], words: list[ParentWords]) -> Review:
    return Review(
        id=row.id,
        reel_id=row.reel_id,
        case_id=row.case_id,
        started_at=row.started_at,
        finished_at=row.finished_at,
        next_step=row.next_step,
        events=tuple(events),
        words=tuple(words),
        opening=row.opening,
        filmed_clip_id=row.filmed_clip_id,
        filmed_offset=row.filmed_offset,
    )


def _words(row: Row[Any]) -> ParentWords:
    return ParentWords(id=row.id, at=row.at, item_id=row.item_id, text=row.text, whose=Whose(row.whose))


def _review_values(review: Review) -> dict[str, object]:
    return {
        "id": review.id,
        "reel_id": review.reel_id,
        "case_id": review.case_id,
        "started_at": review.started_at,
        "finished_at": review.finished_at,
        "next_step": review.next_step,
        "opening": review.opening,
        "filmed_clip_id": review.filmed_clip_id,
        "filmed_offset": review.filmed_offset,
    }


def _event_values(review_id: str, event: ReviewEvent) -> dict[str, object]:
    return {"review_id": review_id, "at": event.at, "action": event.action, "item_id": event.item_id}


def _words_values(review_id: str, words: ParentWords) -> dict[str, object]:
    return {
        "id": words.id,
        "review_id": review_id,
        "at": words.at,
        "item_id": words.item_id,
        "text": words.text,
        "whose": words.whose,
    }
