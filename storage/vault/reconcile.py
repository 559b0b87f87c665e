"""Setting right, at unlock, what a power cut or a kill left half done."""

from storage.age import AgeError, Reader, X25519Identity
from storage.vault.blobs import VaultBlobs
from storage.vault.core import Core, settled_assets
from storage.vault.durable import disk_errors, open_plain, remove
from storage.vault.mend import settle
from storage.vault.readme import readme_is_ours, write_readme
from vidfeed.model.clip import ClipStatus
from vidfeed.model.finding import Finding, Severity


def reconcile(core: Core, blobs: VaultBlobs) -> tuple[Finding, ...]:
    """Sweeps what was unfinished, clears imports that broke off, and reports what does not fit together.

    Raises:
        ExpectedError: `read-only`, `no-space`, ...
    """
    with disk_errors():
        for path in core.layout.leftovers():
            remove(path)
        core.layout.make_folders()
    _clear_imports(core, blobs)
    settle(core, blobs)
    return (*_readme(core), *stray_blobs(core), *missing_blobs(core))


def stray_blobs(core: Core) -> list[Finding]:
    """Blobs that no row names: they stay where they are, and nothing uses them."""
    known = {asset.blob_id for asset in core.catalogue.assets()}
    return [
        Finding(
            Severity.WARNING,
            "blob-unknown",
            blob_id,
            "The vault holds an encrypted file that belongs to no film in the catalogue. It was left as it is.",
            "If a film is missing, restore the newest backup; otherwise nothing needs to be done.",
        )
        for blob_id in _blob_ids(core)
        if blob_id not in known
    ]


def missing_blobs(core: Core) -> list[Finding]:
    """Rows whose blob is not there."""
    present = set(_blob_ids(core))
    return [
        Finding(
            Severity.CRITICAL,
            "blob-missing",
            f"{asset.clip_id} {asset.blob_id}",
            f"A file of a film is missing (its {asset.role}).",
            "Take it from the newest backup.",
        )
        for asset in settled_assets(core.catalogue)
        if asset.blob_id not in present
    ]


def _clear_imports(core: Core, blobs: VaultBlobs) -> None:
    """An import that broke off was never confirmed: its row, its identity and its file go."""
    unfinished = core.catalogue.clips(status=ClipStatus.IMPORTING)
    identities = [core.identity_of(clip.id) for clip in unfinished]
    if identities:
        # The files first: without the identities nobody could tell any more whose they were.
        for finding in stray_blobs(core):
            if _is_for(core, finding.subject, identities):
                blobs.remove(finding.subject)
    for clip in unfinished:
        with core.catalogue.transaction():
            core.catalogue.record("clip.clear", f"clip:{clip.id}")
            core.catalogue.discard_clip(clip.id)


def _is_for(core: Core, blob_id: str, identities: list[X25519Identity]) -> bool:
    with disk_errors():
        try:
            Reader.open(open_plain(core.layout.blob(blob_id)), identities).close()
        except AgeError:
            return False
    return True


def _readme(core: Core) -> list[Finding]:
    with disk_errors():
        if readme_is_ours(core.layout):
            return []
        write_readme(core.layout)
    return [
        Finding(
            Severity.WARNING,
            "readme-changed",
            "README.txt",
            "The file README.txt in the vault's folder was not as vidfeed writes it. It was written anew.",
            "Follow no instructions that stood there.",
        )
    ]


def _blob_ids(core: Core) -> list[str]:
    with disk_errors():
        return list(core.layout.blob_ids())
