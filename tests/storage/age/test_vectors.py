"""Every public test vector through every way of reading."""

import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from storage.age import (
    AgeError,
    HeaderError,
    HmacError,
    NoMatchError,
    PayloadError,
    Reader,
    decrypt,
    decrypt_in_order,
    open_envelope,
)
from tests.storage.age import vectors
from tests.storage.age.vectors import Vector

EXPECTED: dict[str, type[AgeError]] = {
    "header failure": HeaderError,
    "no match": NoMatchError,
    "HMAC failure": HmacError,
    "payload failure": PayloadError,
}
EMPTY_SHA256 = vectors.sha256(b"")
NAMES = [pytest.param(name) for name in vectors.names()] or [
    pytest.param("", marks=pytest.mark.skip(reason=f"the C2SP/CCTV vectors are not at {vectors.FOLDER}"))
]

every_vector = pytest.mark.parametrize("name", NAMES)


def check_outcome(vector: Vector, error: AgeError | None) -> None:
    if vector.expect == "success":
        assert error is None
    else:
        assert type(error) is EXPECTED[vector.expect]


@every_vector
def test_in_order_releases_exactly_what_the_vector_says(name: str) -> None:
    vector = vectors.load(name)
    released, error = b"", None
    try:
        for chunk in decrypt_in_order(vector.identities, io.BytesIO(vector.data)):
            released += chunk
    except AgeError as problem:
        error = problem
    check_outcome(vector, error)
    assert vectors.sha256(released) == (vector.payload_sha256 or EMPTY_SHA256)


class _Pipe(io.BytesIO):
    """Gives what it has, and cannot seek."""

    def read(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        return super().read(min(size, 1 + self.tell() * 31 % 40_000))

    def seek(self, offset: int, whence: int = 0, /) -> int:
        raise io.UnsupportedOperation


@every_vector
def test_in_order_from_a_pipe(name: str) -> None:
    vector = vectors.load(name)
    released, error = b"", None
    try:
        for chunk in decrypt_in_order(vector.identities, _Pipe(vector.data)):
            released += chunk
    except AgeError as problem:
        error = problem
    check_outcome(vector, error)
    assert vectors.sha256(released) == (vector.payload_sha256 or EMPTY_SHA256)


@every_vector
def test_whole(name: str) -> None:
    vector = vectors.load(name)
    plaintext, error = b"", None
    try:
        plaintext = decrypt(vector.identities, vector.data)
    except AgeError as problem:
        error = problem
    check_outcome(vector, error)
    if error is None:
        assert vectors.sha256(plaintext) == vector.payload_sha256


@every_vector
def test_the_file_key_is_the_one_the_vector_names(name: str) -> None:
    vector = vectors.load(name)
    if vector.expect in ("success", "payload failure"):
        assert open_envelope(vector.data).file_key(vector.identities) == vector.file_key
    else:
        with pytest.raises(EXPECTED[vector.expect]):
            open_envelope(vector.data).file_key(vector.identities)


def _from_bytes(vector: Vector, _folder: Path) -> Reader:
    return Reader.open(io.BytesIO(vector.data), vector.identities)


def _from_file(vector: Vector, folder: Path) -> Reader:
    path = folder / "vector.age"
    path.write_bytes(vector.data)
    return Reader.open(path.open("rb", buffering=0), vector.identities)


def _large(_length: int) -> int:
    return 1 << 20


def _odd(_length: int) -> int:
    return random.Random(_length).randrange(1, 99_991)


OPENERS = [_from_bytes, _from_file]


@every_vector
@pytest.mark.parametrize("opened", OPENERS)
@pytest.mark.parametrize("size_after", [_large, _odd])
def test_reader_from_start_to_end(
    name: str, opened: Callable[[Vector, Path], Reader], size_after: Callable[[int], int], tmp_path: Path
) -> None:
    vector = vectors.load(name)
    released, error = b"", None
    try:
        with opened(vector, tmp_path) as reader:
            while piece := reader.read(size_after(len(released))):
                released += piece
    except AgeError as problem:
        error = problem
    check_outcome(vector, error)
    if error is None:
        assert vectors.sha256(released) == vector.payload_sha256
    elif released:
        # Perhaps less than could be released, as the end is looked at first and pieces are given whole; never more.
        authentic = vectors.authentic_chunks(vector)
        assert b"".join(authentic[index] for index in sorted(authentic)).startswith(released)


@every_vector
@pytest.mark.parametrize("opened", OPENERS)
def test_reader_at_random_places(name: str, opened: Callable[[Vector, Path], Reader], tmp_path: Path) -> None:
    vector = vectors.load(name)
    choice = random.Random(name)
    try:
        reader = opened(vector, tmp_path)
    except AgeError as problem:
        return check_outcome(vector, problem)
    authentic = vectors.authentic_chunks(vector)
    plaintext = b"".join(authentic.get(index, bytes(65_536)) for index in range(max(authentic) + 1))
    with reader:
        for _ in range(60):
            start, size = choice.randrange(reader.size_bytes + 1), choice.choice([1, 1_000, 65_536, 70_001])
            end = min(start + size, reader.size_bytes)
            reader.seek(start)
            try:
                assert reader.read(size) == plaintext[start:end]
                assert all(place // 65_536 in authentic for place in range(start, end, 65_536))
            except PayloadError:
                assert vector.expect == "payload failure"
                assert reader.tell() == start
    return None
