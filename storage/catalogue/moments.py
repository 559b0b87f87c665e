"""Moments: listed, counted, found."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, literal_column, select

from storage.catalogue import full_text
from storage.catalogue.missing import no_clip
from storage.catalogue.moment_rows import MOMENTS, TAG_ORDER, moments_by_id, read_moments
from storage.catalogue.store import Store
from storage.catalogue.tables.cases import cases, sessions
from storage.catalogue.tables.clips import clips
from storage.catalogue.tables.marks import moment_tags, moment_words, moments
from vidfeed.model.clip import Clip
from vidfeed.model.moment import Moment, Who

Condition = ColumnElement[bool]


class Moments(Store):
    """Implements the moments' half of `vidfeed.ports.MomentStore`; they change through the history."""

    def moment(self, moment_id: str) -> Moment | None:
        """By id."""
        return moments_by_id(self._database, [moment_id]).get(moment_id)

    def moments(self, clip_id: str) -> list[Moment]:
        """Of one clip, by start, then end."""
        query = MOMENTS.where(moments.c.clip_id == clip_id).order_by(*_IN_CLIP, TAG_ORDER)
        return read_moments(self._database, query)

    def find_moments(
        self,
        *,
        case_id: str | None = None,
        clip_id: str | None = None,
        tag_id: str | None = None,
        text: str = "",
        min_stars: int = 0,
        who: Who | None = None,
        since: date | None = None,
        until: date | None = None,
        limit: int | None = None,
        ranked: bool = False,
    ) -> list[Moment]:
        """By case and clip, then start; with a text, newest or best first; see `vidfeed.ports.MomentStore`."""
        conditions = _conditions(tag_id, min_stars, who, since, until)
        if text.strip():
            match = full_text.matching(text, [place for place in (case_id, clip_id) if place])
            if match is None:
                return []
            return self._best(match, conditions, limit) if ranked else self._newest(match, conditions, limit)
        if case_id is not None:
            conditions.append(clips.c.case_id == case_id)
        if clip_id is not None:
            conditions.append(moments.c.clip_id == clip_id)
        return self._in_order(conditions, limit)

    def moment_counts(self, case_id: str) -> dict[str, int]:
        """Moments by clip id; a clip without any is not in it."""
        query = (
            select(moments.c.clip_id, func.count().label("moments"))
            .where(moments.c.clip_id.in_(_clips_of(case_id)))
            .group_by(moments.c.clip_id)
        )
        return {row.clip_id: row.moments for row in self._database.rows(query)}

    def tag_counts(self, case_id: str) -> dict[tuple[str, str], int]:
        """Moments by clip id and tag id."""
        query = (
            select(moments.c.clip_id, moment_tags.c.tag_id, func.count().label("moments"))
            .join(moment_tags, moment_tags.c.moment_id == moments.c.id)
            .where(moments.c.clip_id.in_(_clips_of(case_id)))
            .group_by(moments.c.clip_id, moment_tags.c.tag_id)
        )
        return {(row.clip_id, row.tag_id): row.moments for row in self._database.rows(query)}

    def rename_clip(self, clip_id: str, title: str) -> None:
        """Gives the clip a title, in the full text too."""
        with self.transaction():
            self._change(clips, "id", {"id": clip_id, "title": title}, no_clip())
            full_text.retitle(self._database, clip_id, title)

    def refile_clip(self, clip: Clip) -> None:
        """Writes what people may change of a clip: title, kind, recorded_at, and the session (of the same case)."""
        values = {
            "id": clip.id,
            "kind": clip.kind,
            "recorded_at": clip.recorded_at,
            "session_id": clip.session_id,
        }
        with self.transaction():
            self._change(clips, "id", values, no_clip())
            self.rename_clip(clip.id, clip.title)

    def _in_order(self, conditions: list[Condition], limit: int | None) -> list[Moment]:
        order = cases.c.code, sessions.c.number, clips.c.seq, *_IN_CLIP
        query = _joined(MOMENTS).join(cases, cases.c.id == clips.c.case_id)
        if limit is None:
            return read_moments(self._database, query.where(*conditions).order_by(*order, TAG_ORDER))
        first = _joined(select(moments.c.seq).select_from(moments)).join(cases, cases.c.id == clips.c.case_id)
        page = first.where(*conditions).order_by(*order).limit(limit)
        return read_moments(self._database, query.where(moments.c.seq.in_(page)).order_by(*order, TAG_ORDER))

    def _best(self, match: Condition, conditions: list[Condition], limit: int | None) -> list[Moment]:
        newest = _matches(match, conditions, literal_column("rank").label("place"))
        newest = newest.order_by(moment_words.c.rowid.desc()).limit(_RANKED)
        places = newest.subquery()
        best = select(places.c.rowid).order_by(places.c.place, places.c.rowid.desc()).limit(limit)
        seqs = [row.rowid for row in self._database.rows(best)]
        query = MOMENTS.where(moments.c.seq.in_(bindparam("seqs", expanding=True)))
        found = read_moments(self._database, query.order_by(moments.c.seq, TAG_ORDER), {"seqs": seqs})
        by_seq = dict(zip(sorted(seqs), found, strict=True))
        return [by_seq[seq] for seq in seqs]

    def _newest(self, match: Condition, conditions: list[Condition], limit: int | None) -> list[Moment]:
        found = _matches(match, conditions)
        if limit is not None:
            found = found.order_by(moment_words.c.rowid.desc()).limit(limit)
        query = MOMENTS.where(moments.c.seq.in_(found)).order_by(moments.c.seq.desc(), TAG_ORDER)
        return read_moments(self._database, query)


_RANKED = 10_000
"""So many of the newest matches are ranked: of a million moments a common word finds hundreds of thousands."""

_IN_CLIP = moments.c.start_pts, moments.c.end_pts, moments.c.seq


def _matches(match: Condition, conditions: list[Condition], *columns: ColumnElement[Any]) -> Select[Any]:
    found = select(moment_words.c.rowid, *columns).where(match)
    if conditions:
        found = _joined(found.join(moments, moments.c.seq == moment_words.c.rowid)).where(*conditions)
    return found


def _clips_of(case_id: str) -> Select[tuple[str]]:
    return select(clips.c.id).where(clips.c.case_id == case_id)


def _joined(query: Select[Any]) -> Select[Any]:
    """With the moment's clip and session."""
    with_clip = query.join(clips, clips.c.id == moments.c.clip_id)
    return with_clip.join(sessions, sessions.c.id == clips.c.session_id)


def _conditions(
    tag_id: str | None, min_stars: int, who: Who | None, since: date | None, until: date | None
) -> list[Condition]:
    conditions: list[Condition] = []
    if tag_id is not None:
        carried = moment_tags.alias("carried")
        tagged = carried.c.moment_id == moments.c.id, carried.c.tag_id == tag_id
        conditions.append(select(carried.c.place).where(*tagged).exists())
    if min_stars > 0:
        conditions.append(moments.c.stars >= min_stars)
    if who is not None:
        conditions.append(moments.c.who == who)
    if since is not None:
        conditions.append(sessions.c.held_on >= since.isoformat())
    if until is not None:
        conditions.append(sessions.c.held_on <= until.isoformat())
    return conditions
