"""Syncs that go on beside the writing: what they report is not lost."""

import errno
import os
from pathlib import Path

import pytest

from storage.age import X25519Identity
from storage.vault import blob_syncing
from storage.vault.blob_syncing import SyncBeside
from storage.vault.blob_writing import BlobWriter, WriteGrant
from vidfeed.errors import ErrorKind, ExpectedError


@pytest.fixture
def syncs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A sync for every 1,000 bytes; the sizes that they found."""
    sizes: list[int] = []
    monkeypatch.setattr(blob_syncing, "_STRETCH_BYTES", 1000)
    monkeypatch.setattr(blob_syncing, "_send", lambda handle: sizes.append(os.fstat(handle).st_size))
    return sizes


def full_disk(_handle: int) -> None:
    raise OSError(errno.ENOSPC, "full")


def grant(folder: Path) -> WriteGrant:
    return WriteGrant("blob", folder / "blob.age", X25519Identity.generate().recipient.to_text())


def test_it_syncs_as_the_file_grows(syncs: list[int], tmp_path: Path) -> None:
    with (tmp_path / "file").open("wb", buffering=0) as file:
        beside = SyncBeside(file)
        for _ in range(4):
            file.write(bytes(600))
            beside.grown(600)
            beside.close()  # waits; it goes on afterwards
    assert syncs == [1200, 2400]


def test_a_blob_written_meanwhile_is_whole(syncs: list[int], tmp_path: Path) -> None:
    with BlobWriter(grant(tmp_path)) as writer:
        for _ in range(20):
            writer.write(bytes(100_000))
        arrived = writer.finish()
        with writer.readable.open() as blob:
            assert blob.read() == bytes(2_000_000)
    assert syncs
    assert (tmp_path / "blob.age").stat().st_size == arrived.size_bytes


def test_what_a_sync_reports_ends_the_blob(syncs: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blob_syncing, "_send", full_disk)
    with pytest.raises(ExpectedError) as caught, BlobWriter(grant(tmp_path)) as writer:
        writer.write(bytes(100_000))
        writer.finish()
    assert caught.value.kind is ErrorKind.NO_SPACE
    assert list(tmp_path.iterdir()) == []


def test_a_blob_given_up_waits_for_its_sync_and_goes(
    syncs: list[int], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(blob_syncing, "_send", full_disk)
    with pytest.raises(InterruptedError), BlobWriter(grant(tmp_path)) as writer:
        writer.write(bytes(100_000))
        raise InterruptedError
    assert list(tmp_path.iterdir()) == []
