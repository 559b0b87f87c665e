"""An unlocked vault, as the rest of the program has it."""

from pathlib import Path
from types import TracebackType

from storage.catalogue import SqlCatalogue, User
from storage.vault import asking, backup, erase, mend, users, verify
from storage.vault.arrival import enter_lock
from storage.vault.blobs import VaultBlobs
from storage.vault.core import Core
from storage.vault.lock_file import VaultLock
from storage.vault.slot_list import SlotInfo, SlotList
from storage.vault.vault_json import FORMAT_VERSION
from vidfeed.model.finding import Finding
from vidfeed.ports import Progress, no_progress


class OpenVault:
    """Everything in one vault, until `close`. As a context manager it closes itself.

    Attributes:
        core: for the vault's own parts.
        user: who unlocked it.
        findings: what unlocking found amiss.
    """

    def __init__(self, core: Core, user: User, lock: VaultLock) -> None:
        self.core = core
        self.user = user
        self.findings: tuple[Finding, ...] = ()
        self.blobs = VaultBlobs(core.layout, core.identity_of)
        self._lock = lock
        self._closed = False

    def __enter__(self) -> "OpenVault":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the catalogue and lets other processes in; a second call does nothing."""
        try:
            if not self._closed:
                enter_lock(self.core, self.user)
            self._closed = True
            self.catalogue.close()
        finally:
            self._lock.release()

    @property
    def catalogue(self) -> SqlCatalogue:
        """All metadata."""
        return self.core.catalogue

    @property
    def directory(self) -> Path:
        """The vault's folder, absolute."""
        return self.core.layout.root

    @property
    def vault_id(self) -> str:
        """32 hex digits."""
        return self.core.vault_id

    @property
    def format_version(self) -> int:
        """Of the folder's format."""
        return FORMAT_VERSION

    def slots(self) -> list[SlotInfo]:
        """Who can open the vault."""
        return SlotList.of(self.catalogue).infos()

    def check_passphrase(self, passphrase: str, *or_else: str) -> bool:
        """Whether it is that of the user who unlocked the vault; see `asking.passphrase_is`."""
        return asking.passphrase_is(self.core, self.user, (passphrase, *or_else))

    def second_user(self, passphrase: str, *or_else: str) -> User:
        """Whoever else's passphrase it is; see `asking.second_user`."""
        return asking.second_user(self.core, self.user, (passphrase, *or_else))

    def add_user(self, name: str, passphrase: str) -> None:
        """See `users.add_user`."""
        users.add_user(self.core, name, passphrase)

    def remove_user(self, name: str) -> None:
        """See `users.remove_user`."""
        users.remove_user(self.core, name, self.user)

    def change_passphrase(self, passphrase: str) -> None:
        """Of the user who unlocked the vault; see `users.change_passphrase`."""
        users.change_passphrase(self.core, self.user, passphrase)

    def replace_recovery(self, secret: str = "") -> str:
        """The new recovery sheet's secret; see `users.replace_recovery`.

        Args:
            secret: of `new_recovery_secret`, kept safe before: then a power cut costs nobody their sheet. A new one if
                empty.
        """
        secret = secret or users.new_recovery_secret()
        users.replace_recovery(self.core, secret)
        return secret

    def opens_by(self, recovery_secret: str) -> bool:
        """Whether it is the present recovery sheet's secret."""
        return users.is_recovery(self.core, recovery_secret)

    def erase_case(self, case_id: str, progress: Progress = no_progress) -> erase.Erased:
        """See `erase.erase_case`."""
        return erase.erase_case(self.core, self.blobs, case_id, progress)

    def erase_clip(self, clip_id: str, progress: Progress = no_progress) -> erase.Erased:
        """See `erase.erase_clip`."""
        return erase.erase_clip(self.core, self.blobs, clip_id, progress)

    def mending(self, clip_id: str, source: Path) -> mend.Mending:
        """See `mend.Mending`."""
        return mend.Mending(self.core, self.blobs, clip_id, source)

    def verify(self, *, deep: bool = False, progress: Progress = no_progress) -> verify.Report:
        """See `verify.verify`."""
        return verify.verify(self.core, self.blobs, deep=deep, progress=progress)

    def back_up(self, destination: Path, label: str = "", progress: Progress = no_progress) -> backup.BackedUp:
        """See `backup.back_up`."""
        return backup.back_up(self.core, destination, label, progress)
