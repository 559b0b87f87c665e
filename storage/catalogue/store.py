"""What every store of the catalogue has: the database, the time, and who is at work."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Table, and_, delete, insert, update

from storage.catalogue import trail
from storage.catalogue.database import Database
from vidfeed.errors import VidfeedError
from vidfeed.ports import Clock


class Store:
    """Part of the catalogue; the parts share one database."""

    def __init__(self, database: Database, clock: Clock, new_identity: Callable[[], str], user: str = "") -> None:
        """Puts a store on an open database.

        Args:
            database: migrated.
            clock: for the trail and the history.
            new_identity: makes the identity that will open a new clip's files.
            user: name of whoever unlocked the vault; see `act_as`.
        """
        self._database = database
        self._clock = clock
        self._new_identity = new_identity
        self._user = user

    @property
    def user(self) -> str:
        """Who is at work, by name."""
        return self._user

    def act_as(self, user: str) -> None:
        """From now on the trail and the history name `user`."""
        self._user = user

    def transaction(self) -> AbstractContextManager[None]:
        """Everything inside is durable together, or not at all. Nests: the outermost commits."""
        return self._database.transaction()

    def record(self, action: str, subject: str, by: str = "") -> None:
        """Appends to the trail, now; ids only, never content.

        Args:
            by: name of another user than the unlocked one, who proved to be there.
        """
        with self.transaction():
            trail.append(self._database, self._timestamp(), by or self._user, action, subject)

    def _now(self) -> datetime:
        return self._clock.now().astimezone(UTC)

    def _timestamp(self) -> str:
        return self._now().isoformat()

    def _add(self, table: Table, values: Mapping[str, object]) -> None:
        with self.transaction():
            self._database.run(insert(table), values)

    def _change(self, table: Table, key: str, values: Mapping[str, object], missing: VidfeedError) -> None:
        """Writes `values` over the row that has their `key`; `missing` is raised where there is none."""
        with self.transaction():
            if not self._database.run(update(table).where(table.c[key] == values[key]).values(**values)):
                raise missing

    def _put(self, table: Table, values: Mapping[str, object], *keys: str) -> None:
        """Replaces the row that has the values' `keys`, or enters one."""
        same: ColumnElement[bool] = and_(*(table.c[key] == values[key] for key in keys))
        with self.transaction():
            self._database.run(delete(table).where(same))
            self._database.run(insert(table), values)
