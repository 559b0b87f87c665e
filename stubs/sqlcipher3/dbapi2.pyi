from collections.abc import Callable, Iterable, Sequence
from typing import Any

paramstyle: str
threadsafety: int
sqlite_version: str
sqlite_version_info: tuple[int, ...]

SQLITE_BUSY: int
SQLITE_CANTOPEN: int
SQLITE_CORRUPT: int
SQLITE_FULL: int
SQLITE_IOERR: int
SQLITE_LOCKED: int
SQLITE_NOTADB: int
SQLITE_PERM: int
SQLITE_READONLY: int

class Error(Exception):
    sqlite_errorcode: int
    sqlite_errorname: str

class DatabaseError(Error): ...
class OperationalError(DatabaseError): ...
class IntegrityError(DatabaseError): ...

class Cursor:
    rowcount: int
    def fetchone(self) -> tuple[Any, ...] | None: ...
    def fetchall(self) -> list[tuple[Any, ...]]: ...
    def close(self) -> None: ...

class Connection:
    isolation_level: str | None
    @property
    def in_transaction(self) -> bool: ...
    def cursor(self) -> Cursor: ...
    def execute(self, sql: str, parameters: Sequence[object] = ..., /) -> Cursor: ...
    def executemany(self, sql: str, parameters: Iterable[Sequence[object]], /) -> Cursor: ...
    def commit(self) -> None: ...
    def rollback(self) -> None: ...
    def close(self) -> None: ...
    def backup(
        self,
        target: Connection,
        *,
        pages: int = ...,
        progress: Callable[[int, int, int], None] | None = ...,
        name: str = ...,
        sleep: float = ...,
    ) -> None: ...

def connect(
    database: str,
    timeout: float = ...,
    detect_types: int = ...,
    isolation_level: str | None = ...,
    check_same_thread: bool = ...,
    cached_statements: int = ...,
    uri: bool = ...,
) -> Connection: ...
