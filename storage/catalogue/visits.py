"""Prepared visits, and what comes home from them."""

from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, insert, select, true

from storage.catalogue.missing import no_reel
from storage.catalogue.reviews import Reviews
from storage.catalogue.tables.reels import parent_words, review_events, reviews, visits
from vidfeed.model.review import Review, review_place
from vidfeed.model.visit import Visit, VisitLog


class Visits(Reviews):
    """Rows of prepared visits; what happened on one becomes a review, however often it is told."""

    def add_visit(self, visit: Visit) -> None:
        """Enters a visit that is about to be prepared."""
        values = asdict(visit)
        self._add(visits, values)

    def visits(self, case_id: str | None = None) -> list[Visit]:
        """Of a case or of all, by preparation."""
        condition = true() if case_id is None else visits.c.case_id == case_id
        rows = self._database.rows(select(visits).where(condition).order_by(visits.c.prepared_at, visits.c.id))
        return [_visit(row) for row in rows]

    def close_visit(self, visit_id: str, merged_at: str) -> None:
        """All of it is in the catalogue."""
        self._change(visits, "id", {"id": visit_id, "merged_at": merged_at}, no_reel())

    def merge_visit(self, log: VisitLog) -> bool:
        """Enters what is not there yet; whether anything was. What was written in the vault since then stays."""
        with self.transaction():
            there = self.review(log.review.id)
            if there is None:
                self.add_review(log.review)
                changed = True
            else:
                changed = self._add_rest(there, log.review)
            # What is told again unchanged was taken home before; it may have been given up here since then.
            if changed:
                self._take_draft(log, there)
        return changed

    def _take_draft(self, log: VisitLog, there: Review | None) -> None:
        """What was being typed when the log was written; nothing, once it was kept or given up there."""
        place = review_place(log.review.id)
        if not log.draft:
            self.drop_draft(place)
        elif log.review.finished_at is None and (there is None or there.finished_at is None):
            self.put_draft(place, log.draft)

    def _add_rest(self, there: Review, told: Review) -> bool:
        events = told.events[len(there.events) :]
        known = {words.id for words in there.words}
        words = [one for one in told.words if one.id not in known]
        values = {
            "finished_at": there.finished_at or told.finished_at,
            "next_step": there.next_step or told.next_step,
            "opening": there.opening or told.opening,
        }
        self._change(reviews, "id", {"id": there.id, **values}, no_reel())
        rows = [{"review_id": there.id, "at": e.at, "action": e.action, "item_id": e.item_id} for e in events]
        self._database.run(insert(review_events), rows)
        kept = [
            {"id": w.id, "review_id": there.id, "at": w.at, "item_id": w.item_id, "text": w.text, "whose": w.whose}
            for w in words
        ]
        self._database.run(insert(parent_words), kept)
        return bool(events or words or there.finished_at != values["finished_at"])


def _visit(row: Row[Any]) -> Visit:
    return Visit(
        id=row.id,
        case_id=row.case_id,
        reel_id=row.reel_id,
        identity=row.identity,
        mac_key=row.mac_key,
        prepared_at=row.prepared_at,
        merged_at=row.merged_at,
    )
