"""`vault.key.age`: the catalogue's key, for every slot, and proof that a slot's holder wrote it.

Its plaintext, each line ended by LF:

    version 1
    vault <id>
    key <64 hex digits>
    key <64 hex digits>          only while a re-key is under way: the first is the old, the second the new one
    mac <recipient> <64 hex digits>
    ...                          one for each slot

The MAC is HMAC-SHA-256 of all lines before the first `mac`. Its key is HKDF-SHA-256 of the slot identity's raw secret,
salted with the vault id. age proves no sender: without the MAC anyone who knows the recipients could plant a key.
"""

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from storage.age import AgeError, NoMatchError, X25519Identity, X25519Recipient, decrypt, encrypt, open_envelope
from storage.age.keys import derive
from storage.vault.vault_json import FORMAT_VERSION
from vidfeed.errors import ErrorKind, ExpectedError

KEY_BYTES: Final = 32
MAX_BYTES: Final = 1 << 20
_INFO: Final = b"vidfeed vault.key mac v1"
_HEAD: Final = re.compile(r"version ([0-9]{1,6})\nvault ([0-9a-f]{32})\nkey ([0-9a-f]{64})\n(?:key ([0-9a-f]{64})\n)?")
_MAC: Final = re.compile(r"mac (age1[0-9a-z]{58}) ([0-9a-f]{64})\n")


@dataclass(frozen=True)
class KeyFile:
    """What the file says, proven.

    Attributes:
        keys: of the catalogue: one, or the old and the new one.
        slots: recipients that have a MAC line.
        recipients: to how many the file was encrypted.
    """

    keys: tuple[bytes, ...] = field(repr=False)
    slots: frozenset[str]
    recipients: int


def mac_key(identity: X25519Identity, vault_id: str) -> bytes:
    """The key with which a slot's holder recognises the file."""
    return derive(identity.secret_bytes(), salt=vault_id.encode(), info=_INFO)


def seal_key_file(vault_id: str, keys: Iterable[bytes], mac_keys: dict[str, bytes]) -> bytes:
    """The file's bytes.

    Args:
        keys: one or two catalogue keys of 32 bytes; the one that will remain comes last.
        mac_keys: by recipient, of every slot that shall open it.
    """
    head = f"version {FORMAT_VERSION}\nvault {vault_id}\n" + "".join(f"key {key.hex()}\n" for key in keys)
    macs = [f"mac {slot} {_mac(key, head)}\n" for slot, key in mac_keys.items()]
    body = head + "".join(macs)
    return encrypt([X25519Recipient.parse(slot) for slot in mac_keys], body.encode())


def open_key_file(data: bytes, identity: X25519Identity, vault_id: str) -> KeyFile | None:
    """Opens the file with one slot's identity.

    Returns:
        None if it was not written to this identity.

    Raises:
        ExpectedError: kind `damaged` if it is altered, malformed, of another vault, or not written by someone who held
            this slot's key; `unsupported-version` if it is from a newer vidfeed.
    """
    try:
        body = decrypt([identity], data).decode("ascii")
        recipients = len(open_envelope(data).header.stanzas)
    except NoMatchError:
        return None
    except (AgeError, UnicodeDecodeError) as problem:
        raise key_file_damaged() from problem
    head, macs = _parsed(body)
    given = macs.get(identity.recipient.to_text(), "")
    if not hmac.compare_digest(given, _mac(mac_key(identity, vault_id), head[0])):
        raise key_file_damaged()
    if int(head[1]) > FORMAT_VERSION:
        raise ExpectedError(
            ErrorKind.UNSUPPORTED_VERSION, "This vault was written by a newer vidfeed.", "Install the newest vidfeed."
        )
    if int(head[1]) != FORMAT_VERSION or head[2] != vault_id:
        raise key_file_damaged()
    return KeyFile(tuple(bytes.fromhex(key) for key in head.groups()[2:] if key), frozenset(macs), recipients)


def key_file_damaged() -> ExpectedError:
    """The error for a `vault.key.age` that cannot be trusted."""
    return ExpectedError(
        ErrorKind.DAMAGED,
        "The vault's key file has been altered or is damaged. Nothing was opened.",
        "Restore the vault from its newest backup; a person who keeps the machine should look at what happened.",
    )


def _parsed(body: str) -> tuple[re.Match[str], dict[str, str]]:
    head = _HEAD.match(body)
    if head is None:
        raise key_file_damaged()
    macs: dict[str, str] = {}
    for line in body[head.end() :].splitlines(keepends=True):
        match = _MAC.fullmatch(line)
        if match is None or match[1] in macs:
            raise key_file_damaged()
        macs[match[1]] = match[2]
    return head, macs


def _mac(key: bytes, head: str) -> str:
    return hmac.digest(key, head.encode(), "sha256").hex()
