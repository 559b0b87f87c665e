"""`backup.json` of a state: which backup it is. Not secret, and believed only where the vault's own trail knows it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from storage.vault.durable import read_plain, write_atomically

_NAME: Final = "backup.json"
_MAX_BYTES: Final = 1 << 22
_ID: Final = re.compile(r"[a-z2-7]{12}")


@dataclass(frozen=True)
class BackupCard:
    """What a state tells of itself.

    Attributes:
        id: of its entry in the vault's list of backups, and in the trail.
        before: ids of what lay in the folder before it; their entries go once this state is whole.
        read_up_to: id of the last blob that was read to its end here, in order of ids; empty at the start.
        damaged: ids of blobs that were found damaged, here and in the vault: they are read again by the next backup.
    """

    id: str
    before: frozenset[str] = frozenset()
    read_up_to: str = ""
    damaged: frozenset[str] = frozenset()


def write_card(state: Path, card: BackupCard) -> None:
    """Writes it, durable on return; raises OSError."""
    text = {
        "id": card.id,
        "before": sorted(card.before),
        "read_up_to": card.read_up_to,
        "damaged": sorted(card.damaged),
    }
    write_atomically(state / _NAME, json.dumps(text).encode() + b"\n")


def read_card(state: Path) -> BackupCard | None:
    """The card of a state; None where there is none that `write_card` wrote."""
    try:
        text = json.loads(read_plain(state / _NAME, _MAX_BYTES))
        card = BackupCard(text["id"], frozenset(text["before"]), text["read_up_to"], frozenset(text["damaged"]))
        ids = [card.id, *card.before, *card.damaged, *([card.read_up_to] if card.read_up_to else [])]
        return card if all(_ID.fullmatch(one) for one in ids) else None
    except (FileNotFoundError, ValueError, TypeError, KeyError, RecursionError):
        return None
