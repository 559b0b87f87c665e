"""Erasing cases and clips for good, step by step; and the backups that may still hold them."""

import re
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, delete, or_, select, update

from storage.catalogue import trail
from storage.catalogue.clips import read_asset
from storage.catalogue.missing import no_case, no_clip
from storage.catalogue.store import Store
from storage.catalogue.tables.cases import cases, people, sessions
from storage.catalogue.tables.clips import assets, clips
from storage.catalogue.tables.marks import moments
from storage.catalogue.tables.reels import reels, reviews
from storage.catalogue.tables.trail import changes, drafts
from storage.catalogue.tables.vault import backups, erasures, identities
from storage.catalogue.text_forms import list_text, read_list
from vidfeed.errors import InternalError
from vidfeed.model.change import clip_scope
from vidfeed.model.clip import Asset, ClipStatus
from vidfeed.model.erasure import Backup, Erasure, ErasureState

_WORD = re.compile(r"[a-z0-9]+")


class Erasing(Store):
    """Implements `vidfeed.ports.ErasureStore`."""

    def mark_erasing(self, erasure: Erasure) -> list[Asset]:
        """Marks the clips and deletes their identities; see `vidfeed.ports.ErasureStore`."""
        kind, subject_id = _parts(erasure.subject)
        condition = _clips_of(kind, subject_id)
        with self.transaction():
            self._require(kind, subject_id)
            if self._database.row(select(erasures.c.seq).where(erasures.c.subject == erasure.subject)) is None:
                self._add(erasures, _erasure_values(erasure, ErasureState.MARKED))
                trail.append(self._database, self._timestamp(), self.user, "erase.mark", erasure.subject)
            self._database.run(update(clips).where(condition).values(status=ClipStatus.ERASING))
            owned = identities.c.case_id == subject_id if kind == "case" else identities.c.owner_id == subject_id
            self._database.run(delete(identities).where(owned))
            query = select(assets).join(clips, clips.c.id == assets.c.clip_id).where(condition)
            return [read_asset(row) for row in self._database.rows(query.order_by(assets.c.seq))]

    def clear_erased(self, subject: str) -> None:
        """Deletes the rows, index entries, drafts and undo entries of what was marked."""
        kind, subject_id = _parts(subject)
        with self.transaction():
            self._drop_drafts(kind, subject_id)
            if kind == "clip":
                self._forget_changes(subject_id)
                self._database.run(delete(clips).where(clips.c.id == subject_id))
            else:
                self._database.run(delete(cases).where(cases.c.id == subject_id))
            self._advance(subject, ErasureState.CLEARED)

    def close_erasure(self, subject: str, receipt: str) -> None:
        """After the re-key: the erasure is done, with its final receipt."""
        with self.transaction():
            self._database.run(update(erasures).where(erasures.c.subject == subject).values(receipt=receipt))
            self._advance(subject, ErasureState.DONE)

    def erasures(self) -> list[Erasure]:
        """All, in order."""
        return [_erasure(row) for row in self._database.rows(select(erasures).order_by(erasures.c.seq))]

    def add_backup(self, backup: Backup) -> None:
        """Enters a backup that was made."""
        values = {
            "id": backup.id,
            "at": backup.at,
            "label": backup.label,
            "place": backup.place,
            "blob_ids": list_text(backup.blob_ids),
        }
        self._add(backups, values)

    def drop_backup(self, backup_id: str) -> None:
        """The backup no longer exists."""
        with self.transaction():
            self._database.run(delete(backups).where(backups.c.id == backup_id))

    def backups(self) -> list[Backup]:
        """In order of making."""
        return [
            Backup(row.id, row.at, row.label, row.place, read_list(row.blob_ids))
            for row in self._database.rows(select(backups).order_by(backups.c.seq))
        ]

    def _require(self, kind: str, subject_id: str) -> None:
        table = cases if kind == "case" else clips
        if self._database.row(select(table.c.id).where(table.c.id == subject_id)) is None:
            raise no_case() if kind == "case" else no_clip()

    def _advance(self, subject: str, state: ErasureState) -> None:
        missing = InternalError("nothing was marked for erasing")
        self._change(erasures, "subject", {"subject": subject, "state": state}, missing)
        trail.append(self._database, self._timestamp(), self.user, f"erase.{state}", subject)

    def _forget_changes(self, clip_id: str) -> None:
        # A reel's steps hang together: where one of them shows the clip, all of that reel's go.
        showing = select(changes.c.scope).where(changes.c.body.contains(clip_id, autoescape=True))
        forgotten = or_(changes.c.scope == clip_scope(clip_id), changes.c.scope.in_(showing))
        self._database.run(delete(changes).where(forgotten))

    def _drop_drafts(self, kind: str, subject_id: str) -> None:
        gone = self._ids_of(kind, subject_id)
        for row in self._database.rows(select(drafts.c.place)):
            if gone.intersection(_WORD.findall(row.place)):
                self._database.run(delete(drafts).where(drafts.c.place == row.place))

    def _ids_of(self, kind: str, subject_id: str) -> set[str]:
        """Ids of all that goes with the subject, its own included."""
        marked = select(moments.c.id).join(clips, clips.c.id == moments.c.clip_id)
        queries = [marked.where(_clips_of(kind, subject_id))]
        tables: list[Table] = [sessions, people, clips, reels, reviews] if kind == "case" else []
        queries += [select(table.c.id).where(table.c.case_id == subject_id) for table in tables]
        return {subject_id, *(row.id for query in queries for row in self._database.rows(query))}


def _parts(subject: str) -> tuple[str, str]:
    kind, _, subject_id = subject.partition(":")
    if kind not in {"case", "clip"}:
        raise InternalError("only cases and clips are erased")
    return kind, subject_id


def _clips_of(kind: str, subject_id: str) -> ColumnElement[bool]:
    return clips.c.case_id == subject_id if kind == "case" else clips.c.id == subject_id


def _erasure(row: Row[Any]) -> Erasure:
    return Erasure(row.subject, ErasureState(row.state), row.receipt, row.at, row.user_name)


def _erasure_values(erasure: Erasure, state: ErasureState) -> dict[str, object]:
    return {
        "subject": erasure.subject,
        "state": state,
        "receipt": erasure.receipt,
        "at": erasure.at,
        "user_name": erasure.user,
    }
