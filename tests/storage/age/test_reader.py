"""Reading at any position, and what happens to damaged payloads."""

import io
import os
import random
import threading
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.age import (
    AgeError,
    HeaderError,
    HmacError,
    NoMatchError,
    Payload,
    PayloadError,
    Reader,
    X25519Identity,
    decrypt,
    decrypt_in_order,
    encrypt,
    open_envelope,
)
from storage.age.stream import CHUNK_BYTES, SEALED_CHUNK_BYTES, TAG_BYTES

IDENTITY = X25519Identity(bytes(range(32)))
SIZES = [0, 1, 65_535, 65_536, 65_537, 131_071, 131_072, 131_073, 700_000]
PLAIN = random.Random(1).randbytes(700_000)
SEALED = encrypt([IDENTITY.recipient], PLAIN)
START = len(open_envelope(SEALED).to_bytes())


def opened(data: bytes, **options: int) -> Reader:
    envelope = open_envelope(data)
    return Reader(io.BytesIO(data), envelope.payload(envelope.file_key([IDENTITY])), **options)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "film.age"
    path.write_bytes(SEALED)
    return path


@pytest.mark.parametrize("size", SIZES)
def test_sizes_around_the_borders_of_chunks(size: int) -> None:
    plain = PLAIN[:size]
    sealed = encrypt([IDENTITY.recipient], plain)
    assert len(sealed) == START + size + TAG_BYTES * max(1, -(-size // CHUNK_BYTES))
    assert decrypt([IDENTITY], sealed) == plain
    with opened(sealed) as reader:
        assert reader.size_bytes == size
        assert reader.read() == plain
        assert reader.read(1) == b""
        assert reader.seek(0, os.SEEK_END) == size


positions = st.integers(0, len(PLAIN) + 1_000) | st.sampled_from([0, 65_535, 65_536, 65_537, 655_360, 699_999])
counts = st.integers(0, 3_000) | st.sampled_from([65_536, 200_000, -1])
steps = st.lists(
    st.tuples(st.sampled_from(["read", "readinto", "read_at"]), positions | st.none(), counts), max_size=20
)


@given(steps, st.integers(1, 3))
@settings(deadline=None)
def test_any_sequence_of_seeks_and_reads_is_like_slicing(
    taken: list[tuple[str, int | None, int]], cached_chunks: int
) -> None:
    position = 0
    with opened(SEALED, cached_chunks=cached_chunks) as reader:
        for way, target, count in taken:
            if target is not None and way != "read_at":
                position = reader.seek(target)
                assert position == target
            if way == "read":
                data = reader.read(count)
                assert data == (PLAIN[position:] if count < 0 else PLAIN[position : position + count])
                position += len(data)
            elif way == "readinto":
                buffer = bytearray(max(count, 0))
                filled = reader.readinto(buffer)
                assert buffer[:filled] == PLAIN[position : position + len(buffer)]
                position += filled
            else:
                start = target or 0
                assert reader.read_at(start, max(count, 0)) == PLAIN[start : start + max(count, 0)]
            assert reader.tell() == position


def test_seeking() -> None:
    with opened(SEALED) as reader:
        assert reader.seekable()
        assert reader.readable()
        assert not reader.writable()
        assert reader.seek(100) == 100
        assert reader.seek(-40, os.SEEK_CUR) == 60
        assert reader.seek(-5, os.SEEK_END) == len(PLAIN) - 5
        assert reader.readall() == PLAIN[-5:]
        assert reader.seek(10**12) == 10**12
        assert reader.read(5) == b""
        for offset, whence in [(-1, os.SEEK_SET), (-(10**13), os.SEEK_CUR), (0, 9)]:
            with pytest.raises(ValueError, match="seek"):
                reader.seek(offset, whence)
        with pytest.raises(ValueError, match="position"):
            reader.read_at(-1, 5)


def test_buffered_reading_on_top() -> None:
    with io.BufferedReader(opened(SEALED), 1_000) as buffered:
        buffered.seek(65_000)
        assert buffered.read(1_234) == PLAIN[65_000:66_234]


def test_readinto_takes_buffers_of_other_items() -> None:
    buffer = memoryview(bytearray(800)).cast("Q")
    with opened(SEALED) as reader:
        assert reader.readinto(buffer) == 800
    assert buffer.tobytes() == PLAIN[:800]


def test_opened_by_file_key_and_by_payload(path: Path) -> None:
    envelope = open_envelope(SEALED)
    file_key = envelope.file_key([IDENTITY])
    with Reader.open_with_file_key(path.open("rb", buffering=0), file_key) as reader:
        payload = reader.payload
        assert reader.read() == PLAIN
    assert payload == envelope.payload(file_key)
    with Reader(path.open("rb", buffering=0), Payload(payload.offset_bytes, payload.key, "")) as reader:
        assert reader.read() == PLAIN
    with pytest.raises(HmacError):
        Reader.open_with_file_key(path.open("rb", buffering=0), bytes(16))
    with pytest.raises(NoMatchError):
        Reader.open(path.open("rb", buffering=0), [X25519Identity.generate()])


def test_another_blob_does_not_pass_for_the_expected_one(path: Path) -> None:
    with Reader.open(path.open("rb"), [IDENTITY]) as reader:
        payload = reader.payload
    same_again = encrypt([IDENTITY.recipient], PLAIN)
    assert opened(same_again).payload.header_sha256 != payload.header_sha256
    with pytest.raises(PayloadError):
        Reader(io.BytesIO(same_again), payload)
    path.write_bytes(SEALED[:START] + same_again[START:])
    with pytest.raises(PayloadError):
        Reader.open(path.open("rb"), [IDENTITY])


def test_keys_do_not_show() -> None:
    payload = opened(SEALED).payload
    assert repr(payload.key) not in repr(payload)


def test_without_pread(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "pread", raising=False)
    with Reader.open(path.open("rb", buffering=0), [IDENTITY]) as reader:
        assert reader.read_at(65_000, 200_000) == PLAIN[65_000:265_000]
        assert reader.read() == PLAIN


def test_the_reader_closes_what_it_took_over(path: Path) -> None:
    file = path.open("rb")
    reader = Reader.open(file, [IDENTITY])
    reader.close()
    reader.close()
    assert file.closed
    for use in (reader.read, reader.tell, lambda: reader.seek(0), lambda: reader.read_at(0, 1)):
        with pytest.raises(ValueError, match="closed"):
            use()
    for damaged, error in [(b"nothing", HeaderError), (SEALED[:-1], PayloadError)]:
        refused = io.BytesIO(damaged)
        with pytest.raises(error):
            Reader.open(refused, [IDENTITY])
        assert refused.closed


class _CountingFile(io.BytesIO):
    """Counts reads, and the bytes they gave."""

    reads = given_bytes = 0

    def read(self, size: int | None = -1, /) -> bytes:
        data = super().read(size)
        self.reads += 1
        self.given_bytes += len(data)
        return data


def test_chunks_are_fetched_ahead_and_kept() -> None:
    file = _CountingFile(SEALED)
    with Reader.open(file, [IDENTITY]) as reader:
        file.reads = file.given_bytes = 0
        for _ in range(2):
            reader.seek(0)
            while reader.read(10_000):
                pass
        assert file.given_bytes <= len(SEALED)
        assert file.reads == 4  # 11 chunks: the first, four, four, the one before the last; the last is known
        reader.seek(CHUNK_BYTES)
        reader.read(10)
        assert file.reads == 4


def test_the_cache_is_bounded() -> None:
    file = _CountingFile(SEALED)
    envelope = open_envelope(SEALED)
    with Reader(file, envelope.payload(envelope.file_key([IDENTITY])), cached_chunks=2) as reader:
        for chunk in (0, 5, 0, 8):  # 0 was used after 5, so 8 takes the place of 5
            reader.read_at(chunk * CHUNK_BYTES, 1)
        reads = file.reads
        reader.read_at(0, 1)
        assert file.reads == reads
        reader.read_at(5 * CHUNK_BYTES, 1)
        assert file.reads == reads + 1


def test_several_threads_use_one_reader(path: Path) -> None:
    wrong: list[int] = []

    def read_about(seed: int) -> None:
        choice = random.Random(seed)
        for _ in range(150):
            start, size = choice.randrange(len(PLAIN)), choice.randrange(80_000)
            if reader.read_at(start, size) != PLAIN[start : start + size]:
                wrong.append(start)

    with Reader.open(path.open("rb", buffering=0), [IDENTITY]) as reader:
        threads = [threading.Thread(target=read_about, args=[seed]) for seed in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong


def damaged_at(place: int) -> bytes:
    return SEALED[:place] + bytes([SEALED[place] ^ 1]) + SEALED[place + 1 :]


def test_every_byte_before_the_payload_counts() -> None:
    for place in range(START):
        for data in (damaged_at(place), SEALED[:place]):
            with pytest.raises(AgeError):
                decrypt([IDENTITY], data)
            with pytest.raises(AgeError):
                Reader.open(io.BytesIO(data), [IDENTITY])


@given(st.integers(START, len(SEALED) - 1), st.integers(0, 7))
@settings(deadline=None, max_examples=40)
def test_a_flipped_bit_costs_its_chunk_and_no_other(place: int, bit: int) -> None:
    data = bytearray(SEALED)
    data[place] ^= 1 << bit
    damaged = (place - START) // SEALED_CHUNK_BYTES
    released = bytearray()
    with pytest.raises(PayloadError):
        for chunk in decrypt_in_order([IDENTITY], io.BytesIO(data)):
            released += chunk
    assert released == PLAIN[: damaged * CHUNK_BYTES]
    if damaged == len(PLAIN) // CHUNK_BYTES:
        with pytest.raises(PayloadError):
            opened(bytes(data))
        return
    with opened(bytes(data)) as reader:
        check_chunks(reader, damaged)


def check_chunks(reader: Reader, damaged: int) -> None:
    for index in range(len(PLAIN) // CHUNK_BYTES + 1):
        start = index * CHUNK_BYTES
        if index != damaged:
            assert reader.read_at(start, CHUNK_BYTES) == PLAIN[start : start + CHUNK_BYTES]
            continue
        reader.seek(start + 9)
        buffer = bytearray(100)
        with pytest.raises(PayloadError):
            reader.read(1)
        with pytest.raises(PayloadError):
            reader.readinto(buffer)
        with pytest.raises(PayloadError):
            reader.readall()
        assert reader.tell() == start + 9
        assert not any(buffer)


@given(st.integers(START, len(SEALED) - 1) | st.integers(0, 10).map(lambda chunk: START + chunk * SEALED_CHUNK_BYTES))
@settings(deadline=None)
def test_a_shortened_file_is_refused(length: int) -> None:
    with pytest.raises(PayloadError):
        opened(SEALED[:length])
    with pytest.raises(PayloadError):
        decrypt([IDENTITY], SEALED[:length])


@pytest.mark.parametrize("size", [700_000, 655_360])
@pytest.mark.parametrize("added", [1, 15, 16, 17, SEALED_CHUNK_BYTES - 1, SEALED_CHUNK_BYTES, 200_000])
def test_an_extended_file_is_refused(size: int, added: int) -> None:
    data = encrypt([IDENTITY.recipient], PLAIN[:size]) + bytes(added)
    with pytest.raises(PayloadError):
        opened(data)
    with pytest.raises(PayloadError):
        decrypt([IDENTITY], data)


@given(st.permutations(range(11)).filter(lambda order: order != sorted(order)))
@settings(deadline=None, max_examples=20)
def test_reordered_chunks_are_refused(order: list[int]) -> None:
    bounds = [(START + index * SEALED_CHUNK_BYTES, START + (index + 1) * SEALED_CHUNK_BYTES) for index in range(11)]
    data = SEALED[:START] + b"".join(SEALED[slice(*bounds[index])] for index in order)
    with pytest.raises(PayloadError):
        decrypt([IDENTITY], data)
    with pytest.raises(PayloadError):
        opened(data).read()


def test_a_file_that_is_cut_while_open(path: Path) -> None:
    with Reader.open(path.open("rb", buffering=0), [IDENTITY]) as reader:
        os.truncate(path, START + 3 * SEALED_CHUNK_BYTES + 100)
        assert reader.read_at(0, 3 * CHUNK_BYTES) == PLAIN[: 3 * CHUNK_BYTES]
        for chunk in (3, 4):
            with pytest.raises(PayloadError):
                reader.read_at(chunk * CHUNK_BYTES, 1)
