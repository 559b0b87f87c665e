"""Building a vault beside its place, so that it is there whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.vault.durable import disk_errors, make_folder, move
from storage.vault.layout import PARTIAL_SUFFIX, Layout
from storage.vault.lock_file import VaultLock
from vidfeed.errors import ErrorKind, ExpectedError


@contextmanager
def built_beside(directory: Path, *, keep_blobs: bool = False) -> Iterator[Layout]:
    """The layout of `DIR.partial`, renamed to `DIR` when the block ends well, durable on return.

    Args:
        directory: absolute.
        keep_blobs: whether blobs stay there when the block fails, and are there when it is tried again.

    Raises:
        ExpectedError: `exists` if there is something at `DIR`, `vault-in-use` if another process is building it,
            `no-space`, `read-only`.
    """
    require_free(directory)
    layout = Layout(directory.with_name(directory.name + PARTIAL_SUFFIX))
    with disk_errors():
        directory.parent.mkdir(parents=True, exist_ok=True)
        make_folder(layout.root)
    lock = VaultLock(layout)
    try:
        _clear(layout, keep_blobs)
        with disk_errors():
            layout.make_folders()
        yield layout
    except BaseException:
        with suppress(ExpectedError):
            _clear(layout, keep_blobs)
        lock.release()
        _remove_empty(layout)
        raise
    lock.release()
    require_free(directory)
    with disk_errors():
        if directory.exists():
            directory.rmdir()  # it is empty, and Windows renames over nothing
        move(layout.root, directory)


def require_free(directory: Path) -> None:
    """Raises ExpectedError `exists` unless nothing, or an empty folder, is there."""
    with disk_errors():
        if directory.is_symlink() or (directory.exists() and (not directory.is_dir() or any(directory.iterdir()))):
            raise ExpectedError(
                ErrorKind.EXISTS,
                "There is something in that place.",
                "Choose a folder that does not exist yet.",
            )


def _clear(layout: Layout, keep_blobs: bool) -> None:
    """Empties what a failed or killed attempt left, except for the lock; refuses what is none of ours."""
    ours = {layout.readme, layout.vault_json, layout.key_file, layout.catalogue, layout.lock}
    folders = {layout.keys, layout.blobs, layout.incoming, layout.visits}
    with disk_errors():
        found = set(layout.root.iterdir())
        known = {path for path in found if path in ours | folders or path.name.startswith(tuple(p.name for p in ours))}
        if found != known:
            raise ExpectedError(
                ErrorKind.EXISTS,
                f"In “{layout.root.name}” are files that are not vidfeed's.",
                "Move them away, or choose another folder.",
            )
        for path in found - {layout.lock} - ({layout.blobs} if keep_blobs else set()):
            shutil.rmtree(path) if path in folders and not path.is_symlink() else path.unlink()


def _remove_empty(layout: Layout) -> None:
    """Removes the folder, unless there is a blob in it, or something of others."""
    with suppress(OSError):
        if layout.blobs.exists():
            layout.blobs.rmdir()
        if set(layout.root.iterdir()) <= {layout.lock}:
            layout.lock.unlink(missing_ok=True)
            layout.root.rmdir()
