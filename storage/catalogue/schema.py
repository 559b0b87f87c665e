"""Which version of the tables a catalogue has, and bringing it to ours.

The migrations make the tables; nothing else does. A step and its version are one transaction.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import text

from storage.catalogue.database import Database
from vidfeed.errors import ErrorKind, ExpectedError

if TYPE_CHECKING:
    from alembic.config import Config

NEWEST: Final = "0001"
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
    from alembic import command
    from alembic.script import ScriptDirectory

    with database.transaction():
        config = _config(database)
        order = [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]
        if present is not None and present not in order:
            raise ExpectedError(
                ErrorKind.UNSUPPORTED_VERSION,
                "This vault was written by a newer vidfeed. Nothing was changed.",
                "Install the newest vidfeed.",
            )
        newer = present is not None and (target not in order or order.index(target) > order.index(present))
        (command.downgrade if newer else command.upgrade)(config, target)


def _config(database: Database) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = database.connection
    return config
