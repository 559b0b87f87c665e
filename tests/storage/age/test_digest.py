"""The digest beside the work is that of the pieces as they were given."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from storage.age import DigestBeside

LARGE = 1 << 18


@given(st.lists(st.tuples(st.sampled_from([0, 1, 1000, LARGE - 1, LARGE, 2 * LARGE]), st.booleans()), max_size=12))
@settings(deadline=None, max_examples=50)
def test_pieces_that_change_afterwards_were_digested_as_given(pieces: list[tuple[int, bool]]) -> None:
    expected, beside = hashlib.sha256(), DigestBeside()
    for number, (size, changes) in enumerate(pieces):
        data = bytes([number + 1]) * size
        expected.update(data)
        buffer = bytearray(data)
        beside.update(memoryview(buffer) if changes else data)
        beside.let_go()
        buffer[:] = bytes(size)
    assert beside.hexdigest() == expected.hexdigest()


def test_given_up_it_ends_its_thread() -> None:
    beside = DigestBeside()
    beside.update(bytes(LARGE))
    thread = beside._thread
    assert thread is not None
    beside.close()
    with pytest.raises(RuntimeError, match="shutdown"):
        thread.submit(print)
