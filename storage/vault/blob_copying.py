"""Copying blobs between a vault and its backup; a blob is sound only if it is what its row says."""

from collections.abc import Sequence
from typing import Final

from storage.vault.blob_reading import blob_damaged, plaintext_sha256
from storage.vault.blobs import VaultBlobs
from storage.vault.core import Core
from storage.vault.durable import UnreadableError, copy_file, expected, make_folder, remove
from storage.vault.layout import Layout
from vidfeed.errors import ErrorKind, ExpectedError
from vidfeed.model.clip import Asset
from vidfeed.ports import Progress, no_progress

_LEAST_REREAD_BYTES: Final = 1 << 30
_REREAD_PART: Final = 10
"""A backup reads at least a tenth of the copies that lie there already: after ten all were read."""


def copy_blob(
    core: Core, source: Layout, target: Layout, asset: Asset, progress: Progress = no_progress
) -> ExpectedError | None:
    """Copies a blob, unless one of that size, header and last chunk is there.

    Returns:
        What is wrong with the source's, of kind `damaged`; then nothing is copied. A source whose disk was pulled out
        may look so too. What is wrong in its middle is copied with it.

    Raises:
        ExpectedError: `vault-missing` where the source, or the clip's identity, is gone.
        OSError: from the target's disk.
    """
    if target.blob(asset.blob_id).exists() and _damage(core, target, asset) is None:
        return None
    return _copied(core, source, target, asset, progress)


def back_up_blob(
    core: Core, target: Layout, asset: Asset, *, reread: bool, progress: Progress = no_progress
) -> ExpectedError | None:
    """Has a blob of the vault in a backup: the vault's is read to its end and compared with its row, then copied.

    Args:
        reread: reads a copy that is there already to its end, and replaces it where it is not sound.

    Returns:
        What is wrong with the vault's, of kind `damaged`. It is copied all the same where it can be opened and no such
        copy is there: what is left of a film is better than none.

    Raises:
        ExpectedError: as `copy_blob`.
        OSError: from the target's disk.
    """
    there = target.blob(asset.blob_id).exists() and _damage(core, target, asset) is None
    if there and (not reread or _rot(core, target, asset, progress) is None):
        return None
    rot = _rot(core, core.layout, asset, lambda done: progress(done / 2))
    if rot is not None and there:
        return rot
    return _copied(core, core.layout, target, asset, lambda done: progress((1 + done) / 2)) or rot


def due_again(there: Sequence[Asset], after: str) -> list[Asset]:
    """Which of the copies that lie there are to be read to their end now, in order of ids, those after one first."""
    by_id = sorted(there, key=lambda asset: asset.blob_id)
    turn = sorted(by_id, key=lambda asset: asset.blob_id <= after)
    left_bytes = max(_LEAST_REREAD_BYTES, sum(asset.size_bytes for asset in there) // _REREAD_PART)
    due: list[Asset] = []
    for asset in turn:
        if left_bytes <= 0:
            break
        due.append(asset)
        left_bytes -= asset.size_bytes
    return due


def forget_blobs(layout: Layout, kept: set[str]) -> None:
    """Unlinks blobs that no row names any more: what was erased must not live on here."""
    for blob_id in list(layout.blob_ids()):
        if blob_id not in kept:
            remove(layout.blob(blob_id))


def _copied(core: Core, source: Layout, target: Layout, asset: Asset, progress: Progress) -> ExpectedError | None:
    damage = _damage(core, source, asset)
    if damage is not None:
        return damage
    path = target.blob(asset.blob_id)
    make_folder(path.parent)
    try:
        copy_file(source.blob(asset.blob_id), path, progress)
    except UnreadableError as problem:
        return expected(problem)
    return None


def _damage(core: Core, layout: Layout, asset: Asset) -> ExpectedError | None:
    """By size, header and last chunk."""
    try:
        VaultBlobs(layout, core.identity_of).source(asset).grant()
    except ExpectedError as problem:
        if problem.kind is not ErrorKind.DAMAGED:
            raise
        return problem
    return None


def _rot(core: Core, layout: Layout, asset: Asset, progress: Progress) -> ExpectedError | None:
    """By every byte."""
    try:
        with VaultBlobs(layout, core.identity_of).source(asset).reader() as reader:
            return None if plaintext_sha256(reader, progress) == asset.plaintext_sha256 else blob_damaged()
    except ExpectedError as problem:
        if problem.kind is not ErrorKind.DAMAGED:
            raise
        return problem
