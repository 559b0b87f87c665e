"""The payload: a row of chunks, each sealed by itself (the STREAM construction of https://c2sp.org/age).

A chunk's nonce holds its index and whether it is the last: none can be altered, moved, left out or added unseen.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from storage.age.errors import PayloadError

CHUNK_BYTES: Final = 65_536
TAG_BYTES: Final = 16
SEALED_CHUNK_BYTES: Final = CHUNK_BYTES + TAG_BYTES


class ChunkCipher:
    """Seals and opens the chunks of one payload, in any order.

    Args:
        payload_key: 32 bytes, used for this payload only.
    """

    def __init__(self, payload_key: bytes) -> None:
        self._aead = ChaCha20Poly1305(payload_key)

    def seal(self, index: int, chunk: bytes | bytearray | memoryview, *, last: bool) -> bytes:
        """The sealed form of a chunk, TAG_BYTES longer."""
        return self._aead.encrypt(_nonce(index, last), chunk, None)

    def open(self, index: int, sealed: bytes | memoryview, *, last: bool) -> bytes:
        """The chunk in its plain form.

        Raises:
            PayloadError: if it was not sealed as this chunk, or is the empty last chunk of a payload that is not empty.
        """
        if index and len(sealed) == TAG_BYTES:
            raise PayloadError("the last chunk is empty")
        try:
            return self._aead.decrypt(_nonce(index, last), sealed, None)
        except InvalidTag:
            raise PayloadError(f"chunk {index} is damaged or does not belong here") from None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a payload divides into chunks.

    Attributes:
        chunks: at least 1; all are full but the last.
        plaintext_bytes: what they hold together.
    """

    chunks: int
    plaintext_bytes: int

    @classmethod
    def of(cls, payload_bytes: int) -> "Layout":
        """The layout of a sealed payload, without its nonce.

        Raises:
            PayloadError: if no payload has this size.
        """
        chunks = -(-payload_bytes // SEALED_CHUNK_BYTES)
        last_bytes = payload_bytes - (chunks - 1) * SEALED_CHUNK_BYTES
        if chunks < 1 or last_bytes < TAG_BYTES + (chunks > 1):
            raise PayloadError("the payload has been cut short or extended")
        return cls(chunks, payload_bytes - chunks * TAG_BYTES)


def open_in_order(cipher: ChunkCipher, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Opens a payload from its start, yielding each chunk once it is authenticated.

    Args:
        cipher: of this payload.
        pieces: SEALED_CHUNK_BYTES each, only the last may be shorter.

    Raises:
        PayloadError: at the first chunk that is not authentic, or where the payload goes on after its last chunk or
            ends before it.
    """
    index = -1
    for index, (piece, last) in enumerate(_marking_last(pieces)):
        chunk, marked_last = _opened_either_way(cipher, index, piece, last)
        yield chunk
        if marked_last != last:
            raise PayloadError("the payload has been cut short" if last else "something follows the payload")
    if index < 0:
        raise PayloadError("there is no payload")


def _opened_either_way(cipher: ChunkCipher, index: int, piece: bytes, last: bool) -> tuple[bytes, bool]:
    """Opens a chunk; a full one also if it is marked as last and is not, or the other way round."""
    try:
        return cipher.open(index, piece, last=last), last
    except PayloadError:
        if len(piece) < SEALED_CHUNK_BYTES:
            raise
    return cipher.open(index, piece, last=not last), not last


def _marking_last(pieces: Iterable[bytes]) -> Iterator[tuple[bytes, bool]]:
    held = None
    for piece in pieces:
        if held is not None:
            yield held, False
        held = piece
    if held is not None:
        yield held, True


def _nonce(index: int, last: bool) -> bytes:
    return index.to_bytes(11, "big") + (b"\x01" if last else b"\x00")
