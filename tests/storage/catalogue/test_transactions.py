from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import text

from storage.catalogue import SqlCatalogue
from tests.storage.catalogue.sample import case, fill, marked, moment, opened, session
from vidfeed.errors import ErrorKind, ExpectedError, InternalError


def test_what_was_confirmed_is_there_after_reopening(path: Path) -> None:
    with opened(path) as catalogue:
        fill(catalogue)
    with opened(path) as catalogue:
        assert catalogue.case("case1") == case("case1", "WREN-01")


def test_an_exception_takes_everything_back(catalogue: SqlCatalogue) -> None:
    with pytest.raises(KeyError), catalogue.transaction():
        catalogue.add_case(case("case2", "WREN-02"))
        catalogue.put_setting("a", "b")
        raise KeyError
    assert (catalogue.case("case2"), catalogue.setting("a")) == (None, None)


def test_the_outermost_commits(catalogue: SqlCatalogue) -> None:
    with pytest.raises(KeyError), catalogue.transaction():
        with catalogue.transaction():
            catalogue.add_case(case("case2", "WREN-02"))
        assert catalogue.case("case2") is not None
        raise KeyError
    assert catalogue.case("case2") is None
    with catalogue.transaction(), catalogue.transaction():
        catalogue.add_case(case("case2", "WREN-02"))
    assert catalogue.case("case2") is not None


def test_an_inner_failure_that_is_swallowed_still_takes_everything_back(catalogue: SqlCatalogue) -> None:
    with pytest.raises(InternalError, match="unnoticed"), catalogue.transaction():
        catalogue.put_setting("a", "b")
        try:
            catalogue.add_case(case("case2", "WREN-01"))
        except ExpectedError as error:
            assert error.kind is ErrorKind.EXISTS
    assert catalogue.setting("a") is None
    catalogue.put_setting("a", "c")
    assert catalogue.setting("a") == "c"


def test_a_write_outside_a_transaction_is_a_fault(catalogue: SqlCatalogue) -> None:
    with pytest.raises(InternalError, match="transaction"):
        catalogue._database.run(text("DELETE FROM cases"))
    assert catalogue.case("case1") is not None


def test_broken_references_are_refused(catalogue: SqlCatalogue) -> None:
    with pytest.raises(InternalError) as caught:
        catalogue.add_session(session("session9", "nobody"))
    assert "nobody" not in str(caught.value)
    assert catalogue.session("session9") is None


def test_text_that_cannot_be_stored_is_refused_whole(catalogue: SqlCatalogue) -> None:
    with pytest.raises(InternalError), catalogue.transaction():
        catalogue.put_setting("a", "b")
        catalogue.put_draft("caption:m1", "\ud800")
    assert catalogue.setting("a") is None


def test_a_full_disk_leaves_the_old_state(path: Path) -> None:
    with opened(path) as catalogue:
        fill(catalogue)
        catalogue.apply(marked(moment("m1", note="before")))
        raw = catalogue._database.raw
        pages = raw.execute("PRAGMA page_count").fetchall()[0][0]
        raw.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(ExpectedError) as caught, catalogue.transaction():
            catalogue.put_setting("a", "b")
            catalogue.apply(marked(moment("m2", note="x" * 200_000)))
        assert caught.value.kind is ErrorKind.NO_SPACE
        assert catalogue.setting("a") is None
        assert [m.id for m in catalogue.moments("clip1")] == ["m1"]
        raw.execute("PRAGMA max_page_count = 100000")
        catalogue.apply(marked(moment("m3")))
        assert catalogue.integrity_findings() == []
    with opened(path) as catalogue:
        assert {m.id for m in catalogue.moments("clip1")} == {"m1", "m3"}


def test_a_commit_that_fails_leaves_the_old_state(catalogue: SqlCatalogue) -> None:
    raw = catalogue._database.raw
    raw.execute("CREATE TABLE promise (id TEXT REFERENCES cases(id) DEFERRABLE INITIALLY DEFERRED)")
    with pytest.raises(InternalError), catalogue.transaction():
        catalogue.put_setting("a", "b")
        raw.execute("INSERT INTO promise VALUES ('nobody')")
    assert not raw.in_transaction
    assert catalogue.setting("a") is None
    catalogue.put_setting("a", "c")
    assert catalogue.setting("a") == "c"


def test_threads_take_turns(catalogue: SqlCatalogue) -> None:
    catalogue.put_setting("count", "0")

    def add_up(thread: int) -> None:
        for step in range(20):
            with catalogue.transaction():
                count = int(catalogue.setting("count") or 0)
                catalogue.apply(marked(moment(f"m{thread}x{step}", start=step)))
                catalogue.put_setting("count", str(count + 1))
            assert catalogue.moment(f"m{thread}x{step}") is not None

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(add_up, range(6)))
    assert catalogue.setting("count") == "120"
    assert catalogue.moment_counts("case1") == {"clip1": 120}
    assert catalogue.integrity_findings() == []
