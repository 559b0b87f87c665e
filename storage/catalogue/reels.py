"""Reels with their items."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

from sqlalchemy import Row, Select, delete, insert, select, update

from storage.catalogue.database import Database
from storage.catalogue.store import Store
from storage.catalogue.tables.reels import reel_items, reels
from storage.catalogue.text_forms import fraction_text
from storage.catalogue.veil_forms import read_silent, read_veils, silent_text, veils_text
from vidfeed.model.reel import ItemKind, Reel, ReelItem
from vidfeed.model.time import Span


class Reels(Store):
    """Implements the reels' half of `vidfeed.ports.ReelStore`; they change through the history."""

    def reel(self, reel_id: str) -> Reel | None:
        """By id, with its items."""
        return reel_by_id(self._database, reel_id)

    def reels(self, case_id: str | None = None) -> list[Reel]:
        """Of a case or of all, with their items, by time of making."""
        return _read_reels(self._database, _REELS if case_id is None else _REELS.where(reels.c.case_id == case_id))


def reel_by_id(database: Database, reel_id: str) -> Reel | None:
    """The reel with its items, if it is there."""
    return next(iter(_read_reels(database, _REELS.where(reels.c.id == reel_id))), None)


def insert_reel(database: Database, reel: Reel) -> None:
    """Enters a reel with its items."""
    database.run(insert(reels), _reel_values(reel))
    database.run(insert(reel_items), _item_values(reel))


def update_reel(database: Database, reel: Reel) -> None:
    """Writes a reel that is there already, with its items."""
    database.run(update(reels).where(reels.c.id == reel.id).values(**_reel_values(reel)))
    database.run(delete(reel_items).where(reel_items.c.reel_id == reel.id))
    database.run(insert(reel_items), _item_values(reel))


def delete_reel(database: Database, reel_id: str) -> None:
    """Removes a reel; its items go with it."""
    database.run(delete(reels).where(reels.c.id == reel_id))


_REELS = (
    select(
        reels,
        *(column.label(f"item_{column.name}") for column in reel_items.c if column.name != "reel_id"),
    )
    .select_from(reels.outerjoin(reel_items, reel_items.c.reel_id == reels.c.id))
    .order_by(reels.c.created_at, reels.c.id, reel_items.c.place)
)


def _read_reels(database: Database, query: Select[Any]) -> list[Reel]:
    return [_reel(list(group)) for _id, group in groupby(database.rows(query), key=lambda row: row.id)]


def _reel(rows: Sequence[Row[Any]]) -> Reel:
    row = rows[0]
    return Reel(
        id=row.id,
        case_id=row.case_id,
        title=row.title,
        question=row.question,
        target_s=row.target_s,
        created_at=row.created_at,
        items=tuple(_item(item) for item in rows if item.item_id is not None),
        caption_place=row.caption_place,
    )


def _item(row: Row[Any]) -> ReelItem:
    return ReelItem(
        id=row.item_id,
        kind=ItemKind(row.item_kind),
        moment_id=row.item_moment_id,
        clip_id=row.item_clip_id,
        span=None if row.item_start_pts is None else Span(row.item_start_pts, row.item_end_pts),
        time_base=None if row.item_time_base is None else Fraction(row.item_time_base),
        speed=Fraction(row.item_speed),
        hold_s=Fraction(row.item_hold_s),
        text=row.item_text,
        caption=row.item_caption,
        baby_voice=row.item_baby_voice,
        sound=row.item_sound,
        gain_db=row.item_gain_db,
        talk=row.item_talk,
        question=row.item_question,
        why_chosen=row.item_why_chosen,
        other_person=row.item_other_person,
        veils=read_veils(row.item_veils),
        muted=read_silent(row.item_muted),
        looked_through=row.item_looked_through,
        caption_place=row.item_caption_place,
    )


def _reel_values(reel: Reel) -> dict[str, object]:
    return {
        "id": reel.id,
        "case_id": reel.case_id,
        "title": reel.title,
        "question": reel.question,
        "target_s": reel.target_s,
        "created_at": reel.created_at,
        "caption_place": reel.caption_place,
    }


def _item_values(reel: Reel) -> list[dict[str, object]]:
    return [
        {
            "reel_id": reel.id,
            "place": place,
            "id": item.id,
            "kind": item.kind,
            "moment_id": item.moment_id,
            "clip_id": item.clip_id,
            "start_pts": item.span.start_pts if item.span else None,
            "end_pts": item.span.end_pts if item.span else None,
            "time_base": None if item.time_base is None else fraction_text(item.time_base),
            "speed": fraction_text(item.speed),
            "hold_s": fraction_text(item.hold_s),
            "text": item.text,
            "caption": item.caption,
            "baby_voice": item.baby_voice,
            "sound": item.sound,
            "gain_db": item.gain_db,
            "talk": item.talk,
            "question": item.question,
            "why_chosen": item.why_chosen,
            "other_person": item.other_person,
            "veils": veils_text(item.veils),
            "muted": silent_text(item.muted),
            "looked_through": item.looked_through,
            "caption_place": item.caption_place,
        }
        for place, item in enumerate(reel.items)
    ]
