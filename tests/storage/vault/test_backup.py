import json
import shutil
from pathlib import Path

import pytest

from storage.vault import OpenVault, Restored, restore_vault
from storage.vault.layout import Layout
from tests.storage.vault.test_users import PowerCutError, cut_after
from tests.storage.vault.vaults import ANNA, BERT, FILM, LOW, PASSPHRASES, add_film, created, made, opened, read_film
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.case import Case


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """Where backups go."""
    return tmp_path / "shelf" / "backup"


def restored(shelf: Path, directory: Path, user: str = ANNA, receipts: Path | None = None) -> Restored:
    return restore_vault(shelf, directory, PASSPHRASES[user], receipts=receipts, work_factor=LOW)


def refusal(shelf: Path, directory: Path, user: str = ANNA, receipts: Path | None = None) -> ErrorKind:
    with pytest.raises(ExpectedError) as caught:
        restored(shelf, directory, user, receipts)
    return caught.value.kind


def test_a_backup_restores_whole(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    film = add_film(vault)
    made_backup = vault.back_up(shelf, "on the shelf")
    assert made_backup.findings == ()
    assert made_backup.size_bytes == film.original.size_bytes
    assert vault.catalogue.backups() == [made_backup.backup]
    assert made_backup.backup.blob_ids == (film.original.blob_id,)
    assert {path.name for path in shelf.iterdir()} == {"README.txt", "blobs", "state-1"}
    result = restored(shelf, tmp_path / "again")
    with result.vault as again:
        assert again.vault_id == vault.vault_id
        assert again.findings == ()
        assert [finding.severity for finding in result.report.findings] == ["good"]
        assert read_film(again, film) == FILM
        assert again.catalogue.backups() == [made_backup.backup]
    opened(tmp_path / "again").close()


def test_the_next_backup_replaces_the_state_and_copies_only_what_is_new(vault: OpenVault, shelf: Path) -> None:
    film = add_film(vault)
    vault.back_up(shelf)
    copy = Layout(shelf).blob(film.original.blob_id)
    before = copy.stat().st_mtime_ns, copy.stat().st_ino
    other = add_film(vault, b"another", "OTHER-1")
    newest = vault.back_up(shelf).backup
    assert (copy.stat().st_mtime_ns, copy.stat().st_ino) == before
    assert {path.name for path in shelf.iterdir()} == {"README.txt", "blobs", "state-2"}
    assert set(Layout(shelf).blob_ids()) == {film.original.blob_id, other.original.blob_id}
    assert vault.catalogue.backups() == [newest]


def test_marking_goes_on_while_it_is_made(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    add_film(vault)
    cases = iter(range(100))

    def mark(_done: float) -> None:
        vault.catalogue.add_case(Case(f"id-{next(cases)}", f"CASE-{next(cases)}", "", "", "", ""))

    vault.back_up(shelf, progress=mark)
    with restored(shelf, tmp_path / "again").vault as again:
        assert again.findings == ()


def test_no_key_is_changed_meanwhile(vault: OpenVault, shelf: Path) -> None:
    add_film(vault)
    free: list[bool] = []

    def try_lock(_done: float) -> None:
        from threading import Thread

        def attempt() -> None:
            free.append(vault.core.exclusive.acquire(blocking=False))

        thread = Thread(target=attempt)
        thread.start()
        thread.join()

    vault.back_up(shelf, progress=try_lock)
    assert set(free) == {False}


def test_what_was_erased_leaves_the_backup_with_the_next(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    film = add_film(vault)
    gone = add_film(vault, b"goes", "GONE-01")
    first = vault.back_up(shelf).backup
    erased = vault.erase_case(gone.case_id)
    assert erased.backups_outstanding == (first,)
    vault.back_up(shelf)
    assert list(Layout(shelf).blob_ids()) == [film.original.blob_id]
    with restored(shelf, tmp_path / "again").vault as again:
        assert again.catalogue.case(gone.case_id) is None


def test_receipts_erase_again_what_an_older_backup_holds(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    film = add_film(vault)
    gone, also = add_film(vault, b"goes", "GONE-01"), add_film(vault, b"goes too", "ALSO-01")
    vault.back_up(shelf)
    receipts = tmp_path / "receipts"
    receipts.mkdir()
    (receipts / "1.json").write_text(vault.erase_case(gone.case_id).receipt)
    (receipts / "2.json").write_text(vault.erase_clip(also.clip_id).receipt)
    foreign = json.loads((receipts / "1.json").read_text()) | {"vault_id": "f" * 32, "subject": f"case:{film.case_id}"}
    (receipts / "3.json").write_text(json.dumps(foreign))
    (receipts / "notes.txt").write_text("not a receipt")
    result = restored(shelf, tmp_path / "again", receipts=receipts)
    with result.vault as again:
        assert result.erased_again == (f"case:{gone.case_id}", f"clip:{also.clip_id}")
        assert again.catalogue.case(gone.case_id) is None
        assert again.catalogue.clip(also.clip_id) is None
        assert list(again.core.layout.blob_ids()) == [film.original.blob_id]
        assert read_film(again, film) == FILM


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"vault_id": "x", "subject": "everything"}'])
def test_what_is_no_receipt_stops_the_restoring(vault: OpenVault, shelf: Path, tmp_path: Path, text: str) -> None:
    vault.back_up(shelf)
    (tmp_path / "receipt.json").write_text(text)
    assert refusal(shelf, tmp_path / "again", receipts=tmp_path) is ErrorKind.BAD_FILE
    assert refusal(shelf, tmp_path / "again", receipts=tmp_path / "nowhere") is ErrorKind.FILE_MISSING
    assert not (tmp_path / "again").exists()


def test_a_leaver_opens_no_newer_backup(tmp_path: Path, shelf: Path) -> None:
    vault, _ = made(tmp_path / "vault")
    with vault:
        vault.add_user(BERT, PASSPHRASES[BERT])
        vault.back_up(shelf)
        vault.remove_user(BERT)
        vault.back_up(shelf)
    assert refusal(shelf, tmp_path / "again", BERT) is ErrorKind.WRONG_PASSPHRASE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["shelf", "vault"]


def test_a_film_damaged_in_the_vault_does_not_replace_its_good_copy(
    vault: OpenVault, shelf: Path, tmp_path: Path
) -> None:
    film = add_film(vault)
    vault.back_up(shelf)
    vault.core.layout.blob(film.original.blob_id).unlink()
    lost = add_film(vault, b"never backed up", "LOST-01")
    vault.core.layout.blob(lost.original.blob_id).unlink()
    result = vault.back_up(shelf)
    assert [finding.subject for finding in result.findings] == [f"{lost.clip_id} {lost.original.blob_id}"]
    again = restored(shelf, tmp_path / "again")
    with again.vault:
        assert read_film(again.vault, film) == FILM
        subjects = [finding.subject for finding in again.report.findings]
        assert subjects == [f"{lost.clip_id} {lost.original.blob_id}"]


@pytest.mark.parametrize("harm", ["cut", "flip", "swap"])
def test_a_damaged_copy_is_noticed_and_mended_by_the_next_backup(
    vault: OpenVault, shelf: Path, tmp_path: Path, harm: str
) -> None:
    film, other = add_film(vault), add_film(vault, FILM, "OTHER-1")
    vault.back_up(shelf)
    copy = Layout(shelf).blob(film.original.blob_id)
    data = copy.read_bytes()
    match harm:
        case "cut":
            copy.write_bytes(data[:-1])
        case "flip":
            copy.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
        case _:
            shutil.copy(Layout(shelf).blob(other.original.blob_id), copy)
    result = restored(shelf, tmp_path / "again")
    with result.vault:
        assert [finding.subject for finding in result.report.findings] == [f"{film.clip_id} {film.original.blob_id}"]
    vault.back_up(shelf)
    assert copy.read_bytes() == data


def test_a_backup_that_broke_off_leaves_the_one_before(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    film = add_film(vault)
    vault.back_up(shelf)
    other = add_film(vault, b"another", "OTHER-1")

    def stop(_done: float) -> None:
        raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    with pytest.raises(ExpectedError):
        vault.back_up(shelf, progress=stop)
    with restored(shelf, tmp_path / "old").vault as old:
        assert read_film(old, film) == FILM
        assert old.catalogue.clip(other.clip_id) is None
    vault.back_up(shelf)
    assert {path.name for path in shelf.iterdir()} == {"README.txt", "blobs", "state-2"}
    with restored(shelf, tmp_path / "new").vault as new:
        assert read_film(new, other) == b"another"


def test_two_states_after_a_kill_are_one_after_the_next(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    vault.back_up(shelf)
    film = add_film(vault)
    cut_after(vault, "state")
    with pytest.raises(PowerCutError):
        vault.back_up(shelf)
    assert {path.name for path in shelf.iterdir()} == {"README.txt", "blobs", "state-1", "state-2"}
    with restored(shelf, tmp_path / "again").vault as again:
        assert read_film(again, film) == FILM
    cut_after(vault, "never")
    vault.back_up(shelf)
    assert {path.name for path in shelf.iterdir()} == {"README.txt", "blobs", "state-3"}


def test_restoring_goes_on_where_it_was_stopped(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    film = add_film(vault)
    add_film(vault, b"another", "OTHER-1")
    vault.back_up(shelf)
    part = Layout(tmp_path / "again.partial").blob(film.original.blob_id)

    def stop(_done: float) -> None:
        if part.exists():
            raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    with pytest.raises(ExpectedError):
        restore_vault(shelf, tmp_path / "again", PASSPHRASES[ANNA], progress=stop, work_factor=LOW)
    assert not (tmp_path / "again").exists()
    before = part.stat().st_ino
    with restored(shelf, tmp_path / "again").vault as again:
        assert again.core.layout.blob(film.original.blob_id).stat().st_ino == before
        assert read_film(again, film) == FILM
    assert not (tmp_path / "again.partial").exists()


def test_where_a_backup_may_go(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    other, _ = created(tmp_path / "other")
    with other:
        other.back_up(shelf)
    for place in (tmp_path / "full", shelf, vault.directory, vault.directory / "inside"):
        with pytest.raises(ExpectedError) as caught:
            vault.back_up(place)
        assert caught.value.kind is ErrorKind.EXISTS
    assert not (vault.directory / "inside").exists()
    assert vault.catalogue.backups() == []


def test_where_a_vault_may_be_restored(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    vault.back_up(shelf)
    assert refusal(shelf, vault.directory) is ErrorKind.EXISTS
    assert refusal(tmp_path / "nowhere", tmp_path / "again") is ErrorKind.VAULT_MISSING
    assert refusal(vault.directory, tmp_path / "again") is ErrorKind.VAULT_MISSING
    assert refusal(shelf, tmp_path / "again", BERT) is ErrorKind.WRONG_PASSPHRASE
    assert not (tmp_path / "again").exists()
    assert not (tmp_path / "again.partial").exists()


def test_a_damaged_catalogue_in_the_backup_restores_nothing(vault: OpenVault, shelf: Path, tmp_path: Path) -> None:
    vault.back_up(shelf)
    path = shelf / "state-1" / "catalogue.db"
    path.write_bytes(bytes([path.read_bytes()[0] ^ 1]) + path.read_bytes()[1:])
    assert refusal(shelf, tmp_path / "again") is ErrorKind.DAMAGED
    assert not (tmp_path / "again").exists()
