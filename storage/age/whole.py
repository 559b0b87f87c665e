"""Small files whole, and any file from its start to its end."""

import io
import os
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from storage.age.envelope import MAX_ENVELOPE_BYTES, Identity, Recipient, open_envelope
from storage.age.stream import SEALED_CHUNK_BYTES, ChunkCipher, open_in_order
from storage.age.writer import Writer


def encrypt(recipients: Iterable[Recipient], plaintext: bytes, *, random: Callable[[int], bytes] = os.urandom) -> bytes:
    """A whole age file; raises HeaderError for recipients that cannot be together."""
    file = io.BytesIO()
    with Writer(file, recipients, random=random) as writer:
        writer.write(plaintext)
    return file.getvalue()


def decrypt(identities: Iterable[Identity], data: bytes) -> bytes:
    """The plaintext of a whole age file: all or nothing.

    Raises:
        HeaderError, NoMatchError, HmacError, PayloadError: if it cannot be opened or is not intact.
    """
    return b"".join(decrypt_in_order(identities, io.BytesIO(data)))


def decrypt_in_order(identities: Iterable[Identity], file: BinaryIO) -> Iterator[bytes]:
    """Decrypts from the file's position on, also where it cannot seek.

    The header is read at once; the iterator gives each chunk once it is authenticated, and raises PayloadError at the
    first thing that is wrong. Only an iterator that came to its end has seen an intact file.

    Raises:
        HeaderError, NoMatchError, HmacError: from the header.
    """
    start = _read_full(file, MAX_ENVELOPE_BYTES)
    envelope = open_envelope(start)
    payload = envelope.payload(envelope.file_key(identities))
    return open_in_order(ChunkCipher(payload.key), _pieces(start[payload.offset_bytes :], file))


def _pieces(start: bytes, file: BinaryIO) -> Iterator[bytes]:
    """What was read of the payload, always less than a chunk, and the rest of the file, in sealed chunks."""
    piece = start + _read_full(file, SEALED_CHUNK_BYTES - len(start))
    while piece:
        yield piece
        piece = _read_full(file, SEALED_CHUNK_BYTES)


def _read_full(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    while len(data) < size and (more := file.read(size - len(data))):
        data += more
    return data
