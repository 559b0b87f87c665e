"""Passphrases: the scrypt recipient and identity."""

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from storage.age.errors import HeaderError
from storage.age.header import SCRYPT, Header, Stanza, decode_base64, encode_base64
from storage.age.keys import check_body, unwrap_file_key, wrap_file_key

DEFAULT_LOG_N = 18
# More would let a planted file take gigabytes and minutes before it can be refused.
MAX_LOG_N = 20
_SALT_BYTES = 16
_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_DECIMAL = re.compile(r"[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class ScryptRecipient:
    """Encrypts to a passphrase; must be a file's only recipient.

    Attributes:
        passphrase: as bytes, so that the caller decides its normal form.
        log_n: work factor, 1 to 20; each step doubles time and memory (18: about a second and 256 MiB).

    Raises:
        ValueError: for another work factor.
    """

    passphrase: bytes = field(repr=False)
    log_n: int = DEFAULT_LOG_N

    def __post_init__(self) -> None:
        if not 1 <= self.log_n <= MAX_LOG_N:
            raise ValueError(f"work factor {self.log_n} is not within 1 to {MAX_LOG_N}")

    def wrap(self, file_key: bytes, random: Callable[[int], bytes]) -> Stanza:
        """Seals a file key under the passphrase."""
        salt = random(_SALT_BYTES)
        wrap_key = _wrap_key(self.passphrase, salt, self.log_n)
        return Stanza(SCRYPT, (encode_base64(salt), str(self.log_n)), wrap_file_key(wrap_key, file_key))


@dataclass(frozen=True, slots=True)
class ScryptIdentity:
    """Opens files that were encrypted to a passphrase."""

    passphrase: bytes = field(repr=False)

    def unwrap(self, stanzas: Sequence[Stanza]) -> bytes | None:
        """The file key, or None if there is no scrypt stanza or the passphrase is another.

        Raises:
            HeaderError: for a malformed scrypt stanza or a work factor that is too high, before anything is computed.
        """
        for stanza in stanzas:
            if stanza.type == SCRYPT:
                salt, log_n = _arguments(stanza)
                check_body(stanza.body)
                return unwrap_file_key(_wrap_key(self.passphrase, salt, log_n), stanza.body)
        return None


def work_factor(header: Header) -> int | None:
    """The log2 of scrypt's N in a header, None if it is not under a passphrase; raises HeaderError if malformed."""
    stanza = header.stanzas[0]
    return _arguments(stanza)[1] if stanza.type == SCRYPT else None


def _arguments(stanza: Stanza) -> tuple[bytes, int]:
    if len(stanza.arguments) != 2:
        raise HeaderError("a scrypt stanza has two arguments")
    salt, log_n = stanza.arguments
    if not _DECIMAL.fullmatch(log_n) or int(log_n) > MAX_LOG_N:
        raise HeaderError("the scrypt work factor is malformed or too high")
    return decode_base64(salt, _SALT_BYTES), int(log_n)


def _wrap_key(passphrase: bytes, salt: bytes, log_n: int) -> bytes:
    # hashlib's scrypt lets other threads run meanwhile; the one in `cryptography` would stop the window for a second.
    n, r, p = 1 << log_n, 8, 1
    enough_bytes = 128 * r * (n + p + 2)
    try:
        return hashlib.scrypt(passphrase, salt=_SALT_LABEL + salt, n=n, r=r, p=p, maxmem=enough_bytes, dklen=32)
    except (MemoryError, ValueError) as problem:
        raise HeaderError("not enough memory for the scrypt work factor") from problem
