"""What stands before a payload: the header and the payload's nonce, and the key that both lead to."""

import hashlib
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol

from storage.age.errors import HeaderError, NoMatchError
from storage.age.header import MAX_HEADER_BYTES, Header, Stanza, parse
from storage.age.keys import FILE_KEY_BYTES, derive

NONCE_BYTES: Final = 16
# As many bytes from a file's start as certainly hold the whole envelope.
MAX_ENVELOPE_BYTES: Final = MAX_HEADER_BYTES + NONCE_BYTES


class Recipient(Protocol):
    """Whom a file can be encrypted to."""

    def wrap(self, file_key: bytes, random: Callable[[int], bytes]) -> Stanza:
        """Seals a file key into a stanza; `random` gives as many random bytes as asked for."""


class Identity(Protocol):
    """Who can open a file."""

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """The file key, or None if no stanza is for this identity; HeaderError for a malformed one that may be."""


@dataclass(frozen=True, slots=True)
class Payload:
    """Where one file's payload starts and what opens it: this file and no other.

    Attributes:
        offset_bytes: of the first chunk in the file.
        key: 32 bytes.
        header_sha256: hex digest of all before `offset_bytes`, the header and the nonce.
    """

    offset_bytes: int
    key: bytes = field(repr=False)
    header_sha256: str


@dataclass(frozen=True, slots=True)
class Envelope:
    """Header and payload nonce."""

    header: Header
    nonce: bytes

    def to_bytes(self) -> bytes:
        """As they stand in the file."""
        return self.header.to_bytes() + self.nonce

    def file_key(self, identities: Iterable[Identity]) -> bytes:
        """Finds the file key, trying the identities in order.

        Raises:
            HeaderError: for a malformed stanza.
            NoMatchError: if none of the identities opens the header.
            HmacError: if one does, but the header was altered.
        """
        for identity in identities:
            if (file_key := identity.unwrap(self.header.stanzas)) is not None:
                self.header.check_mac(file_key)
                return file_key
        raise NoMatchError("none of the keys opens this file")

    def payload(self, file_key: bytes) -> Payload:
        """The payload that a file key opens; raises HmacError if the header does not go with that key."""
        self.header.check_mac(file_key)
        before = self.to_bytes()
        key = derive(file_key, salt=self.nonce, info=b"payload")
        return Payload(len(before), key, hashlib.sha256(before).hexdigest())


def open_envelope(data: bytes) -> Envelope:
    """Reads header and nonce.

    Args:
        data: a file's start, at least up to the payload; MAX_ENVELOPE_BYTES always suffice.

    Raises:
        HeaderError: if it is not the start of an age v1 file.
    """
    header, length = parse(data)
    nonce = data[length : length + NONCE_BYTES]
    if len(nonce) < NONCE_BYTES:
        raise HeaderError("the file ends before its payload")
    return Envelope(header, nonce)


def seal_envelope(
    recipients: Iterable[Recipient], random: Callable[[int], bytes] = os.urandom
) -> tuple[Envelope, bytes]:
    """Makes the envelope of a new file.

    Args:
        recipients: at least one; a passphrase only alone.
        random: gives as many random bytes as asked for.

    Returns:
        The envelope and the new file key.

    Raises:
        HeaderError: for recipients that cannot be together, none, or too many.
        KeyTextError: for a recipient that is no usable key.
    """
    file_key = random(FILE_KEY_BYTES)
    stanzas = tuple(recipient.wrap(file_key, random) for recipient in recipients)
    return Envelope(Header.sealed(stanzas, file_key), random(NONCE_BYTES)), file_key
