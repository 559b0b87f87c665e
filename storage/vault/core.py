"""An open vault as its own parts see it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from threading import RLock

from storage.age import X25519Identity
from storage.catalogue import SqlCatalogue
from storage.vault.durable import disk_errors, write_atomically
from storage.vault.key_file import mac_key, seal_key_file
from storage.vault.layout import Layout
from storage.vault.slots import WORK_FACTOR
from vidfeed.model.clip import Asset, ClipStatus


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.now(UTC)


def new_clip_identity() -> str:
    """The identity of a new clip or document, as age writes it."""
    return X25519Identity.generate().to_text()


def settled_assets(catalogue: SqlCatalogue, clip_id: str | None = None) -> list[Asset]:
    """Of all clips, or one, but those that are being erased: their files cannot be opened any more, or are gone."""
    erasing = {clip.id for clip in catalogue.clips(status=ClipStatus.ERASING)}
    return [asset for asset in catalogue.assets(clip_id) if asset.clip_id not in erasing]


def _pass(_step: str) -> None:
    """Nothing waits for the steps."""


@dataclass
class Core:
    """What every use case of the vault works on.

    Attributes:
        key_file_sha256: digest of `vault.key.age` as it was last proven or written.
        work_factor: scrypt's, for slot files written from now on.
        exclusive: held by a re-key, an erasure and a backup: they shut each other out.
        reached: told each step of a re-key or an erasure as it is done.
    """

    layout: Layout
    vault_id: str
    catalogue: SqlCatalogue
    key_file_sha256: bytes = b""
    work_factor: int = WORK_FACTOR
    exclusive: RLock = field(default_factory=RLock)
    reached: Callable[[str], None] = _pass

    def identity_of(self, owner_id: str) -> X25519Identity:
        """Of a clip or document; raises ExpectedError `unknown-clip` where there is none (any more)."""
        return X25519Identity.parse(self.catalogue.clip_identity(owner_id))

    def write_key_file(self, *next_keys: bytes, joining: X25519Identity | None = None) -> None:
        """Writes `vault.key.age` with the catalogue's present key and those to come, to the catalogue's slots.

        Args:
            joining: of a slot that is about to be listed; it can open the file too.

        Raises:
            ExpectedError: `no-space`, `read-only`, ...; the old file is still there.
        """
        mac_keys = {slot.recipient: slot.mac_key for slot in self.catalogue.slots()}
        if joining is not None:
            mac_keys[joining.recipient.to_text()] = mac_key(joining, self.vault_id)
        data = seal_key_file(self.vault_id, [self.catalogue.key, *next_keys], mac_keys)
        with disk_errors():
            write_atomically(self.layout.key_file, data)
        self.key_file_sha256 = sha256(data).digest()
