from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from storage.catalogue.database import Database
from storage.catalogue.schema import MIGRATIONS, NEWEST, migrate, schema_version
from storage.catalogue.tables import metadata
from tests.storage.catalogue.sample import KEY

NAMES = text("SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    path = tmp_path / "catalogue.db"
    path.touch()
    database = Database(path, KEY)
    yield database
    database.close()


def revisions() -> list[str]:
    """Oldest first."""
    return [step.revision for step in ScriptDirectory(str(MIGRATIONS)).walk_revisions()][::-1]


def shape(database: Database) -> list[tuple[str, ...]]:
    return [tuple(row) for row in database.rows(NAMES) if row.name != "alembic_version"]


def test_the_newest_version_is_the_last_step() -> None:
    assert revisions()[-1] == NEWEST


def test_the_migrations_make_the_tables_that_the_code_knows(database: Database) -> None:
    migrate(database)
    with database.transaction():
        context = MigrationContext.configure(
            database.connection,
            opts={"include_name": lambda name, kind, _: kind != "table" or not name.startswith("moment_words")},
        )
        assert compare_metadata(context, metadata) == []


def test_every_step_goes_up_and_down(database: Database) -> None:
    shapes = [shape(database)]
    for revision in revisions():
        migrate(database, revision)
        assert schema_version(database) == revision
        shapes.append(shape(database))
    for revision, expected in zip([*revisions()[-2::-1], "base"], shapes[-2::-1], strict=True):
        migrate(database, revision)
        assert shape(database) == expected
    migrate(database)
    assert shape(database) == shapes[-1]


def test_steps_that_break_off_leave_nothing(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def power_cut(*_: object) -> None:
        assert shape(database)
        raise OSError

    with monkeypatch.context() as patched:
        patched.setattr(MigrationContext, "stamp", power_cut)
        with pytest.raises(OSError):
            migrate(database)
    assert shape(database) == []
    migrate(database)
    assert schema_version(database) == NEWEST


def test_every_reference_is_indexed(database: Database) -> None:
    migrate(database)
    with database.transaction():
        reflected = inspect(database.connection)
        for table in metadata.tables:
            keys = [reflected.get_pk_constraint(table)["constrained_columns"]]
            keys += [unique["column_names"] for unique in reflected.get_unique_constraints(table)]
            keys += [[str(name) for name in index["column_names"]] for index in reflected.get_indexes(table)]
            for reference in reflected.get_foreign_keys(table):
                columns = reference["constrained_columns"]
                assert any(key[: len(columns)] == columns for key in keys), f"{table}: {columns}"
