import json
import shutil
import unicodedata
from pathlib import Path

import pytest

from storage.vault import OpenVault, create_throwaway, create_vault, open_vault
from storage.vault.layout import Layout
from storage.vault.slots import opened_slots
from tests.storage.vault.vaults import ANNA, BERT, FILM, LOW, PASSPHRASES, add_film, created, made, opened, read_film
from vidfeed.errors import ErrorKind, ExpectedError


def kind_of(call: object, *arguments: object, **named: object) -> ErrorKind:
    assert callable(call)
    with pytest.raises(ExpectedError) as caught:
        call(*arguments, **named)
    return caught.value.kind


def test_a_new_vault_opens_again_with_what_was_put_in(tmp_path: Path) -> None:
    vault, _ = created(tmp_path / "vault")
    with vault:
        film = add_film(vault)
        assert vault.user.name == ANNA
        assert read_film(vault, film) == FILM
    with opened(tmp_path / "vault") as again:
        assert again.vault_id == vault.vault_id
        assert again.findings == ()
        assert read_film(again, film) == FILM


def test_the_folder_holds_what_the_design_lists(vault: OpenVault) -> None:
    add_film(vault)
    names = {path.name for path in vault.directory.iterdir()}
    listed = {"README.txt", "vault.json", "vault.key.age", "catalogue.db", "keys", "blobs", "incoming", "visits"}
    assert names == listed | {"vault.lock"}
    card = json.loads((vault.directory / "vault.json").read_text())
    assert card == {"format_version": 1, "vault_id": vault.vault_id}


def test_nothing_readable_is_on_disk(vault: OpenVault) -> None:
    add_film(vault, code="WREN-07")
    secrets = [FILM[:64], b"WREN-07", ANNA.encode(), PASSPHRASES[ANNA].encode(), b"AGE-SECRET-KEY-1Q", b"CREATE TABLE"]
    for path in vault.directory.rglob("*"):
        if path.is_file() and path.name != "README.txt":
            data = path.read_bytes()
            assert not any(secret in data for secret in secrets), path.name


def test_the_wrong_passphrase(tmp_path: Path) -> None:
    made(tmp_path / "vault")[0].close()
    assert kind_of(open_vault, tmp_path / "vault", "wrong") is ErrorKind.WRONG_PASSPHRASE
    assert kind_of(open_vault, tmp_path / "vault", "") is ErrorKind.WRONG_PASSPHRASE
    opened(tmp_path / "vault").close()


@pytest.mark.parametrize("extra", ["", "x" * 200])
def test_unusual_passphrases(tmp_path: Path, extra: str) -> None:
    passphrase = "Große Übermütige Ångström-Café " + extra
    create_vault(tmp_path / "vault", unicodedata.normalize("NFD", passphrase), ANNA, work_factor=LOW)[0].close()
    open_vault(tmp_path / "vault", passphrase, work_factor=LOW).close()
    assert kind_of(open_vault, tmp_path / "vault", passphrase + "x") is ErrorKind.WRONG_PASSPHRASE


def test_a_weak_passphrase_makes_no_vault(tmp_path: Path) -> None:
    assert kind_of(create_vault, tmp_path / "vault", "hunter2", ANNA) is ErrorKind.WEAK_PASSPHRASE
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["", "  ", "x" * 65, "a\nb", "\u202ereversed"])
def test_an_unusable_user_name_makes_no_vault(tmp_path: Path, name: str) -> None:
    assert kind_of(create_vault, tmp_path / "vault", PASSPHRASES[ANNA], name, work_factor=LOW) is ErrorKind.UNKNOWN_USER
    assert list(tmp_path.iterdir()) == []


def test_no_vault_there(tmp_path: Path) -> None:
    assert kind_of(open_vault, tmp_path / "nowhere", "x") is ErrorKind.VAULT_MISSING
    assert kind_of(open_vault, tmp_path, "x") is ErrorKind.VAULT_MISSING
    assert list(tmp_path.iterdir()) == []
    (tmp_path / "file").write_text("x")
    assert kind_of(open_vault, tmp_path / "file", "x") is ErrorKind.VAULT_MISSING


