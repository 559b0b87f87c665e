"""A damaged film gets a whole one in its place: whatever happens in between, it is the old one or the new."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from storage.vault import OpenVault, write_blob
from tests.storage.vault.vaults import FILM, FiledFilm, add_film, made, opened
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import AssetRole, ClipStatus


def flip_a_byte(vault: OpenVault, film: FiledFilm) -> None:
    blob = vault.core.layout.blob(film.original.blob_id)
    data = bytearray(blob.read_bytes())
    data[len(data) // 2] ^= 1
    blob.write_bytes(data)


def read_present(vault: OpenVault, clip_id: str) -> bytes:
    asset = vault.catalogue.asset(clip_id, AssetRole.ORIGINAL)
    assert asset is not None
    with vault.blobs.source(asset).open() as file:
        return file.read()


def mend(vault: OpenVault, film: FiledFilm, source: Path, data: bytes = FILM) -> None:
    mending = vault.mending(film.clip_id, source)
    try:
        mending.put_in_place(write_blob(mending.grant, [data]))
    except BaseException:
        mending.take_back()
        raise


@pytest.fixture
def film(vault: OpenVault, tmp_path: Path) -> FiledFilm:
    """Backed up, then damaged on the disk."""
    filed = add_film(vault)
    strip = vault.blobs.store(filed.clip_id, [b"strip"]).asset(filed.clip_id, AssetRole.STRIP)
    vault.catalogue.add_asset(strip)
    vault.back_up(tmp_path / "stick")
    flip_a_byte(vault, filed)
    with pytest.raises(ExpectedError):
        read_present(vault, filed.clip_id)
    return filed


def test_a_new_blob_takes_the_place_of_the_old_one(vault: OpenVault, film: FiledFilm, tmp_path: Path) -> None:
    identity = vault.catalogue.clip_identity(film.clip_id)
    mend(vault, film, tmp_path / "original.mp4")
    assert read_present(vault, film.clip_id) == FILM
    (asset,) = vault.catalogue.assets(film.clip_id)
    assert asset.blob_id != film.original.blob_id
    assert list(vault.core.layout.blob_ids()) == [asset.blob_id]
    assert vault.catalogue.clip_identity(film.clip_id) == identity
    clip = vault.catalogue.clip(film.clip_id)
    assert clip is not None and clip.status is ClipStatus.PREPARING
    assert [finding.kind for finding in vault.verify(deep=True).findings] == ["blobs-intact"]
    assert vault.catalogue.audit()[-1].action == "clip.mend"


def test_a_backup_in_a_folder_of_the_stick_is_found(vault: OpenVault, film: FiledFilm, tmp_path: Path) -> None:
    source = vault.mending(film.clip_id, tmp_path).source
    assert not isinstance(source, Path)
    with source.open() as file:
        assert file.read() == FILM


def test_another_film_is_refused_and_leaves_nothing(vault: OpenVault, film: FiledFilm, tmp_path: Path) -> None:
    blobs = list(vault.core.layout.blob_ids())
    with pytest.raises(ExpectedError) as refused:
        mend(vault, film, tmp_path / "original.mp4", FILM[:-1] + b"x")
    assert refused.value.kind is ErrorKind.BAD_FILE
    assert list(vault.core.layout.blob_ids()) == blobs
    assert list(vault.core.layout.incoming.iterdir()) == []
    assert vault.catalogue.asset(film.clip_id, AssetRole.ORIGINAL) == film.original


def test_a_film_that_was_replaced_meanwhile_is_left_and_what_to_do_is_said(
    vault: OpenVault, film: FiledFilm, tmp_path: Path
) -> None:
    late = vault.mending(film.clip_id, tmp_path / "original.mp4")
    mend(vault, film, tmp_path / "original.mp4")
    with pytest.raises(ExpectedError, match="replaced meanwhile") as refused:
        late.put_in_place(write_blob(late.grant, [FILM]))
    late.take_back()
    assert refused.value.hint.startswith("Open the film")
    assert read_present(vault, film.clip_id) == FILM


def test_other_folders_are_refused_in_a_sentence(vault: OpenVault, film: FiledFilm, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    other, _ = made(tmp_path / "other")
    with other:
        other.core.vault_id = "f" * 32
        other.core.layout.vault_json.write_text(
            vault.core.layout.vault_json.read_text().replace(vault.vault_id, "f" * 32)
        )
        other.back_up(tmp_path / "theirs")
    kinds = {}
    for name in ("empty", "theirs"):
        with pytest.raises(ExpectedError) as refused:
            vault.mending(film.clip_id, tmp_path / name)
        kinds[name] = refused.value.kind
        assert "Nothing was changed" in refused.value.message
    assert kinds == {"empty": ErrorKind.VAULT_MISSING, "theirs": ErrorKind.BAD_FILE}
    kept = tmp_path / "stick" / "blobs" / film.original.blob_id[:2] / f"{film.original.blob_id}.age"
    kept.write_bytes(kept.read_bytes()[:-1])
    with pytest.raises(ExpectedError, match="damaged too"):
        vault.mending(film.clip_id, tmp_path / "stick")
    kept.unlink()
    with pytest.raises(ExpectedError, match="does not hold this film"):
        vault.mending(film.clip_id, tmp_path / "stick")


def test_a_backup_with_the_old_blob_is_still_named_by_an_erasure(
    vault: OpenVault, film: FiledFilm, tmp_path: Path
) -> None:
    before = [backup.id for backup in vault.catalogue.backups()]
    mend(vault, film, tmp_path / "original.mp4")
    assert [backup.id for backup in vault.catalogue.backups()] == before
    erased = vault.erase_clip(film.clip_id)
    assert [backup.id for backup in erased.backups_outstanding] == before


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("step", ["mend-noted", "mend-adopted", "mend-swapped"])
def test_a_kill_leaves_the_old_film_or_the_new(vault: OpenVault, film: FiledFilm, step: str) -> None:
    vault.close()
    command = [sys.executable, "-m", "tests.storage.vault.killed", str(vault.directory), "mend", step, film.clip_id]
    died = subprocess.run(command, cwd=Path(__file__).parents[3], capture_output=True, check=False)
    assert died.returncode == -signal.SIGKILL, died.stderr
    with opened(vault.directory) as again:
        assert again.findings == ()
        named = {asset.blob_id for asset in again.catalogue.assets()}
        assert set(again.core.layout.blob_ids()) == named
        assert list(again.core.layout.incoming.iterdir()) == []
        if step == "mend-swapped":
            assert read_present(again, film.clip_id) == FILM
        else:
            assert again.catalogue.asset(film.clip_id, AssetRole.ORIGINAL) == film.original


def test_a_disk_that_refuses_the_swap_keeps_the_old_film(
    vault: OpenVault, film: FiledFilm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_asset: object) -> None:
        raise ExpectedError(ErrorKind.NO_SPACE, "The disk is full.")

    monkeypatch.setattr(vault.catalogue, "add_asset", refuse)
    blobs = list(vault.core.layout.blob_ids())
    with pytest.raises(ExpectedError, match="full"):
        mend(vault, film, tmp_path / "original.mp4")
    assert list(vault.core.layout.blob_ids()) == blobs
    assert vault.catalogue.asset(film.clip_id, AssetRole.ORIGINAL) == film.original
