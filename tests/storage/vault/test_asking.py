"""Passphrases that are asked for while the vault is open count and wait as those at the unlock do."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from storage.vault import OpenVault, open_vault
from storage.vault.layout import Layout
from storage.vault.tries import FREE_TRIES, LONGEST_DELAY_S, wrong_tries
from tests.storage.vault.clocks import Clock
from tests.storage.vault.vaults import ANNA, BERT, LOW, PASSPHRASES, created, opened
from vidfeed.errors import ErrorKind, ExpectedError

Ask = Callable[[OpenVault, str], object]


@pytest.fixture
def vault(tmp_path: Path, clock: Clock) -> Iterator[OpenVault]:
    """Anna's, open; Bert can open it too."""
    made, _ = created(tmp_path / "vault")
    made.add_user(BERT, PASSPHRASES[BERT])
    clock.passes(3600)
    yield made
    made.close()


def outcome(ask: Ask, vault: OpenVault, passphrase: str) -> object:
    try:
        return ask(vault, passphrase)
    except ExpectedError as error:
        return error.kind


def own(vault: OpenVault, passphrase: str) -> bool:
    return vault.check_passphrase(passphrase)


def colleague(vault: OpenVault, passphrase: str) -> str:
    return vault.second_user(passphrase).name


@pytest.mark.parametrize(
    ("ask", "right", "yes", "no"),
    [(own, ANNA, True, False), (colleague, BERT, BERT, ErrorKind.NEEDS_SECOND_USER)],
    ids=["one's own", "a colleague's"],
)
def test_each_wrong_one_counts_and_makes_the_next_wait(
    vault: OpenVault, clock: Clock, ask: Ask, right: str, yes: object, no: object
) -> None:
    layout = Layout(vault.directory)
    assert [outcome(ask, vault, "wrong") for _ in range(FREE_TRIES + 1)] == [no] * (FREE_TRIES + 1)
    assert outcome(ask, vault, PASSPHRASES[right]) is ErrorKind.TOO_MANY_TRIES
    assert wrong_tries(layout).count == FREE_TRIES + 1
    clock.passes(2)
    assert outcome(ask, vault, "wrong") == no
    clock.passes(2)
    assert outcome(ask, vault, PASSPHRASES[right]) is ErrorKind.TOO_MANY_TRIES
    clock.passes(2)
    assert outcome(ask, vault, PASSPHRASES[right]) == yes
    assert wrong_tries(layout).count == 0
    last = vault.catalogue.audit()[-1]
    assert (last.action, last.subject, last.user) == ("vault.wrong-tries", f"tries:{FREE_TRIES + 2}", ANNA)


def test_the_count_outlives_the_program_and_waits_at_the_unlock(vault: OpenVault, clock: Clock) -> None:
    for _ in range(FREE_TRIES + 1):
        own(vault, "wrong")
    vault.close()
    with pytest.raises(ExpectedError) as caught:
        opened(vault.directory)
    assert caught.value.kind is ErrorKind.TOO_MANY_TRIES
    clock.passes(LONGEST_DELAY_S)
    opened(vault.directory).close()


def test_several_ways_to_write_it_are_one_try(vault: OpenVault) -> None:
    assert not vault.check_passphrase("wrong", "also wrong")
    assert wrong_tries(Layout(vault.directory)).count == 1
    assert vault.check_passphrase("wrong", PASSPHRASES[ANNA])
    assert vault.second_user("wrong", PASSPHRASES[BERT]).name == BERT
    assert wrong_tries(Layout(vault.directory)).count == 0


def test_a_damaged_key_file_hides_no_wrong_one(vault: OpenVault) -> None:
    (vault.directory / "keys" / "aaaaaaaaaaaa.age").write_bytes(b"junk")
    for _ in range(FREE_TRIES + 1):
        assert outcome(own, vault, "wrong") is ErrorKind.DAMAGED
    assert outcome(own, vault, PASSPHRASES[ANNA]) is ErrorKind.TOO_MANY_TRIES


def test_a_name_that_nobody_has_tells_nothing_of_the_passphrase(vault: OpenVault) -> None:
    vault.close()
    said = set()
    for passphrase in (PASSPHRASES[BERT], "wrong"):
        for name in ("nobody", ANNA, ""):
            with pytest.raises(ExpectedError) as caught:
                open_vault(vault.directory, passphrase, name, work_factor=LOW)
            said.add((caught.value.kind, caught.value.message, caught.value.hint))
    assert len(said) == 1
    assert wrong_tries(Layout(vault.directory)).count == FREE_TRIES + 1
