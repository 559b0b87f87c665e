"""Sticks that are pulled out, and disks that fail, while a vault is backed up or restored."""

import errno
import os
from collections.abc import Callable
from io import FileIO
from pathlib import Path

import pytest

from storage.vault import OpenVault, durable, restore_vault
from storage.vault.layout import Layout
from tests.storage.vault.vaults import ANNA, FILM, LOW, PASSPHRASES, FiledFilm, add_film, read_film
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.ports import Progress, no_progress


@pytest.fixture
def films(vault: OpenVault) -> list[FiledFilm]:
    return [add_film(vault), add_film(vault, b"another", "OTHER-1"), add_film(vault, b"a third", "THIRD-1")]


@pytest.fixture
def shelf(vault: OpenVault, films: list[FiledFilm], tmp_path: Path) -> Path:
    """A stick with a backup on it."""
    vault.back_up(tmp_path / "stick" / "backup")
    return tmp_path / "stick" / "backup"


def pulled_out(stick: Path, at: int = 1) -> Progress:
    """Progress during which, the `at`th time it is told, the stick's folder goes."""
    told: list[float] = []

    def advance(done: float) -> None:
        told.append(done)
        if len(told) == at:
            stick.rename(stick.with_name("gone"))

    return advance


def restored(shelf: Path, directory: Path, progress: Progress = no_progress) -> OpenVault:
    done = restore_vault(shelf, directory, PASSPHRASES[ANNA], progress=progress, work_factor=LOW)
    assert [finding.severity for finding in done.report.findings] == ["good"]
    return done.vault


def refusal(call: Callable[[], object]) -> ExpectedError:
    with pytest.raises(ExpectedError) as caught:
        call()
    return caught.value


def failing(monkeypatch: pytest.MonkeyPatch, on: Callable[[str], bool], error: int = errno.EIO) -> None:
    """Lets every read and write of the files whose path says so fail as a disk does."""

    class Failing(FileIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(error, os.strerror(error))

        def write(self, data: object, /) -> int:
            raise OSError(error, os.strerror(error))

    def instead(opens: Callable[[Path], object], mode: str) -> Callable[[Path], object]:
        return lambda path: Failing(path, mode) if on(str(path)) else opens(path)

    monkeypatch.setattr(durable, "open_plain", instead(durable.open_plain, "rb"))
    monkeypatch.setattr(durable, "open_new", instead(durable.open_new, "xb"))


def test_a_stick_pulled_out_of_a_restore(shelf: Path, tmp_path: Path, films: list[FiledFilm]) -> None:
    progress = pulled_out(shelf.parent)
    error = refusal(lambda: restored(shelf, tmp_path / "again", progress))
    assert error.kind is ErrorKind.VAULT_MISSING
    assert not (tmp_path / "again").exists()
    (tmp_path / "gone").rename(shelf.parent)
    with restored(shelf, tmp_path / "again") as again:
        assert read_film(again, films[0]) == FILM
    assert not (tmp_path / "again.partial").exists()


def test_a_disk_pulled_out_from_under_the_new_vault(shelf: Path, tmp_path: Path, films: list[FiledFilm]) -> None:
    disk = tmp_path / "disk"
    error = refusal(lambda: restored(shelf, disk / "again", pulled_out(disk)))
    assert error.kind is ErrorKind.VAULT_MISSING
    with restored(shelf, tmp_path / "elsewhere") as again:
        assert read_film(again, films[0]) == FILM


def test_a_stick_pulled_out_of_a_backup(vault: OpenVault, shelf: Path, tmp_path: Path, films: list[FiledFilm]) -> None:
    new = add_film(vault, b"new since", "NEW-01")
    error = refusal(lambda: vault.back_up(shelf, progress=pulled_out(shelf.parent)))
    assert (error.kind, "backup" in error.message) == (ErrorKind.VAULT_MISSING, True)
    assert read_film(vault, films[0]) == FILM
    (tmp_path / "gone").rename(shelf.parent)
    with restored(shelf, tmp_path / "older") as older:
        assert older.catalogue.clip(new.clip_id) is None, "the state before is whole"
    assert vault.back_up(shelf).findings == ()
    with restored(shelf, tmp_path / "newer") as newer:
        assert read_film(newer, new) == b"new since"


@pytest.mark.parametrize("error", [errno.EIO, errno.ENODEV])
def test_a_restored_film_that_cannot_be_written_is_an_error(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    with monkeypatch.context() as patch:
        failing(patch, lambda name: "again.partial/blobs" in name, error)
        refusal(lambda: restored(shelf, tmp_path / "again"))
    assert not (tmp_path / "again").exists()
    restored(shelf, tmp_path / "again").close()


def test_a_backup_that_cannot_be_written_is_an_error(
    vault: OpenVault, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_film(vault, b"new since", "NEW-01")
    with monkeypatch.context() as patch:
        failing(patch, lambda name: str(shelf / "blobs") in name)
        error = refusal(lambda: vault.back_up(shelf))
    assert error.message.startswith("The backup's disk")
    restored(shelf, tmp_path / "again").close()


def test_a_sector_that_cannot_be_read_costs_one_film(
    vault: OpenVault, shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, films: list[FiledFilm]
) -> None:
    """In the vault while it is backed up elsewhere, and in the backup while it is restored."""
    bad = films[1].original.blob_id
    with monkeypatch.context() as patch:
        failing(patch, lambda name: f"{bad}.age" in name)
        made = vault.back_up(tmp_path / "another")
        assert [finding.subject for finding in made.findings] == [f"{films[1].clip_id} {bad}"]
        done = restore_vault(shelf, tmp_path / "again", PASSPHRASES[ANNA], work_factor=LOW)
    with done.vault as again:
        assert [finding.subject for finding in done.report.findings] == [f"{films[1].clip_id} {bad}"]
        assert read_film(again, films[0]) == FILM
        assert read_film(again, films[2]) == b"a third"
    assert not Layout(tmp_path / "another").blob(bad).exists()


def test_a_stick_that_gives_only_errors_is_not_a_stick_of_damaged_films(
    shelf: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the system still shows the folder of a stick that was pulled out."""
    state = shelf / "state-1"
    right = durable.read_plain
    reads: list[str] = []

    def read_plain(path: Path, limit_bytes: int) -> bytes:
        reads.append(path.name)
        if path.parent == state and reads.count("vault.json") > 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return right(path, limit_bytes)

    monkeypatch.setattr(durable, "read_plain", read_plain)
    monkeypatch.setattr("storage.vault.vault_json.read_plain", read_plain)
    failing(monkeypatch, lambda name: str(shelf / "blobs") in name)
    assert refusal(lambda: restored(shelf, tmp_path / "again")).kind is ErrorKind.VAULT_MISSING
    assert not (tmp_path / "again").exists()
