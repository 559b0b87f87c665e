"""Moments as rows, and back."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, func, insert, select, update

from storage.catalogue import full_text
from storage.catalogue.database import Database, Values
from storage.catalogue.tables.marks import moment_tags, moments
from vidfeed.model.moment import Decision, Moment, TagRef, Who
from vidfeed.model.time import Span

_MICROSECONDS = 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

MOMENTS = select(moments, moment_tags.c.tag_id, moment_tags.c.codebook_id, moment_tags.c.version).select_from(
    moments.outerjoin(moment_tags, moment_tags.c.moment_id == moments.c.id)
)
"""A row for each tag of a moment, one for a moment without; order it by moment, then `TAG_ORDER`."""

TAG_ORDER = moment_tags.c.place

# Made once: these run with every mark.
_BY_IDS = MOMENTS.where(moments.c.id.in_(bindparam("ids", expanding=True))).order_by(moments.c.seq, TAG_ORDER)
_AT_SEQ = select(moments.c.seq).where(moments.c.seq == bindparam("at"))
_ADD = insert(moments)
_ADD_TAGS = insert(moment_tags)


def read_moments(database: Database, query: Select[Any], parameters: Values | None = None) -> list[Moment]:
    """The moments of an ordered query on `MOMENTS`."""
    rows = database.rows(query, parameters)
    return [_moment(list(group)) for _seq, group in groupby(rows, key=lambda row: row.seq)]


def moments_by_id(database: Database, ids: Iterable[str]) -> dict[str, Moment]:
    """Those that there are of the ids."""
    return {moment.id: moment for moment in read_moments(database, _BY_IDS, {"ids": list(ids)})}


def insert_moments(database: Database, clip_id: str, new: Sequence[Moment], now: datetime) -> None:
    """Enters moments of one clip, with their words; `now` stands for a time of making that cannot be read."""
    if not new:
        return
    seqs = _free_seqs(database, [_made_at(moment, now) for moment in new])
    database.run(_ADD, [{"seq": seq, **_values(m)} for seq, m in zip(seqs, new, strict=True)])
    database.run(_ADD_TAGS, _tag_values(new))
    full_text.enter(database, clip_id, list(zip(seqs, new, strict=True)))


def update_moments(database: Database, changed: Sequence[Moment]) -> None:
    """Writes moments that are there already, with their words."""
    if not changed:
        return
    columns = [column for column in _values(changed[0]) if column != "id"]
    database.run(
        update(moments).where(moments.c.id == bindparam("of_id")).values({c: bindparam(c) for c in columns}),
        [{"of_id": moment.id, **_values(moment)} for moment in changed],
    )
    _drop_tags(database, changed)
    database.run(_ADD_TAGS, _tag_values(changed))
    ids = {moment.id: moment for moment in changed}
    rows = database.rows(select(moments.c.seq, moments.c.id).where(moments.c.id.in_(list(ids))))
    full_text.renew(database, [(row.seq, ids[row.id]) for row in rows])


def delete_moments(database: Database, gone: Sequence[Moment]) -> None:
    """Removes moments; their tags and words go with them."""
    database.run(delete(moments).where(moments.c.id == bindparam("of_id")), [{"of_id": moment.id} for moment in gone])


def _drop_tags(database: Database, of: Sequence[Moment]) -> None:
    database.run(
        delete(moment_tags).where(moment_tags.c.moment_id == bindparam("of_id")), [{"of_id": m.id} for m in of]
    )


def _made_at(moment: Moment, now: datetime) -> int:
    try:
        made = datetime.fromisoformat(moment.created_at)
    except ValueError:
        made = now
    aware = made if made.tzinfo else made.replace(tzinfo=UTC)
    since = aware - _EPOCH
    return (since.days * 86_400 + since.seconds) * _MICROSECONDS + since.microseconds


def _free_seqs(database: Database, wanted: Sequence[int]) -> list[int]:
    """A seq for each, the wanted one (microseconds since 1970) or the next that is free.

    A moment that comes back by undo so takes its old place in the order of making.
    """
    following: dict[int, int] = {}
    given: set[int] = set()
    seqs: list[int] = []
    for seq in wanted:
        free = following.get(seq, seq)
        while free in given or _is_taken(database, free):
            free = free + 1 if free in given else _end_of_run(database, free)
        following[seq] = free + 1
        given.add(free)
        seqs.append(free)
    return seqs


def _is_taken(database: Database, seq: int) -> bool:
    return database.row(_AT_SEQ, {"at": seq}) is not None


def _end_of_run(database: Database, seq: int) -> int:
    """The first free seq after one that is taken."""
    after = moments.alias("after")
    last = ~select(after.c.seq).where(after.c.seq == moments.c.seq + 1).exists()
    row = database.row(select(func.min(moments.c.seq).label("seq")).where(moments.c.seq >= seq, last))
    assert row is not None, "a run has an end"
    return int(row.seq) + 1


def _moment(rows: Sequence[Row[Any]]) -> Moment:
    row = rows[0]
    return Moment(
        id=row.id,
        clip_id=row.clip_id,
        span=Span(row.start_pts, row.end_pts),
        tags=tuple(TagRef(tag.tag_id, tag.codebook_id, tag.version) for tag in rows if tag.tag_id is not None),
        still=row.still,
        stars=row.stars,
        who=None if row.who is None else Who(row.who),
        caption=row.caption,
        baby_voice=row.baby_voice,
        note=row.note,
        other_person=row.other_person,
        decision=Decision(row.decision),
        created_at=row.created_at,
        zoom=row.zoom,
    )


def _values(moment: Moment) -> dict[str, object]:
    return {
        "id": moment.id,
        "clip_id": moment.clip_id,
        "start_pts": moment.span.start_pts,
        "end_pts": moment.span.end_pts,
        "still": moment.still,
        "stars": moment.stars,
        "who": moment.who,
        "caption": moment.caption,
        "baby_voice": moment.baby_voice,
        "note": moment.note,
        "other_person": moment.other_person,
        "decision": moment.decision,
        "created_at": moment.created_at,
        "zoom": moment.zoom,
    }


def _tag_values(of: Sequence[Moment]) -> list[dict[str, object]]:
    return [
        {
            "moment_id": moment.id,
            "place": place,
            "tag_id": tag.tag_id,
            "codebook_id": tag.codebook_id,
            "version": tag.version,
        }
        for moment in of
        for place, tag in enumerate(moment.tags)
    ]
