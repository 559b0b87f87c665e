from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2

from storage.catalogue import SqlCatalogue
from storage.catalogue.database import Database
from storage.catalogue.failures import translating_writes
from tests.storage.catalogue.sample import KEY, OTHER_KEY, fill, marked, moment, opened
from vidfeed.errors import ErrorKind, ExpectedError, InternalError


def test_a_new_key_opens_and_the_old_one_does_not(path: Path) -> None:
    with opened(path) as catalogue:
        fill(catalogue)
        catalogue.apply(marked(moment("m1", caption="smile")))
        catalogue.rekey(OTHER_KEY)
        assert catalogue.key == OTHER_KEY
        assert [one.id for one in catalogue.find_moments(text="smile")] == ["m1"]
        catalogue.apply(marked(moment("m2")))
    with pytest.raises(ExpectedError), opened(path):
        pass
    with opened(path, OTHER_KEY) as catalogue:
        assert [one.id for one in catalogue.moments("clip1")] == ["m1", "m2"]
        assert catalogue.integrity_findings() == []


def test_every_page_changes_with_the_key(path: Path) -> None:
    before = path.read_bytes()
    with opened(path) as catalogue:
        catalogue.rekey(OTHER_KEY)
    after = path.read_bytes()
    pages = {before[at : at + 4096] for at in range(0, len(before), 4096)}
    assert not pages & {after[at : at + 4096] for at in range(0, len(after), 4096)}


@pytest.mark.parametrize("failing", ["VACUUM", "PRAGMA rekey"])
def test_a_new_key_that_cannot_be_written_leaves_the_old_one(
    catalogue: SqlCatalogue, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def execute(self, sql: str) -> object:
            if sql.startswith(failing):
                error = dbapi2.OperationalError("database or disk is full")
                error.sqlite_errorcode = dbapi2.SQLITE_FULL
                raise error
            return raw.execute(sql)

    raw = catalogue._database.raw
    with monkeypatch.context() as patched:
        patched.setattr(Database, "raw", property(lambda _: Broken()))
        with pytest.raises(ExpectedError) as caught:
            catalogue.rekey(OTHER_KEY)
    assert caught.value.kind is ErrorKind.NO_SPACE
    assert catalogue.key == KEY
    fill(catalogue, 2)
    assert catalogue.integrity_findings() == []


def test_a_key_is_not_changed_within_a_transaction(catalogue: SqlCatalogue) -> None:
    with pytest.raises(InternalError), catalogue.transaction():
        catalogue.rekey(OTHER_KEY)
    assert catalogue.key == KEY


def test_a_backup_made_while_marking_goes_on_is_whole(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"
    with opened(path) as catalogue:
        fill(catalogue)
        catalogue.apply(marked(moment("m0", note="x" * 3_000_000)))
        with ThreadPoolExecutor(1) as pool:
            copying = pool.submit(catalogue.backup_to, target)
            made = 0
            while not copying.done():
                made += 1
                catalogue.apply(marked(moment(f"m{made}", start=made)))
            copying.result()
        assert made > 1
        before_the_next = catalogue.moments("clip1")
        catalogue.apply(marked(moment("late")))
    with opened(target) as copy:
        kept = copy.moments("clip1")
        assert kept == before_the_next[: len(kept)]
        assert len(kept) > 1
        assert copy.integrity_findings() == []


def test_a_backup_never_writes_over_anything(catalogue: SqlCatalogue, tmp_path: Path) -> None:
    (tmp_path / "there").write_bytes(b"precious")
    with pytest.raises(ExpectedError) as caught:
        catalogue.backup_to(tmp_path / "there")
    assert caught.value.kind is ErrorKind.EXISTS
    with pytest.raises(ExpectedError) as caught:
        catalogue.backup_to(tmp_path / "no" / "folder")
    assert caught.value.kind is ErrorKind.READ_ONLY
    assert (tmp_path / "there").read_bytes() == b"precious"


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("DELETE FROM sessions", "references"),
        ("UPDATE case_counts SET moments = 2", "counts"),
        ("UPDATE case_counts SET clips = 0", "counts"),
        ("DELETE FROM case_counts", "counts"),
        ("DELETE FROM moment_words_content", "full-text"),
        ("UPDATE moment_words_content SET c3 = 'other'", "full-text"),
    ],
)
def test_findings_name_what_is_wrong(catalogue: SqlCatalogue, statement: str, kind: str) -> None:
    catalogue.apply(marked(moment("m1", note="calm")))
    assert catalogue.integrity_findings() == []
    raw = catalogue._database.raw
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute(statement)
    raw.execute("PRAGMA foreign_keys = ON")
    assert {finding.kind for finding in catalogue.integrity_findings()} == {kind}


@pytest.mark.parametrize(("needed_bytes", "kind"), [(2**62, ErrorKind.NO_SPACE), (0, ErrorKind.DAMAGED)])
def test_where_the_database_does_not_say_what_the_disk_said_its_room_tells(
    path: Path, needed_bytes: int, kind: ErrorKind
) -> None:
    with pytest.raises(ExpectedError) as caught, translating_writes(path, needed_bytes):
        raise dbapi2.OperationalError("SQL logic error")
    assert caught.value.kind is kind
