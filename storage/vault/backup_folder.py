"""The folder of a backup: README.txt, blobs by id, and one whole state of everything else.

A state, `state-<n>`, holds keys/, vault.key.age, vault.json and catalogue.db, as they were together, and backup.json.
"""

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from storage.vault.backup_card import BackupCard, read_card
from storage.vault.durable import move, sync_folder
from storage.vault.layout import PARTIAL_SUFFIX, Layout, is_systems
from storage.vault.vault_json import read_vault_json
from vidfeed.errors import ErrorKind, ExpectedError

_STATE: Final = re.compile(r"state-([1-9][0-9]{0,8})")
_PARTIAL: Final = re.compile(_STATE.pattern + re.escape(PARTIAL_SUFFIX))


@dataclass(frozen=True)
class BackupFolder:
    """Where a vault is backed up to."""

    root: Path

    @property
    def layout(self) -> Layout:
        """Names of what lies in the folder as in a vault: README.txt and the blobs."""
        return Layout(self.root)

    def states(self) -> list[int]:
        """Numbers of the complete states, oldest first; none where there is no folder."""
        if not self.root.is_dir():
            return []
        matches = (_STATE.fullmatch(path.name) for path in self.root.iterdir() if path.is_dir())
        return sorted(int(match[1]) for match in matches if match)

    def state(self, number: int) -> Layout:
        """Names of what lies in a state."""
        return Layout(self.root / f"state-{number}")

    def partial_state(self, number: int) -> Layout:
        """A state while it is made."""
        return Layout(self.root / f"state-{number}{PARTIAL_SUFFIX}")

    def card(self) -> BackupCard | None:
        """Of the newest complete state; None where there is none, or it was made before states had cards."""
        numbers = self.states()
        return read_card(self.state(numbers[-1]).root) if numbers else None

    def entry_ids(self) -> frozenset[str]:
        """Of all that lies here, begun or complete, in the vault's list of backups."""
        found = (read_card(path) for path in self.root.iterdir() if _begun(path))
        return frozenset(id_ for card in found if card for id_ in (card.id, *card.before))

    def newest(self) -> Layout:
        """The newest complete state.

        Raises:
            ExpectedError: kind `vault-missing` where there is none.
        """
        numbers = self.states()
        if not numbers:
            raise ExpectedError(
                ErrorKind.VAULT_MISSING, "There is no finished backup in this folder.", "Check the folder's name."
            )
        return self.state(numbers[-1])

    def require_for(self, vault_id: str) -> None:
        """Checks that the folder is empty, or a backup of this vault.

        Raises:
            ExpectedError: kind `exists`.
        """
        ours = {"README.txt", "README.txt.new", "blobs"}
        for path in self.root.iterdir():
            if is_systems(path.name):
                continue
            if path.name not in ours and not _STATE.fullmatch(path.name) and not _PARTIAL.fullmatch(path.name):
                raise _other_folder()
        for number in self.states():
            if read_vault_json(self.state(number)) != vault_id:
                raise _other_folder()

    def remove_state(self, number: int) -> None:
        """Removes a complete state; halfway it is no complete state any more."""
        partial = self.partial_state(number).root
        move(self.state(number).root, partial)
        shutil.rmtree(partial)
        sync_folder(self.root)

    def sweep_partial(self) -> None:
        """Removes what a backup that broke off left."""
        for path in self.root.iterdir():
            if _PARTIAL.fullmatch(path.name) and _begun(path):
                shutil.rmtree(path)


def _begun(path: Path) -> bool:
    return (
        path.is_dir() and not path.is_symlink() and bool(_STATE.fullmatch(path.name) or _PARTIAL.fullmatch(path.name))
    )


def _other_folder() -> ExpectedError:
    return ExpectedError(
        ErrorKind.EXISTS,
        "The folder holds other files, or the backup of another vault. Nothing was written.",
        "Choose an empty folder, or this vault's earlier backup.",
    )
