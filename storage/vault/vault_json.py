"""`vault.json`: the format's version and the vault's id, nothing else. Not secret, and not believed on its own."""

import json
import re
import secrets
from typing import Final

from storage.vault.durable import read_from_medium, read_plain, write_atomically
from storage.vault.layout import Layout
from vidfeed.errors import ErrorKind, ExpectedError

FORMAT_VERSION: Final = 1
_MAX_BYTES: Final = 4096
_ID: Final = re.compile(r"[0-9a-f]{32}")
_FROM_BACKUP: Final = "Take vault.json from the newest backup of this vault."


def new_vault_id() -> str:
    """32 random hex digits."""
    return secrets.token_hex(16)


def write_vault_json(layout: Layout, vault_id: str) -> None:
    """Writes the file; raises OSError."""
    card = {"format_version": FORMAT_VERSION, "vault_id": vault_id}
    write_atomically(layout.vault_json, json.dumps(card, indent=2).encode() + b"\n")


def read_vault_json(layout: Layout) -> str:
    """The vault's id.

    Raises:
        ExpectedError: `vault-missing` if there is no vault, `unsupported-version` if it is from a newer vidfeed,
            `damaged` if the file is not what `write_vault_json` writes, or is missing beside a catalogue.
        OSError: from the disk.
    """
    try:
        data = read_plain(layout.vault_json, _MAX_BYTES)
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise (_lost() if layout.catalogue.is_file() else _no_vault()) from problem
    return _vault_id(data)


def require_medium(layout: Layout) -> None:
    """Checks that the disk which the file is on can still be read: that it was not pulled out.

    Raises:
        ExpectedError: `vault-missing`.
    """
    try:
        read_from_medium(layout.vault_json, _MAX_BYTES)
    except OSError as problem:
        raise ExpectedError(
            ErrorKind.VAULT_MISSING,
            "The disk that was copied from is not there any more.",
            "Connect it again, then start again: what was copied is kept.",
        ) from problem


def _vault_id(data: bytes) -> str:
    try:
        card = json.loads(data)
        version, vault_id = card["format_version"], card.get("vault_id")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as problem:
        raise _damaged() from problem
    if type(version) is not int or version < FORMAT_VERSION:
        raise _damaged()
    if version > FORMAT_VERSION:
        raise ExpectedError(
            ErrorKind.UNSUPPORTED_VERSION, "This vault was made by a newer vidfeed.", "Install the newest vidfeed."
        )
    if len(card) != 2 or not isinstance(vault_id, str) or not _ID.fullmatch(vault_id):
        raise _damaged()
    return vault_id


def _no_vault() -> ExpectedError:
    return ExpectedError(
        ErrorKind.VAULT_MISSING,
        "There is no vault in this folder.",
        "Check the folder's name, and that its disk is connected.",
    )


def _lost() -> ExpectedError:
    return ExpectedError(
        ErrorKind.DAMAGED,
        "The vault's own description, the file vault.json, is missing from this folder. Nothing was opened.",
        _FROM_BACKUP,
    )


def _damaged() -> ExpectedError:
    return ExpectedError(ErrorKind.DAMAGED, "The file vault.json is damaged. Nothing was opened.", _FROM_BACKUP)
