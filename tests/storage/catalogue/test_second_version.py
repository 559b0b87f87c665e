"""From the first version of the tables to the second: every row stays, and the counts are those of the rows."""

import multiprocessing
import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event, text

from storage.catalogue import SqlCatalogue
from storage.catalogue.case_counts import wrong
from storage.catalogue.database import Database
from storage.catalogue.schema import migrate, schema_version
from tests.storage.catalogue.sample import KEY, CountedIdentities, TickingClock, fill, made, marked, moment, reel
from vidfeed.model.change import clip_scope
from vidfeed.model.clip import ClipStatus
from vidfeed.model.review import Review

Rows = dict[str, list[dict[str, object]]]

TABLES = text("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
COUNTS = text("SELECT case_id, clips, moments FROM case_counts ORDER BY case_id")
NEW_TABLES = {"case_counts", "visits"}


@pytest.fixture
def first(path: Path, tmp_path: Path) -> Iterator[Database]:
    """A catalogue of the first version, filled: made by this program, and taken back."""
    database = Database(Path(shutil.copy(path, tmp_path / "first.db")), KEY)
    catalogue = SqlCatalogue(database, TickingClock(), CountedIdentities(), "Anastasia")
    for number in (1, 2):
        fill(catalogue, number)
    catalogue.apply(marked(moment("m1", caption="She looks"), moment("m2", start=20)))
    catalogue.apply(marked(moment("m3", "clip2")))
    catalogue.undo(clip_scope("clip2"))
    catalogue.apply(made(reel("reel1", "clip1", "clip2")))
    catalogue.set_position("clip1", 4500)
    catalogue.add_review(Review("review1", "reel1", "case1", "2024-05-01T09:59:00"))
    catalogue.set_clip_status("clip2", ClipStatus.ERASING)
    migrate(database, "0001")
    yield database
    database.close()


def everything(database: Database) -> Rows:
    tables = [row.name for row in database.rows(TABLES) if row.name != "alembic_version"]
    return {name: [dict(row._mapping) for row in database.rows(text(f"SELECT * FROM {name}"))] for name in tables}


def test_every_row_keeps_all_that_it_had(first: Database) -> None:
    before = everything(first)
    migrate(first, "0002")
    after = everything(first)
    assert after.keys() - before.keys() == NEW_TABLES
    for table, rows in before.items():
        assert [{name: row[name] for name in old} for old, row in zip(rows, after[table], strict=True)] == rows
    migrate(first, "0001")
    assert everything(first) == before


def test_what_is_new_is_empty(first: Database) -> None:
    before = everything(first)
    migrate(first, "0002")
    for table, rows in everything(first).items():
        if table in NEW_TABLES:
            continue
        added = {value for old, row in zip(before[table], rows, strict=True) for value in row.items() - old.items()}
        assert {value for _name, value in added} <= {"", 0, None}


def test_the_counts_are_those_of_the_rows(first: Database) -> None:
    migrate(first, "0002")
    assert [tuple(row) for row in first.rows(COUNTS)] == [("case1", 1, 2), ("case2", 0, 0)]


def _migrate_and_die(path: Path, after_statements: int | None) -> None:
    database, left = Database(path, KEY), after_statements or 0

    def die(*_: object) -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.connection.engine, "commit" if after_statements is None else "after_cursor_execute", die)
    migrate(database)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no SIGKILL")
@pytest.mark.parametrize("after_statements", [5, 20, None], ids=["begun", "counting", "before the commit"])
def test_killed_on_the_way_it_is_of_the_first_version_whole(
    first: Database, tmp_path: Path, after_statements: int | None
) -> None:
    before = everything(first)
    path = Path(shutil.copy(first.path, tmp_path / "killed.db"))
    process = multiprocessing.get_context("spawn").Process(target=_migrate_and_die, args=(path, after_statements))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    database = Database(path, KEY)
    assert schema_version(database) == "0001"
    assert everything(database) == before
    migrate(database)
    assert not wrong(database)
    database.close()
