from collections.abc import Callable
from pathlib import Path

import pytest

from storage.age import NoMatchError, X25519Identity, X25519Recipient, decrypt, encrypt
from storage.vault import OpenVault, new_recovery_secret, recover_vault, users
from storage.vault.core import Core
from storage.vault.key_file import mac_key, seal_key_file
from storage.vault.layout import Layout
from storage.vault.rekey import STEPS, rekey
from storage.vault.slots import opened_slots, parse_recovery
from tests.storage.vault.vaults import ANNA, BERT, FILM, LOW, PASSPHRASES, FiledFilm, add_film, made, opened, read_film
from vidfeed.errors import ErrorKind, ExpectedError


class PowerCutError(Exception):
    """Nothing after it happens."""


def cut_after(vault: OpenVault, step: str) -> None:
    """From now on a re-key dies once that step is done."""

    def reached(done: str) -> None:
        if done == step:
            raise PowerCutError

    vault.core.reached = reached


def refused(directory: Path, user: str) -> ErrorKind:
    with pytest.raises(ExpectedError) as caught:
        opened(directory, user)
    return caught.value.kind


def is_settled(directory: Path, *users: str) -> None:
    """Exactly these users' passphrases open, and no key, slot or note of a change is left."""
    layout = Layout(directory)
    for user in PASSPHRASES:
        if user not in users:
            assert refused(directory, user) is ErrorKind.WRONG_PASSPHRASE
            continue
        with opened(directory, user) as vault:
            assert vault.findings == ()
            assert [finding.severity for finding in vault.verify(deep=True).findings] == ["good"]
            listed = {slot.key_file for slot in vault.catalogue.slots() if slot.key_file}
            assert set(layout.slot_ids()) == listed
        (slot,) = opened_slots(layout, PASSPHRASES[user])
        assert decrypt([slot.identity], layout.key_file.read_bytes()).count(b"\nkey ") == 1


@pytest.fixture
def two(tmp_path: Path) -> tuple[Path, FiledFilm, str]:
    """A closed vault of Anna and Bert with a film, and its recovery secret."""
    vault, secret = made(tmp_path / "vault")
    with vault:
        film = add_film(vault)
        vault.add_user(BERT, PASSPHRASES[BERT])
    return vault.directory, film, secret


def test_both_open_the_same_films(two: tuple[Path, FiledFilm, str]) -> None:
    directory, film, _ = two
    for user in (ANNA, BERT):
        with opened(directory, user) as vault:
            assert vault.user.name == user
            assert read_film(vault, film) == FILM
            assert [(slot.user, slot.kind) for slot in vault.slots()] == [
                (ANNA, "passphrase"),
                ("", "recovery"),
                (BERT, "passphrase"),
            ]


def test_a_name_is_given_once(vault: OpenVault) -> None:
    for name in (ANNA, ANNA.upper(), f" {ANNA}"):
        with pytest.raises(ExpectedError) as caught:
            vault.add_user(name, PASSPHRASES[BERT])
        assert caught.value.kind is ErrorKind.EXISTS


def test_weak_passphrases_change_nothing(two: tuple[Path, FiledFilm, str]) -> None:
    directory, _, secret = two
    with opened(directory) as vault:
        with pytest.raises(ExpectedError) as caught:
            vault.add_user("carla", "hunter2")
        assert caught.value.kind is ErrorKind.WEAK_PASSPHRASE
        with pytest.raises(ExpectedError) as caught:
            vault.change_passphrase("hunter2")
        assert caught.value.kind is ErrorKind.WEAK_PASSPHRASE
    with pytest.raises(ExpectedError):
        recover_vault(directory, secret, "hunter2", ANNA, work_factor=LOW)
    is_settled(directory, ANNA, BERT)


def test_a_removed_user_is_out_and_the_key_is_new(two: tuple[Path, FiledFilm, str]) -> None:
    directory, film, _ = two
    with opened(directory) as vault:
        old_key = vault.catalogue.key
        vault.remove_user(BERT)
        assert vault.catalogue.key != old_key
        assert read_film(vault, film) == FILM
    is_settled(directory, ANNA)


def test_who_may_not_be_removed(two: tuple[Path, FiledFilm, str]) -> None:
    with opened(two[0]) as vault:
        for name, kind in ((ANNA, ErrorKind.NEEDS_SECOND_USER), ("carla", ErrorKind.UNKNOWN_USER)):
            with pytest.raises(ExpectedError) as caught:
                vault.remove_user(name)
            assert caught.value.kind is kind


def test_a_changed_passphrase(two: tuple[Path, FiledFilm, str]) -> None:
    with opened(two[0]) as vault:
        vault.change_passphrase(PASSPHRASES["other"])
    is_settled(two[0], "other", BERT)


