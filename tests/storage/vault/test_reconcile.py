from collections.abc import Callable
from pathlib import Path

import pytest

from storage.vault import OpenVault, write_blob
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
    film = add_film(vault)
    stray = vault.blobs.store(film.clip_id, [b"a proxy whose row never came"])
    case_id, session_id = add_case(vault, "LATE-01")
    begin_clip(vault, case_id, session_id)
    vault.close()
    with opened(vault.directory) as again:
        (finding,) = again.findings
        assert (finding.kind, finding.subject, finding.severity) == ("blob-unknown", stray.blob_id, Severity.WARNING)
        assert again.core.layout.blob(stray.blob_id).exists()
        # It is not lost: with its row it can be read.
        asset = stray.asset(film.clip_id, AssetRole.STRIP)
        with again.blobs.source(asset).open() as file:
            assert file.read() == b"a proxy whose row never came"


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
