"""How the windows get at vaults, without knowing who keeps them: handed in by the composition root."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from ui.state.keeping import Keeping, Strength
from vidfeed.model.finding import Finding
from vidfeed.ports import Cancelled, Progress
from vidfeed.services.context import Context


class OpenVault(Protocol):
    """An unlocked vault."""

    @property
    def context(self) -> Context:
        """What the services need."""

    @property
    def findings(self) -> Sequence[Finding]:
        """What unlocking found amiss."""

    @property
    def vault_id(self) -> str:
        """32 hex digits, as on the recovery sheet."""

    @property
    def keeping(self) -> Keeping:
        """What is done to it as a whole."""

    def check_passphrase(self, passphrase: str) -> bool:
        """Whether the passphrase is the unlocked user's, however they typed it; slow, for a thread of its own.

        Raises:
            ExpectedError: `too-many-tries` soon after too many wrong ones.
        """

    def new_recovery_secret(self) -> str:
        """The secret of a recovery sheet to be, which is stored nowhere; the present sheet stays valid."""

    def replace_recovery(self, secret: str) -> None:
        """Makes the present recovery sheet worthless, and the one with this secret valid. Slow."""

    def close(self) -> None:
        """Locks it."""


@dataclass(frozen=True)
class MadeVault:
    """A vault just made, and the secret for its recovery sheet, which is stored nowhere."""

    opened: OpenVault
    vault_id: str
    recovery_secret: str


@dataclass(frozen=True)
class RestoreRequest:
    """A backup that is to become a vault again.

    Attributes:
        source: the backup's folder.
        folder: where the vault will lie; not there yet, or empty.
        passphrase: one that opened the vault when the backup was made.
        receipts: a folder with receipts of erasures, or None: what they name is erased again.
    """

    source: Path
    folder: Path
    passphrase: str
    receipts: Path | None = None


@dataclass(frozen=True)
class RestoredVault:
    """A vault that was brought back, open.

    Attributes:
        findings: of reading everything in it.
        erased_again: how many cases and clips the receipts told of.
    """

    opened: OpenVault
    findings: tuple[Finding, ...]
    erased_again: int


@dataclass(frozen=True)
class Doors:
    """The ways into vaults; each is slow and belongs off the window's thread.

    Attributes:
        unlock: folder and passphrase to an open vault.
        create: folder, passphrase and user's name to a new one.
        recover: folder, recovery secret, new passphrase, and whose it is where the vault has several users (else "");
            the vault opens with that passphrase afterwards.
        restore: a backup to an open vault in a new place, whole or not at all; what the progress raises ends it.
        practice: a throw-away vault in a folder, with the practice clip in it.
        suggest_passphrase: six random words.
        strength: of a passphrase in words, and whether it suffices.
    """

    unlock: Callable[[Path, str], OpenVault]
    create: Callable[[Path, str, str], MadeVault]
    recover: Callable[[Path, str, str, str], OpenVault]
    restore: Callable[[RestoreRequest, Progress], RestoredVault]
    practice: Callable[[Path, Progress, Cancelled], OpenVault]
    suggest_passphrase: Callable[[], str]
    strength: Callable[[str], Strength]
