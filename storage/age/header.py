"""The textual header of an age file: stanzas and a MAC (https://c2sp.org/age)."""

import hmac
from base64 import b64decode, b64encode
from dataclasses import dataclass

from storage.age.errors import HeaderError, HmacError
from storage.age.keys import derive

MAX_HEADER_BYTES = 65_520
MAX_STANZAS = 256
SCRYPT = "scrypt"
_VERSION = b"age-encryption.org/v1"
_STANZA = b"-> "
_END = b"---"
_MAC_BYTES = 32
_LINE_LENGTH = 64


@dataclass(frozen=True, slots=True)
class Stanza:
    """One recipient's entry.

    Attributes:
        type: the first argument, such as "X25519".
        arguments: the others; printable ASCII without spaces, never empty.
        body: decoded.
    """

    type: str
    arguments: tuple[str, ...]
    body: bytes

    def to_bytes(self) -> bytes:
        """As written in a header, with the final LF; the last body line is always shorter than 64 characters."""
        text = encode_base64(self.body)
        lines = [text[start : start + _LINE_LENGTH] for start in range(0, len(text) + 1, _LINE_LENGTH)]
        return "\n".join([" ".join(["->", self.type, *self.arguments]), *lines, ""]).encode("ascii")


@dataclass(frozen=True, slots=True)
class Header:
    """A whole header.

    Raises:
        HeaderError: when made without a stanza, with too many, or with a scrypt stanza that is not alone.
    """

    stanzas: tuple[Stanza, ...]
    mac: bytes

    def __post_init__(self) -> None:
        if not 1 <= len(self.stanzas) <= MAX_STANZAS:
            raise HeaderError("no stanza in the header, or too many")
        if len(self.stanzas) > 1 and any(stanza.type == SCRYPT for stanza in self.stanzas):
            raise HeaderError("a passphrase stanza must be the only one")

    @classmethod
    def sealed(cls, stanzas: tuple[Stanza, ...], file_key: bytes) -> "Header":
        """The header of these stanzas, with its MAC under the file key."""
        return cls(stanzas, _mac(stanzas, file_key))

    def to_bytes(self) -> bytes:
        """As written, with the final LF: the very bytes it was parsed from."""
        return _authenticated(self.stanzas) + b" " + encode_base64(self.mac).encode("ascii") + b"\n"

    def check_mac(self, file_key: bytes) -> None:
        """Raises HmacError unless the header was written with this file key."""
        if not hmac.compare_digest(self.mac, _mac(self.stanzas, file_key)):
            raise HmacError("the header has been altered")


def parse(data: bytes) -> tuple[Header, int]:
    """Reads the header at the start of some bytes.

    Returns:
        The header and its length in bytes.

    Raises:
        HeaderError: if it is anything but a canonical age v1 header of at most MAX_HEADER_BYTES.
    """
    lines = _Lines(data)
    if lines.next() != _VERSION:
        raise HeaderError("not an age v1 file")
    stanzas = []
    while (line := lines.next()).startswith(_STANZA):
        stanzas.append(_stanza(line, lines))
    if not line.startswith(_END + b" "):
        raise HeaderError("a line is neither a stanza nor the end of the header")
    mac = _decode(line[len(_END) + 1 :], _MAC_BYTES)
    return Header(tuple(stanzas), mac), lines.position


def encode_base64(data: bytes) -> str:
    """Standard base64 without padding."""
    return b64encode(data).rstrip(b"=").decode("ascii")


def decode_base64(text: str, length: int) -> bytes:
    """Reads canonical, unpadded base64 of a known number of bytes.

    Raises:
        HeaderError: if it is not that.
    """
    return _decode(text.encode("ascii"), length)


class _Lines:
    """The lines of a header, up to its permitted size."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.position = 0

    def next(self) -> bytes:
        end = self._data.find(b"\n", self.position, MAX_HEADER_BYTES)
        if end < 0:
            raise HeaderError("the header is cut short or too long")
        line = self._data[self.position : end]
        self.position = end + 1
        return line


def _stanza(line: bytes, lines: _Lines) -> Stanza:
    arguments = line[len(_STANZA) :].split(b" ")
    if not all(arguments) or not all(33 <= byte <= 126 for argument in arguments for byte in argument):
        raise HeaderError("a stanza's arguments are malformed")
    body = []
    while True:
        body.append(lines.next())
        if len(body[-1]) > _LINE_LENGTH:
            raise HeaderError("a line of a stanza is too long")
        if len(body[-1]) < _LINE_LENGTH:
            break
    first, *others = (argument.decode("ascii") for argument in arguments)
    return Stanza(first, tuple(others), _decode(b"".join(body)))


def _decode(text: bytes, length: int | None = None) -> bytes:
    try:
        data = b64decode(text + b"=" * (-len(text) % 4), validate=True)
    except ValueError as problem:
        raise HeaderError("malformed base64") from problem
    # Encoded again it must be the same: no padding, no stray bits in the last character.
    if encode_base64(data).encode("ascii") != text or length not in (None, len(data)):
        raise HeaderError("base64 that is not canonical, or of a wrong length")
    return data


def _authenticated(stanzas: tuple[Stanza, ...]) -> bytes:
    return _VERSION + b"\n" + b"".join(stanza.to_bytes() for stanza in stanzas) + _END


def _mac(stanzas: tuple[Stanza, ...], file_key: bytes) -> bytes:
    return hmac.digest(derive(file_key, salt=b"", info=b"header"), _authenticated(stanzas), "sha256")
