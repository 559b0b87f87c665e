"""Checking that everything in a vault is what it should be."""

from dataclasses import dataclass
from hashlib import sha256

from storage.age.stream import SEALED_CHUNK_BYTES
from storage.vault.arrival import clock_findings
from storage.vault.blob_reading import plaintext_sha256
from storage.vault.blobs import VaultBlobs
from storage.vault.core import Core, settled_assets
from storage.vault.durable import disk_errors, read_plain
from storage.vault.key_file import MAX_BYTES
from storage.vault.layout import refuse_links
from storage.vault.readme import readme_is_ours
from storage.vault.reconcile import stray_blobs
from storage.vault.slots import slot_is_sound
from storage.vault.vault_json import read_vault_json
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Asset
from vidfeed.model.finding import Finding, Severity
from vidfeed.ports import Progress, no_progress


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        bytes_checked: of encrypted files, read and authenticated.
    """

    findings: tuple[Finding, ...]
    bytes_checked: int


def verify(core: Core, blobs: VaultBlobs, *, deep: bool = False, progress: Progress = no_progress) -> Report:
    """Checks the folder, the keys, the catalogue, and each blob against its row.

    Args:
        deep: reads every byte of every blob; otherwise size, header and last chunk.
        progress: what it raises ends the check.

    Raises:
        ExpectedError: `vault-missing` if the folder is gone. Everything else is a finding.
    """
    clock = clock_findings(core.catalogue.latest_instant())
    findings = [*_folder(core), *_keys(core), *_catalogue(core), *clock, *stray_blobs(core)]
    checked_bytes = 0
    assets = settled_assets(core.catalogue)
    total_bytes = sum(asset.size_bytes for asset in assets) or 1
    passed_bytes = 0
    for asset in assets:
        try:
            checked_bytes += _check_blob(blobs, asset, deep)
        except ExpectedError as problem:
            findings.append(_blob_damaged(asset, problem))
        passed_bytes += asset.size_bytes
        progress(passed_bytes / total_bytes)
    if not any(finding.severity is Severity.CRITICAL for finding in findings):
        findings.append(_all_well(len(assets), deep))
    return Report(tuple(findings), checked_bytes)


def _folder(core: Core) -> list[Finding]:
    found = []
    with disk_errors():
        try:
            refuse_links(core.layout.root)
        except ExpectedError as problem:
            found.append(Finding(Severity.CRITICAL, "link", "", problem.message, problem.hint))
        try:
            same_id = read_vault_json(core.layout) == core.vault_id
        except ExpectedError:
            same_id = False
        if not same_id:
            message = "The file vault.json is damaged or has been altered."
            found.append(Finding(Severity.CRITICAL, "vault-json", "", message, "Take it from the newest backup."))
        if not readme_is_ours(core.layout):
            message = "The file README.txt is not as vidfeed writes it."
            found.append(Finding(Severity.WARNING, "readme-changed", "", message, "It is written anew at unlock."))
    return found


def _keys(core: Core) -> list[Finding]:
    found = []
    with disk_errors():
        try:
            same = sha256(read_plain(core.layout.key_file, MAX_BYTES)).digest() == core.key_file_sha256
        except FileNotFoundError:
            same = False
        if not same:
            message = "The vault's key file was altered while the vault was open: it may not open again."
            found.append(Finding(Severity.CRITICAL, "key-file", "", message, "Make a backup now, then restore it."))
        for slot in core.catalogue.slots():
            if slot.key_file is not None and not slot_is_sound(core.layout, slot.key_file):
                message = "A user's key file is damaged: their passphrase will not open the vault."
                hint = "Change that user's passphrase, or recover it by the recovery sheet."
                found.append(Finding(Severity.CRITICAL, "slot-file", slot.user_id or "", message, hint))
    return found


def _catalogue(core: Core) -> list[Finding]:
    hints = {
        "full-text": "It is made anew with the next change of keys; searching may miss something until then.",
        "counts": "They are made anew with the next change of keys; nothing else is touched by it.",
    }
    return [
        Finding(
            Severity.WARNING if found.kind in hints else Severity.CRITICAL,
            f"catalogue-{found.kind}",
            "",
            found.message,
            hints.get(found.kind, "Restore the vault from its newest backup."),
        )
        for found in core.catalogue.integrity_findings()
    ]


def _check_blob(blobs: VaultBlobs, asset: Asset, deep: bool) -> int:
    with blobs.source(asset).reader() as reader:
        if not deep:
            return min(asset.size_bytes, reader.payload.offset_bytes + SEALED_CHUNK_BYTES)
        if plaintext_sha256(reader) != asset.plaintext_sha256:
            raise ExpectedError(ErrorKind.DAMAGED, "A film is not the one that was imported.", "")
        return asset.size_bytes


def _blob_damaged(asset: Asset, problem: ExpectedError) -> Finding:
    subject = f"{asset.clip_id} {asset.blob_id}"
    return Finding(Severity.CRITICAL, "blob-damaged", subject, problem.message, problem.hint)


def _all_well(files: int, deep: bool) -> Finding:
    how = "was read to its end and is intact" if deep else "is there, whole and unexchanged"
    return Finding(Severity.GOOD, "blobs-intact", "", f"Each of the {files} encrypted files {how}.")
