"""The opened chunks of one payload: fetched as they are asked for, the latest kept."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Final

from storage.age.envelope import Payload
from storage.age.source import Source
from storage.age.stream import CHUNK_BYTES, SEALED_CHUNK_BYTES, ChunkCipher, Layout

# Measured: one is a little slower, and eight gain nothing.
READ_AHEAD_CHUNKS: Final = 4


class OpenedChunks:
    """Authenticated plaintext by chunk index. Not for several threads at once.

    Args:
        source: the age file.
        payload: its payload's place and key.
        cached_chunks: how many opened chunks to keep, at least 1; the least recently used goes first.

    Raises:
        PayloadError: if no payload has this size.
    """

    def __init__(self, source: Source, payload: Payload, cached_chunks: int) -> None:
        self.layout = Layout.of(source.size_bytes - payload.offset_bytes)
        self._source = source
        self._offset_bytes = payload.offset_bytes
        self._cipher = ChunkCipher(payload.key)
        self._cached_chunks = cached_chunks
        self._opened: OrderedDict[int, bytes] = OrderedDict()
        self._window = memoryview(b"")  # sealed chunks, read ahead
        self._window_first = self._next = 0

    def get(self, index: int) -> bytes:
        """One chunk; raises PayloadError if it is not authentic."""
        if (chunk := self._opened.get(index)) is not None:
            self._opened.move_to_end(index)
            return chunk
        chunk = self._cipher.open(index, self._sealed(index), last=index == self.layout.chunks - 1)
        if len(self._opened) >= self._cached_chunks:
            self._opened.popitem(last=False)
        self._opened[index] = chunk
        return chunk

    def parts(self, position: int, size: int) -> Iterator[memoryview]:
        """The plaintext's range [position, position + size), cut off at its end, in pieces of at most one chunk."""
        end = min(position + size, self.layout.plaintext_bytes)
        while position < end:
            index, skipped = divmod(position, CHUNK_BYTES)
            part = memoryview(self.get(index))[skipped : skipped + end - position]
            position += len(part)
            yield part

    def clear(self) -> None:
        """Lets go of all chunks."""
        self._opened.clear()
        self._window = memoryview(b"")

    def _sealed(self, index: int) -> memoryview:
        start = (index - self._window_first) * SEALED_CHUNK_BYTES
        if not 0 <= start < len(self._window):
            ahead = READ_AHEAD_CHUNKS if index == self._next else 1
            offset = self._offset_bytes + index * SEALED_CHUNK_BYTES
            self._window = memoryview(self._source.read_at(offset, ahead * SEALED_CHUNK_BYTES))
            self._window_first, start = index, 0
        self._next = index + 1
        return self._window[start : start + SEALED_CHUNK_BYTES]
