"""Delays after wrong passphrases, which outlive the program; and what the trail says of coming and going."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.vault import open_vault, recover_vault
from storage.vault.layout import Layout
from storage.vault.tries import FREE_TRIES, LONGEST_DELAY_S, WrongTries, delay_after, wrong_tries
from tests.storage.vault.clocks import Clock
from tests.storage.vault.vaults import ANNA, BERT, LOW, PASSPHRASES, add_film, created, made, opened
from vidfeed.errors import ErrorKind, ExpectedError


@pytest.fixture
def closed(tmp_path: Path, clock: Clock) -> Iterator[Path]:
    vault, _ = created(tmp_path / "vault")  # not copied: the pattern must keep the right time
    vault.close()
    clock.passes(3600)
    yield vault.directory


def refusal(directory: Path, passphrase: str = "wrong", *or_else: str) -> ErrorKind:
    with pytest.raises(ExpectedError) as caught:
        open_vault(directory, passphrase, or_else=or_else, work_factor=LOW)
    return caught.value.kind


def lines(directory: Path, since: str) -> list[tuple[str, str, str]]:
    """The trail from the unlock of the vault on, as whoever unlocks it reads it."""
    with opened(directory) as vault:
        entries = vault.catalogue.audit()
    return [(entry.action, entry.user, entry.subject.split(":")[0]) for entry in entries if entry.at >= since]


def test_the_delay_grows_after_five_and_outlives_the_program(closed: Path, clock: Clock) -> None:
    for _ in range(FREE_TRIES + 1):
        assert refusal(closed) is ErrorKind.WRONG_PASSPHRASE
    assert refusal(closed, PASSPHRASES[ANNA]) is ErrorKind.TOO_MANY_TRIES
    clock.passes(1)
    assert refusal(closed, PASSPHRASES[ANNA]) is ErrorKind.TOO_MANY_TRIES
    clock.passes(1)
    assert refusal(closed) is ErrorKind.WRONG_PASSPHRASE
    clock.passes(2)
    assert refusal(closed, PASSPHRASES[ANNA]) is ErrorKind.TOO_MANY_TRIES
    clock.passes(2)
    opened(closed).close()
    assert not Layout(closed).tries.exists()
    assert refusal(closed) is ErrorKind.WRONG_PASSPHRASE
    opened(closed).close()


def test_a_try_that_was_not_made_is_not_counted(closed: Path) -> None:
    for _ in range(FREE_TRIES + 1):
        refusal(closed)
    for _ in range(3):
        assert refusal(closed) is ErrorKind.TOO_MANY_TRIES
    assert wrong_tries(Layout(closed)).count == FREE_TRIES + 1


def test_several_ways_to_write_a_passphrase_are_one_try(closed: Path) -> None:
    assert refusal(closed, "wrong", "also wrong") is ErrorKind.WRONG_PASSPHRASE
    assert wrong_tries(Layout(closed)).count == 1
    open_vault(closed, "wrong", or_else=("wrong again", PASSPHRASES[ANNA]), work_factor=LOW).close()


def test_a_clock_set_back_keeps_nobody_out(closed: Path, clock: Clock) -> None:
    for _ in range(20):
        refusal(closed)
        clock.passes(LONGEST_DELAY_S)
    clock.passes(-10_000_000)
    opened(closed).close()


def test_the_recovery_sheet_need_not_wait(tmp_path: Path) -> None:
    vault, secret = made(tmp_path / "vault")
    vault.close()
    for _ in range(FREE_TRIES + 1):
        refusal(vault.directory)
    recover_vault(vault.directory, secret, PASSPHRASES["other"], work_factor=LOW).close()
    opened(vault.directory, "other").close()


def test_delays_double_up_to_a_minute() -> None:
    assert [delay_after(count) for count in (0, 5, 6, 7, 8, 11, 12, 10**6)] == [0, 0, 2, 4, 8, 60, 60, 60]
    now = datetime(2026, 1, 1, tzinfo=UTC)
    assert WrongTries(10**6, now).wait_s(now) <= LONGEST_DELAY_S


@pytest.mark.parametrize(
    "text",
    ["", "[]", "[" * 90, '{"wrong": 9}', '{"wrong": "9", "at": "2026-01-01T00:00:00+00:00"}',
     '{"wrong": true, "at": "2026-01-01T00:00:00+00:00"}', '{"wrong": -1, "at": "2026-01-01T00:00:00+00:00"}',
     '{"wrong": 9, "at": "2026-01-01T00:00:00"}', '{"wrong": 9, "at": 5}', '{"wrong": 9, "at": "x"}', "\udcff"],
)  # fmt: skip
def test_a_planted_file_keeps_nobody_out(closed: Path, text: str) -> None:
    Layout(closed).tries.write_bytes(text.encode("utf-8", "surrogateescape"))
    assert wrong_tries(Layout(closed)) == WrongTries()
    opened(closed).close()


def test_the_trail_tells_of_unlocking_and_locking_and_wrong_tries(closed: Path, clock: Clock) -> None:
    since = clock.at.isoformat()
    refusal(closed)
    refusal(closed)
    with opened(closed) as vault:
        vault.add_user(BERT, PASSPHRASES[BERT])
    opened(closed, BERT).close()
    assert lines(closed, since) == [
        ("vault.wrong-tries", ANNA, "tries"),
        ("vault.unlock", ANNA, "user"),
        ("user.add", ANNA, "user"),
        ("vault.lock", ANNA, "user"),
        ("vault.unlock", BERT, "user"),
        ("vault.lock", BERT, "user"),
        ("vault.unlock", ANNA, "user"),
    ]
    with opened(closed) as vault:
        assert [entry.subject for entry in vault.catalogue.audit("tries:2")] == ["tries:2"]


def test_a_clock_set_back_is_told_and_nothing_is_lost(closed: Path, clock: Clock) -> None:
    with opened(closed) as vault:
        add_film(vault)
        right = clock.at
        assert [finding.kind for finding in vault.verify().findings] == ["blobs-intact"]
    clock.passes(-30)
    with opened(closed) as vault:
        assert vault.findings == (), "half a minute is how clocks are put right"
    clock.passes(-400 * 86_400)
    with opened(closed) as vault:
        assert [finding.kind for finding in vault.findings] == ["clock"]
        add_film(vault, b"another", "LATER-1")
        assert [finding.kind for finding in vault.verify(deep=True).findings] == ["clock", "blobs-intact"]
        entries = vault.catalogue.audit()
        assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
        assert vault.catalogue.latest_instant() == right.isoformat()
    with opened(closed) as vault:
        assert vault.findings == (), "the last entry is of the wrong clock"
        assert [finding.kind for finding in vault.verify().findings] == ["clock", "blobs-intact"], "not the latest"
        vault.change_passphrase(PASSPHRASES["other"])
        vault.back_up(closed.with_name("shelf"))
    clock.at = right + timedelta(days=1)
    with opened(closed, "other") as vault:
        assert vault.findings == ()
        assert len(vault.catalogue.case_summaries()) == 2
        assert [finding.kind for finding in vault.verify(deep=True).findings] == ["blobs-intact"]


def test_a_damaged_key_file_hides_no_wrong_try(tmp_path: Path, clock: Clock) -> None:
    vault, _ = made(tmp_path / "vault")
    vault.close()
    (tmp_path / "vault" / "keys" / "aaaaaaaaaaaa.age").write_bytes(b"junk")
    kinds = []
    for _ in range(FREE_TRIES + 2):
        with pytest.raises(ExpectedError) as caught:
            opened(tmp_path / "vault", BERT)
        kinds.append(caught.value.kind)
    assert kinds == [ErrorKind.DAMAGED] * (FREE_TRIES + 1) + [ErrorKind.TOO_MANY_TRIES]
    clock.passes(LONGEST_DELAY_S)
    opened(tmp_path / "vault").close()
    assert wrong_tries(Layout(tmp_path / "vault")).count == 0