def test_changing_to_the_same_passphrase(two: tuple[Path, FiledFilm, str]) -> None:
    with opened(two[0]) as vault:
        vault.change_passphrase(PASSPHRASES[ANNA])
    is_settled(two[0], ANNA, BERT)


def test_two_users_of_one_passphrase_are_told_apart_by_name(two: tuple[Path, FiledFilm, str]) -> None:
    with opened(two[0]) as vault:
        vault.change_passphrase(PASSPHRASES[BERT])
    for name in (ANNA, BERT):
        with opened(two[0], BERT, name=name) as vault:
            assert vault.user.name == name


def test_recovery_gives_a_new_passphrase(two: tuple[Path, FiledFilm, str]) -> None:
    directory, film, secret = two
    with recover_vault(directory, secret, PASSPHRASES["other"], BERT, work_factor=LOW) as vault:
        assert vault.user.name == BERT
        assert read_film(vault, film) == FILM
    is_settled(directory, ANNA, "other")


def test_recovery_asks_for_whom_only_where_there_are_several(tmp_path: Path, two: tuple[Path, FiledFilm, str]) -> None:
    directory, _, secret = two
    with pytest.raises(ExpectedError) as caught:
        recover_vault(directory, secret, PASSPHRASES["other"], work_factor=LOW)
    assert caught.value.kind is ErrorKind.AMBIGUOUS
    vault, alone = made(tmp_path / "alone")
    vault.close()
    recover_vault(vault.directory, alone, PASSPHRASES["other"], work_factor=LOW).close()
    is_settled(vault.directory, "other")


def test_a_strangers_sheet_opens_nothing(two: tuple[Path, FiledFilm, str]) -> None:
    with pytest.raises(ExpectedError) as caught:
        recover_vault(two[0], X25519Identity.generate().to_text(), PASSPHRASES["other"], ANNA, work_factor=LOW)
    assert caught.value.kind is ErrorKind.WRONG_PASSPHRASE


def test_a_replaced_sheet_is_worthless(two: tuple[Path, FiledFilm, str]) -> None:
    directory, _, old = two
    with opened(directory) as vault:
        new = vault.replace_recovery()
    with pytest.raises(ExpectedError):
        recover_vault(directory, old, PASSPHRASES["other"], ANNA, work_factor=LOW)
    recover_vault(directory, new, PASSPHRASES["other"], ANNA, work_factor=LOW).close()
    is_settled(directory, "other", BERT)


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupted_removal_is_finished_by_who_stays(two: tuple[Path, FiledFilm, str], step: str) -> None:
    directory, film, _ = two
    with opened(directory) as vault:
        cut_after(vault, step)
        with pytest.raises(PowerCutError):
            vault.remove_user(BERT)
    with opened(directory) as vault:
        assert read_film(vault, film) == FILM
        assert len(vault.slots()) == 2
    is_settled(directory, ANNA)


@pytest.mark.parametrize("step", STEPS)
def test_who_was_removed_may_finish_it_but_not_enter(two: tuple[Path, FiledFilm, str], step: str) -> None:
    directory, _, _ = two
    with opened(directory) as vault:
        cut_after(vault, step)
        with pytest.raises(PowerCutError):
            vault.remove_user(BERT)
    assert refused(directory, BERT) is ErrorKind.WRONG_PASSPHRASE
    is_settled(directory, ANNA)


@pytest.mark.parametrize("step", ("slot-file", "joined", *STEPS))
def test_an_interrupted_change_of_passphrase(two: tuple[Path, FiledFilm, str], step: str) -> None:
    """One of both passphrases gets in at once, and in the end exactly one."""
    directory, _, _ = two
    with opened(directory) as vault:
        cut_after(vault, step)
        with pytest.raises(PowerCutError):
            vault.change_passphrase(PASSPHRASES["other"])
    if step in ("slot-file", "joined"):
        assert refused(directory, "other") is ErrorKind.WRONG_PASSPHRASE
        is_settled(directory, ANNA, BERT)
    else:
        opened(directory, "other").close()
        is_settled(directory, "other", BERT)


@pytest.mark.parametrize("step", ("joined", *STEPS))
def test_one_of_both_sheets_recovers_whatever_interrupts_the_replacing(
    two: tuple[Path, FiledFilm, str], step: str
) -> None:
    directory, film, old = two
    new = new_recovery_secret()
    with opened(directory) as vault:
        cut_after(vault, step)
        with pytest.raises(PowerCutError):
            vault.replace_recovery(new)
    right, void = (old, new) if step == "joined" else (new, old)
    with recover_vault(directory, right, PASSPHRASES["other"], ANNA, work_factor=LOW) as vault:
        assert read_film(vault, film) == FILM
        assert vault.opens_by(right)
        assert not vault.opens_by(void)
    with pytest.raises(ExpectedError):
        recover_vault(directory, void, PASSPHRASES["other"], ANNA, work_factor=LOW)
    is_settled(directory, "other", BERT)