def test_a_vault_that_lost_its_description_alone_says_so_and_opens_with_the_backups(tmp_path: Path) -> None:
    made(tmp_path / "vault")[0].close()
    description = tmp_path / "vault" / "vault.json"
    description.rename(tmp_path / "kept")
    with pytest.raises(ExpectedError) as refused:
        opened(tmp_path / "vault")
    assert refused.value.kind is ErrorKind.DAMAGED
    assert "vault.json, is missing" in refused.value.message and "backup" in refused.value.hint
    (tmp_path / "kept").rename(description)
    opened(tmp_path / "vault").close()


def test_one_process_at_a_time(vault: OpenVault) -> None:
    assert kind_of(opened, vault.directory) is ErrorKind.VAULT_IN_USE
    vault.close()
    vault.close()
    opened(vault.directory).close()


def test_a_failed_unlock_leaves_the_vault_free(tmp_path: Path) -> None:
    made(tmp_path / "vault")[0].close()
    for _ in range(2):
        assert kind_of(open_vault, tmp_path / "vault", "wrong") is ErrorKind.WRONG_PASSPHRASE


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('{"format_version": 2, "anything": "else"}', ErrorKind.UNSUPPORTED_VERSION),
        ('{"format_version": 0, "vault_id": "%s"}', ErrorKind.DAMAGED),
        ('{"format_version": true, "vault_id": "%s"}', ErrorKind.DAMAGED),
        ('{"format_version": 1, "vault_id": "%s", "more": 1}', ErrorKind.DAMAGED),
        ('{"format_version": 1, "vault_id": 1}', ErrorKind.DAMAGED),
        ('{"format_version": 1}', ErrorKind.DAMAGED),
        ("[]", ErrorKind.DAMAGED),
        ("[" * 4000, ErrorKind.DAMAGED),
        ("", ErrorKind.DAMAGED),
        ("\ufeff", ErrorKind.DAMAGED),
    ],
)
def test_other_versions_and_damage_of_vault_json(tmp_path: Path, text: str, kind: ErrorKind) -> None:
    vault, _ = made(tmp_path / "vault")
    vault.close()
    (tmp_path / "vault" / "vault.json").write_text(text.replace("%s", vault.vault_id), encoding="utf-8")
    assert kind_of(opened, tmp_path / "vault") is kind


def test_another_vaults_id_is_noticed(tmp_path: Path) -> None:
    made(tmp_path / "vault")[0].close()
    created(tmp_path / "other")[0].close()
    shutil.copy(tmp_path / "other" / "vault.json", tmp_path / "vault" / "vault.json")
    assert kind_of(opened, tmp_path / "vault") is ErrorKind.DAMAGED


@pytest.mark.parametrize("name", ["vault.key.age", "catalogue.db"])
def test_a_missing_part_is_said_plainly(tmp_path: Path, name: str) -> None:
    made(tmp_path / "vault")[0].close()
    (tmp_path / "vault" / name).unlink()
    assert kind_of(opened, tmp_path / "vault") is ErrorKind.DAMAGED


def test_creating_over_something_is_refused(tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    for name in ("full", "file", "link"):
        assert kind_of(created, tmp_path / name) is ErrorKind.EXISTS
    assert (tmp_path / "full" / "letter.txt").read_text() == "mine"


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    created(tmp_path / "vault")[0].close()
    opened(tmp_path / "vault").close()


def test_a_killed_creation_is_begun_anew(tmp_path: Path) -> None:
    left = Layout(tmp_path / "vault.partial")
    left.root.mkdir()
    left.being_made.write_bytes(b"")
    left.make_folders()
    left.catalogue.write_bytes(b"half")
    left.catalogue.with_name("catalogue.db-journal").write_bytes(b"half")
    left.slot("abcdefghijkl").write_bytes(b"half")
    vault, _ = created(tmp_path / "vault")
    with vault:
        assert len(vault.core.layout.slot_ids()) == 1
    assert not left.root.exists()


def test_a_partial_folder_with_other_files_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "vault.partial").mkdir()
    (tmp_path / "vault.partial" / "thesis.txt").write_text("mine")
    assert kind_of(created, tmp_path / "vault") is ErrorKind.EXISTS
    assert (tmp_path / "vault.partial" / "thesis.txt").read_text() == "mine"


