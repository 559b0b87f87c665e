from datetime import date
from threading import Thread

import pytest
from sqlalchemy import text

from storage.catalogue import SqlCatalogue, trail
from storage.catalogue.trail import line_digest
from tests.storage.catalogue.sample import fill, made, marked, moment, reel
from vidfeed.errors import InternalError
from vidfeed.model.consent import Consent, GivenBy, Person, Purpose, Role
from vidfeed.model.copy import Copy


@pytest.fixture
def trailed(catalogue: SqlCatalogue) -> SqlCatalogue:
    catalogue.record("case.add", "case1")
    catalogue.act_as("Ben")
    catalogue.apply(marked(moment("m1", note="private")))
    catalogue.undo("clip:clip1")
    return catalogue


def test_lines_name_who_what_and_ids_only(trailed: SqlCatalogue) -> None:
    lines = [(line.seq, line.user, line.action, line.subject) for line in trailed.audit()]
    assert lines == [
        (1, "Anastasia", "case.add", "case1"),
        (2, "Ben", "change.apply", "clip:clip1"),
        (3, "Ben", "change.undo", "clip:clip1"),
    ]
    assert [line.seq for line in trailed.audit("clip:clip1")] == [2, 3]
    first, second, _ = trailed.audit()
    assert first.digest == line_digest("", 1, first.at, "Anastasia", "case.add", "case1")
    assert second.digest == line_digest(first.digest, 2, second.at, "Ben", "change.apply", "clip:clip1")


def test_a_case_has_its_own_lines(trailed: SqlCatalogue) -> None:
    fill(trailed, 2)
    trailed.apply(made(reel("reel1", "clip1")))
    for subject in ("case2", "clip2", "clip:clip2", "session2", "session1", "vault"):
        trailed.record("look", subject)
    assert [line.subject for line in trailed.audit_of_case("case1")] == [
        "case1",
        "clip:clip1",
        "clip:clip1",
        "reel:reel1",
        "session1",
    ]


def test_a_cases_lines_tell_of_its_consents_and_copies(trailed: SqlCatalogue) -> None:
    fill(trailed, 2)
    for number in (1, 2):
        trailed.add_person(Person(f"p{number}", f"case{number}", Role.INFANT, "Infant", True))
        trailed.add_consent(Consent(f"k{number}", f"p{number}", Purpose.COPY, date(2024, 5, 1), GivenBy.SELF))
        trailed.record("consent.give", f"k{number}")
        trailed.add_copy(Copy(number, f"case{number}", "reel", (), "them", "copy", "", "", "2024-05-01", ""))
        trailed.record("copy.reel", str(number))
    trailed.record("look", "1")
    assert [line.subject for line in trailed.audit_of_case("case2")] == ["k2", "2"]
    assert [line.action for line in trailed.audit_of_case("case1")][-2:] == ["consent.give", "copy.reel"]


def test_the_ledger_says_who_made_a_copy(trailed: SqlCatalogue) -> None:
    trailed.add_copy(Copy(1, "case1", "reel", (), "them", "copy", "", "", "2024-05-01", ""))
    assert [copy.user for copy in trailed.copies()] == ["Ben"]


def test_the_number_of_a_copy_that_was_not_made_is_given_to_no_other(trailed: SqlCatalogue) -> None:
    trailed.add_copy(Copy(1, "case1", "reel", (), "them", "copy", "", "", "2024-05-01", ""))
    trailed.record("copy.reel", "1")
    trailed.record("copy.agreed", "1", by="bert")
    trailed.void_copy(1)
    trailed.record("copy.not-made", "1")
    assert trailed.next_serial() == 2


def test_what_is_rolled_back_leaves_no_line(trailed: SqlCatalogue) -> None:
    with pytest.raises(KeyError), trailed.transaction():
        trailed.record("case.edit", "case1")
        raise KeyError
    assert len(trailed.audit()) == 3
    assert trailed.integrity_findings() == []


@pytest.mark.parametrize(
    "statement", ["UPDATE audit SET user_name = 'Eve'", "DELETE FROM audit", "REPLACE INTO audit SELECT * FROM audit"]
)
def test_the_database_itself_refuses_changes(trailed: SqlCatalogue, statement: str) -> None:
    with pytest.raises(InternalError), trailed.transaction():
        trailed._database.run(text(statement))
    assert len(trailed.audit()) == 3


@pytest.mark.parametrize(
    ("statement", "line"),
    [
        ("UPDATE audit SET user_name = 'Eve' WHERE seq = 2", 2),
        ("UPDATE audit SET at = '2020' WHERE seq = 1", 1),
        ("UPDATE audit SET subject = '' WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 2", 2),
        ("DELETE FROM audit WHERE seq = 3", 3),
        ("DELETE FROM audit", 1),
        ("INSERT INTO audit VALUES (4, '2024', 'Eve', 'x', 'y', 'z')", 4),
        ("INSERT INTO audit VALUES (0, '2024', 'Eve', 'x', 'y', 'z')", 1),
        ("INSERT INTO audit VALUES (-7, '2024', 'Eve', 'x', 'y', 'z')", 1),
        ("UPDATE settings SET value = '2 x' WHERE name = 'audit-head'", 4),
    ],
)
def test_tampering_is_noticed(trailed: SqlCatalogue, statement: str, line: int) -> None:
    raw = trailed._database.raw
    for trigger in ("audit_no_update", "audit_no_delete"):
        raw.execute(f"DROP TRIGGER {trigger}")
    assert trailed.integrity_findings() == []
    raw.execute(statement)
    (finding,) = trailed.integrity_findings()
    assert finding.kind == "trail"
    assert f"line {line} on" in finding.message


def test_others_write_while_a_long_trail_is_checked(trailed: SqlCatalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    with trailed.transaction():
        for number in range(1200):
            trailed.record("case.edit", f"case{number}")
    written: list[int] = []
    digest = trail.line_digest

    def checked(previous: str, seq: int, at: str, user: str, action: str, subject: str) -> str:
        if seq == 700:  # by another thread, which could not if the whole trail were read under the lock

            def write() -> None:
                trailed.record("case.edit", "meanwhile")
                written.append(seq)

            writer = Thread(target=write, daemon=True)
            monkeypatch.setattr(trail, "line_digest", digest)
            writer.start()
            writer.join(30)
        return digest(previous, seq, at, user, action, subject)

    monkeypatch.setattr(trail, "line_digest", checked)
    assert trailed.integrity_findings() == []
    assert written == [700]
    raw = trailed._database.raw
    raw.execute("DROP TRIGGER audit_no_update")
    raw.execute("UPDATE audit SET subject = 'x' WHERE seq = 1100")
    assert [finding.kind for finding in trailed.integrity_findings()] == ["trail"]
