"""Opening and making vaults, with the services' machinery around them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from storage.vault import OpenVault, Restored, create_throwaway, new_recovery_secret
from storage.vault import create_vault as create
from storage.vault import open_vault as unlock
from storage.vault import recover_vault as recover
from storage.vault import restore_vault as restore
from ui.bootstrap.keeping import VaultKeeping, enter_own_name
from ui.bootstrap.works import ChildWorks
from ui.state.passphrases import spellings
from vidfeed.model.finding import Finding
from vidfeed.ports import Progress, no_progress
from vidfeed.services.codebooks import ensure_builtin
from vidfeed.services.context import Context


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class OpenedVault:
    """An unlocked vault with everything that the services need.

    Attributes:
        practice: it is thrown away, and no passphrase stands between anyone and it.
    """

    vault: OpenVault
    context: Context
    practice: bool = False

    def __enter__(self) -> "OpenedVault":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def findings(self) -> Sequence[Finding]:
        """What unlocking found amiss."""
        return self.vault.findings

    @property
    def vault_id(self) -> str:
        """32 hex digits."""
        return self.vault.vault_id

    @property
    def keeping(self) -> VaultKeeping:
        """What is done to it as a whole."""
        return VaultKeeping(self.vault, self.context.works)

    def check_passphrase(self, passphrase: str) -> bool:
        """Whether the passphrase is the unlocked user's, in any way to type it; about a second of work.

        Raises:
            ExpectedError: `too-many-tries` soon after too many wrong ones.
        """
        return self.practice or self.vault.check_passphrase(*spellings(passphrase))

    def new_recovery_secret(self) -> str:
        """The secret of a recovery sheet to be, which is stored nowhere; the present sheet stays valid."""
        return new_recovery_secret()

    def replace_recovery(self, secret: str) -> None:
        """Makes the present recovery sheet worthless, and the one with this secret valid."""
        self.vault.replace_recovery(secret)

    def second_user(self, passphrase: str) -> str:
        """Name of whoever else's passphrase it is.

        Raises:
            ExpectedError: `needs-second-user` if it is nobody's, `too-many-tries` soon after too many wrong ones.
        """
        return self.vault.second_user(*spellings(passphrase)).name

    def close(self) -> None:
        """Locks the vault."""
        self.context.works.forget_rendered()
        self.vault.close()


@dataclass(frozen=True)
class NewVault:
    """A vault just made; the recovery secret is shown once and stored nowhere."""

    opened: OpenedVault
    recovery_secret: str


def open_vault(directory: Path, passphrase: str, user: str | None = None) -> OpenedVault:
    """Unlocks a vault, also where six words were typed with hyphens or capitals.

    Raises:
        ExpectedError: `vault-missing`, `wrong-passphrase`, `vault-in-use`, `unsupported-version`, `damaged`, ...
    """
    first, *others = spellings(passphrase)
    return opened_vault(unlock(directory, first, user, or_else=others))


def create_vault(directory: Path, passphrase: str, user: str) -> NewVault:
    """Makes a vault and leaves it unlocked.

    Raises:
        ExpectedError: `exists`, `weak-passphrase`, `no-space`, `read-only`.
    """
    vault, recovery_secret = create(directory, passphrase, user)
    enter_own_name(vault, vault.user.id, vault.user.name)
    return NewVault(opened_vault(vault), recovery_secret)


def recover_vault(directory: Path, recovery_secret: str, new_passphrase: str, user: str | None = None) -> OpenedVault:
    """Unlocks a vault by its recovery sheet and sets a user's new passphrase.

    Raises:
        ExpectedError: `wrong-passphrase`, `weak-passphrase`, `ambiguous` where there are several users and none is
            named, and as for `open_vault`.
    """
    return opened_vault(recover(directory, recovery_secret, new_passphrase, user))


def restore_vault(
    source: Path,
    directory: Path,
    passphrase: str,
    user: str | None = None,
    *,
    receipts: Path | None = None,
    progress: Progress = no_progress,
) -> Restored:
    """Brings a vault back from its backup to a new place, reads all of it, and leaves it unlocked.

    Args:
        receipts: a folder of receipts of erasures: what they name is erased again.

    Raises:
        ExpectedError: `vault-missing`, `exists`, `wrong-passphrase`, `damaged`, `bad-file` (a receipt), `no-space`, ...
    """
    return restore(source, directory, passphrase, user, receipts=receipts, progress=progress)


def create_practice_vault(directory: Path) -> OpenedVault:
    """A throw-away vault without a passphrase, for the practice clip only."""
    return replace(opened_vault(create_throwaway(directory)), practice=True)


def opened_vault(vault: OpenVault) -> OpenedVault:
    """An unlocked vault with the services' machinery around it; locked again where that fails."""
    try:
        ensure_builtin(vault.catalogue)
    except BaseException:
        vault.close()
        raise
    return OpenedVault(vault, Context(vault.catalogue, vault.blobs, ChildWorks(vault), SystemClock()))
