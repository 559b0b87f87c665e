"""What a vault must not lose, as plain words, and the folders in which it is worked on."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from storage.vault import OpenVault
from vidfeed.model.clip import AssetRole, Clip, ClipStatus
from vidfeed.model.reel import Reel

PLAINTEXT = b"nobody may read these words here"
"""Is in every film, note and caption."""

Facts = dict[str, str]
Changes = dict[str, str | None]
"""New values by fact; None for what is gone."""


@dataclass(frozen=True)
class Places:
    """The folders of one run."""

    root: Path

    @property
    def vault(self) -> Path:
        return self.root / "vault"

    @property
    def receipts(self) -> Path:
        return self.root / "vault-receipts"

    @property
    def backup(self) -> Path:
        return self.root / "backup"

    @property
    def restored(self) -> Path:
        return self.root / "restored"

    @property
    def created(self) -> Path:
        return self.root / "created"

    @property
    def old(self) -> Path:
        """A vault of an older version."""
        return self.root / "old"

    @property
    def sheets(self) -> Path:
        """Recovery sheets, the valid one and void ones."""
        return self.root.with_name(f"{self.root.name}-sheets")

    @property
    def film(self) -> Path:
        """A film to import, outside of what may hold no film in the clear."""
        return self.root.with_name(f"{self.root.name}-films") / "film.mp4"


def kept_clips(vault: OpenVault) -> list[Clip]:
    """Whose import was confirmed, and that are not being erased."""
    return [clip for clip in vault.catalogue.clips() if clip.status in (ClipStatus.PREPARING, ClipStatus.READY)]


def facts_of(vault: OpenVault) -> Facts:
    """Everything that must not be lost, without the films' bytes."""
    catalogue = vault.catalogue
    facts = {f"user:{user.name}": user.id for user in catalogue.users()}
    for summary in catalogue.case_summaries():
        case = summary.case
        facts[f"case:{case.code}"] = case.id
        facts |= {f"consent:{entry.id}": str(entry.withdrawn_on) for entry in catalogue.consents(case.id)}
    for clip in kept_clips(vault):
        facts[f"clip:{clip.id}"] = clip.sha256
        facts |= {f"moment:{m.id}": f"{m.caption} {m.stars}" for m in catalogue.moments(clip.id)}
    return facts | {f"reel:{reel.id}": shown(reel) for reel in catalogue.reels()}


def read_films(vault: OpenVault) -> Facts:
    """Digests of the films' bytes as they are read now."""
    read = {}
    for clip in kept_clips(vault):
        original = vault.catalogue.asset(clip.id, AssetRole.ORIGINAL)
        assert original is not None
        with vault.blobs.source(original).open() as file:
            read[f"clip:{clip.id}"] = sha256(file.read()).hexdigest()
    return read


def shown(reel: Reel, without: AbstractSet[str] = frozenset()) -> str:
    """The reel's items, but those of some clips."""
    return "".join(f"{item.clip_id}.{item.moment_id}," for item in reel.items if item.clip_id not in without)
