"""What the database's own errors mean to people."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import disk_usage

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlcipher3 import dbapi2

from vidfeed.errors import ErrorKind, ExpectedError, InternalError, VidfeedError

_PRIMARY_CODE = 0xFF

_BUSY = (
    ErrorKind.VAULT_IN_USE,
    "Another program is using this vault. Nothing of this step was kept.",
    "Close the other program, then try again.",
)
_READ_ONLY = (
    ErrorKind.READ_ONLY,
    "The vault cannot be written here. Nothing of this step was kept.",
    "Check that its folder and disk allow writing.",
)
_DAMAGED = (
    ErrorKind.DAMAGED,
    "The vault's catalogue cannot be read.",
    "Keep this folder, and restore the newest backup beside it: “Restore from a backup” on the lock screen, or "
    "vidfeed vault restore BACKUP NEW-FOLDER.",
)
_FULL = (
    ErrorKind.NO_SPACE,
    "The disk is full. Nothing of this step was kept; everything before it is safe.",
    "Make room on the disk, then try again.",
)
_NOT_TAKEN = (
    ErrorKind.DAMAGED,
    "The disk did not take all that was to be written. What was there before is unharmed.",
    "Check the disk, and that it has room, then try again.",
)
_MEANINGS = {
    dbapi2.SQLITE_BUSY: _BUSY,
    dbapi2.SQLITE_LOCKED: _BUSY,
    dbapi2.SQLITE_PERM: _READ_ONLY,
    dbapi2.SQLITE_READONLY: _READ_ONLY,
    dbapi2.SQLITE_CANTOPEN: _READ_ONLY,
    dbapi2.SQLITE_IOERR: _DAMAGED,
    dbapi2.SQLITE_CORRUPT: _DAMAGED,
    dbapi2.SQLITE_NOTADB: _DAMAGED,
    dbapi2.SQLITE_FULL: _FULL,
}


def translated(error: Exception, writing: bool = False) -> VidfeedError:
    """The error that leaves the catalogue; its text holds nothing of what was to be stored.

    Args:
        writing: an I/O error then says nothing about what was there before; the driver tells no more of it.
    """
    original = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(original, "sqlite_errorcode", None)
    meaning = _MEANINGS.get(code & _PRIMARY_CODE) if isinstance(code, int) else None
    if writing and code == dbapi2.SQLITE_IOERR:
        meaning = _NOT_TAKEN
    if meaning is None:
        return InternalError(f"the catalogue refused a step: {type(original).__name__}, code {code}")
    return ExpectedError(*meaning)


@contextmanager
def translating_writes(path: Path, needed_bytes: int) -> Iterator[None]:
    """As `translating`, for whole rewrites and copies of the database, whose errors do not tell what the disk said.

    Args:
        path: on the disk that is written to.
        needed_bytes: how much that may be.
    """
    try:
        yield
    except dbapi2.OperationalError as error:
        problem = translated(error)
        if isinstance(problem, InternalError):
            problem = ExpectedError(*(_FULL if _free_bytes(path) < needed_bytes else _NOT_TAKEN))
        raise problem from error
    except dbapi2.Error as error:
        raise translated(error) from error


def _free_bytes(path: Path) -> int:
    try:
        return disk_usage(path.parent).free
    except OSError:
        return 0


@contextmanager
def translating(writing: bool = False) -> Iterator[None]:
    """Lets no library exception out; `writing` as in `translated`.

    Raises:
        ExpectedError: kinds `vault-in-use`, `read-only`, `damaged`, `no-space`.
        InternalError: for everything else, broken constraints included.
    """
    try:
        yield
    except (SQLAlchemyError, dbapi2.Error, UnicodeError, OverflowError) as error:
        raise translated(error, writing) from error
