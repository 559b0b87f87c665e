import json
from pathlib import Path

import pytest

from storage.vault import OpenVault
from storage.vault.layout import Layout
from storage.vault.rekey import STEPS
from tests.storage.vault.test_users import PowerCutError, cut_after
from tests.storage.vault.vaults import FILM, FiledFilm, add_case, add_clip, add_film, made, opened, read_film
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.copy import Copy
from vidfeed.model.erasure import Backup, ErasureState

GONE = b"the film that goes"


@pytest.fixture
def films(vault: OpenVault) -> tuple[FiledFilm, FiledFilm]:
    """One that stays and one that goes, of different cases."""
    return add_film(vault), add_film(vault, GONE, "GONE-01")


def is_erased(directory: Path, stays: FiledFilm, goes: FiledFilm, old_key: bytes) -> None:
    with opened(directory) as vault:
        assert vault.findings == ()
        assert vault.catalogue.key != old_key
        assert vault.catalogue.clip(goes.clip_id) is None
        assert [erasure.state for erasure in vault.catalogue.erasures()] == [ErasureState.DONE]
        with pytest.raises(ExpectedError) as caught:
            vault.catalogue.clip_identity(goes.clip_id)
        assert caught.value.kind is ErrorKind.UNKNOWN_CLIP
        assert list(vault.core.layout.blob_ids()) == [stays.original.blob_id]
        assert read_film(vault, stays) == FILM
        assert [finding.severity for finding in vault.verify(deep=True).findings] == ["good"]


def test_a_case_goes_with_its_key(vault: OpenVault, films: tuple[FiledFilm, FiledFilm]) -> None:
    stays, goes = films
    old_key, path = vault.catalogue.key, vault.core.layout.blob(goes.original.blob_id)
    erased = vault.erase_case(goes.case_id)
    assert erased.blobs_removed == 1
    assert not path.exists()
    assert vault.catalogue.case(goes.case_id) is None
    vault.close()
    is_erased(vault.directory, stays, goes, old_key)


def test_a_clip_goes_and_its_case_stays(vault: OpenVault, films: tuple[FiledFilm, FiledFilm]) -> None:
    stays, goes = films
    (session,) = vault.catalogue.sessions(goes.case_id)
    sibling = add_clip(vault, goes.case_id, session.id, b"stays too")
    erased = vault.erase_clip(goes.clip_id)
    assert (erased.subject, erased.blobs_removed) == (f"clip:{goes.clip_id}", 1)
    assert read_film(vault, sibling) == b"stays too"
    assert read_film(vault, stays) == FILM


def test_the_receipt_names_what_still_exists_and_nobody(vault: OpenVault, films: tuple[FiledFilm, FiledFilm]) -> None:
    stays, goes = films
    copies = [
        Copy(serial, film.case_id, "reel", (film.case_id, film.clip_id), "Granny", "copy", "", "", "2026-02-03", "anna")
        for serial, film in enumerate((stays, goes), start=1)
    ]
    backups = [
        Backup(f"backup-{number}", "2026-02-03", "on the shelf", "/media/disk", (film.original.blob_id,))
        for number, film in enumerate((stays, goes))
    ]
    with vault.catalogue.transaction():
        for copy, backup in zip(copies, backups, strict=True):
            vault.catalogue.add_copy(copy)
            vault.catalogue.add_backup(backup)
    erased = vault.erase_clip(goes.clip_id)
    assert erased.copies_outstanding == (copies[1],)
    assert erased.backups_outstanding == (backups[1],)
    receipt = json.loads(erased.receipt)
    assert receipt["subject"] == f"clip:{goes.clip_id}"
    assert receipt["blobs"] == [goes.original.blob_id]
    assert receipt["vault_id"] == vault.vault_id
    assert [copy["serial"] for copy in receipt["copies_outstanding"]] == [2]
    assert [backup["id"] for backup in receipt["backups_outstanding"]] == ["backup-1"]
    for private in ("Granny", "GONE-01", "/media/disk", "shelf", "anna"):
        assert private not in erased.receipt
    assert vault.catalogue.erasures()[0].receipt == erased.receipt


def test_what_is_not_there_cannot_be_erased(vault: OpenVault) -> None:
    key = vault.catalogue.key
    for call, kind in ((vault.erase_case, ErrorKind.UNKNOWN_CASE), (vault.erase_clip, ErrorKind.UNKNOWN_CLIP)):
        with pytest.raises(ExpectedError) as caught:
            call("abcdefghijkl")
        assert caught.value.kind is kind
    assert vault.catalogue.key == key


@pytest.mark.parametrize("step", ["marked", "unlinked", *STEPS])
def test_an_interrupted_erasure_goes_on_at_the_next_unlock(
    vault: OpenVault, films: tuple[FiledFilm, FiledFilm], step: str
) -> None:
    stays, goes = films
    old_key = vault.catalogue.key
    cut_after(vault, step)
    with pytest.raises(PowerCutError):
        vault.erase_case(goes.case_id)
    vault.close()
    is_erased(vault.directory, stays, goes, old_key)


def test_an_old_key_opens_nothing_of_the_new_catalogue(tmp_path: Path) -> None:
    vault, _ = made(tmp_path / "vault")
    with vault:
        goes = add_film(vault, GONE, "GONE-01")
        identity = vault.catalogue.clip_identity(goes.clip_id).encode()
        vault.erase_case(goes.case_id)
        for path in vault.directory.rglob("*"):
            assert not path.is_file() or identity not in path.read_bytes()
    assert list(Layout(vault.directory).blob_ids()) == []


def test_a_case_of_notes_alone_is_in_every_backup_since(vault: OpenVault, tmp_path: Path) -> None:
    before = Backup("before", "2026-01-01T00:00:00+00:00", "", "/media/disk", ())
    vault.catalogue.add_backup(before)
    case_id, _ = add_case(vault)
    since = vault.back_up(tmp_path / "stick").backup
    assert vault.erase_case(case_id).backups_outstanding == (since,)


def test_a_file_in_the_receipts_place_is_no_receipt(vault: OpenVault, films: tuple[FiledFilm, FiledFilm]) -> None:
    _, goes = films
    erased = vault.erase_case(goes.case_id)
    for other in (b"", b"{", erased.receipt.encode() + b"x"):
        erased.receipt_file.write_bytes(other)
        vault.close()
        vault = opened(vault.directory)
        assert erased.receipt_file.read_text() == erased.receipt
    vault.close()
