import errno
from collections.abc import Callable
from io import FileIO
from pathlib import Path

import pytest

from storage.catalogue.database import Database
from storage.vault import OpenVault, reconcile, write_blob
from storage.vault.durable import open_plain
from tests.storage.vault.vaults import (
    FILM,
    add_case,
    add_film,
    begin_clip,
    opened,
    read_film,
)
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole, ClipStatus
from vidfeed.model.finding import Severity


def killed_before_the_blob(vault: OpenVault, clip_id: str) -> None:
    """The row is there, and nothing else."""


def killed_while_writing(vault: OpenVault, clip_id: str) -> None:
    vault.blobs.new_grant(clip_id).path.write_bytes(b"age-encryption.org/v1\nhalf")


def killed_before_the_move(vault: OpenVault, clip_id: str) -> None:
    write_blob(vault.blobs.new_grant(clip_id), [FILM])


def killed_before_the_row_is_complete(vault: OpenVault, clip_id: str) -> None:
    vault.blobs.store(clip_id, [FILM])


@pytest.mark.parametrize(
    "kill",
    [
        killed_before_the_blob,
        killed_while_writing,
        killed_before_the_move,
        killed_before_the_row_is_complete,
    ],
)
def test_an_import_that_broke_off_is_cleared(vault: OpenVault, kill: Callable[[OpenVault, str], None]) -> None:
    film = add_film(vault)
    case_id, session_id = add_case(vault, "LATE-01")
    clip = begin_clip(vault, case_id, session_id)
    kill(vault, clip.id)
    vault.close()
    with opened(vault.directory) as again:
        assert again.findings == ()
        assert again.catalogue.clip(clip.id) is None
        with pytest.raises(ExpectedError):
            again.catalogue.clip_identity(clip.id)
        assert again.catalogue.clips(status=ClipStatus.IMPORTING) == []
        assert list(again.core.layout.incoming.iterdir()) == []
        assert list(again.core.layout.blob_ids()) == [film.original.blob_id]
        assert read_film(again, film) == FILM
        assert again.catalogue.case(case_id) is not None


def test_a_blob_of_nobody_is_kept_and_reported(vault: OpenVault) -> None:
    gone = add_film(vault)
    stray = vault.core.layout.blob(gone.original.blob_id)
    data = stray.read_bytes()
    vault.erase_clip(gone.clip_id)
    begin_clip(vault, *add_case(vault, "LATE-01"))
    vault.close()
    stray.write_bytes(data)
    with opened(vault.directory) as again:
        (finding,) = again.findings
        assert (finding.kind, finding.subject) == ("blob-unknown", gone.original.blob_id)
        assert finding.severity is Severity.WARNING
        assert stray.read_bytes() == data


def test_a_row_without_its_blob_is_a_finding(vault: OpenVault) -> None:
    film = add_film(vault)
    vault.core.layout.blob(film.original.blob_id).unlink()
    vault.close()
    with opened(vault.directory) as again:
        (finding,) = again.findings
        assert (finding.kind, finding.severity) == ("blob-missing", Severity.CRITICAL)
        assert finding.subject == f"{film.clip_id} {film.original.blob_id}"
        with pytest.raises(ExpectedError) as caught:
            read_film(again, film)
        assert caught.value.kind is ErrorKind.DAMAGED


def test_only_names_of_our_own_form_are_swept(vault: OpenVault) -> None:
    incoming, keys = vault.core.layout.incoming, vault.core.layout.keys
    theirs = [incoming / "thesis.age", incoming / "ABCDEFGHIJKL.age", keys / "notes.txt", vault.directory / "x.new"]
    folder = incoming / "abcdefghijkl.age"
    folder.mkdir()
    ours = [
        incoming / "abcdefghijkm.age",
        keys / "abcdefghijkl.age.new",
        keys / "abcdefghijkl.age",
        vault.directory / "vault.key.age.new",
        vault.directory / "vault.json.new",
    ]
    for path in theirs + ours:
        path.write_bytes(b"x")
    vault.close()
    opened(vault.directory).close()
    assert [path for path in theirs if not path.exists()] == []
    assert [path for path in ours if path.exists()] == []
    assert folder.is_dir()


