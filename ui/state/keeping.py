"""What is done to a vault as a whole: who opens it, checking it, backing it up, erasing for good."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from vidfeed.model.copy import Copy
from vidfeed.model.erasure import Backup
from vidfeed.model.finding import Finding
from vidfeed.ports import Progress
from vidfeed.services.context import Context


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


class PassphraseAdvice(Protocol):
    """Helps to choose a passphrase."""

    def suggest_passphrase(self) -> str:
        """Six random words."""

    def strength(self, passphrase: str, /) -> Strength:
        """Of a passphrase, in words; some milliseconds."""


@dataclass(frozen=True)
class VaultUser:
    """Someone who can open the vault.

    Attributes:
        since: UTC, ISO 8601 text: of the present passphrase.
    """

    id: str
    name: str
    since: str


@dataclass(frozen=True)
class Checked:
    """What a check of the vault found.

    Attributes:
        bytes_checked: of encrypted files, read and authenticated.
    """

    findings: tuple[Finding, ...]
    bytes_checked: int


@dataclass(frozen=True)
class BackupMade:
    """A backup that was made and read back.

    Attributes:
        size_bytes: of the encrypted files in it.
        findings: files that could not be taken along, because they are damaged in the vault.
    """

    backup: Backup
    size_bytes: int
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class ErasedForGood:
    """What an erasure did, and what it could not reach.

    Attributes:
        copies, backups: those that may still exist.
        receipt: JSON text without identifying content.
        receipt_file: where it is kept, outside the vault.
    """

    blobs_removed: int
    copies: tuple[Copy, ...]
    backups: tuple[Backup, ...]
    receipt: str
    receipt_file: Path


class Keeping(PassphraseAdvice, Protocol):
    """An open vault, for those who look after it. All but the properties and `users` are slow: for a thread."""

    @property
    def folder(self) -> Path:
        """Where the vault lies."""

    @property
    def user(self) -> str:
        """Who unlocked it, by name."""

    def users(self) -> list[VaultUser]:
        """Who can open it with a passphrase of their own, in order of coming."""

    def add_user(self, name: str, passphrase: str) -> None:
        """Raises ExpectedError `exists`, `weak-passphrase`, `unknown-user` (an unusable name), ..."""

    def remove_user(self, name: str) -> None:
        """Raises ExpectedError `unknown-user`, `needs-second-user` for whoever asks, ..."""

    def change_passphrase(self, passphrase: str) -> None:
        """Of whoever unlocked the vault; raises ExpectedError `weak-passphrase`, ..."""

    def check(self, deep: bool, progress: Progress) -> Checked:
        """Quick, or every byte of every file; what `progress` raises ends it."""

    def back_up(self, folder: Path, label: str, progress: Progress) -> BackupMade:
        """To an empty folder, or where this vault's earlier backup lies; what `progress` raises ends it.

        Raises:
            ExpectedError: `exists` for another folder, `damaged`, `no-space`, `read-only`, ...
        """

    def begin_visit(self, context: Context, reel_id: str, pin: str) -> None:
        """Hands one reel to a process of its own, which asks for the PIN and goes on when the vault is locked.

        Raises:
            ExpectedError: as `services.reviewing.check_review`; `damaged`, `not-ready`, ...
        """

    def erase(self, subject: str, progress: Progress) -> ErasedForGood:
        """Of "case:<id>" or "clip:<id>"; what interrupts it is gone on with at the next unlock.

        It cannot be stopped: `progress` must not raise.

        Raises:
            ExpectedError: `unknown-case`, `unknown-clip`, `no-space`, ...
        """
