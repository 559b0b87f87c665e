"""Which backup may be replaced, and which entries of the list go with it."""

import shutil
from pathlib import Path

import pytest

from storage.vault import OpenVault, restore_vault
from storage.vault.backup_card import BackupCard, read_card, write_card
from storage.vault.layout import Layout
from tests.storage.vault.test_users import PowerCutError, cut_after
from tests.storage.vault.vaults import (
    ANNA,
    FILM,
    LOW,
    PASSPHRASES,
    FiledFilm,
    add_case,
    add_film,
    made,
    opened,
    read_film,
)
from vidfeed.errors import ErrorKind, ExpectedError


def restored(shelf: Path, directory: Path) -> OpenVault:
    return restore_vault(shelf, directory, PASSPHRASES[ANNA], work_factor=LOW).vault


def refusal(vault: OpenVault, place: Path) -> ErrorKind:
    with pytest.raises(ExpectedError) as caught:
        vault.back_up(place)
    return caught.value.kind


def files_in(place: Path) -> dict[str, bytes]:
    return {str(path.relative_to(place)): path.read_bytes() for path in place.rglob("*") if path.is_file()}


def test_an_older_vault_does_not_replace_a_newer_backup(vault: OpenVault, tmp_path: Path) -> None:
    add_film(vault)
    vault.back_up(tmp_path / "old")
    newer = add_film(vault, b"came later", "NEW-01")
    vault.back_up(tmp_path / "new")
    before = files_in(tmp_path / "new")
    with restored(tmp_path / "old", tmp_path / "again") as again:
        assert refusal(again, tmp_path / "new") is ErrorKind.EXISTS
        assert files_in(tmp_path / "new") == before
        again.back_up(tmp_path / "old")
    with restored(tmp_path / "new", tmp_path / "whole") as whole:
        assert read_film(whole, newer) == b"came later"
        whole.back_up(tmp_path / "new")


def test_notes_alone_make_a_backup_newer_too(vault: OpenVault, tmp_path: Path) -> None:
    vault.back_up(tmp_path / "old")
    add_case(vault, "NOTES-1")
    vault.back_up(tmp_path / "new")
    with restored(tmp_path / "old", tmp_path / "again") as again:
        assert refusal(again, tmp_path / "new") is ErrorKind.EXISTS


def test_of_two_copies_of_a_vault_neither_replaces_the_others_backup(vault: OpenVault, tmp_path: Path) -> None:
    vault.back_up(tmp_path / "stick")
    with restored(tmp_path / "stick", tmp_path / "twin") as twin:
        add_film(twin)
        twin.back_up(tmp_path / "stick")
        assert refusal(vault, tmp_path / "stick") is ErrorKind.EXISTS
        twin.back_up(tmp_path / "stick")


def test_a_backup_that_was_taken_off_the_list_may_be_brought_up_to_date(vault: OpenVault, tmp_path: Path) -> None:
    vault.catalogue.drop_backup(vault.back_up(tmp_path / "stick").backup.id)
    newest = vault.back_up(tmp_path / "stick").backup
    assert vault.catalogue.backups() == [newest]


@pytest.mark.parametrize("known", [True, False])
def test_a_state_without_a_card_is_known_by_its_blobs(vault: OpenVault, tmp_path: Path, known: bool) -> None:
    add_film(vault)
    gone = add_film(vault, b"goes", "GONE-01")
    vault.back_up(tmp_path / "stick")
    (tmp_path / "stick" / "state-1" / "backup.json").unlink()
    if known:
        vault.erase_case(gone.case_id)
        newest = vault.back_up(tmp_path / "stick").backup
        assert vault.catalogue.backups() == [newest]
    else:
        shutil.copytree(tmp_path / "stick", tmp_path / "other")
        (tmp_path / "other" / "blobs" / "ab").mkdir()
        (tmp_path / "other" / "blobs" / "ab" / "abcdefghijkl.age").write_bytes(FILM)
        assert refusal(vault, tmp_path / "other") is ErrorKind.EXISTS


def test_two_sticks_at_one_path_are_two_backups(vault: OpenVault, tmp_path: Path) -> None:
    film = add_film(vault)
    first = vault.back_up(tmp_path / "E").backup
    (tmp_path / "E").rename(tmp_path / "first")
    second = vault.back_up(tmp_path / "E").backup
    (tmp_path / "E").rename(tmp_path / "second")
    assert vault.erase_case(film.case_id).backups_outstanding == (first, second)
    (tmp_path / "first").rename(tmp_path / "E")
    again = vault.back_up(tmp_path / "E").backup
    assert vault.catalogue.backups() == [second, again]


def test_an_attempt_that_broke_off_is_named_until_the_next_is_whole(vault: OpenVault, tmp_path: Path) -> None:
    film, _ = add_film(vault), add_film(vault, FILM, "OTHER-1")
    part = Layout(tmp_path / "stick").blob(film.original.blob_id)

    def stop(_done: float) -> None:
        if part.exists():
            raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    for _ in range(2):
        with pytest.raises(ExpectedError):
            vault.back_up(tmp_path / "stick", progress=stop)
    assert len(vault.erase_case(film.case_id).backups_outstanding) == 2
    newest = vault.back_up(tmp_path / "stick").backup
    assert vault.catalogue.backups() == [newest]


def test_two_states_after_a_kill_leave_one_entry(vault: OpenVault, tmp_path: Path) -> None:
    vault.back_up(tmp_path / "stick")
    cut_after(vault, "state")
    with pytest.raises(PowerCutError):
        vault.back_up(tmp_path / "stick")
    cut_after(vault, "never")
    newest = vault.back_up(tmp_path / "stick").backup
    assert vault.catalogue.backups() == [newest]


def test_a_film_that_comes_in_while_the_backup_begins_is_in_its_entry(vault: OpenVault, tmp_path: Path) -> None:
    came: list[FiledFilm] = []

    def bring(_done: float) -> None:
        if not came:
            came.append(add_film(vault))

    backup = vault.back_up(tmp_path / "stick", progress=bring).backup
    assert backup.blob_ids == (came[0].original.blob_id,)
    assert vault.catalogue.backups() == [backup]


@pytest.mark.parametrize(
    "name", [".DS_Store", "._README.txt", "desktop.ini", "Thumbs.db", "System Volume Information", "lost+found"]
)
def test_what_systems_leave_in_a_folder_is_in_nobodys_way(vault: OpenVault, tmp_path: Path, name: str) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    if name.startswith(("System", "lost")):
        (stick / name).mkdir()
    else:
        (stick / name).write_bytes(b"x")
    vault.back_up(stick)
    vault.back_up(stick)
    assert (stick / name).exists()
    restored(stick, tmp_path / "again").close()


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"id": "../x", "before": [], "read_up_to": "", "damaged": []}'])
def test_what_is_no_card_is_none(tmp_path: Path, text: str) -> None:
    card = BackupCard("abcdefghijkl", frozenset({"bcdefghijklm"}), "cdefghijklmn", frozenset({"defghijklmno"}))
    write_card(tmp_path, card)
    assert read_card(tmp_path) == card
    (tmp_path / "backup.json").write_text(text)
    assert read_card(tmp_path) is None


def test_made_vaults_are_of_one_pattern(tmp_path: Path) -> None:
    """Two that were opened at one time know nothing of each other's backups."""
    one, _ = made(tmp_path / "one")
    with one:
        one.back_up(tmp_path / "stick")
    two, _ = made(tmp_path / "two")
    with two:
        assert refusal(two, tmp_path / "stick") is ErrorKind.EXISTS
    opened(tmp_path / "one").close()
