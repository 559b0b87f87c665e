"""Looking for moments across the whole vault, newest first."""

from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from storage.catalogue import full_text
from storage.catalogue.moment_rows import MOMENTS, TAG_ORDER, read_moments
from storage.catalogue.store import Store
from storage.catalogue.tables.cases import sessions
from storage.catalogue.tables.clips import clips
from storage.catalogue.tables.marks import moment_tags, moment_words, moments
from vidfeed.model.clip import ClipStatus
from vidfeed.model.moment import Moment
from vidfeed.model.moment_query import MomentQuery

Condition = ColumnElement[bool]

_FEW_MARKS, _FEW_CLIPS = 2_000, 100
"""Up to so many, what carries a tag or lies in some clips is read and put in order; of more the newest moments are
walked through, for among those the first fifty are soon found."""


class Searching(Store):
    """Implements `vidfeed.ports.MomentStore.newest_moments`."""

    def newest_moments(self, query: MomentQuery, limit: int, after: str = "") -> list[Moment]:
        """The newest that fit; `after` is the last one of the page before."""
        filmed = _filmed(query)
        few = self._few_clips(filmed)
        conditions = [*self._conditions(query), *self._of_tags(query), *_of_days(filmed, few)]
        source: Select[tuple[int]] = select(moments.c.seq)
        if query.words.strip():
            match = full_text.matching(query.words, any_of=few or ())
            if match is None:
                return []
            source = select(moment_words.c.rowid).join(moments, moments.c.seq == moment_words.c.rowid).where(match)
        order = moment_words.c.rowid if query.words.strip() else moments.c.seq
        if after:
            last = self._database.row(select(moments.c.seq).where(moments.c.id == after))
            conditions.append(order < (last.seq if last is not None else 0))
        page = source.where(*conditions).order_by(order.desc()).limit(limit)
        seqs = [row[0] for row in self._database.rows(page)]
        found = MOMENTS.where(moments.c.seq.in_(seqs)).order_by(moments.c.seq.desc(), TAG_ORDER)
        return read_moments(self._database, found)

    def _conditions(self, query: MomentQuery) -> list[Condition]:
        erasing = select(clips.c.id).where(clips.c.status == ClipStatus.ERASING)
        conditions: list[Condition] = [moments.c.clip_id.not_in(erasing)]
        if query.min_stars > 0:
            conditions.append(moments.c.stars >= query.min_stars)
        if query.who is not None:
            conditions.append(moments.c.who == query.who)
        return conditions

    def _of_tags(self, query: MomentQuery) -> list[Condition]:
        if not query.tag_ids:
            return []
        wanted = sorted(query.tag_ids)
        carrying = select(moment_tags.c.moment_id).where(moment_tags.c.tag_id.in_(wanted))
        if self._at_most(carrying, _FEW_MARKS):
            return [moments.c.id.in_(carrying)]
        carried = moment_tags.alias("carried")
        tagged = carried.c.moment_id == moments.c.id, carried.c.tag_id.in_(wanted)
        return [select(carried.c.place).where(*tagged).exists()]

    def _few_clips(self, filmed: Select[tuple[str]] | None) -> list[str] | None:
        """The ids of the clips, where there are few."""
        found = self._database.rows(filmed.limit(_FEW_CLIPS + 1)) if filmed is not None else []
        return [row.id for row in found] if filmed is not None and len(found) <= _FEW_CLIPS else None

    def _at_most(self, query: Select[Any], most: int) -> bool:
        return len(self._database.rows(query.limit(most + 1))) <= most


def _filmed(query: MomentQuery) -> Select[tuple[str]] | None:
    """Clips of those days: the session's, or the film's own where the session has none; None for any day."""
    if query.since is None and query.until is None:
        return None
    day = func.coalesce(sessions.c.held_on, func.substr(clips.c.recorded_at, 1, 10))
    filmed = select(clips.c.id).join(sessions, sessions.c.id == clips.c.session_id)
    if query.since is not None:
        filmed = filmed.where(day >= query.since.isoformat())
    if query.until is not None:
        filmed = filmed.where(day <= query.until.isoformat())
    return filmed


def _of_days(filmed: Select[tuple[str]] | None, few: list[str] | None) -> list[Condition]:
    if filmed is None:
        return []
    if few is not None:
        return [moments.c.clip_id.in_(few)]
    # The sign keeps the index of places out of it: the newest moments are walked through.
    return [func.ifnull(moments.c.clip_id, "").in_(filmed)]
