"""The age v1 file format (https://c2sp.org/age), readable at any position. It knows nothing of the rest of vidfeed."""

from storage.age.digest import DigestBeside
from storage.age.envelope import (
    MAX_ENVELOPE_BYTES,
    Envelope,
    Identity,
    Payload,
    Recipient,
    open_envelope,
    seal_envelope,
)
from storage.age.errors import AgeError, HeaderError, HmacError, KeyTextError, NoMatchError, PayloadError
from storage.age.reader import Reader
from storage.age.scrypt import ScryptIdentity, ScryptRecipient, work_factor
from storage.age.whole import decrypt, decrypt_in_order, encrypt
from storage.age.writer import Writer, Written
from storage.age.x25519 import X25519Identity, X25519Recipient

__all__ = [
    "MAX_ENVELOPE_BYTES",
    "AgeError",
    "DigestBeside",
    "Envelope",
    "HeaderError",
    "HmacError",
    "Identity",
    "KeyTextError",
    "NoMatchError",
    "Payload",
    "PayloadError",
    "Reader",
    "Recipient",
    "ScryptIdentity",
    "ScryptRecipient",
    "Writer",
    "Written",
    "X25519Identity",
    "X25519Recipient",
    "decrypt",
    "decrypt_in_order",
    "encrypt",
    "open_envelope",
    "seal_envelope",
    "work_factor",
]