def test_a_vault_that_was_named_like_an_unfinished_one_is_left_alone(tmp_path: Path) -> None:
    vault, _ = made(tmp_path / "other")
    film = add_film(vault)
    vault.close()
    (tmp_path / "other").rename(tmp_path / "films.partial")
    assert kind_of(created, tmp_path / "films") is ErrorKind.EXISTS
    assert kind_of(opened, tmp_path / "films.partial") is ErrorKind.EXISTS
    assert kind_of(created, tmp_path / "new.partial") is ErrorKind.EXISTS
    (tmp_path / "films.partial").rename(tmp_path / "other")
    with opened(tmp_path / "other") as again:
        assert read_film(again, film) == FILM
    assert not (tmp_path / "films").exists()


def test_a_link_in_the_unfinished_ones_place_is_not_followed(tmp_path: Path) -> None:
    vault, _ = made(tmp_path / "other")
    film = add_film(vault)
    vault.close()
    (tmp_path / "new.partial").symlink_to(tmp_path / "other")
    assert kind_of(created, tmp_path / "new") is ErrorKind.EXISTS
    with opened(tmp_path / "other") as again:
        assert read_film(again, film) == FILM
        assert not (tmp_path / "new").exists()
    assert kind_of(opened, tmp_path / "new.partial") is ErrorKind.EXISTS


def test_the_mark_of_being_made_goes_at_last(tmp_path: Path) -> None:
    vault, _ = created(tmp_path / "vault")
    with vault:
        assert not vault.core.layout.being_made.exists()
        vault.core.layout.being_made.write_bytes(b"")  # as a kill after the renaming leaves it
    with opened(tmp_path / "vault") as again:
        assert not again.core.layout.being_made.exists()
        assert again.findings == ()


def test_a_folder_with_nothing_but_a_systems_file_is_taken(tmp_path: Path) -> None:
    (tmp_path / "vault").mkdir()
    (tmp_path / "vault" / ".DS_Store").write_bytes(b"x")
    created(tmp_path / "vault")[0].close()
    opened(tmp_path / "vault").close()


def test_a_user_is_asked_for_by_name(tmp_path: Path) -> None:
    vault, _ = made(tmp_path / "vault")
    with vault:
        vault.add_user(BERT, PASSPHRASES[BERT])
    assert opened_user(tmp_path / "vault", BERT, None) == BERT
    assert opened_user(tmp_path / "vault", BERT, "Bert ") == BERT
    assert kind_of(opened, tmp_path / "vault", BERT, name=ANNA) is ErrorKind.WRONG_PASSPHRASE
    assert kind_of(opened, tmp_path / "vault", BERT, name="nobody") is ErrorKind.WRONG_PASSPHRASE
    assert kind_of(opened, tmp_path / "vault", BERT, name="") is ErrorKind.WRONG_PASSPHRASE


def opened_user(directory: Path, user: str, name: str | None) -> str:
    with opened(directory, user, name=name) as vault:
        return vault.user.name


def test_a_throw_away_vault(tmp_path: Path) -> None:
    with create_throwaway(tmp_path / "practice") as vault:
        assert read_film(vault, add_film(vault)) == FILM


def test_a_lower_work_factor_is_raised_at_unlock(tmp_path: Path) -> None:
    made(tmp_path / "vault")[0].close()
    open_vault(tmp_path / "vault", PASSPHRASES[ANNA], work_factor=LOW + 1).close()
    layout = Layout(tmp_path / "vault")
    assert [slot.work_factor for slot in opened_slots(layout, PASSPHRASES[ANNA])] == [LOW + 1]
    opened(tmp_path / "vault").close()
    assert [slot.work_factor for slot in opened_slots(layout, PASSPHRASES[ANNA])] == [LOW + 1]
