"""The file key: how other keys are derived from it, and how a recipient's wrap key seals it."""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.age.errors import HeaderError

FILE_KEY_BYTES = 16
WRAPPED_KEY_BYTES = FILE_KEY_BYTES + 16
# A wrap key seals one file key only, so its nonce may be constant.
_WRAP_NONCE = bytes(12)


def derive(key: bytes, *, salt: bytes, info: bytes) -> bytes:
    """HKDF-SHA-256 (RFC 5869) of 32 bytes."""
    return HKDF(SHA256(), 32, salt, info).derive(key)


def wrap_file_key(wrap_key: bytes, file_key: bytes) -> bytes:
    """Seals a file key of 16 bytes into a stanza body of 32."""
    return ChaCha20Poly1305(wrap_key).encrypt(_WRAP_NONCE, file_key, None)


def unwrap_file_key(wrap_key: bytes, body: bytes) -> bytes | None:
    """Opens a stanza body; None if another key sealed it.

    Raises:
        HeaderError: if the body has not exactly 32 bytes. (A longer file key would make it possible to build one file
            that opens differently under several keys.)
    """
    check_body(body)
    try:
        return ChaCha20Poly1305(wrap_key).decrypt(_WRAP_NONCE, body, None)
    except InvalidTag:
        return None


def check_body(body: bytes) -> None:
    """Raises HeaderError unless the body has the length of a wrapped file key: cheap, so done before any derivation."""
    if len(body) != WRAPPED_KEY_BYTES:
        raise HeaderError("a wrapped file key has a wrong length")
