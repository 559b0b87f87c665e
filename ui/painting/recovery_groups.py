"""The recovery secret as groups for paper: an age identity's text after its prefix, four signs a group.

The signs are Bech32's (BIP 173): no B, I, O or 1, so what looks like one of those can only be 8, L or 0.
"""

import re
import secrets
from collections.abc import Iterable, Mapping

from vidfeed.errors import InternalError

PREFIX = "AGE-SECRET-KEY-1"
GROUP_LENGTH = 4
_IDENTITY = re.compile(PREFIX + "[AC-HJ-NP-Z02-9]{58}")
_LOOKALIKES = str.maketrans("BIO1", "8L0L")
_BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_BETWEEN = re.compile(r"[^0-9A-Z]+")


def groups(secret: str) -> list[str]:
    """The fifteen groups of an age identity, the last of two signs.

    Raises:
        InternalError: it is not an age identity.
    """
    if not _IDENTITY.fullmatch(secret):
        raise InternalError("the recovery secret is not an age identity")
    body = secret.removeprefix(PREFIX)
    return [body[start : start + GROUP_LENGTH] for start in range(0, len(body), GROUP_LENGTH)]


def identity_of(typed: str) -> str:
    """The identity from what was typed off the sheet or scanned: in any case, with or without prefix, spaces or dashes.

    Whether it is one, `is_whole` tells.
    """
    signs = _signs(typed)
    return PREFIX + signs.removeprefix(_BETWEEN.sub("", PREFIX)).translate(_LOOKALIKES)


def is_whole(secret: str) -> bool:
    """Whether its Bech32 checksum (BIP 173) is right, as that of a sheet typed without a mistake is."""
    if not _IDENTITY.fullmatch(secret):
        return False
    human, body = secret[: len(PREFIX) - 1].lower(), secret.removeprefix(PREFIX).lower()
    spread = [ord(sign) >> 5 for sign in human] + [0] + [ord(sign) & 31 for sign in human]
    return _checksum([*spread, *(_BECH32.index(sign) for sign in body)]) == 1


def _checksum(values: Iterable[int]) -> int:
    """The remainder by BIP 173's generator over GF(32)."""
    remainder = 1
    for value in values:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value
        for place, term in enumerate(_GENERATOR):
            remainder ^= term if top >> place & 1 else 0
    return remainder


def two_to_ask(secret: str) -> tuple[int, int]:
    """The numbers, counted from 1 and in order, of two whole groups to be typed back; others each time."""
    whole = [number for number, group in enumerate(groups(secret), 1) if len(group) == GROUP_LENGTH]
    first, second = sorted(secrets.SystemRandom().sample(whole, 2))
    return first, second


def check_groups(secret: str, typed: Mapping[int, str]) -> frozenset[int]:
    """The numbers, counted from 1, of the groups that were typed rightly."""
    right = dict(enumerate(groups(secret), 1))
    return frozenset(number for number, text in typed.items() if _signs(text).translate(_LOOKALIKES) == right[number])


def _signs(text: str) -> str:
    return _BETWEEN.sub("", text.upper())
