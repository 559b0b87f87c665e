"""The file itself: its key, its content as others see it, its version."""

import logging
import os
import traceback
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from sqlalchemy import text

from storage.catalogue import SqlCatalogue, create_catalogue, open_catalogue
from storage.catalogue.database import Database
from storage.catalogue.engine import KEY_BYTES, connect_keyed, database_uri
from storage.catalogue.schema import migrate
from tests.storage.catalogue.sample import (
    KEY,
    OTHER_KEY,
    WAITING,
    CountedIdentities,
    TickingClock,
    fill,
    marked,
    moment,
    opened,
)
from vidfeed.errors import ErrorKind, ExpectedError, InternalError
from vidfeed.ports import Catalogue

SECRETS = (
    "WREN-01",
    "Breakfast",
    "a secret caption",
    "a private note",
    "attuned/waiting",
    "IDENTITY-0",
    "Anastasia",
)


def test_it_is_what_the_core_asks_for(empty: SqlCatalogue) -> None:
    port: Catalogue = empty
    assert port.case_summaries() == []


def test_nothing_of_it_can_be_read_from_the_file(path: Path) -> None:
    with opened(path) as catalogue:
        fill(catalogue)
        catalogue.apply(marked(moment("m1", caption=SECRETS[2], note=SECRETS[3], tags=(WAITING,))))
        catalogue.put_draft("caption:m1", "half a sentence")
    data = path.read_bytes()
    assert len(data) > 100_000
    assert not any(secret.encode() in data for secret in (*SECRETS, "half a sentence", "SQLite format", "CREATE"))
    assert not list(path.parent.glob("*-journal"))


def test_the_page_format_and_the_pragmas_are_pinned(path: Path) -> None:
    raw = connect_keyed(path, KEY)
    wanted = {
        "journal_mode": "delete",
        "synchronous": 3,
        "fullfsync": 1,
        "temp_store": 2,
        "secure_delete": 1,
        "foreign_keys": 1,
        "cipher_page_size": "4096",
        "cipher_hmac_algorithm": "HMAC_SHA512",
    }
    assert {name: raw.execute(f"PRAGMA {name}").fetchall()[0][0] for name in wanted} == wanted
    raw.close()


@pytest.mark.parametrize("key", [OTHER_KEY, bytes(32)])
def test_a_wrong_key_opens_nothing_and_shows_no_key(path: Path, key: bytes) -> None:
    with pytest.raises(ExpectedError) as caught, opened(path, key):
        pass
    assert caught.value.kind is ErrorKind.DAMAGED
    assert key.hex() not in "".join(traceback.format_exception(caught.value))


