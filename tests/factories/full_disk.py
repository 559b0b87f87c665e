"""A disk that fills up, without one: the system's own limit on the size of a file."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def full_disk(limit_bytes: int) -> Iterator[None]:
    """No file of this process can grow past the limit inside the block; the writes fail as on a full disk."""
    resource = pytest.importorskip("resource", reason="the system has no limit on the size of a file")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
