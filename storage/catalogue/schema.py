"""Which version of the tables a catalogue has, and bringing it to ours.

The migrations make the tables; nothing else does. All steps and the new version are one transaction.
"""

from pathlib import Path
from typing import Final

from sqlalchemy import text

from storage.catalogue.database import Database
from storage.catalogue.failures import translating
from vidfeed.errors import ErrorKind, ExpectedError

NEWEST: Final = "0002"
"""The version that the tables of this program have."""

MIGRATIONS: Final = Path(__file__).with_name("migrations")

_VERSION_TABLE = text("SELECT count(*) AS tables FROM sqlite_master WHERE name = 'alembic_version'")
_VERSION = text("SELECT version_num FROM alembic_version")


def schema_version(database: Database) -> str | None:
    """The catalogue's version; None for an empty database."""
    tables = database.row(_VERSION_TABLE)
    row = database.row(_VERSION) if tables and tables.tables else None
    return str(row.version_num) if row else None


def migrate(database: Database, target: str = NEWEST) -> None:
    """Takes the tables to a version, forth or back ("base" for none at all).

    Raises:
        ExpectedError: kind `unsupported-version` where the catalogue is of a version that is not known here.
    """
    present = schema_version(database)
    if present == target:
        return
    # Slow to import, and needed once in a version's life.
    from alembic.migration import MigrationContext
    from alembic.operations import Operations
    from alembic.script import ScriptDirectory

    folder = ScriptDirectory(str(MIGRATIONS))
    steps = list(folder.walk_revisions())[::-1]
    known = ["base", *(step.revision for step in steps)]
    if (present or "base") not in known:
        raise ExpectedError(
            ErrorKind.UNSUPPORTED_VERSION,
            "This vault was written by a newer vidfeed. Nothing was changed.",
            "Install the newest vidfeed.",
        )
    at, wanted = known.index(present or "base"), known.index(target)
    with database.transaction():
        context = MigrationContext.configure(database.connection)
        with translating(), Operations.context(context):
            for step in steps[at:wanted]:
                step.module.upgrade()
            for step in steps[wanted:at][::-1]:
                step.module.downgrade()
            context.stamp(folder, target)
