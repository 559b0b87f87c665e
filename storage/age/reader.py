"""Reading an age file at any position: for decoders, which seek."""

import io
import os
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Final

from storage.age.chunks import OpenedChunks
from storage.age.envelope import MAX_ENVELOPE_BYTES, Envelope, Identity, Payload, open_envelope
from storage.age.source import Source

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CACHED_CHUNKS: Final = 64


class Reader(io.RawIOBase):
    """The plaintext of an age file, as a seekable binary file.

    Opening it checks the size and authenticates the last chunk, and thereby the length; every other chunk is
    authenticated before a byte of it is released. Several threads may call one reader; where position and reading must
    go together, use `read_at`.

    Args:
        file: seekable, open for binary reading, best unbuffered. The reader takes it over: it closes it with itself and
            when opening fails.
        payload: its payload's place and key.
        cached_chunks: how many opened chunks to keep, 64 KiB each.

    Raises:
        PayloadError: if the payload was cut short or extended, or its last chunk altered. Reading raises it for the
            other chunks, and then the position stays.
        OSError: from the file.
    """

    def __init__(self, file: BinaryIO, payload: Payload, *, cached_chunks: int = CACHED_CHUNKS) -> None:
        super().__init__()
        self._file = file
        self._lock = threading.Lock()
        self._position = 0
        try:
            self.payload = payload
            self._chunks = OpenedChunks(Source(file), payload, cached_chunks)
            self._chunks.get(self._chunks.layout.chunks - 1)
        except BaseException:
            file.close()
            super().close()
            raise

    @classmethod
    def open(cls, file: BinaryIO, identities: Iterable[Identity]) -> "Reader":
        """Opens an age file with identities.

        Raises:
            HeaderError, NoMatchError, HmacError: from the header.
            PayloadError, OSError: as from the constructor.
        """
        return cls._open(file, lambda envelope: envelope.payload(envelope.file_key(identities)))

    @classmethod
    def open_with_file_key(cls, file: BinaryIO, file_key: bytes) -> "Reader":
        """Opens an age file whose file key is known; raises the same as `open`, except NoMatchError."""
        return cls._open(file, lambda envelope: envelope.payload(file_key))

    @classmethod
    def _open(cls, file: BinaryIO, payload: Callable[[Envelope], Payload]) -> "Reader":
        try:
            found = payload(open_envelope(Source(file).read_at(0, MAX_ENVELOPE_BYTES)))
        except BaseException:
            file.close()
            raise
        return cls(file, found)

    @property
    def size_bytes(self) -> int:
        """Length of the plaintext."""
        return self._chunks.layout.plaintext_bytes

    def readable(self) -> bool:
        """True."""
        return True

    def seekable(self) -> bool:
        """True."""
        return True

    def tell(self) -> int:
        """The position in the plaintext, in bytes."""
        with self._using():
            return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Moves the position, also past the end, where reading gives nothing.

        Raises:
            ValueError: for a position before the start, or another `whence` than the three of `io`.
        """
        with self._using():
            starts = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self.size_bytes}
            if whence not in starts or starts[whence] + offset < 0:
                raise ValueError(f"cannot seek to {offset} from {whence}")
            self._position = starts[whence] + offset
            return self._position

    def read(self, size: int | None = -1, /) -> bytes:
        """Up to `size` bytes from the position on, all that remain if it is negative or None; fewer only at the end."""
        with self._using():
            remaining = max(self.size_bytes - self._position, 0)
            wanted = remaining if size is None or size < 0 else min(size, remaining)
            data = b"".join(self._chunks.parts(self._position, wanted))
            self._position += len(data)
            return data

    def readall(self) -> bytes:
        """Everything from the position on."""
        return self.read()

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fills a buffer from the position on, less only at the end; returns the number of bytes."""
        with self._using(), memoryview(buffer).cast("B") as view:
            filled = 0
            for part in self._chunks.parts(self._position, len(view)):
                view[filled : filled + len(part)] = part
                filled += len(part)
            self._position += filled
            return filled

    def read_at(self, offset: int, size: int) -> bytes:
        """Up to `size` bytes from a position of its own, which leaves the reader's as it is."""
        if offset < 0:
            raise ValueError(f"no position {offset}")
        with self._using():
            return b"".join(self._chunks.parts(offset, size))

    def close(self) -> None:
        """Lets go of the opened chunks and closes the file."""
        with self._lock:
            if not self.closed:
                self._file.close()
                self._chunks.clear()
            super().close()

    @contextmanager
    def _using(self) -> Iterator[None]:
        with self._lock:
            if self.closed:
                raise ValueError("the reader is closed")
            yield
