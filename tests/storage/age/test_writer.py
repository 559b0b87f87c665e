"""Writing in pieces, and writes that fail."""

import errno
import hashlib
import io
import random
from array import array
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.age import PayloadError, Reader, Writer, X25519Identity, decrypt, encrypt, open_envelope
from storage.age.stream import CHUNK_BYTES

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

IDENTITY = X25519Identity(bytes(range(32)))
PLAIN = random.Random(2).randbytes(300_000)


def counted(size: int) -> bytes:
    return bytes(range(size))


@given(st.lists(st.integers(0, 3_000) | st.sampled_from([65_535, 65_536, 65_537, 131_072]), max_size=6))
@settings(deadline=None)
def test_pieces_make_no_difference(sizes: list[int]) -> None:
    plain = (PLAIN * 3)[: sum(sizes)]
    file = io.BytesIO()
    position = 0
    with Writer(file, [IDENTITY.recipient], random=counted) as writer:
        for size in sizes:
            assert writer.write(plain[position : position + size]) == size
            position += size
    assert file.getvalue() == encrypt([IDENTITY.recipient], plain, random=counted)
    assert decrypt([IDENTITY], file.getvalue()) == plain


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, 2 * CHUNK_BYTES, 300_000])
def test_what_is_known_afterwards(size: int, tmp_path: Path) -> None:
    path = tmp_path / "blob.age"
    with path.open("wb", buffering=0) as file, Writer(file, [IDENTITY.recipient]) as writer:
        writer.write(PLAIN[:size])
    written = writer.written
    assert written.plaintext_bytes == size
    assert written.plaintext_sha256 == hashlib.sha256(PLAIN[:size]).hexdigest()
    assert written.size_bytes == path.stat().st_size
    data = path.read_bytes()
    assert written.header_sha256 == hashlib.sha256(data[: written.payload.offset_bytes]).hexdigest()
    assert open_envelope(data).file_key([IDENTITY]) == written.file_key
    with Reader(path.open("rb", buffering=0), written.payload) as reader:
        assert reader.read() == PLAIN[:size]
    assert repr(written.file_key) not in repr(written)
    assert repr(written.payload.key) not in repr(written)


def test_bytes_of_any_kind() -> None:
    file = io.BytesIO()
    with Writer(file, [IDENTITY.recipient]) as writer:
        assert writer.write(bytearray(b"abc")) == 3
        assert writer.write(memoryview(array("I", [1, 2]))) == 8
    assert decrypt([IDENTITY], file.getvalue()) == b"abc" + array("I", [1, 2]).tobytes()


def test_finished_is_finished() -> None:
    file = io.BytesIO()
    writer = Writer(file, [IDENTITY.recipient])
    with pytest.raises(ValueError, match="not finished"):
        _ = writer.written
    writer.close()
    length = len(file.getvalue())
    writer.close()
    assert len(file.getvalue()) == length
    with pytest.raises(ValueError, match="finished"):
        writer.write(b"more")


@pytest.mark.parametrize("size", [0, 10, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_an_interrupted_file_is_never_taken_for_whole(size: int) -> None:
    file = io.BytesIO()
    writer = Writer(file, [IDENTITY.recipient])
    with pytest.raises(InterruptedError), writer:
        writer.write(PLAIN[:size])
        raise InterruptedError
    with pytest.raises(ValueError, match="not finished"):
        _ = writer.written
    with pytest.raises(PayloadError):
        decrypt([IDENTITY], file.getvalue())
    with pytest.raises(PayloadError):
        Reader.open(io.BytesIO(file.getvalue()), [IDENTITY])


class _FullDisk(io.BytesIO):
    """Takes little at a time; fails at one write, and would go on after it."""

    def __init__(self, failing_write: int) -> None:
        super().__init__()
        self._writes_left = failing_write

    def write(self, data: "ReadableBuffer", /) -> int:
        self._writes_left -= 1
        if self._writes_left == 0:
            raise OSError(errno.ENOSPC, "full")
        return super().write(memoryview(data)[:50_000])


def test_short_writes_are_completed() -> None:
    file = _FullDisk(failing_write=-1)
    with Writer(file, [IDENTITY.recipient]) as writer:
        writer.write(PLAIN)
    assert writer.written.size_bytes == len(file.getvalue())
    assert decrypt([IDENTITY], file.getvalue()) == PLAIN


@pytest.mark.parametrize("failing_write", range(1, 11))
def test_a_failed_write_gives_the_file_up(failing_write: int) -> None:
    file = _FullDisk(failing_write)
    with pytest.raises(OSError, match="full"):
        writer = Writer(file, [IDENTITY.recipient])
        try:
            writer.write(PLAIN)
            writer.close()
        except OSError:
            length = len(file.getvalue())
            with pytest.raises(ValueError, match="given up"):
                writer.write(b"again")
            writer.close()
            assert len(file.getvalue()) == length
            with pytest.raises(PayloadError):
                decrypt([IDENTITY], file.getvalue())
            raise
