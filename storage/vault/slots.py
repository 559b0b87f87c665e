"""Slot files: each user's identity under their passphrase, as a standard age identity file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from storage.age import (
    AgeError,
    HeaderError,
    KeyTextError,
    NoMatchError,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    decrypt,
    encrypt,
    open_envelope,
    work_factor,
)
from storage.vault.durable import read_plain, write_atomically
from storage.vault.layout import Layout
from storage.vault.passphrase import passphrase_bytes
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.ids import new_id

WORK_FACTOR: Final = 18
_MAX_BYTES: Final = 4096


class SlotDamagedError(ExpectedError):
    """A passphrase opened no slot file, and one of them is damaged: nobody can tell whether it is wrong."""


@dataclass(frozen=True)
class OpenedSlot:
    """A slot file that a passphrase opened."""

    file_id: str
    identity: X25519Identity
    work_factor: int


def write_slot(layout: Layout, identity: X25519Identity, passphrase: str, log_n: int, file_id: str = "") -> str:
    """Writes a slot file, durable on return.

    Args:
        log_n: scrypt's work factor: WORK_FACTOR, except in tests and for a throw-away vault.
        file_id: of the file to replace; a new one if empty.

    Returns:
        The file's id.
    """
    file_id = file_id or new_id()
    recipient = ScryptRecipient(passphrase_bytes(passphrase), log_n)
    write_atomically(layout.slot(file_id), encrypt([recipient], identity.to_text().encode() + b"\n"))
    return file_id


def opened_slots(layout: Layout, passphrase: str) -> Iterator[OpenedSlot]:
    """Every slot file that the passphrase opens.

    Raises:
        SlotDamagedError: kind `damaged`, after all files were tried, if none was opened and one of them is damaged.
    """
    scrypt = ScryptIdentity(passphrase_bytes(passphrase))
    found, damaged = False, None
    for file_id in layout.slot_ids():
        try:
            slot = _opened(layout, file_id, scrypt)
        except NoMatchError:
            continue
        except (AgeError, UnicodeDecodeError) as problem:
            damaged = problem
            continue
        found = True
        yield slot
    if damaged and not found:
        raise SlotDamagedError(
            ErrorKind.DAMAGED,
            "The passphrase opens nothing here, and a file of this vault's keys is damaged.",
            "If you are sure of the passphrase, use the recovery sheet or restore the vault from a backup.",
        ) from damaged


def slot_is_sound(layout: Layout, file_id: str) -> bool:
    """Whether a slot file is there and has the form of one; what is in it only its passphrase can tell."""
    try:
        return work_factor(open_envelope(read_plain(layout.slot(file_id), _MAX_BYTES)).header) is not None
    except (FileNotFoundError, AgeError):
        return False


def parse_recovery(text: str) -> X25519Identity:
    """The identity on a recovery sheet, however it was typed: in groups, on lines, in either case.

    Raises:
        ExpectedError: kind `wrong-passphrase` if it is none.
    """
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    try:
        return X25519Identity.parse("".join("".join(lines).split()).upper())
    except KeyTextError as problem:
        raise ExpectedError(
            ErrorKind.WRONG_PASSPHRASE,
            "That is not the key of a recovery sheet.",
            "It begins with AGE-SECRET-KEY-1 and has 74 characters; check for a mistyped one.",
        ) from problem


def _opened(layout: Layout, file_id: str, scrypt: ScryptIdentity) -> OpenedSlot:
    data = read_plain(layout.slot(file_id), _MAX_BYTES)
    factor = work_factor(open_envelope(data).header)
    if factor is None:
        raise HeaderError("a slot file is not under a passphrase")
    text = decrypt([scrypt], data).decode("ascii")
    return OpenedSlot(file_id, X25519Identity.parse(text.removesuffix("\n")), factor)
