"""Bytes that change in the middle of a film, where opening it does not notice."""

from collections.abc import Callable
from pathlib import Path
from threading import Thread

import pytest

from storage.vault import OpenVault, restore_vault
from storage.vault.blob_copying import due_again
from storage.vault.layout import Layout
from tests.storage.vault.vaults import ANNA, LOW, PASSPHRASES, FiledFilm, add_film, opened, read_film
from vidfeed.errors import ErrorKind, ExpectedError, InternalError
from vidfeed.model.clip import Asset, AssetRole

LONG = bytes(range(256)) * 1500


def flipped(path: Path, at: int = 150_000) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)


def blob(root: Path, film: FiledFilm) -> Path:
    return Layout(root).blob(film.original.blob_id)


def test_a_copy_that_rots_in_the_middle_is_mended_by_the_next_backup(vault: OpenVault, tmp_path: Path) -> None:
    film = add_film(vault, LONG)
    vault.back_up(tmp_path / "stick")
    flipped(blob(tmp_path / "stick", film))
    assert vault.back_up(tmp_path / "stick").findings == ()
    assert blob(tmp_path / "stick", film).read_bytes() == blob(vault.directory, film).read_bytes()


def test_a_film_that_rotted_in_the_vault_is_told_each_time_and_taken_along_as_it_is(
    vault: OpenVault, tmp_path: Path
) -> None:
    film = add_film(vault, LONG)
    flipped(blob(vault.directory, film))
    for _ in range(2):
        (finding,) = vault.back_up(tmp_path / "stick").findings
        assert (finding.kind, finding.subject) == ("blob-damaged", f"{film.clip_id} {film.original.blob_id}")
    assert blob(tmp_path / "stick", film).exists()


def test_a_film_that_rotted_in_the_vault_does_not_replace_its_good_copy(vault: OpenVault, tmp_path: Path) -> None:
    film = add_film(vault, LONG)
    vault.back_up(tmp_path / "stick")
    sound = blob(tmp_path / "stick", film).read_bytes()
    flipped(blob(vault.directory, film))
    assert vault.back_up(tmp_path / "stick").findings == ()
    assert blob(tmp_path / "stick", film).read_bytes() == sound


def test_copies_are_read_again_in_turn() -> None:
    there = [
        Asset(f"{letter}aaaaaaaaaaa", "clip", AssetRole.ORIGINAL, 1 << 29, "", "", b"") for letter in "dbac"
    ]  # of half a GiB, and a backup reads one GiB of them
    after, turns = "", []
    for _ in range(3):
        due = due_again(there, after)
        turns.append("".join(asset.blob_id[0] for asset in due))
        after = due[-1].blob_id
    assert turns == ["ab", "cd", "ab"]
    assert due_again([], after) == []


def test_restoring_reads_all_of_it_though_a_check_was_stopped(vault: OpenVault, tmp_path: Path) -> None:
    films = sorted((add_film(vault, LONG, f"C-{n}") for n in range(3)), key=lambda film: film.original.blob_id)

    def stop(done: float) -> None:
        if done > 0.6:
            raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    with pytest.raises(ExpectedError):
        vault.verify(deep=True, progress=stop)
    vault.back_up(tmp_path / "stick")
    flipped(blob(tmp_path / "stick", films[0]))
    result = restore_vault(tmp_path / "stick", tmp_path / "again", PASSPHRASES[ANNA], work_factor=LOW)
    with result.vault as again:
        told = [finding.subject for finding in result.report.findings]
        assert told == [f"{films[0].clip_id} {films[0].original.blob_id}"]
        assert read_film(again, films[1]) == LONG


def test_a_check_that_goes_on_says_what_it_read_itself(vault: OpenVault) -> None:
    for number in range(3):
        add_film(vault, LONG, f"C-{number}")

    def stop(done: float) -> None:
        if done > 0.6:
            raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    with pytest.raises(ExpectedError):
        vault.verify(deep=True, progress=stop)
    well = next(finding for finding in vault.verify(deep=True).findings if finding.kind == "blobs-intact")
    assert "of the other 2 of 3" in well.message
    well = next(finding for finding in vault.verify(deep=True).findings if finding.kind == "blobs-intact")
    assert "of the 3 encrypted" in well.message


def test_progress_is_told_within_a_film_and_can_end_the_work(vault: OpenVault, tmp_path: Path) -> None:
    film = add_film(vault, bytes(5 << 20))
    told: list[float] = []
    vault.back_up(tmp_path / "stick", progress=told.append)
    assert len(told) > 15
    assert told == sorted(told)
    assert told[-1] == 1
    blob(tmp_path / "stick", film).unlink()

    def stop(done: float) -> None:
        if done > 0.6:
            raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    with pytest.raises(ExpectedError) as caught:
        vault.back_up(tmp_path / "stick", progress=stop)
    assert caught.value.kind is ErrorKind.CANCELLED
    assert not list(blob(tmp_path / "stick", film).parent.iterdir())


@pytest.mark.parametrize("when", [0.0, 0.4])
def test_locking_meanwhile_stops_it(vault: OpenVault, tmp_path: Path, when: float) -> None:
    add_film(vault, bytes(3 << 20))

    def lock(done: float) -> None:
        if done >= when:
            hand = Thread(target=vault.close)
            hand.start()
            hand.join()

    with pytest.raises(ExpectedError) as caught:
        vault.back_up(tmp_path / "stick", progress=lock)
    assert caught.value.kind is ErrorKind.CANCELLED


def test_the_catalogues_copying_lets_others_speak_and_stop_it(vault: OpenVault, tmp_path: Path) -> None:
    def stopped() -> None:
        raise ExpectedError(ErrorKind.CANCELLED, "stopped", "")

    def closed() -> None:
        hand = Thread(target=vault.close)
        hand.start()
        hand.join()

    for between in (stopped, closed):
        _refused(vault, tmp_path / between.__name__, between)
    opened(vault.directory).close()


def _refused(vault: OpenVault, target: Path, between: Callable[[], None]) -> None:
    with pytest.raises(ExpectedError) as caught:
        vault.catalogue.backup_to(target, between)
    assert caught.value.kind is ErrorKind.CANCELLED


def test_a_fault_of_our_own_stays_one(vault: OpenVault, tmp_path: Path) -> None:
    def fault(_done: float) -> None:
        raise InternalError("a fault")

    with pytest.raises(InternalError):
        vault.back_up(tmp_path / "stick", progress=fault)