def test_the_key_shows_nowhere(path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> None:
    caplog.set_level(logging.DEBUG)
    with opened(path) as catalogue:
        fill(catalogue)
        database = catalogue._database
        shown = [repr(catalogue), repr(database), repr(database.connection), str(database.connection.engine.url)]
        catalogue.rekey(OTHER_KEY)
    out, err = capfd.readouterr()
    for key in (KEY, OTHER_KEY):
        assert key.hex() not in caplog.text.lower() + "".join(shown) + out + err


def test_sqlite_itself_is_not_asked_to_make_up_a_key(tmp_path: Path) -> None:
    with pytest.raises(InternalError, match=str(KEY_BYTES)):
        create_catalogue(tmp_path / "new.db", b"short", clock=TickingClock(), new_identity=str)


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as caught, opened(tmp_path / "none.db"):
        pass
    assert caught.value.kind is ErrorKind.VAULT_MISSING
    assert not (tmp_path / "none.db").exists()


def test_an_existing_file_is_not_written_over(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(ExpectedError) as caught:
        create_catalogue(path, KEY, clock=TickingClock(), new_identity=str)
    assert caught.value.kind is ErrorKind.EXISTS
    assert path.read_bytes() == before


def test_an_emptied_file_is_damage(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(ExpectedError) as caught, opened(path):
        pass
    assert caught.value.kind is ErrorKind.DAMAGED


def test_a_flipped_byte_is_noticed(path: Path) -> None:
    with opened(path) as catalogue:
        fill(catalogue)
    data = bytearray(path.read_bytes())
    for page in range(0, len(data), 4096):
        flipped = bytearray(data)
        flipped[page + 2000] ^= 1
        path.write_bytes(flipped)
        try:
            with opened(path) as catalogue:
                found = {finding.kind for finding in catalogue.integrity_findings()}
        except ExpectedError as error:
            assert error.kind is ErrorKind.DAMAGED
        else:
            assert "pages" in found


def test_a_newer_version_is_refused_and_left_alone(path: Path) -> None:
    database = Database(path, KEY)
    with database.transaction():
        database.run(text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    before = path.read_bytes()
    with pytest.raises(ExpectedError) as caught, opened(path):
        pass
    assert caught.value.kind is ErrorKind.UNSUPPORTED_VERSION
    assert path.read_bytes() == before


def test_another_writer_makes_it_in_use(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.catalogue.engine._BUSY_WAIT_S", 0.0)
    other = connect_keyed(path, KEY)
    other.execute("BEGIN IMMEDIATE")
    with opened(path) as catalogue:
        with pytest.raises(ExpectedError) as caught:
            fill(catalogue)
        other.execute("ROLLBACK")
        other.close()
        assert caught.value.kind is ErrorKind.VAULT_IN_USE
        fill(catalogue)
        assert catalogue.case("case1") is not None


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="whoever runs this may write everywhere")
def test_a_folder_that_cannot_be_written_is_said(path: Path) -> None:
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with opened(path) as catalogue, pytest.raises(ExpectedError) as caught:
            fill(catalogue)
        assert caught.value.kind is ErrorKind.READ_ONLY
    finally:
        path.parent.chmod(0o700)


def test_a_write_protected_database_is_read_only(catalogue: SqlCatalogue) -> None:
    catalogue._database.raw.execute("PRAGMA query_only = ON")
    with pytest.raises(ExpectedError) as caught:
        catalogue.put_setting("a", "b")
    assert caught.value.kind is ErrorKind.READ_ONLY
    assert catalogue.case("case1") is not None


def test_a_closed_catalogue_says_so(path: Path) -> None:
    catalogue = open_catalogue(path, KEY, clock=TickingClock(), new_identity=CountedIdentities())
    catalogue.close()
    catalogue.close()
    with pytest.raises(InternalError, match="closed"):
        catalogue.case("case1")


def test_a_share_is_no_authority_to_sqlite() -> None:
    assert database_uri(PureWindowsPath("//server/share/a film?/c.db")) == "file:////server/share/a%20film%3F/c.db"
    assert database_uri(PureWindowsPath("C:/v/c.db")) == "file:///C:/v/c.db"
    assert database_uri(PurePosixPath("/v #1/ä%/c.db")) == "file:///v%20%231/%C3%A4%25/c.db"


def test_a_name_with_every_sign_opens(path: Path, tmp_path: Path) -> None:
    odd = tmp_path / "a?b#c%20d&e=f ä"
    odd.mkdir()
    with opened(Path(path.rename(odd / "catalogue.db"))) as catalogue:
        assert catalogue.integrity_findings() == []


def test_a_full_disk_says_that_an_older_vault_waits(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    database = Database(path, KEY)
    migrate(database, "0001")
    database.close()

    def full(self: Database) -> None:
        self._roll_back()
        raise ExpectedError(ErrorKind.NO_SPACE, "The disk is full.", "")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "_commit", full)
        with pytest.raises(ExpectedError) as caught, opened(path):
            pass
    assert caught.value.kind is ErrorKind.NO_SPACE
    assert "of an older version" in caught.value.message
    with opened(path) as catalogue:
        assert catalogue.integrity_findings() == []