def test_a_removed_folder_is_made_again(vault: OpenVault) -> None:
    vault.core.layout.incoming.rmdir()
    vault.core.layout.visits.rmdir()
    vault.close()
    with opened(vault.directory) as again:
        assert read_film(again, add_film(again)) == FILM


def test_the_trail_tells_of_a_cleared_import(vault: OpenVault, tmp_path: Path) -> None:
    case_id, session_id = add_case(vault)
    clip = begin_clip(vault, case_id, session_id)
    vault.close()
    with opened(vault.directory) as again:
        assert [entry.action for entry in again.catalogue.audit(f"clip:{clip.id}")] == ["clip.clear"]


def test_a_light_copy_that_was_not_entered_before_a_kill_goes(vault: OpenVault) -> None:
    film = add_film(vault)
    left = vault.blobs.store(film.clip_id, [b"a light copy"])
    vault.close()
    with opened(vault.directory) as again:
        assert again.findings == ()
        assert list(again.core.layout.blob_ids()) == [film.original.blob_id]
        assert read_film(again, film) == FILM
    assert left.blob_id != film.original.blob_id


def test_where_a_film_lacks_its_file_nothing_of_it_goes(vault: OpenVault) -> None:
    """An older catalogue was put back: what it does not name may be the film."""
    film = add_film(vault)
    newer = vault.blobs.store(film.clip_id, [FILM])
    vault.blobs.remove(film.original.blob_id)
    vault.close()
    with opened(vault.directory) as again:
        assert {finding.kind for finding in again.findings} == {"blob-missing", "blob-unknown"}
        assert list(again.core.layout.blob_ids()) == [newer.blob_id]


def test_a_stray_that_cannot_be_read_locks_nobody_out(vault: OpenVault, monkeypatch: pytest.MonkeyPatch) -> None:
    film = add_film(vault)
    begin_clip(vault, *add_case(vault, "OTHER-1"))
    stray = vault.blobs.store(film.clip_id, [b"stray"])
    vault.close()

    def unreadable(path: Path) -> FileIO:
        if path.stem == stray.blob_id:
            raise OSError(errno.EIO, "Input/output error")
        return open_plain(path)

    monkeypatch.setattr(reconcile, "open_plain", unreadable)
    with opened(vault.directory) as again:
        assert [finding.kind for finding in again.findings] == ["blob-unknown"]
        assert not again.catalogue.clips(status=ClipStatus.IMPORTING)


def test_a_full_disk_locks_nobody_out_of_a_vault_with_a_broken_import(
    vault: OpenVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    film = add_film(vault)
    begin_clip(vault, *add_case(vault, "OTHER-1"))
    vault.close()

    def full(self: Database) -> None:
        self._roll_back()
        raise ExpectedError(ErrorKind.NO_SPACE, "The disk is full.", "")

    with monkeypatch.context() as patch:
        patch.setattr(Database, "_commit", full)
        with opened(vault.directory) as again:
            assert {finding.kind for finding in again.findings} == {"trail-full", "unfinished"}
            assert read_film(again, film) == FILM
    with opened(vault.directory) as again:
        assert again.findings == ()


def test_what_was_made_of_a_film_that_was_erased_meanwhile_is_no_fault_of_ours(vault: OpenVault) -> None:
    film = add_film(vault)
    arrived = vault.blobs.store(film.clip_id, [b"a light copy"])
    vault.erase_clip(film.clip_id)
    with pytest.raises(ExpectedError) as caught:
        vault.catalogue.add_asset(arrived.asset(film.clip_id, AssetRole.STRIP))
    assert caught.value.kind is ErrorKind.UNKNOWN_CLIP
