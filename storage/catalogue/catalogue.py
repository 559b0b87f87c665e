"""The catalogue, whole."""

from collections.abc import Callable
from pathlib import Path

from storage.catalogue import upkeep
from storage.catalogue.cases import Cases
from storage.catalogue.clips import Clips
from storage.catalogue.codebooks import Codebooks
from storage.catalogue.consenting import Consents
from storage.catalogue.database import Database
from storage.catalogue.erasing import Erasing
from storage.catalogue.history import History
from storage.catalogue.ledger import Ledger
from storage.catalogue.moments import Moments
from storage.catalogue.reels import Reels
from storage.catalogue.schema import migrate, schema_version
from storage.catalogue.searching import Searching
from storage.catalogue.slots import Slots
from storage.catalogue.visits import Visits
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.ports import Clock


class SqlCatalogue(
    Cases, Consents, Clips, Codebooks, Moments, Searching, Reels, Visits, History, Ledger, Erasing, Slots
):
    """Implements `vidfeed.ports.Catalogue`, and what the vault needs besides.

    Any thread may call; the others wait.
    """

    @property
    def key(self) -> bytes:
        """The key that opens the file now."""
        return self._database.key

    def rekey(self, new_key: bytes) -> None:
        """Gives the file a new key; see `storage.catalogue.upkeep.rekey`."""
        upkeep.rekey(self._database, new_key)

    def backup_to(self, target: Path, between: Callable[[], None] = lambda: None) -> None:
        """Copies the file while work goes on; see `storage.catalogue.upkeep.backup_to`."""
        upkeep.backup_to(self._database, target, between)

    def integrity_findings(self) -> list[upkeep.CatalogueFinding]:
        """Everything that is not as it should be."""
        return upkeep.integrity_findings(self._database)

    @property
    def is_open(self) -> bool:
        """Whether it was not closed yet."""
        return self._database.is_open

    def close(self) -> None:
        """Closes the file; every later call fails."""
        self._database.close()


def create_catalogue(
    path: Path, key: bytes, *, clock: Clock, new_identity: Callable[[], str], user: str = ""
) -> SqlCatalogue:
    """Makes a new catalogue.

    Args:
        path: of a file that does not exist.
        key: 32 random bytes.
        clock: for the trail and the history.
        new_identity: makes the identity that will open a new clip's files.
        user: name of whoever is at work.

    Raises:
        ExpectedError: `exists`, `read-only`, `no-space`.
    """
    try:
        path.touch(mode=0o600, exist_ok=False)
    except FileExistsError as error:
        raise ExpectedError(ErrorKind.EXISTS, "There is a catalogue already.", "Choose another folder.") from error
    except OSError as error:
        raise ExpectedError(
            ErrorKind.READ_ONLY, "The catalogue cannot be written there.", "Choose another folder."
        ) from error
    database = Database(path, key)
    return _migrated(database, clock, new_identity, user)


def open_catalogue(
    path: Path, key: bytes, *, clock: Clock, new_identity: Callable[[], str], user: str = ""
) -> SqlCatalogue:
    """Opens a catalogue, and brings an older one to the present version; the arguments are `create_catalogue`'s.

    Raises:
        ExpectedError: `vault-missing`, `damaged` (a wrong key too), `unsupported-version`, `vault-in-use`, `read-only`.
    """
    database = Database(path, key)
    try:
        empty = schema_version(database) is None
    except BaseException:
        database.close()
        raise
    if empty:
        database.close()
        raise ExpectedError(ErrorKind.DAMAGED, "The vault's catalogue is empty.", "Restore it from the newest backup.")
    return _migrated(database, clock, new_identity, user)


def _migrated(database: Database, clock: Clock, new_identity: Callable[[], str], user: str) -> SqlCatalogue:
    try:
        migrate(database)
    except BaseException as problem:
        database.close()
        if isinstance(problem, ExpectedError) and problem.kind is ErrorKind.NO_SPACE:
            raise _no_space_to_migrate() from problem
        raise
    return SqlCatalogue(database, clock, new_identity, user)


def _no_space_to_migrate() -> ExpectedError:
    return ExpectedError(
        ErrorKind.NO_SPACE,
        "This vault is of an older version, and the disk is too full to bring it to the present one. Nothing was "
        "changed, nothing is lost.",
        "Make room on the disk, then unlock the vault again.",
    )
