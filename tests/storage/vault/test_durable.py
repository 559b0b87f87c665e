import errno
import os
import sys
from pathlib import Path

import pytest

from storage.vault import durable
from storage.vault.durable import disk_errors, open_plain, read_plain, write_atomically
from vidfeed.errors import ErrorKind, ExpectedError


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        (errno.ENOSPC, ErrorKind.NO_SPACE),
        (errno.EDQUOT, ErrorKind.NO_SPACE),
        (errno.EROFS, ErrorKind.READ_ONLY),
        (errno.EACCES, ErrorKind.READ_ONLY),
        (errno.ENOENT, ErrorKind.VAULT_MISSING),
        (errno.ENODEV, ErrorKind.VAULT_MISSING),
        (errno.EIO, ErrorKind.DAMAGED),
    ],
)
def test_a_disk_error_becomes_a_sentence(number: int, kind: ErrorKind) -> None:
    with pytest.raises(ExpectedError) as caught, disk_errors():
        raise OSError(number, os.strerror(number))
    assert caught.value.kind is kind
    assert caught.value.hint


def test_writes_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("call", ["write_all", "sync_file", "sync_folder", "move"])
def test_a_failing_write_leaves_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(durable, call, fail)
    with pytest.raises(OSError, match="full"):
        write_atomically(path, b"new")
    # Once renamed it may be the new content, but never a mixture, and no half file stays.
    assert path.read_bytes() == (b"new" if call == "sync_folder" else b"old")
    assert list(tmp_path.iterdir()) == [path]


def test_follows_no_link_when_writing_or_reading(tmp_path: Path) -> None:
    outside, path = tmp_path / "outside", tmp_path / "file"
    outside.write_bytes(b"theirs")
    path.with_name("file.new").symlink_to(outside)
    path.symlink_to(outside)
    with pytest.raises(OSError, match="ymbolic"):
        open_plain(path)
    write_atomically(path, b"ours")
    assert outside.read_bytes() == b"theirs"
    assert not path.is_symlink()


def test_reads_no_more_than_the_limit_and_one(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(bytes(100))
    assert len(read_plain(path, 10)) == 11
    assert len(read_plain(path, 100)) == 100


@pytest.mark.parametrize(("number", "falls_back"), [(errno.ENOTSUP, True), (errno.EIO, False)])
def test_a_share_that_knows_no_full_sync_is_synced_as_it_can_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, falls_back: bool
) -> None:
    """As on macOS, by a call that is made to fail as its network shares let it fail."""
    import fcntl

    def refuses(_handle: int, _command: int) -> None:
        raise OSError(number, os.strerror(number))

    synced: list[int] = []
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(fcntl, "F_FULLFSYNC", 51, raising=False)
    monkeypatch.setattr(fcntl, "fcntl", refuses)
    monkeypatch.setattr(os, "fsync", synced.append)
    with (tmp_path / "file").open("wb") as file:
        if falls_back:
            durable.sync_file(file)
        else:
            with pytest.raises(OSError, match="error"):
                durable.sync_file(file)
    assert len(synced) == falls_back
