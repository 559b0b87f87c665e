"""The kept counts of clips and moments by case, against the rows themselves.

Triggers keep them, within each transaction; see the second migration.
"""

from sqlalchemy import Select, delete, func, insert, select

from storage.catalogue.database import Database
from storage.catalogue.tables.cases import case_counts, cases
from storage.catalogue.tables.clips import clips
from storage.catalogue.tables.marks import moments
from vidfeed.model.clip import ClipStatus


def wrong(database: Database) -> bool:
    """Whether any case's counts are not those of its rows."""
    kept = select(case_counts.c.case_id, case_counts.c.clips, case_counts.c.moments)
    with database.lock:
        return set(map(tuple, database.rows(kept))) != set(map(tuple, database.rows(_counted())))


def recount(database: Database) -> None:
    """Makes the counts anew."""
    with database.transaction():
        database.run(delete(case_counts))
        database.run(insert(case_counts).from_select(["case_id", "clips", "moments"], _counted()))


def _counted() -> Select[tuple[str, int, int]]:
    counting = (clips.c.case_id == cases.c.id) & (clips.c.status != ClipStatus.ERASING)
    return (
        select(cases.c.id, func.count(clips.c.id.distinct()), func.count(moments.c.seq))
        .select_from(cases)
        .outerjoin(clips, counting)
        .outerjoin(moments, moments.c.clip_id == clips.c.id)
        .group_by(cases.c.id)
    )
