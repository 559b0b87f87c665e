"""Setting right, at unlock, what a power cut or a kill left half done."""

from collections.abc import Sequence

from storage.age import AgeError, Reader, X25519Identity
from storage.vault.blobs import VaultBlobs
from storage.vault.core import Core, settled_assets
from storage.vault.durable import disk_errors, open_plain, remove
from storage.vault.mend import settle
from storage.vault.readme import readme_is_ours, write_readme
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import ClipStatus
from vidfeed.model.finding import Finding, Severity


def reconcile(core: Core, blobs: VaultBlobs) -> tuple[Finding, ...]:
    """Sweeps what was unfinished, clears imports that broke off, and reports what does not fit together.

    A full disk is a finding: it does not lock anyone out of their films.

    Raises:
        ExpectedError: `read-only`, ...
    """
    found: list[Finding] = []
    try:
        _sweep(core)
        _clear_imports(core, blobs)
        settle(core, blobs)
        _clear_unentered(core, blobs)
        found += _readme(core)
    except ExpectedError as problem:
        if problem.kind is not ErrorKind.NO_SPACE:
            raise
        message = "The disk is too full to clear away what broke off when the vault was last open. No film is touched."
        found.append(Finding(Severity.WARNING, "unfinished", "", message, "Free some space, then unlock again."))
    return (*found, *stray_blobs(core), *missing_blobs(core))


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


def _sweep(core: Core) -> None:
    with disk_errors():
        for path in core.layout.leftovers():
            remove(path)
        core.layout.make_folders()


def _clear_imports(core: Core, blobs: VaultBlobs) -> None:
    """An import that broke off was never confirmed: its row, its identity and its file go."""
    unfinished = core.catalogue.clips(status=ClipStatus.IMPORTING)
    # The files first: without the identities nobody could tell any more whose they were.
    _clear_strays(core, blobs, [clip.id for clip in unfinished])
    for clip in unfinished:
        with core.catalogue.transaction():
            core.catalogue.record("clip.clear", f"clip:{clip.id}")
            core.catalogue.discard_clip(clip.id)


def _clear_unentered(core: Core, blobs: VaultBlobs) -> None:
    """What was made of a film, or took the place of something, and was not entered or unlinked before a kill.

    Not where a film lacks a file that it should have: an older catalogue may have been put back.
    """
    lacking = {finding.subject.partition(" ")[0] for finding in missing_blobs(core)}
    whole = {asset.clip_id for asset in settled_assets(core.catalogue)} - lacking
    _clear_strays(core, blobs, sorted(whole))


def _clear_strays(core: Core, blobs: VaultBlobs, clip_ids: Sequence[str]) -> None:
    """Unlinks the blobs of some clips that no row names."""
    strays = stray_blobs(core) if clip_ids else []
    identities = [core.identity_of(clip_id) for clip_id in clip_ids] if strays else []
    for finding in strays:
        if _is_for(core, finding.subject, identities):
            blobs.remove(finding.subject)


def _is_for(core: Core, blob_id: str, identities: list[X25519Identity]) -> bool:
    try:
        Reader.open(open_plain(core.layout.blob(blob_id)), identities).close()
    except (AgeError, OSError):  # what cannot be read stays, and is told
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
