"""Checking that everything in a vault is what it should be."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from storage.age.stream import SEALED_CHUNK_BYTES
from storage.vault.blob_reading import plaintext_sha256
from storage.vault.blobs import VaultBlobs
from storage.vault.check_frame import frame_findings
from storage.vault.check_round import RoundKeeper
from storage.vault.core import Core, settled_assets
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import MADE_ROLES, Asset
from vidfeed.model.finding import Finding, Severity
from vidfeed.ports import Progress, no_progress

_DAMAGED: Final = "blob-damaged"


@dataclass(frozen=True)
class Report:
    """What a check found.

    Attributes:
        bytes_checked: of encrypted files, read and authenticated.
    """

    findings: tuple[Finding, ...]
    bytes_checked: int


def verify(core: Core, blobs: VaultBlobs, *, deep: bool = False, progress: Progress = no_progress) -> Report:
    """Checks the folder, the keys, the catalogue, and each blob against its row; work in the vault may go on meanwhile.

    Args:
        deep: reads every byte of every blob; otherwise size, header and last chunk. One that was stopped goes on where
            it was, within a month.
        progress: what it raises ends the check.

    Raises:
        ExpectedError: `vault-missing` if the folder is gone. Everything else is a finding.
    """
    findings = frame_findings(core)
    try:
        assets = settled_assets(core.catalogue)
    except ExpectedError as problem:
        if problem.kind is not ErrorKind.DAMAGED:
            raise
        return Report(tuple(findings), 0)  # the frame's findings say so
    reading = _DeepReading(core, blobs) if deep else _QuickReading(core, blobs)
    findings += reading.findings(assets, progress)
    if not any(finding.severity is Severity.CRITICAL or finding.kind == _DAMAGED for finding in findings):
        findings.append(_all_well(reading.files_checked, len(assets), deep))
    return Report(tuple(findings), reading.bytes_checked)


class _QuickReading:
    """Each blob's size, header and last chunk.

    Attributes:
        bytes_checked: so far.
        files_checked: so far.
    """

    def __init__(self, core: Core, blobs: VaultBlobs) -> None:
        self._core = core
        self._blobs = blobs
        self.bytes_checked = 0
        self.files_checked = 0

    def findings(self, assets: list[Asset], progress: Progress) -> Iterator[Finding]:
        """One for each blob that is not as its row says."""
        total_bytes = sum(asset.size_bytes for asset in assets) or 1
        passed_bytes = 0
        for asset in assets:

            def within(done: float, before: int = passed_bytes, size: int = asset.size_bytes) -> None:
                progress((before + done * size) / total_bytes)

            problem = self._problem(asset, within)
            if problem is not None:
                yield _blob_damaged(asset, problem)
            passed_bytes += asset.size_bytes
            progress(passed_bytes / total_bytes)

    def _problem(self, asset: Asset, progress: Progress) -> ExpectedError | None:
        try:
            self.bytes_checked += self._checked_bytes(asset, progress)
            self.files_checked += 1
        except ExpectedError as problem:
            if problem.kind is ErrorKind.CANCELLED or not self._core.layout.root.exists():
                raise
            # Unless it was erased, or replaced by another, since the check began.
            return problem if asset in settled_assets(self._core.catalogue, asset.clip_id) else None
        return None

    def _checked_bytes(self, asset: Asset, _progress: Progress) -> int:
        with self._blobs.source(asset).reader() as reader:
            return min(asset.size_bytes, reader.payload.offset_bytes + SEALED_CHUNK_BYTES)


class _DeepReading(_QuickReading):
    """Every byte of each blob, from where another check was stopped."""

    def findings(self, assets: list[Asset], progress: Progress) -> Iterator[Finding]:
        """As the quick one's."""
        keeper = RoundKeeper(self._core.catalogue)
        left = keeper.round.left(assets)
        if keeper.goes_on:
            yield _goes_on(len(assets) - len(left), len(assets), keeper.round.begun_at)
        self._keeper = keeper
        try:
            yield from super().findings(left, progress)
        except BaseException:
            keeper.keep()
            raise
        keeper.finish()

    def _problem(self, asset: Asset, progress: Progress) -> ExpectedError | None:
        problem = super()._problem(asset, progress)
        self._keeper.passed(asset, sound=problem is None)
        return problem

    def _checked_bytes(self, asset: Asset, progress: Progress) -> int:
        with self._blobs.source(asset).reader() as reader:
            if plaintext_sha256(reader, progress) != asset.plaintext_sha256:
                raise ExpectedError(ErrorKind.DAMAGED, "A film is not the one that was imported.", "")
            return asset.size_bytes


def _blob_damaged(asset: Asset, problem: ExpectedError) -> Finding:
    subject = f"{asset.clip_id} {asset.blob_id}"
    if asset.role in MADE_ROLES:
        message = "A light copy or strip that was made from a film is damaged. The film itself is another file."
        hint = "Nothing is lost: prepare the clip anew, and it is made again."
        return Finding(Severity.WARNING, _DAMAGED, subject, message, hint)
    return Finding(Severity.CRITICAL, _DAMAGED, subject, problem.message, problem.hint)


def _goes_on(read: int, files: int, begun_at: str) -> Finding:
    message = f"This check went on where one of {begun_at[:10]} was stopped: {read} of {files} files were read then."
    return Finding(Severity.INFO, "check-went-on", "", message)


def _all_well(checked: int, files: int, deep: bool) -> Finding:
    how = "was read to its end and is intact" if deep else "is there, whole and unexchanged"
    which = f"Each of the {files}" if checked == files else f"Each of the other {checked} of {files}"
    return Finding(Severity.GOOD, "blobs-intact", "", f"{which} encrypted files {how}.")
