"""Keeping the database: a new key, backups, integrity."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import sleep

from sqlcipher3 import dbapi2

from storage.catalogue import case_counts, full_text, trail
from storage.catalogue.database import Database
from storage.catalogue.engine import connect_keyed, key_literal
from storage.catalogue.failures import translating_writes
from vidfeed.errors import ErrorKind, ExpectedError, InternalError, cancelled

_STEP_PAGES = 256
_PAUSE_S = 0.001


@dataclass(frozen=True)
class CatalogueFinding:
    """Something that is not as it should be.

    Attributes:
        kind: "pages", "structure", "references", "full-text", "counts" or "trail".
        message: one sentence, without content.
    """

    kind: str
    message: str


def rekey(database: Database, new_key: bytes) -> None:
    """Cleans out what was deleted, encrypts every page with a new key, and reopens.

    Interrupted anywhere, the file opens with exactly one of both keys.

    Raises:
        ExpectedError: `no-space`, `read-only`, ...: the old key still opens the file, which is open again;
            `damaged` where the check afterwards finds something.
    """
    with database.lock:
        _require_idle(database)
        old_key, literal = database.key, key_literal(new_key)
        full_text.rebuild(database)
        case_counts.recount(database)
        try:
            with translating_writes(database.path, 3 * _size_bytes(database)):
                database.raw.execute("VACUUM")
                database.raw.execute(f"PRAGMA rekey = {literal}")
        except BaseException:
            _reopen(database, old_key, new_key)
            raise
        _reopen(database, new_key)
        if any(_pragma(database, "cipher_integrity_check")):
            raise ExpectedError(
                ErrorKind.DAMAGED, "The catalogue was not written as it should be.", "Restore the newest backup."
            )


def backup_to(database: Database, target: Path, between: Callable[[], None]) -> None:
    """Copies the database, with its present key, into a new file; others may write meanwhile, between the steps.

    Args:
        between: called between the steps; what it raises ends the copying.

    Raises:
        ExpectedError: `exists`, `no-space`, `read-only`, ..., `cancelled` where the database was closed meanwhile; the
            target may be left unfinished.
    """
    if target.exists():
        raise ExpectedError(ErrorKind.EXISTS, "There is a file of that name already.", "Choose another place.")
    try:
        target.touch(mode=0o600)
    except OSError as error:
        raise ExpectedError(ErrorKind.READ_ONLY, "The backup cannot be written there.", "Choose a place.") from error

    def let_others_in(_status: int, _remaining: int, _total: int) -> None:
        database.lock.release()
        try:
            between()
            sleep(_PAUSE_S)
        finally:
            database.lock.acquire()
        if not database.is_open:
            raise cancelled("The backup")

    with database.lock, translating_writes(target, 2 * _size_bytes(database)):
        _require_idle(database)
        copy = connect_keyed(target, database.key)
        try:
            database.raw.backup(copy, pages=_STEP_PAGES, progress=let_others_in, sleep=0)
        finally:
            copy.close()


def integrity_findings(database: Database) -> list[CatalogueFinding]:
    """Reads every page and compares everything that can be compared; empty where all is well.

    Others may write between one comparison and the next.
    """
    return list(_findings(database))


def _findings(database: Database) -> Iterator[CatalogueFinding]:
    pages = len(_pragma(database, "cipher_integrity_check"))
    if pages:
        yield CatalogueFinding("pages", f"{pages} pages of the catalogue fail their check.")
    faults = [str(row[0]) for row in _pragma(database, "integrity_check") if row != ("ok",)]
    in_index = [fault for fault in faults if full_text.TABLE in fault]
    if len(faults) > len(in_index):
        yield CatalogueFinding("structure", "The catalogue's tables are not whole.")
    if in_index:
        yield CatalogueFinding("full-text", "The search index does not match the moments; a new key makes it anew.")
    if _pragma(database, "foreign_key_check"):
        yield CatalogueFinding("references", "Something in the catalogue refers to what is not there.")
    if case_counts.wrong(database):
        yield CatalogueFinding("counts", "The list of cases counts wrongly; a new key counts anew.")
    broken = trail.first_broken(database)
    if broken is not None:
        yield CatalogueFinding("trail", f"The trail does not hold together from line {broken} on.")


def _pragma(database: Database, name: str) -> list[tuple[object, ...]]:
    try:
        with database.lock:
            return database.raw.execute(f"PRAGMA {name}").fetchall()
    except dbapi2.Error:
        return [(f"{name} failed",)]


def _reopen(database: Database, *keys: bytes) -> None:
    """Opens the file with the first key that fits."""
    database.close()
    for key in keys[:-1]:
        try:
            return database.open(key)
        except ExpectedError:
            continue
    return database.open(keys[-1])


def _size_bytes(database: Database) -> int:
    try:
        return database.path.stat().st_size
    except OSError:
        return 0


def _require_idle(database: Database) -> None:
    if database.in_transaction:
        raise InternalError("not inside a transaction")
