"""Recipients and identities on Curve25519: `age1...` and `AGE-SECRET-KEY-1...`."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from storage.age import bech32
from storage.age.errors import HeaderError, KeyTextError
from storage.age.header import Stanza, decode_base64, encode_base64
from storage.age.keys import derive, unwrap_file_key, wrap_file_key

_TYPE = "X25519"
_KEY_BYTES = 32
_INFO = b"age-encryption.org/v1/X25519"
_RECIPIENT_PREFIX = "age"
_IDENTITY_PREFIX = "AGE-SECRET-KEY-"


@dataclass(frozen=True, slots=True)
class X25519Recipient:
    """A public key to which files can be encrypted.

    Attributes:
        public_key: 32 bytes, little-endian u-coordinate (RFC 7748).
    """

    public_key: bytes

    @classmethod
    def parse(cls, text: str) -> "X25519Recipient":
        """Reads `age1...`, lower case; raises KeyTextError for anything else."""
        return cls(_parsed(text, _RECIPIENT_PREFIX))

    def to_text(self) -> str:
        """`age1...`, 62 characters."""
        return bech32.encode(_RECIPIENT_PREFIX, self.public_key)

    def wrap(self, file_key: bytes, random: Callable[[int], bytes]) -> Stanza:
        """Seals a file key to this recipient.

        Raises:
            KeyTextError: if the public key is a point of low order, which would make the wrap key public.
        """
        ephemeral = random(_KEY_BYTES)
        share = _public(ephemeral)
        shared = _exchange(ephemeral, self.public_key)
        if shared is None:
            raise KeyTextError("this recipient is no usable public key")
        wrap_key = derive(shared, salt=share + self.public_key, info=_INFO)
        return Stanza(_TYPE, (encode_base64(share),), wrap_file_key(wrap_key, file_key))


@dataclass(frozen=True, slots=True)
class X25519Identity:
    """A secret key; neither `repr` nor `str` shows it."""

    _secret: bytes = field(repr=False)

    @classmethod
    def generate(cls, random: Callable[[int], bytes] = os.urandom) -> "X25519Identity":
        """A new identity from 32 random bytes."""
        return cls(random(_KEY_BYTES))

    @classmethod
    def parse(cls, text: str) -> "X25519Identity":
        """Reads `AGE-SECRET-KEY-1...`, upper case, nothing around it; raises KeyTextError for anything else."""
        return cls(_parsed(text, _IDENTITY_PREFIX))

    def to_text(self) -> str:
        """`AGE-SECRET-KEY-1...`, 74 characters: as secret as the key."""
        return bech32.encode(_IDENTITY_PREFIX.lower(), self._secret).upper()

    def secret_bytes(self) -> bytes:
        """The 32 raw bytes, to derive other keys from."""
        return self._secret

    @property
    def recipient(self) -> X25519Recipient:
        """The public half."""
        return X25519Recipient(_public(self._secret))

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """The file key of the first X25519 stanza that this identity opens, or None.

        Raises:
            HeaderError: for a malformed X25519 stanza, or one with a share of low order.
        """
        for stanza in stanzas:
            if stanza.type == _TYPE and (file_key := self._unwrap_one(stanza)) is not None:
                return file_key
        return None

    def _unwrap_one(self, stanza: Stanza) -> bytes | None:
        if len(stanza.arguments) != 1:
            raise HeaderError("an X25519 stanza has one argument")
        share = decode_base64(stanza.arguments[0], _KEY_BYTES)
        shared = _exchange(self._secret, share)
        if shared is None:
            raise HeaderError("an X25519 share is a point of low order")
        wrap_key = derive(shared, salt=share + _public(self._secret), info=_INFO)
        return unwrap_file_key(wrap_key, stanza.body)


def _parsed(text: str, prefix: str) -> bytes:
    found, data = bech32.decode(text)
    if found != prefix or len(data) != _KEY_BYTES:
        raise KeyTextError("an age key, but not of the kind wanted here")
    return data


def _public(secret: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(secret).public_key().public_bytes_raw()


def _exchange(secret: bytes, share: bytes) -> bytes | None:
    """The shared secret, or None where it would be all zero (RFC 7748, section 6.1)."""
    try:
        return X25519PrivateKey.from_private_bytes(secret).exchange(X25519PublicKey.from_public_bytes(share))
    except ValueError:
        return None
