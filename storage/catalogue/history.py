"""Undoable changes of moments and reels."""

from typing import Any

from sqlalchemy import Row, Select, bindparam, delete, insert, select, update

from storage.catalogue import trail
from storage.catalogue.change_json import change_body, read_change
from storage.catalogue.missing import no_case, no_clip, no_moment, no_reel
from storage.catalogue.moment_rows import delete_moments, insert_moments, moments_by_id, update_moments
from storage.catalogue.reels import delete_reel, insert_reel, reel_by_id, update_reel
from storage.catalogue.store import Store
from storage.catalogue.tables.cases import cases
from storage.catalogue.tables.clips import clips
from storage.catalogue.tables.trail import changes
from vidfeed.errors import InternalError
from vidfeed.model.change import ChangeSet, MomentChange, ReelChange, Step, clip_scope
from vidfeed.model.moment import Moment

# Made once: these run with every mark.
_CASE_OF_CLIP = select(clips.c.case_id).where(clips.c.id == bindparam("of"))
_DROP_REDOABLE = delete(changes).where(changes.c.scope == bindparam("of"), changes.c.undone)
_ADD_ENTRY = insert(changes)


class History(Store):
    """Implements `vidfeed.ports.HistoryStore`: each step with its undo entry and its line in the trail."""

    def apply(self, change: ChangeSet, *, going_on: bool = False) -> None:
        """Makes the change durable with its undo entry; forgets what could be redone in its scope."""
        with self.transaction():
            case_id = self._case_of(change)
            self._write(change, "change.apply")
            self._database.run(_DROP_REDOABLE, {"of": change.scope})
            if going_on and self._joined(change):
                return
            entry = {
                "case_id": case_id,
                "scope": change.scope,
                "label": change.label,
                "body": change_body(change),
                "undone": False,
                "user_name": self.user,
                "at": self._timestamp(),
            }
            self._database.run(_ADD_ENTRY, entry)

    def _joined(self, change: ChangeSet) -> bool:
        """Makes the change part of the scope's last step, where that left the moment as this one found it."""
        entry = self._database.row(_next_entry(change.scope, undone=False))
        whole = read_change(change.scope, entry.label, entry.body).followed_by(change) if entry is not None else None
        if entry is None or whole is None:
            return False
        values = {"body": change_body(whole), "at": self._timestamp()}
        self._database.run(update(changes).where(changes.c.seq == entry.seq).values(values))
        return True

    def undo(self, scope: str) -> ChangeSet | None:
        """Takes the scope's last change back; what was applied to do so, or None."""
        return self._step(scope, undone=False)

    def redo(self, scope: str) -> ChangeSet | None:
        """Makes the scope's last undone change again, or None."""
        return self._step(scope, undone=True)

    def can_undo(self, scope: str) -> bool:
        """Whether there is a change to take back."""
        return self._database.row(_next_entry(scope, undone=False)) is not None

    def can_redo(self, scope: str) -> bool:
        """Whether there is an undone change."""
        return self._database.row(_next_entry(scope, undone=True)) is not None

    def steps(self, scope: str, limit: int) -> list[Step]:
        """The scope's last steps, oldest first, with those that were taken back."""
        query = select(changes).where(changes.c.scope == scope).order_by(changes.c.seq.desc()).limit(limit)
        return [_as_step(scope, entry) for entry in reversed(self._database.rows(query))]

    def _step(self, scope: str, *, undone: bool) -> ChangeSet | None:
        with self.transaction():
            entry = self._database.row(_next_entry(scope, undone=undone))
            if entry is None:
                return None
            change = read_change(scope, entry.label, entry.body)
            applied = change if undone else change.inverse()
            self._write(applied, "change.redo" if undone else "change.undo")
            self._database.run(update(changes).where(changes.c.seq == entry.seq).values(undone=not undone))
        return applied

    def _case_of(self, change: ChangeSet) -> str:
        """The case of the scope's clip or reel; refuses what does not belong to the scope."""
        kind, _, subject = change.scope.partition(":")
        if kind == "clip" and change.reel is None:
            if any(side.clip_id != subject for pair in change.moments for side in _sides(pair)):
                raise InternalError("a clip's history holds moments of that clip")
            row = self._database.row(_CASE_OF_CLIP, {"of": subject})
            if row is None:
                raise no_clip()
            return str(row.case_id)
        reel = (change.reel.after or change.reel.before) if change.reel else None
        if kind != "reel" or reel is None or reel.id != subject or change.moments:
            raise InternalError("a reel's history holds that reel")
        if self._database.row(select(cases.c.id).where(cases.c.id == reel.case_id)) is None:
            raise no_case()
        return reel.case_id

    def _write(self, change: ChangeSet, action: str) -> None:
        if change.moments:
            self._write_moments(change.scope, change.moments)
        if change.reel is not None:
            self._write_reel(change.reel)
        trail.append(self._database, self._timestamp(), self.user, action, change.scope)

    def _write_moments(self, scope: str, pairs: tuple[MomentChange, ...]) -> None:
        present = moments_by_id(self._database, {pair.moment_id for pair in pairs})
        if len({pair.moment_id for pair in pairs}) < len(pairs):
            raise InternalError("a change names each moment once")
        if any(pair.before and pair.moment_id not in present for pair in pairs):
            raise no_moment()
        if any(present.get(pair.moment_id) != pair.before for pair in pairs):
            raise InternalError("the moment is not what the change was made from")
        delete_moments(self._database, [pair.before for pair in pairs if pair.before and not pair.after])
        update_moments(self._database, [pair.after for pair in pairs if pair.before and pair.after])
        new = [pair.after for pair in pairs if pair.after and not pair.before]
        insert_moments(self._database, scope.removeprefix(clip_scope("")), new, self._now())

    def _write_reel(self, pair: ReelChange) -> None:
        side = pair.before or pair.after
        assert side is not None, "a change has a side"
        present = reel_by_id(self._database, side.id)
        if pair.before and present is None:
            raise no_reel()
        if present != pair.before:
            raise InternalError("the reel is not what the change was made from")
        if pair.after is None:
            delete_reel(self._database, side.id)
        elif pair.before is None:
            insert_reel(self._database, pair.after)
        else:
            update_reel(self._database, pair.after)


def _sides(pair: MomentChange) -> list[Moment]:
    return [side for side in (pair.before, pair.after) if side is not None]


def _as_step(scope: str, entry: Row[Any]) -> Step:
    pairs = read_change(scope, entry.label, entry.body).moments
    only = pairs[0] if len(pairs) == 1 else None
    moment = (only.after or only.before) if only else None
    return Step(entry.label, entry.at, entry.user_name, entry.undone, moment, len(pairs))


def _next_entry(scope: str, *, undone: bool) -> Select[Any]:
    """The entry that undo (not yet undone: the last) or redo (undone: the first) takes."""
    order = changes.c.seq if undone else changes.c.seq.desc()
    of_scope = changes.c.scope == scope, changes.c.undone == undone
    return select(changes.c.seq, changes.c.label, changes.c.body).where(*of_scope).order_by(order).limit(1)