@pytest.mark.parametrize("step", ("slot-file", "committed"))
def test_an_interrupted_addition(vault: OpenVault, step: str) -> None:
    cut_after(vault, step)
    with pytest.raises(PowerCutError):
        vault.add_user(BERT, PASSPHRASES[BERT])
    vault.close()
    opened(vault.directory).close()
    is_settled(vault.directory, ANNA, *([BERT] if step == "committed" else []))


@pytest.mark.parametrize("step", STEPS)
def test_an_interrupted_finish_is_finished(two: tuple[Path, FiledFilm, str], step: str) -> None:
    directory, _, _ = two
    with opened(directory) as vault:
        cut_after(vault, "committed")
        with pytest.raises(PowerCutError):
            vault.remove_user(BERT)
        cut_after(vault, step)
        with pytest.raises(PowerCutError):
            vault.replace_recovery()
    is_settled(directory, ANNA)


def test_a_full_disk_at_the_new_key_does_not_lock_anyone_out(
    two: tuple[Path, FiledFilm, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    directory, film, _ = two
    with opened(directory) as vault:
        cut_after(vault, "committed")
        with pytest.raises(PowerCutError):
            vault.remove_user(BERT)

    def full(_catalogue: object, _key: bytes) -> None:
        raise ExpectedError(ErrorKind.NO_SPACE, "full", "")

    with monkeypatch.context() as patch:
        patch.setattr("storage.catalogue.SqlCatalogue.rekey", full)
        with opened(directory) as vault:
            assert [finding.kind for finding in vault.findings] == ["unfinished"]
            assert read_film(vault, film) == FILM
    is_settled(directory, ANNA)


def test_a_recipient_that_someone_added_does_not_get_the_next_key(two: tuple[Path, FiledFilm, str]) -> None:
    """Someone with an old key file's content writes it anew, with one slot more."""
    directory, film, secret = two
    layout = Layout(directory)
    anna = next(opened_slots(layout, PASSPHRASES[ANNA])).identity
    bert = next(opened_slots(layout, PASSPHRASES[BERT])).identity
    stranger, sheet = X25519Identity.generate(), parse_recovery(secret)
    with opened(directory) as vault:
        key, vault_id = vault.catalogue.key, vault.vault_id
    macs = {one.recipient.to_text(): mac_key(one, vault_id) for one in (anna, bert, sheet, stranger)}
    layout.key_file.write_bytes(seal_key_file(vault_id, [key], macs))
    with opened(directory) as vault:
        assert vault.catalogue.key != key
        assert read_film(vault, film) == FILM
    with pytest.raises(NoMatchError):
        decrypt([stranger], layout.key_file.read_bytes())
    is_settled(directory, ANNA, BERT)


def test_a_recipient_added_outside_the_text_gets_it_neither(two: tuple[Path, FiledFilm, str]) -> None:
    directory, _, _ = two
    layout = Layout(directory)
    anna = next(opened_slots(layout, PASSPHRASES[ANNA])).identity
    stranger = X25519Identity.generate()
    body = decrypt([anna], layout.key_file.read_bytes())
    slots = [line.split(" ")[1] for line in body.decode().splitlines() if line.startswith("mac ")]
    recipients = [X25519Recipient.parse(slot) for slot in slots]
    layout.key_file.write_bytes(encrypt([*recipients, stranger.recipient], body))
    with pytest.raises(ExpectedError):
        recover_vault(directory, stranger.to_text(), PASSPHRASES["other"], ANNA, work_factor=LOW)
    opened(directory).close()
    with pytest.raises(NoMatchError):
        decrypt([stranger], layout.key_file.read_bytes())
    is_settled(directory, ANNA, BERT)


def test_a_passphrase_is_checked_for_whoever_unlocked(two: tuple[Path, FiledFilm, str]) -> None:
    with opened(two[0], ANNA) as vault:
        assert vault.check_passphrase(PASSPHRASES[ANNA])
        assert not vault.check_passphrase(PASSPHRASES[BERT])
        assert not vault.check_passphrase("")


def test_removing_someone_undoes_no_change_that_ended_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault, _ = made(tmp_path / "vault")
    vault.add_user(BERT, PASSPHRASES[BERT])
    change_key = rekey

    def late(core: Core, commit: Callable[[], None], joining: X25519Identity | None = None) -> None:
        """As if a change of Anna's passphrase held the keys while Bert's removal waited for them."""
        monkeypatch.setattr(users, "rekey", change_key)
        vault.change_passphrase(PASSPHRASES["other"])
        change_key(core, commit, joining)

    monkeypatch.setattr(users, "rekey", late)
    with vault:
        vault.remove_user(BERT)
    is_settled(tmp_path / "vault", "other")
