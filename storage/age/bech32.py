"""Bech32 (BIP 173), the text form of age's recipients and identities, without its limit of 90 characters."""

from collections.abc import Iterable, Sequence

from storage.age.errors import KeyTextError

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_GENERATORS = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_CHECKSUM_LENGTH = 6


def encode(prefix: str, data: bytes) -> str:
    """Writes bytes as lower-case Bech32.

    Args:
        prefix: the human-readable part, lower case.
        data: any number of bytes.
    """
    values = _regroup(data, 8, 5)
    values += _checksum(prefix, values)
    return prefix + "1" + "".join(_ALPHABET[value] for value in values)


def decode(text: str) -> tuple[str, bytes]:
    """Reads a Bech32 text.

    Returns:
        The human-readable part, in the case it was written in, and the bytes.

    Raises:
        KeyTextError: for mixed case, a foreign character, a wrong checksum or left-over bits.
    """
    prefix, separator, body = text.rpartition("1")
    if text not in (text.lower(), text.upper()):
        raise KeyTextError("upper and lower case are mixed")
    if not separator or not prefix or not all(33 <= ord(character) <= 126 for character in text):
        raise KeyTextError("not an age key")
    try:
        values = [_VALUES[character] for character in body.lower()]
    except KeyError:
        raise KeyTextError("a character that no age key contains") from None
    payload, checksum = values[:-_CHECKSUM_LENGTH], values[-_CHECKSUM_LENGTH:]
    if checksum != _checksum(prefix.lower(), payload):
        raise KeyTextError("the checksum does not fit: a character is wrong or missing")
    return prefix, _to_bytes(payload)


def _checksum(prefix: str, values: Sequence[int]) -> list[int]:
    high = [ord(character) >> 5 for character in prefix]
    low = [ord(character) & 31 for character in prefix]
    remainder = _polymod([*high, 0, *low, *values, *[0] * _CHECKSUM_LENGTH]) ^ 1
    return [(remainder >> 5 * (5 - place)) & 31 for place in range(_CHECKSUM_LENGTH)]


def _polymod(values: Iterable[int]) -> int:
    remainder = 1
    for value in values:
        top = remainder >> 25
        remainder = (remainder & 0x1FFFFFF) << 5 ^ value
        for bit, generator in enumerate(_GENERATORS):
            remainder ^= generator if (top >> bit) & 1 else 0
    return remainder


def _regroup(values: Iterable[int], from_bits: int, to_bits: int) -> list[int]:
    """Cuts a row of bits into other groups, most significant first, the last one filled up with zeros."""
    groups, bits, count = [], 0, 0
    for value in values:
        bits, count = (bits << from_bits) | value, count + from_bits
        while count >= to_bits:
            count -= to_bits
            groups.append(bits >> count)
            bits &= (1 << count) - 1
    if count:
        groups.append(bits << (to_bits - count))
    return groups


def _to_bytes(values: Sequence[int]) -> bytes:
    length, spare_bits = divmod(len(values) * 5, 8)
    groups = _regroup(values, 5, 8)
    if spare_bits >= 5 or any(groups[length:]):
        raise KeyTextError("left-over bits at the end")
    return bytes(groups[:length])
