"""Building a vault beside its place, so that it is there whole or not at all."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from storage.vault.durable import disk_errors, is_link, make_folder, move, remove, write_atomically
from storage.vault.layout import PARTIAL_SUFFIX, Layout, is_systems, refuse_links, refuse_unfinished
from storage.vault.lock_file import VaultLock
from vidfeed.errors import ErrorKind, ExpectedError


@contextmanager
def built_beside(directory: Path, *, keep_blobs: bool = False) -> Iterator[Layout]:
    """The layout of `DIR.partial`, renamed to `DIR` when the block ends well, durable on return.

    Args:
        directory: absolute.
        keep_blobs: whether blobs stay there when the block fails, and are there when it is tried again.

    Raises:
        ExpectedError: `exists` if there is something at `DIR`, or at `DIR.partial` what is not of an attempt, or if
            `DIR` is itself named so; `damaged` for a link there, `vault-in-use` if another process is building it,
            `no-space`, `read-only`.
    """
    refuse_unfinished(directory)
    require_free(directory)
    layout = Layout(directory.with_name(directory.name + PARTIAL_SUFFIX))
    with disk_errors():
        directory.parent.mkdir(parents=True, exist_ok=True)
        _refuse_others(layout)
        make_folder(layout.root)
        write_atomically(layout.being_made, b"")
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
            for path in directory.iterdir():
                path.unlink()  # of the system's
            directory.rmdir()  # it is empty, and Windows renames over nothing
        move(layout.root, directory)
        remove(Layout(directory).being_made)


def require_free(directory: Path) -> None:
    """Raises ExpectedError `exists` unless nothing, or a folder empty but for the system's own files, is there."""
    with disk_errors():
        if directory.is_symlink() or (directory.exists() and (not directory.is_dir() or any(_others_in(directory)))):
            raise ExpectedError(
                ErrorKind.EXISTS,
                "There is something in that place.",
                "Choose a folder that does not exist yet.",
            )


def _others_in(directory: Path) -> list[Path]:
    return [path for path in directory.iterdir() if not is_systems(path.name) or path.is_dir()]


def _refuse_others(layout: Layout) -> None:
    """What an attempt left bears its mark; everything else might be a vault that somebody named so."""
    try:
        status = layout.root.lstat()
    except FileNotFoundError:
        return
    if is_link(status) or not layout.root.is_dir():
        raise _not_ours(layout)
    refuse_links(layout.root)
    empty = all(path.name.startswith((layout.lock.name, layout.being_made.name)) for path in _others_in(layout.root))
    if not empty and not layout.being_made.is_file():
        raise _not_ours(layout)


def _clear(layout: Layout, keep_blobs: bool) -> None:
    """Empties what a failed or killed attempt left, except for the lock and its mark; refuses what is none of ours."""
    ours = {layout.readme, layout.vault_json, layout.key_file, layout.catalogue, layout.lock, layout.being_made}
    folders = {layout.keys, layout.blobs, layout.incoming, layout.visits}
    with disk_errors():
        found = set(layout.root.iterdir())
        names = tuple(path.name for path in ours)
        if any(path not in folders and not path.name.startswith(names) for path in _others_in(layout.root)):
            raise _not_ours(layout)
        kept = {layout.lock, layout.being_made, *({layout.blobs} if keep_blobs else ())}
        for path in found - kept:
            shutil.rmtree(path) if path in folders and not path.is_symlink() else path.unlink()


def _not_ours(layout: Layout) -> ExpectedError:
    return ExpectedError(
        ErrorKind.EXISTS,
        f"In “{layout.root.name}” are files that are not of an unfinished vault. Nothing there was touched.",
        "Move them away, or choose another folder.",
    )


def _remove_empty(layout: Layout) -> None:
    """Removes the folder, unless there is a blob in it, or something of others."""
    with suppress(OSError):
        if layout.blobs.exists():
            layout.blobs.rmdir()
        if set(layout.root.iterdir()) <= {layout.lock, layout.being_made}:
            layout.lock.unlink(missing_ok=True)
            layout.being_made.unlink(missing_ok=True)
            layout.root.rmdir()
