"""Writing an age file of any length in one pass."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from types import TracebackType
from typing import BinaryIO

from storage.age.digest import DigestBeside
from storage.age.envelope import Payload, Recipient, seal_envelope
from storage.age.stream import CHUNK_BYTES, ChunkCipher


@dataclass(frozen=True, slots=True)
class Written:
    """What there is to know of a finished age file.

    Attributes:
        header_sha256: hex digest of header and payload nonce.
        plaintext_sha256: hex digest of what was written to it.
        plaintext_bytes: length of that.
        size_bytes: of the age file.
        file_key: 16 bytes.
        payload: how to read it again without the header.
    """

    header_sha256: str
    plaintext_sha256: str
    plaintext_bytes: int
    size_bytes: int
    file_key: bytes = field(repr=False)
    payload: Payload


class Writer:
    """Encrypts what is written to it.

    As a context manager it finishes the file, unless an exception passes: then the file stays without its last chunk
    and no reader accepts it. The file below is neither flushed nor closed. For one thread.

    Args:
        file: open for binary writing, buffered or not.
        recipients: at least one; a passphrase only alone.
        random: gives as many random bytes as asked for.

    Raises:
        HeaderError: for recipients that cannot be together.
        KeyTextError: for a recipient that is no usable key.
        OSError: from the file.
    """

    def __init__(
        self, file: BinaryIO, recipients: Iterable[Recipient], *, random: Callable[[int], bytes] = os.urandom
    ) -> None:
        envelope, self._file_key = seal_envelope(recipients, random)
        self._payload = envelope.payload(self._file_key)
        self._file = file
        self._cipher = ChunkCipher(self._payload.key)
        self._held = bytearray()  # the newest bytes, up to a full chunk: it may turn out to be the last
        self._next_index = 0
        self._digest = DigestBeside()
        self._plaintext_bytes = self._size_bytes = 0
        self._open = True
        self._written: Written | None = None
        self._put(envelope.to_bytes())

    def __enter__(self) -> "Writer":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self.close()
        self._open = False
        self._digest.close()

    @property
    def written(self) -> Written:
        """The finished file's figures; raises ValueError before `close`."""
        if self._written is None:
            raise ValueError("the age file is not finished")
        return self._written

    def write(self, data: bytes | bytearray | memoryview) -> int:
        """Takes more plaintext.

        Returns:
            The number of bytes taken: all.

        Raises:
            OSError: from the file below; nothing can be written after that.
            ValueError: after `close` or a failure.
        """
        if not self._open:
            raise ValueError("the age file is finished or given up")
        with memoryview(data).cast("B") as view:
            self._plaintext_bytes += len(view)
            self._digest.update(data if isinstance(data, bytes) else view)
            try:
                self._take(view)
            finally:
                self._digest.let_go()
            return len(view)

    def close(self) -> None:
        """Writes the last chunk; a second call does nothing.

        Raises:
            OSError: from the file below.
        """
        if not self._open:
            return
        plaintext_sha256 = self._digest.hexdigest()
        self._seal(self._held, last=True)
        self._open = False
        self._written = Written(
            header_sha256=self._payload.header_sha256,
            plaintext_sha256=plaintext_sha256,
            plaintext_bytes=self._plaintext_bytes,
            size_bytes=self._size_bytes,
            file_key=self._file_key,
            payload=self._payload,
        )

    def _take(self, view: memoryview) -> None:
        position = 0
        if self._held:
            position = CHUNK_BYTES - len(self._held)
            self._held += view[:position]
            if position < len(view):
                self._seal(self._held, last=False)
                self._held.clear()
        while len(view) - position > CHUNK_BYTES:
            self._seal(view[position : position + CHUNK_BYTES], last=False)
            position += CHUNK_BYTES
        self._held += view[position:]

    def _seal(self, chunk: bytearray | memoryview, *, last: bool) -> None:
        self._put(self._cipher.seal(self._next_index, chunk, last=last))
        self._next_index += 1

    def _put(self, data: bytes) -> None:
        # Given up unless the write succeeds: a chunk sealed twice under one nonce would betray its key.
        self._open = False
        rest = memoryview(data)
        while rest:
            rest = rest[self._file.write(rest) :]
        self._size_bytes += len(data)
        self._open = True
