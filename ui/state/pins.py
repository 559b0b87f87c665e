"""The PIN of a prepared visit: kept nowhere but, as a salted hash, in the memory of its process."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from itertools import pairwise

FEWEST_DIGITS, MOST_DIGITS = 4, 6
MOST_TRIES = 3
_SALT_BYTES, _N, _R, _P = 16, 1 << 15, 8, 1
_MEMORY_BYTES = 64 << 20


@dataclass(frozen=True)
class PinHash:
    """Tells whether a PIN is the right one."""

    salt: bytes = field(repr=False)
    digest: bytes = field(repr=False)

    @classmethod
    def of(cls, pin: str) -> "PinHash":
        """Of a PIN that `is_pin`."""
        salt = secrets.token_bytes(_SALT_BYTES)
        return cls(salt, _digest(pin, salt))

    def fits(self, pin: str) -> bool:
        """Some tens of milliseconds."""
        return hmac.compare_digest(self.digest, _digest(pin, self.salt))


def is_pin(text: str) -> bool:
    """Four to six digits."""
    return FEWEST_DIGITS <= len(text) <= MOST_DIGITS and text.isascii() and text.isdigit()


def is_easy(pin: str) -> bool:
    """One digit again and again, or digits in their order."""
    steps = {int(after) - int(before) for before, after in pairwise(pin)}
    return len(steps) == 1 and steps <= {-1, 0, 1}


def _digest(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_N, r=_R, p=_P, maxmem=_MEMORY_BYTES)
