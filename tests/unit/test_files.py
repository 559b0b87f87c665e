"""Whole files: the old or the new, never half, never a trace."""

import errno
import hashlib
from pathlib import Path

import pytest

from tests.factories.full_disk import full_disk
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.files import new_folder, whole_file


def test_a_file_gets_its_name_and_its_digest_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "copy.bin"
    target.write_bytes(b"old")
    with whole_file(target) as whole:
        whole.file.write(b"12345678")
        whole.file.seek(2)
        whole.file.write(b"xx")
        assert target.read_bytes() == b"old"
        assert whole.sha256 == ""
    assert target.read_bytes() == b"12xx5678"
    assert whole.sha256 == hashlib.sha256(b"12xx5678").hexdigest()
    assert list(tmp_path.iterdir()) == [target]


def test_the_unfinished_file_says_nothing_in_its_name(tmp_path: Path) -> None:
    with whole_file(tmp_path / "WREN-07.docx"):
        (part,) = tmp_path.iterdir()
        assert "WREN" not in part.name


@pytest.mark.parametrize("raised", [RuntimeError("stop"), KeyboardInterrupt()])
def test_a_failing_writer_leaves_the_old_file(tmp_path: Path, raised: BaseException) -> None:
    target = tmp_path / "copy.bin"
    target.write_bytes(b"old")
    with pytest.raises(type(raised)), whole_file(target) as whole:
        whole.file.write(b"new")
        raise raised
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    with full_disk(1000), pytest.raises(ExpectedError) as caught, whole_file(tmp_path / "copy.bin") as whole:
        whole.file.write(bytes(5000))
    assert caught.value.kind is ErrorKind.NO_SPACE
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_named_as_such(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as caught, whole_file(tmp_path / "gone" / "copy.bin"):
        pytest.fail("opened a file in no folder")
    assert caught.value.kind is ErrorKind.FILE_MISSING


def test_a_folder_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "copy.bin").mkdir()
    with pytest.raises(ExpectedError) as caught, whole_file(tmp_path / "copy.bin") as whole:
        whole.file.write(b"new")
    assert caught.value.kind in {ErrorKind.EXISTS, ErrorKind.READ_ONLY}
    assert [entry.name for entry in tmp_path.iterdir()] == ["copy.bin"]


def test_a_place_that_refuses_is_read_only(tmp_path: Path) -> None:
    with pytest.raises(ExpectedError) as caught, whole_file(tmp_path / "copy.bin"):
        raise PermissionError(errno.EACCES, "refused")
    assert caught.value.kind is ErrorKind.READ_ONLY


def test_a_new_folder_goes_again_with_what_it_held(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), new_folder(tmp_path / "stills") as folder:
        (folder / "0001.png").write_bytes(b"picture")
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


def test_an_existing_folder_stays_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "stills").mkdir()
    (tmp_path / "stills" / "mine.txt").write_text("mine")
    with pytest.raises(ExpectedError) as caught, new_folder(tmp_path / "stills"):
        pytest.fail("took over another's folder")
    assert caught.value.kind is ErrorKind.EXISTS
    assert (tmp_path / "stills" / "mine.txt").read_text() == "mine"
