"""How the windows get at vaults, without knowing who keeps them: handed in by the composition root."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

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

    def check_passphrase(self, passphrase: str) -> bool:
        """Whether the passphrase is the unlocked user's; slow (about a second), for a thread of its own."""

    def replace_recovery(self) -> str:
        """Makes the old recovery sheet worthless; the new one's secret, which is stored nowhere. Slow."""

    def close(self) -> None:
        """Locks it."""


@dataclass(frozen=True)
class MadeVault:
    """A vault just made, and the secret for its recovery sheet, which is stored nowhere."""

    opened: OpenVault
    vault_id: str
    recovery_secret: str


@dataclass(frozen=True)
class Doors:
    """The ways into vaults; each is slow and belongs off the window's thread.

    Attributes:
        unlock: folder and passphrase to an open vault.
        create: folder, passphrase and user's name to a new one.
        recover: folder, recovery secret, new passphrase, and whose it is where the vault has several users (else "");
            the vault opens with that passphrase afterwards.
        practice: a throw-away vault in a folder, with the practice clip in it.
        suggest_passphrase: six random words.
        strength: of a passphrase in words, and whether it suffices.
    """

    unlock: Callable[[Path, str], OpenVault]
    create: Callable[[Path, str, str], MadeVault]
    recover: Callable[[Path, str, str, str], OpenVault]
    practice: Callable[[Path, Progress, Cancelled], OpenVault]
    suggest_passphrase: Callable[[], str]
    strength: Callable[[str], "Strength"]


@dataclass(frozen=True)
class Strength:
    """How strong a passphrase is.

    Attributes:
        level: 0 (weak) to 4.
        words: for the screen.
        enough: it may be used.
    """

    level: int
    words: str
    enough: bool
