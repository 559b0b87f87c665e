"""The recovery secret as groups for paper: an age identity's text after its prefix, four signs a group.

The signs are Bech32's (BIP 173): no B, I, O or 1, so what looks like one of those can only be 8, L or 0.
"""

import re
import secrets
from collections.abc import Mapping

from vidfeed.errors import InternalError

PREFIX = "AGE-SECRET-KEY-1"
GROUP_LENGTH = 4
_IDENTITY = re.compile(PREFIX + "[AC-HJ-NP-Z02-9]{58}")
_LOOKALIKES = str.maketrans("BIO1", "8L0L")
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

    Whether it is one, its checksum tells when it is used.
    """
    signs = _signs(typed)
    return PREFIX + signs.removeprefix(_BETWEEN.sub("", PREFIX)).translate(_LOOKALIKES)


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
