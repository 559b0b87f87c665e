"""One encrypted database: one connection, several threads in turn, nested transactions."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Row, event
from sqlcipher3 import dbapi2

from storage.catalogue.engine import connect_keyed, engine_on
from storage.catalogue.failures import translating
from vidfeed.errors import InternalError

Values = Mapping[str, object]


class Database:
    """The catalogue's file, open.

    Any thread may call; the others wait. Whoever holds a transaction holds the database.
    """

    def __init__(self, path: Path, key: bytes) -> None:
        """Opens the file at `path` with a raw 32-byte key.

        Raises:
            ExpectedError: kinds `vault-missing`, `damaged` (a wrong key too), `vault-in-use`, `read-only`.
        """
        self.path = path
        self.lock = RLock()
        self._depth = 0
        self._doomed = False
        self._writing = False
        self._opened: tuple[dbapi2.Connection, Engine, Connection] | None = None
        self.open(key)

    def open(self, key: bytes) -> None:
        """Opens the file again, after `close`, with the key that it has now."""
        with self.lock, translating():
            raw = connect_keyed(self.path, key)
            engine = engine_on(raw)
            event.listen(engine, "begin", self._on_begin)
            self._key = key
            self._opened = (raw, engine, engine.connect())

    def close(self) -> None:
        """Closes the file; later calls fail. Closing twice is allowed."""
        with self.lock:
            if self._opened is None:
                return
            raw, engine, connection = self._opened
            self._opened = None
            with translating():
                connection.close()
                engine.dispose()
                raw.close()

    @property
    def key(self) -> bytes:
        """The key that the file was opened with."""
        return self._key

    @property
    def is_open(self) -> bool:
        """Whether calls can succeed."""
        return self._opened is not None

    @property
    def raw(self) -> dbapi2.Connection:
        """The driver's connection, for what SQLAlchemy has no word for; hold `lock` while using it."""
        if self._opened is None:
            raise InternalError("the catalogue is closed")
        return self._opened[0]

    @property
    def connection(self) -> Connection:
        """SQLAlchemy's connection, for migrations; hold a transaction while using it."""
        if self._opened is None:
            raise InternalError("the catalogue is closed")
        return self._opened[2]

    @property
    def in_transaction(self) -> bool:
        """Whether the calling thread, which holds the lock, is inside a transaction."""
        return self._depth > 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is durable together on leaving the outermost block, or not at all.

        An exception that leaves any block rolls the whole transaction back, even where an outer block swallows it.

        Raises:
            ExpectedError: where the commit fails; the old state stays.
            InternalError: where an inner block's exception was swallowed.
        """
        with self.lock:
            outermost = self._depth == 0
            if outermost:
                self._begin()
            self._depth += 1
            try:
                yield
            except BaseException:
                self._doomed = True
                if outermost:
                    self._roll_back()
                raise
            else:
                if outermost:
                    self._commit()
            finally:
                self._depth -= 1

    def rows(self, statement: Executable, parameters: Values | None = None) -> Sequence[Row[Any]]:
        """All rows of a query."""
        with self.lock, translating():
            try:
                return self.connection.execute(statement, parameters).all()
            finally:
                self._end_read()

    def row(self, statement: Executable, parameters: Values | None = None) -> Row[Any] | None:
        """The first row of a query, if there is one."""
        return next(iter(self.rows(statement, parameters)), None)

    def run(self, statement: Executable, parameters: Values | Sequence[Values] | None = None) -> int:
        """Writes, once or for each of several parameter sets (none of which writes nothing); rows concerned.

        Raises:
            InternalError: outside a transaction, or where a constraint refuses.
        """
        with self.lock, translating(writing=True):
            if self._depth == 0:
                raise InternalError("writes need a transaction")
            if isinstance(parameters, Sequence) and not parameters:
                return 0
            return self.connection.execute(statement, parameters).rowcount

    def _on_begin(self, connection: Connection) -> None:
        if self._writing:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    def _begin(self) -> None:
        self._doomed = False
        self._writing = True
        try:
            with translating(writing=True):
                self.connection.begin()
        except BaseException:
            self._roll_back()
            raise
        finally:
            self._writing = False

    def _commit(self) -> None:
        if self._doomed:
            self._roll_back()
            raise InternalError("a step inside the transaction failed and went unnoticed")
        try:
            with translating(writing=True):
                self.connection.commit()
        except BaseException:
            self._roll_back()
            raise

    def _roll_back(self) -> None:
        # SQLite has rolled back already after some failures; the driver then does nothing.
        with translating():
            self.connection.rollback()
            self.raw.rollback()

    def _end_read(self) -> None:
        if self._depth == 0 and self.connection.in_transaction():
            self.connection.rollback()
